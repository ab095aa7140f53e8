"""Computed values about everything that one audience may see, by entry and on demand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache, cached_property
from typing import Any, TypeVar

from milepost.insight.actions import ActionInsight
from milepost.insight.dates import gap
from milepost.insight.goals import KeyResultInsight, NeedInsight, ObjectiveInsight
from milepost.insight.incident import IncidentInsight
from milepost.insight.item import ItemInsight
from milepost.insight.loose import LooseEnds, loose_ends
from milepost.insight.memory import LessonInsight, Memory
from milepost.insight.readiness import ReadinessInsight
from milepost.insight.releases import MilestoneInsight, ReleaseInsight, ThemeInsight
from milepost.insight.schedule import Dates
from milepost.insight.seen import SeenMatch
from milepost.insight.similar import SimilarMatch
from milepost.insight.tree import ItemThing, Tree
from milepost.kinds.handover import metrics as of_handovers
from milepost.kinds.lessons import metrics as of_lessons
from milepost.kinds.metric import Metric, by_class
from milepost.kinds.postmortem import metrics as of_postmortems
from milepost.kinds.roadmap import metrics as of_roadmaps
from milepost.kinds.strategy import metrics as of_strategies
from milepost.model.base import Entry
from milepost.model.handover import Handover
from milepost.model.lessons import Action, Lesson
from milepost.model.postmortem import Postmortem
from milepost.model.roadmap import Item, Milestone, Release, Theme
from milepost.model.strategy import KeyResult, Need, Objective
from milepost.portfolio import Portfolio, Thing

E = TypeVar("E", bound=Entry)
T = TypeVar("T")


@cache
def metrics() -> dict[type[Entry], Metric[Any, Any]]:
    """The metrics of all kinds by the class of entries that they are about."""
    # Not when the module is imported: whoever imports the metrics of one kind first is still on the way to them.
    kinds = (of_roadmaps, of_strategies, of_lessons, of_postmortems, of_handovers)
    return by_class(metric for kind in kinds for metric in kind.METRICS)


class Insight:
    """What is computed from one portfolio on one day. All results are lazy and cached.

    `of` is for entries of any class; where the class is known, there is a method that says what it gives.
    """

    def __init__(self, portfolio: Portfolio, as_of: date) -> None:
        self.portfolio = portfolio
        self.as_of = as_of
        self._made: dict[tuple[Metric[Any, Any], Thing[Any]], Any] = {}
        self._shared: dict[Callable[[Insight], Any], Any] = {}

    def of(self, thing: Thing[Any]) -> Any:
        """About an entry of any class; None where nothing is computed about it."""
        known = metrics()
        metric = next((known[cls] for cls in type(thing.entry).__mro__ if cls in known), None)
        return self.about(metric, thing) if metric else None

    def about(self, metric: Metric[E, T], thing: Thing[E]) -> T:
        """The values of one metric."""
        key = (metric, thing)
        if key not in self._made:
            self._made[key] = metric.compute(self, thing)
        found: T = self._made[key]
        return found

    def shared(self, compute: Callable[[Insight], T]) -> T:
        """What several metrics need of the whole portfolio, computed once: the tree of items, their dates."""
        if compute not in self._shared:
            self._shared[compute] = compute(self)
        found: T = self._shared[compute]
        return found

    def item(self, thing: ItemThing) -> ItemInsight:
        """About an item."""
        return self.about(of_roadmaps.item_metrics, thing)

    def objective(self, thing: Thing[Objective]) -> ObjectiveInsight:
        """About an objective."""
        return self.about(of_strategies.objective_metrics, thing)

    def key_result(self, thing: Thing[KeyResult]) -> KeyResultInsight:
        """About a key result."""
        return self.about(of_strategies.key_result_metrics, thing)

    def need(self, thing: Thing[Need]) -> NeedInsight:
        """About a need."""
        return self.about(of_strategies.need_metrics, thing)

    def release(self, thing: Thing[Release]) -> ReleaseInsight:
        """About a release."""
        return self.about(of_roadmaps.release_metrics, thing)

    def milestone(self, thing: Thing[Milestone]) -> MilestoneInsight:
        """About a milestone of an item or a release."""
        return self.about(of_roadmaps.milestone_metrics, thing)

    def theme(self, thing: Thing[Theme]) -> ThemeInsight:
        """About a declared theme."""
        return self.about(of_roadmaps.theme_metrics, thing)

    def incident(self, thing: Thing[Postmortem]) -> IncidentInsight:
        """About a post-mortem."""
        return self.about(of_postmortems.postmortem_metrics, thing)

    def action(self, thing: Thing[Action]) -> ActionInsight:
        """About an action; about the one it mentions where it is a mere mention."""
        return self.about(of_lessons.action_metrics, thing)

    def lesson(self, thing: Thing[Lesson]) -> LessonInsight:
        """About a lesson."""
        return self.about(of_lessons.lesson_metrics, thing)

    def readiness(self, thing: Thing[Handover]) -> ReadinessInsight:
        """About a handover."""
        return self.about(of_handovers.handover_metrics, thing)

    def seen_before(self, thing: Thing[Any] | str) -> tuple[SeenMatch, ...]:
        """The lessons of others that fit an item or a project, which may be a mere id, best first."""
        if isinstance(thing, str):
            return self.memory.seen_before_project(thing)
        return self.memory.seen_before_item(thing) if thing.type == "item" else self.seen_before(thing.id)

    def similar(self, thing: Thing[Postmortem]) -> tuple[SimilarMatch, ...]:
        """The post-mortems that resemble one, nearest first."""
        return self.memory.similar.to(thing)

    def slack_days(self, before: ItemThing, after: ItemThing) -> int | None:
        """Calendar days between the end of one item and the start of another; see `Slack`."""
        return gap(self.dates[before].end, self.dates[after].start)

    def holder(self, item: ItemThing, field: str) -> ItemThing | None:
        """The item or else the nearest it is a part of that says something in a field, such as `theme`."""
        return next((one for one in self.tree.line(item) if getattr(one.entry, field)), None)

    @cached_property
    def loose(self) -> LooseEnds:
        """What hangs loose; only for pages of the innermost audience."""
        return loose_ends(self.portfolio, self)

    @cached_property
    def memory(self) -> Memory:
        """What is remembered of work that is over."""
        return Memory(self.portfolio, self.tree)

    @property
    def tree(self) -> Tree:
        """Which item is part of which."""
        return self.shared(of_roadmaps.item_tree)

    @property
    def dates(self) -> dict[ItemThing, Dates]:
        """Start and end of every item."""
        return self.shared(of_roadmaps.item_dates)

    @cached_property
    def _order(self) -> dict[ItemThing, int]:
        return {item: place for place, item in enumerate(self.portfolio.all(Item))}

    def in_order(self, items: Iterable[ItemThing]) -> tuple[ItemThing, ...]:
        """Items, each once, in the order in which they are read."""
        return tuple(sorted(set(items), key=self._order.__getitem__))
