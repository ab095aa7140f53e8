"""The one object that views ask: what is worked out about each thing, on demand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from milepost.insight import goals, progress, releases, schedule
from milepost.insight.actions import ActionInsight, action_insight
from milepost.insight.dates import days_past, gap, slip
from milepost.insight.goals import KeyResultInsight, NeedInsight, ObjectiveInsight
from milepost.insight.horizon import Horizons
from milepost.insight.incident import IncidentInsight, incident_insight
from milepost.insight.item import ItemInsight, Slack
from milepost.insight.loose import LooseEnds, loose_ends
from milepost.insight.memory import LessonInsight, Memory
from milepost.insight.progress import HealthState, Progress, is_open
from milepost.insight.readiness import ReadinessInsight, readiness_insight
from milepost.insight.releases import MilestoneInsight, ReleaseInsight, ThemeInsight
from milepost.insight.schedule import Dates
from milepost.insight.score import Priority, priorities_of_items, ranked
from milepost.insight.seen import SeenMatch
from milepost.insight.similar import SimilarMatch
from milepost.insight.tree import ItemThing, Tree, items_by_theme
from milepost.model.base import Entry
from milepost.model.handover import Handover
from milepost.model.lessons import Action, Lesson
from milepost.model.postmortem import Postmortem
from milepost.model.roadmap import Item, Milestone, Release, Theme
from milepost.model.strategy import KeyResult, Need, Objective
from milepost.portfolio import Portfolio, Thing
from milepost.thing import mentions

E = TypeVar("E", bound=Entry)
T = TypeVar("T")


class Insight:
    """What is worked out from one portfolio on one day. Everything is made when first asked for, and once."""

    def __init__(self, portfolio: Portfolio, as_of: date) -> None:
        self.portfolio = portfolio
        self.as_of = as_of
        self._made: dict[Thing[Any], Any] = {}
        self._order = {item: place for place, item in enumerate(portfolio.all(Item))}

    def item(self, thing: ItemThing) -> ItemInsight:
        """About an item."""
        return self._once(thing, self._item)

    def objective(self, thing: Thing[Objective]) -> ObjectiveInsight:
        """About an objective."""
        return self._once(thing, self._objective)

    def key_result(self, thing: Thing[KeyResult]) -> KeyResultInsight:
        """About a key result."""
        return self._once(thing, self._key_result)

    def need(self, thing: Thing[Need]) -> NeedInsight:
        """About a need."""
        return self._once(thing, self._need)

    def release(self, thing: Thing[Release]) -> ReleaseInsight:
        """About a release."""
        return self._once(thing, self._release)

    def milestone(self, thing: Thing[Milestone]) -> MilestoneInsight:
        """About a milestone of an item or a release."""
        return self._once(thing, lambda one: releases.milestone_insight(one, self.as_of))

    def theme(self, thing: Thing[Theme]) -> ThemeInsight:
        """About a declared theme."""
        return self._once(thing, self._theme)

    def incident(self, thing: Thing[Postmortem]) -> IncidentInsight:
        """About a post-mortem."""
        return self._once(thing, incident_insight)

    def action(self, thing: Thing[Action]) -> ActionInsight:
        """About an action; about the one it mentions where it is a mere mention."""
        if mentions(thing) and (target := self.portfolio.target(thing, "action")):
            thing = target
        return self._once(thing, lambda one: action_insight(self.portfolio, one, self.as_of))

    def lesson(self, thing: Thing[Lesson]) -> LessonInsight:
        """About a lesson."""
        return self._once(thing, self.memory.lesson)

    def seen_before(self, thing: Thing[Any] | str) -> tuple[SeenMatch, ...]:
        """The lessons of others that fit an item or a project, which may be a mere id, best first."""
        if isinstance(thing, str):
            return self.memory.seen_before_project(thing)
        return self.memory.seen_before_item(thing) if thing.type == "item" else self.seen_before(thing.id)

    def similar(self, thing: Thing[Postmortem]) -> tuple[SimilarMatch, ...]:
        """The post-mortems that resemble one, nearest first."""
        return self.memory.similar.to(thing)

    def readiness(self, thing: Thing[Handover]) -> ReadinessInsight:
        """About a handover."""
        return self._once(thing, lambda one: readiness_insight(self.portfolio, one, self.as_of))

    def of(self, thing: Thing[Any]) -> Any:
        """About a thing of any type; None for a type that nothing is worked out about."""
        makers: dict[str, Callable[[Any], Any]] = {
            "item": self.item,
            "objective": self.objective,
            "kr": self.key_result,
            "need": self.need,
            "release": self.release,
            "milestone": self.milestone,
            "theme": self.theme,
            "postmortem": self.incident,
            "action": self.action,
            "lesson": self.lesson,
            "handover": self.readiness,
        }
        maker = makers.get(thing.type)
        return maker(thing) if maker else None

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

    @cached_property
    def tree(self) -> Tree:
        """Who is part of whom."""
        return Tree(self.portfolio)

    @cached_property
    def dates(self) -> dict[ItemThing, Dates]:
        """Start and end of every item."""
        return schedule.dates_of_items(self.portfolio, self.tree)

    @cached_property
    def _progress(self) -> dict[ItemThing, Progress]:
        return progress.progress_of_items(self.tree)

    @cached_property
    def _health(self) -> dict[ItemThing, HealthState]:
        return progress.health_of_items(self.tree)

    @cached_property
    def _priorities(self) -> dict[ItemThing, Priority]:
        return priorities_of_items(self.portfolio)

    @cached_property
    def _horizons(self) -> Horizons:
        return Horizons(self.portfolio, self.as_of)

    @cached_property
    def _need_ranks(self) -> dict[Thing[Need], tuple[int, int]]:
        scores = {need: goals.opportunity(need.entry) for need in self.portfolio.all(Need)}
        return ranked({need: score for need, score in scores.items() if score is not None})

    @cached_property
    def _items_by_theme(self) -> dict[Thing[Theme], list[ItemThing]]:
        return items_by_theme(self.portfolio, self.tree)

    def _once(self, thing: Thing[E], make: Callable[[Thing[E]], T]) -> T:
        found: T | None = self._made.get(thing)
        if found is None:
            found = self._made[thing] = make(thing)
        return found

    def _sorted(self, items: Iterable[ItemThing]) -> tuple[ItemThing, ...]:
        return tuple(sorted(set(items), key=self._order.__getitem__))

    def _item(self, thing: ItemThing) -> ItemInsight:
        dates = self.dates[thing]
        entry = thing.entry
        going = is_open(thing)
        waits_for: tuple[ItemThing, ...] = self.portfolio.targets(thing, "depends_on")
        needed_by: tuple[ItemThing, ...] = self.portfolio.sources(thing, "depends_on")
        horizon, horizon_from = self._horizons.of(thing, dates)
        return ItemInsight(
            thing=thing,
            parent=self.tree.parents.get(thing),
            children=self.tree.children(thing),
            is_open=going,
            progress_state=self._progress[thing],
            health_state=self._health[thing],
            dates=dates,
            slip=slip(dates.end, entry.baseline.end) if entry.baseline else None,
            late_by_days=days_past(dates.end, self.as_of) if going else 0,
            waits_for=waits_for,
            blocked_by=tuple(filter(is_open, waits_for)) if going else (),
            needed_by=needed_by,
            blocks=tuple(filter(is_open, needed_by)) if going else (),
            slack=tuple(Slack(after, self.slack_days(thing, after)) for after in needed_by),
            priority=self._priorities.get(thing),
            horizon=horizon,
            horizon_from=horizon_from,
        )

    def _objective(self, thing: Thing[Objective]) -> ObjectiveInsight:
        portfolio = self.portfolio
        results = tuple(self.key_result(one) for one in portfolio.nested(thing, "kr"))
        known = [one.percent for one in results if one.percent is not None]
        items = self._sorted(self.tree.with_descendants(portfolio.sources(thing, "objectives")))
        needs: tuple[Thing[Need], ...] = portfolio.targets(thing, "needs")
        met = [found for need in needs if (found := goals.is_met(need.entry)) is not None]
        return ObjectiveInsight(
            thing=thing,
            progress=sum(known) / len(known) if known else None,
            progress_of=(len(known), len(results)),
            key_results=results,
            items=items,
            items_done=_done(items),
            needs=needs,
            needs_met=sum(met) if met else None,
            bets=portfolio.sources(thing, "objective", "bet"),
        )

    def _key_result(self, thing: Thing[KeyResult]) -> KeyResultInsight:
        objective = thing.parent.entry if thing.parent else None
        frame = objective if isinstance(objective, Objective) else None
        return goals.key_result_insight(self.portfolio, thing, frame, self.as_of)

    def _need(self, thing: Thing[Need]) -> NeedInsight:
        objectives: tuple[Thing[Objective], ...] = self.portfolio.sources(thing, "needs", "objective")
        items = set(self.portfolio.sources(thing, "needs"))
        items.update(item for objective in objectives for item in self.objective(objective).items)
        rank, of = self._need_ranks.get(thing, (None, 0))
        ordered = self._sorted(items)
        return NeedInsight(
            thing=thing,
            opportunity=goals.opportunity(thing.entry),
            rank=rank,
            ranked=of,
            met=goals.is_met(thing.entry),
            objectives=objectives,
            items=ordered,
            items_done=_done(ordered),
        )

    def _release(self, thing: Thing[Release]) -> ReleaseInsight:
        entry = thing.entry
        items: tuple[ItemThing, ...] = self.portfolio.sources(thing, "release")
        status, status_from = releases.release_status(entry, items, self.as_of)
        percent, counted = progress.mean_progress(items, self._progress)
        late = releases.items_after(entry.date, items, self.dates.__getitem__)
        return ReleaseInsight(
            thing, entry.date, entry.start, status, status_from, items, _done(items), percent, counted, late
        )

    def _theme(self, thing: Thing[Theme]) -> ThemeInsight:
        items = tuple(self._items_by_theme.get(thing, ()))
        percent, counted = progress.mean_progress(items, self._progress)
        health = progress.worst(self._health[item].health for item in items if is_open(item))
        return ThemeInsight(thing, items, _done(items), percent, counted, health)


def _done(items: Iterable[ItemThing]) -> int:
    return sum(item.entry.status == "done" for item in items)
