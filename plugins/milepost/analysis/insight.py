"""Computed values of every entity that one audience may see."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache, cached_property
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from typing import Any, TypeVar

from milepost import kinds
from milepost.analysis.lesson_matching import RelatedLesson
from milepost.analysis.orphans import LevelOrphans, orphans_of, trace_links
from milepost.analysis.prior_lessons import LessonInsight, PriorLessons
from milepost.analysis.similar_postmortems import SimilarMatch
from milepost.analysis.traceability import TraceLinks
from milepost.graph.portfolio import Entity, Portfolio
from milepost.history.history import NO_HISTORY, History
from milepost.history.promised_dates import PromiseRecord, promise_record
from milepost.kinds.backlog import metrics as backlog_values
from milepost.kinds.backlog.backlog_forecast import BacklogForecast
from milepost.kinds.backlog.flow import StoryFlow
from milepost.kinds.backlog.model import Story
from milepost.kinds.backlog.story_metrics import StoryInsight
from milepost.kinds.backlog.story_order import StoryOrder
from milepost.kinds.handover import metrics as handover_values
from milepost.kinds.handover.model import Handover
from milepost.kinds.handover.readiness import ReadinessInsight
from milepost.kinds.lessons import metrics as lesson_values
from milepost.kinds.lessons.action_metrics import ActionInsight
from milepost.kinds.lessons.model import Action, Lesson
from milepost.kinds.metric import Metric, by_class
from milepost.kinds.metrics import metrics as metric_values
from milepost.kinds.metrics.metric_insight import MetricInsight
from milepost.kinds.metrics.model import ProductMetric
from milepost.kinds.plan import metrics as plan_values
from milepost.kinds.plan.model import Plan, Task
from milepost.kinds.plan.plan_insight import PlanInsight
from milepost.kinds.plan.registers import Risk
from milepost.kinds.plan.risk_metrics import RiskInsight
from milepost.kinds.plan.task_insight import TaskInsight
from milepost.kinds.postmortem import metrics as postmortem_values
from milepost.kinds.postmortem.incident_metrics import IncidentInsight
from milepost.kinds.postmortem.model import Postmortem
from milepost.kinds.roadmap import metrics as roadmap_values
from milepost.kinds.roadmap.item_metrics import ItemInsight
from milepost.kinds.roadmap.item_tree import ItemEntity, ItemTree
from milepost.kinds.roadmap.model import Item, Milestone, Release, Theme
from milepost.kinds.roadmap.priority_comparison import PriorityComparison
from milepost.kinds.roadmap.release_metrics import MilestoneInsight, ReleaseInsight, ThemeInsight
from milepost.kinds.roadmap.schedule import Dates
from milepost.kinds.roadmap.team_effort import TeamEfforts
from milepost.kinds.strategy import metrics as strategy_values
from milepost.kinds.strategy.goal_metrics import KeyResultInsight, NeedInsight, ObjectiveInsight
from milepost.kinds.strategy.model import KeyResult, Need, Objective
from milepost.schema.base import Entry
from milepost.schema.date_arithmetic import gap

E = TypeVar("E", bound=Entry)
T = TypeVar("T")


@cache
def metrics() -> dict[type[Entry], Metric[Any, Any]]:
    """The metrics of all kinds by entry class: `METRICS` of each kind's metrics.py."""
    # Not at import time: a kind's metrics module may be importing this one at that moment.
    names = (f"{kinds.__name__}.{folder.name}.metrics" for folder in iter_modules(kinds.__path__) if folder.ispkg)
    return by_class(metric for name in names if find_spec(name) for metric in import_module(name).METRICS)


class Insight:
    """Values computed from one portfolio as of one day. All results are lazy and cached.

    `of` accepts entries of any class; for a known class there is a method with a precise return type.
    """

    def __init__(self, portfolio: Portfolio, as_of: date, history: History = NO_HISTORY) -> None:
        self.portfolio = portfolio
        self.as_of = as_of
        self.history = history
        self._cache: dict[tuple[Metric[Any, Any], Entity[Any]], Any] = {}
        self._shared: dict[Callable[[Insight], Any], Any] = {}
        self._promises: dict[Entity[Any], PromiseRecord | None] = {}

    def of(self, entity: Entity[Any]) -> Any:
        """Values of an entity of any class; None if nothing is computed for it."""
        known = metrics()
        metric = next((known[cls] for cls in type(entity.entry).__mro__ if cls in known), None)
        return self.about(metric, entity) if metric else None

    def about(self, metric: Metric[E, T], entity: Entity[E]) -> T:
        """The values of one metric for an entity."""
        key = (metric, entity)
        if key not in self._cache:
            self._cache[key] = metric.compute(self, entity)
        found: T = self._cache[key]
        return found

    def shared(self, compute: Callable[[Insight], T]) -> T:
        """A value that several metrics need from the whole portfolio, computed once: item tree, item dates."""
        if compute not in self._shared:
            self._shared[compute] = compute(self)
        found: T = self._shared[compute]
        return found

    def item(self, entity: ItemEntity) -> ItemInsight:
        """Values of an item."""
        return self.about(roadmap_values.item_metrics, entity)

    def promises(self, entity: Entity[Any]) -> PromiseRecord | None:
        """The dates that were promised for an entry over time; None if nothing is known of its past."""
        if entity not in self._promises:
            fiscal = self.portfolio.head.fiscal_year_start or 1
            self._promises[entity] = promise_record(entity, self.history, fiscal)
        return self._promises[entity]

    def objective(self, entity: Entity[Objective]) -> ObjectiveInsight:
        """Values of an objective."""
        return self.about(strategy_values.objective_metrics, entity)

    def key_result(self, entity: Entity[KeyResult]) -> KeyResultInsight:
        """Values of a key result."""
        return self.about(strategy_values.key_result_metrics, entity)

    def need(self, entity: Entity[Need]) -> NeedInsight:
        """Values of a need."""
        return self.about(strategy_values.need_metrics, entity)

    def metric(self, entity: Entity[ProductMetric]) -> MetricInsight:
        """Values of a metric."""
        return self.about(metric_values.product_metric_metrics, entity)

    def release(self, entity: Entity[Release]) -> ReleaseInsight:
        """Values of a release."""
        return self.about(roadmap_values.release_metrics, entity)

    def milestone(self, entity: Entity[Milestone]) -> MilestoneInsight:
        """Values of a milestone of an item or a release."""
        return self.about(roadmap_values.milestone_metrics, entity)

    def theme(self, entity: Entity[Theme]) -> ThemeInsight:
        """Values of a declared theme."""
        return self.about(roadmap_values.theme_metrics, entity)

    def incident(self, entity: Entity[Postmortem]) -> IncidentInsight:
        """Values of a post-mortem."""
        return self.about(postmortem_values.postmortem_metrics, entity)

    def action(self, entity: Entity[Action]) -> ActionInsight:
        """Values of an action; for a mere mention, those of the action it references."""
        return self.about(lesson_values.action_metrics, entity)

    def lesson(self, entity: Entity[Lesson]) -> LessonInsight:
        """Values of a lesson."""
        return self.about(lesson_values.lesson_metrics, entity)

    def readiness(self, entity: Entity[Handover]) -> ReadinessInsight:
        """Values of a handover."""
        return self.about(handover_values.handover_metrics, entity)

    def plan(self, entity: Entity[Plan]) -> PlanInsight:
        """Values of a plan."""
        return self.about(plan_values.plan_metrics, entity)

    def plan_of(self, project: str) -> PlanInsight | None:
        """Values of the plan of a project, by the project's id; None without a plan."""
        found = self.portfolio.find("plan", project)
        return self.plan(found) if found else None

    def task(self, entity: Entity[Task]) -> TaskInsight | None:
        """Values of a task; None for a cancelled one."""
        return self.about(plan_values.task_metrics, entity)

    def risk(self, entity: Entity[Risk]) -> RiskInsight:
        """Values of a risk."""
        return self.about(plan_values.risk_metrics, entity)

    def story(self, entity: Entity[Story]) -> StoryInsight:
        """Values of a story."""
        return self.about(backlog_values.story_metrics, entity)

    @property
    def stories(self) -> tuple[StoryInsight, ...]:
        """Values of all stories, in the order of the work list."""
        return self.shared(backlog_values.ordered_stories)

    def stories_of(self, item: ItemEntity) -> tuple[StoryInsight, ...]:
        """Values of the stories of an item, in the order of the work list."""
        return self.shared(backlog_values.stories_by_item).get(item, ())

    @property
    def story_order(self) -> StoryOrder:
        """The order of stories."""
        return self.shared(backlog_values.story_order)

    @property
    def story_flow(self) -> StoryFlow:
        """Cycle time, throughput, and work in progress of all stories."""
        return self.shared(backlog_values.story_flow)

    @property
    def story_forecast(self) -> BacklogForecast:
        """When open stories are done, by throughput."""
        return self.shared(backlog_values.story_forecast)

    @property
    def priorities(self) -> PriorityComparison:
        """Open items with a score, ranked by every method of prioritization."""
        return self.shared(roadmap_values.priority_comparison)

    @property
    def team_effort(self) -> TeamEfforts:
        """The planned effort of each team against its capacity, by quarter."""
        return self.shared(roadmap_values.team_effort)

    def seen_before(self, entity: Entity[Any] | str) -> tuple[RelatedLesson, ...]:
        """Related lessons from elsewhere that fit an item or a project (or a project's id), best first."""
        if isinstance(entity, str):
            return self.prior_lessons.for_project(entity)
        return self.prior_lessons.for_item(entity) if entity.type == "item" else self.seen_before(entity.id)

    def similar(self, entity: Entity[Postmortem]) -> tuple[SimilarMatch, ...]:
        """Post-mortems similar to one, nearest first."""
        return self.prior_lessons.similar.to(entity)

    def slack_days(self, before: ItemEntity, after: ItemEntity) -> int | None:
        """Calendar days between the end of one item and the start of another; see `Slack`."""
        return gap(self.dates[before].end, self.dates[after].start)

    def holder(self, item: ItemEntity, field: str) -> ItemEntity | None:
        """The item, or else its nearest ancestor, in which a field such as `theme` is set; None if in none."""
        return next((one for one in self.tree.ancestry(item) if getattr(one.entry, field)), None)

    @property
    def links(self) -> TraceLinks:
        """The links between needs, objectives, items, stories, metrics, and what else is traced."""
        return self.shared(trace_links)

    @property
    def orphans(self) -> tuple[LevelOrphans, ...]:
        """Entries that lead to no goal, and goals with nothing under them, by level; see `orphans_of`."""
        return self.shared(orphans_of)

    @cached_property
    def orphaned(self) -> frozenset[Entity[Any]]:
        """The entries that are orphaned at some level."""
        return frozenset(entity for found in self.orphans for entity in found.entities)

    @cached_property
    def prior_lessons(self) -> PriorLessons:
        """Lessons of finished work and how they relate to other work."""
        return PriorLessons(self.portfolio, self.tree)

    @property
    def tree(self) -> ItemTree:
        """The item hierarchy."""
        return self.shared(roadmap_values.item_tree)

    @property
    def dates(self) -> dict[ItemEntity, Dates]:
        """Computed start and end of every item."""
        return self.shared(roadmap_values.item_dates)

    @cached_property
    def _order(self) -> dict[ItemEntity, int]:
        return {item: place for place, item in enumerate(self.portfolio.all(Item))}

    def in_order(self, items: Iterable[ItemEntity]) -> tuple[ItemEntity, ...]:
        """Items in reading order, without duplicates."""
        return tuple(sorted(set(items), key=self._order.__getitem__))
