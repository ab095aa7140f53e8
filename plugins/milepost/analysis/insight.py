"""Computed values about everything that one audience may see, by entry and on demand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache, cached_property
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from typing import Any, TypeVar

from milepost import kinds
from milepost.analysis.lesson_matching import SeenMatch
from milepost.analysis.prior_lessons import LessonInsight, PriorLessons
from milepost.analysis.similar_postmortems import SimilarMatch
from milepost.graph.portfolio import Entity, Portfolio
from milepost.kinds.handover import metrics as of_handovers
from milepost.kinds.handover.model import Handover
from milepost.kinds.handover.readiness import ReadinessInsight
from milepost.kinds.lessons import metrics as of_lessons
from milepost.kinds.lessons.action_metrics import ActionInsight
from milepost.kinds.lessons.model import Action, Lesson
from milepost.kinds.metric import Metric, by_class
from milepost.kinds.postmortem import metrics as of_postmortems
from milepost.kinds.postmortem.incident_metrics import IncidentInsight
from milepost.kinds.postmortem.model import Postmortem
from milepost.kinds.roadmap import metrics as of_roadmaps
from milepost.kinds.roadmap.item_metrics import ItemInsight
from milepost.kinds.roadmap.item_tree import ItemEntity, ItemTree
from milepost.kinds.roadmap.model import Item, Milestone, Release, Theme
from milepost.kinds.roadmap.release_metrics import MilestoneInsight, ReleaseInsight, ThemeInsight
from milepost.kinds.roadmap.schedule import Dates
from milepost.kinds.strategy import metrics as of_strategies
from milepost.kinds.strategy.goal_metrics import KeyResultInsight, NeedInsight, ObjectiveInsight
from milepost.kinds.strategy.model import KeyResult, Need, Objective
from milepost.kinds.strategy.traceability_gaps import LooseEnds, loose_ends
from milepost.schema.base import Entry
from milepost.schema.date_arithmetic import gap

E = TypeVar("E", bound=Entry)
T = TypeVar("T")


@cache
def metrics() -> dict[type[Entry], Metric[Any, Any]]:
    """The metrics of all kinds by the class of entries that they are about: `METRICS` in each folder's metrics.py."""
    # Not when the module is imported: whoever imports the metrics of one kind first is still on the way to them.
    names = (f"{kinds.__name__}.{folder.name}.metrics" for folder in iter_modules(kinds.__path__) if folder.ispkg)
    return by_class(metric for name in names if find_spec(name) for metric in import_module(name).METRICS)


class Insight:
    """What is computed from one portfolio on one day. All results are lazy and cached.

    `of` is for entries of any class; where the class is known, there is a method that says what it gives.
    """

    def __init__(self, portfolio: Portfolio, as_of: date) -> None:
        self.portfolio = portfolio
        self.as_of = as_of
        self._made: dict[tuple[Metric[Any, Any], Entity[Any]], Any] = {}
        self._shared: dict[Callable[[Insight], Any], Any] = {}

    def of(self, entity: Entity[Any]) -> Any:
        """About an entry of any class; None where nothing is computed about it."""
        known = metrics()
        metric = next((known[cls] for cls in type(entity.entry).__mro__ if cls in known), None)
        return self.about(metric, entity) if metric else None

    def about(self, metric: Metric[E, T], entity: Entity[E]) -> T:
        """The values of one metric."""
        key = (metric, entity)
        if key not in self._made:
            self._made[key] = metric.compute(self, entity)
        found: T = self._made[key]
        return found

    def shared(self, compute: Callable[[Insight], T]) -> T:
        """What several metrics need of the whole portfolio, computed once: the tree of items, their dates."""
        if compute not in self._shared:
            self._shared[compute] = compute(self)
        found: T = self._shared[compute]
        return found

    def item(self, entity: ItemEntity) -> ItemInsight:
        """About an item."""
        return self.about(of_roadmaps.item_metrics, entity)

    def objective(self, entity: Entity[Objective]) -> ObjectiveInsight:
        """About an objective."""
        return self.about(of_strategies.objective_metrics, entity)

    def key_result(self, entity: Entity[KeyResult]) -> KeyResultInsight:
        """About a key result."""
        return self.about(of_strategies.key_result_metrics, entity)

    def need(self, entity: Entity[Need]) -> NeedInsight:
        """About a need."""
        return self.about(of_strategies.need_metrics, entity)

    def release(self, entity: Entity[Release]) -> ReleaseInsight:
        """About a release."""
        return self.about(of_roadmaps.release_metrics, entity)

    def milestone(self, entity: Entity[Milestone]) -> MilestoneInsight:
        """About a milestone of an item or a release."""
        return self.about(of_roadmaps.milestone_metrics, entity)

    def theme(self, entity: Entity[Theme]) -> ThemeInsight:
        """About a declared theme."""
        return self.about(of_roadmaps.theme_metrics, entity)

    def incident(self, entity: Entity[Postmortem]) -> IncidentInsight:
        """About a post-mortem."""
        return self.about(of_postmortems.postmortem_metrics, entity)

    def action(self, entity: Entity[Action]) -> ActionInsight:
        """About an action; about the one it mentions where it is a mere mention."""
        return self.about(of_lessons.action_metrics, entity)

    def lesson(self, entity: Entity[Lesson]) -> LessonInsight:
        """About a lesson."""
        return self.about(of_lessons.lesson_metrics, entity)

    def readiness(self, entity: Entity[Handover]) -> ReadinessInsight:
        """About a handover."""
        return self.about(of_handovers.handover_metrics, entity)

    def seen_before(self, entity: Entity[Any] | str) -> tuple[SeenMatch, ...]:
        """The lessons of others that fit an item or a project, which may be a mere id, best first."""
        if isinstance(entity, str):
            return self.memory.seen_before_project(entity)
        return self.memory.seen_before_item(entity) if entity.type == "item" else self.seen_before(entity.id)

    def similar(self, entity: Entity[Postmortem]) -> tuple[SimilarMatch, ...]:
        """The post-mortems that resemble one, nearest first."""
        return self.memory.similar.to(entity)

    def slack_days(self, before: ItemEntity, after: ItemEntity) -> int | None:
        """Calendar days between the end of one item and the start of another; see `Slack`."""
        return gap(self.dates[before].end, self.dates[after].start)

    def holder(self, item: ItemEntity, field: str) -> ItemEntity | None:
        """The item or else the nearest it is a part of that says something in a field, such as `theme`."""
        return next((one for one in self.tree.line(item) if getattr(one.entry, field)), None)

    @cached_property
    def loose(self) -> LooseEnds:
        """What hangs loose; only for pages of the innermost audience."""
        return loose_ends(self.portfolio, self)

    @cached_property
    def memory(self) -> PriorLessons:
        """What is remembered of work that is over."""
        return PriorLessons(self.portfolio, self.tree)

    @property
    def tree(self) -> ItemTree:
        """Which item is part of which."""
        return self.shared(of_roadmaps.item_tree)

    @property
    def dates(self) -> dict[ItemEntity, Dates]:
        """Start and end of every item."""
        return self.shared(of_roadmaps.item_dates)

    @cached_property
    def _order(self) -> dict[ItemEntity, int]:
        return {item: place for place, item in enumerate(self.portfolio.all(Item))}

    def in_order(self, items: Iterable[ItemEntity]) -> tuple[ItemEntity, ...]:
        """Items, each once, in the order in which they are read."""
        return tuple(sorted(set(items), key=self._order.__getitem__))
