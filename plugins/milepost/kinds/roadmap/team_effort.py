"""Planned effort of each team against its capacity, by calendar quarter.

* A project plan is the most exact source: what is left of each task, at the early dates of its schedule. A task's
  `effort` counts, else its assigned units times its duration, shared among its resources by units. It falls to the team
  of the resource; where nobody is assigned, to that of the plan. The work of a resource of no team falls to none.
* An item's own `effort` counts where no plan delivers it, what it is a part of, or a part of it, and no part of it has
  an effort. What its progress leaves is spread evenly over the working days from its start, or today, to its end. It
  falls to the team that leads it.
* Only what is planned or in progress counts. Proposals and paused work are no plan.

Efforts in scores are in measures of their own, so nothing here is made of them. Capacity is spread evenly over the
working days of its period; of the quarter that has begun, only the days from today on count, as on the other side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from milepost.graph.portfolio import Entity
from milepost.kinds.plan.metrics import plan_metrics
from milepost.kinds.plan.model import Plan
from milepost.kinds.plan.plan_insight import PlanInsight
from milepost.kinds.plan.project_network import work_calendar
from milepost.kinds.portfolio.model import Team
from milepost.kinds.roadmap.item_tree import ItemEntity
from milepost.kinds.roadmap.model import Item
from milepost.schedule.calendar import WorkCalendar, day_end, day_start
from milepost.schema.base import CANCELLED

if TYPE_CHECKING:
    from milepost.analysis.insight import Insight

TeamEntity = Entity[Team]
PLANNED = ("planned", "in_progress")
MOST_QUARTERS = 12
OVER = 0.5
"""Person-days by which effort must exceed capacity to count as more: less is within the rounding of estimates."""


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A calendar quarter, 1 to 4."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Quarter:
        """The quarter of a day."""
        return cls(day.year, (day.month + 2) // 3)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        if self.number == 4:
            return date(self.year, 12, 31)
        return date(self.year, 3 * self.number + 1, 1) - timedelta(days=1)

    @property
    def next(self) -> Quarter:
        """The one after it."""
        return Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)

    def __str__(self) -> str:
        return f"Q{self.number} {self.year}"


@dataclass(frozen=True, slots=True)
class EffortPart:
    """The person-days that a plan or an item needs of a team in a quarter."""

    source: Entity[Any]
    days: float


@dataclass(frozen=True, slots=True)
class TeamQuarter:
    """A team's planned effort in a quarter, in person-days, and its capacity; None where that is not known.

    In the quarter of today, both count from today on. `parts` are the largest first.
    """

    team: TeamEntity
    quarter: Quarter
    parts: tuple[EffortPart, ...]
    capacity: float | None

    @property
    def effort(self) -> float:
        """The planned effort."""
        return sum(one.days for one in self.parts)

    @property
    def over(self) -> float:
        """The person-days beyond capacity; 0 if there are none, or too few to matter."""
        found = self.effort - self.capacity if self.capacity is not None else 0.0
        return found if found >= OVER else 0.0


@dataclass(frozen=True, slots=True)
class TeamEfforts:
    """Effort and capacity of every team that has a capacity, by quarter, and what could not be counted.

    `quarters` are those from today's to the last one that some team has a capacity for. `without_effort` are planned
    items of these teams for which nothing says how much work they are, `without_dates` those with an effort and no end.
    """

    quarters: tuple[Quarter, ...]
    teams: tuple[tuple[TeamQuarter, ...], ...]
    without_effort: tuple[ItemEntity, ...]
    without_dates: tuple[ItemEntity, ...]

    @property
    def over(self) -> tuple[TeamQuarter, ...]:
        """The quarters in which a team has more planned than it can do, by team."""
        return tuple(one for quarters in self.teams for one in quarters if one.over)


@dataclass(slots=True)
class _Loads:
    """Person-days by team, quarter, and source."""

    quarters: Sequence[Quarter]
    as_of: date
    days: dict[tuple[TeamEntity, Quarter], dict[Entity[Any], float]] = field(default_factory=dict)

    def add(
        self, team: TeamEntity, source: Entity[Any], effort: float, calendar: WorkCalendar, span: tuple[int, int]
    ) -> None:
        """Spreads an effort evenly over the working time between two moments; work in the past is due today."""
        start, finish = max(span[0], day_start(self.as_of)), span[1]
        whole = calendar.work_between(start, finish)
        if whole <= 0:
            self._put(team, self.quarters[0], source, effort)
            return
        for quarter in self.quarters:
            first, last = max(start, day_start(quarter.first)), min(finish, day_end(quarter.last))
            if first < last and (part := calendar.work_between(first, last)) > 0:
                self._put(team, quarter, source, effort * part / whole)

    def _put(self, team: TeamEntity, quarter: Quarter, source: Entity[Any], days: float) -> None:
        found = self.days.setdefault((team, quarter), {})
        found[source] = found.get(source, 0.0) + days


def team_efforts(insight: Insight) -> TeamEfforts:
    """Effort against capacity of every team with a capacity; empty if no team has one."""
    portfolio, as_of = insight.portfolio, insight.as_of
    teams = [team for team in portfolio.all(Team) if team.entry.capacity]
    quarters = _quarters(teams, as_of)
    if not quarters:
        return TeamEfforts((), (), (), ())
    calendar = work_calendar(portfolio.head)
    loads = _Loads(quarters, as_of)
    for plan in portfolio.all(Plan):
        if plan.entry.status in PLANNED:
            _add_plan(insight, loads, insight.about(plan_metrics, plan))
    unknown, undated = _add_items(insight, loads, calendar, set(teams))
    rows = tuple(tuple(_team_quarter(loads, team, one, calendar) for one in quarters) for team in teams)
    return TeamEfforts(quarters, rows, unknown, undated)


def _quarters(teams: Iterable[TeamEntity], as_of: date) -> tuple[Quarter, ...]:
    ends = [one.period.last for team in teams for one in team.entry.capacity if one.period.last]
    last = max((Quarter.of(end) for end in ends if end >= as_of), default=None)
    found = [Quarter.of(as_of)] if last else []
    while last and found[-1] < last and len(found) < MOST_QUARTERS:
        found.append(found[-1].next)
    return tuple(found)


def _add_plan(insight: Insight, loads: _Loads, plan: PlanInsight) -> None:
    if not plan.schedule:
        return
    network = plan.network.network
    for task, found in plan.tasks.items():
        if found.is_complete or found.is_summary or found.is_milestone:
            continue
        activity, dates = network.activities[task.slug], plan.schedule[task.slug]
        span = (dates.resume, dates.early_finish)
        left = 1 - (found.progress or 0) / 100
        for team, days in _shares(insight, plan, task, found.duration_days or 0):
            loads.add(team, plan.entity, days * left, network.calendar_of(activity), span)


def _shares(insight: Insight, plan: PlanInsight, task: Any, duration: float) -> Iterator[tuple[TeamEntity, float]]:
    """The effort of a task in person-days, done or not, by team."""
    portfolio, entry = insight.portfolio, task.entry
    typed = entry.effort.person_days if entry.effort else None
    units: list[tuple[TeamEntity | None, float]] = []
    for assigned in entry.assigned:
        resource = portfolio.resolve_id(task, "resource", assigned.resource)
        if resource:
            units.append((portfolio.target(resource, "team"), 1 if assigned.units is None else assigned.units))
    total = sum(number for _, number in units)
    if not total:
        team = portfolio.target(plan.entity, "team")
        if team and typed and not units:
            yield team, typed
        return
    whole = duration * total if typed is None else typed
    for team, number in units:
        if team:
            yield team, whole * number / total


def _add_items(
    insight: Insight, loads: _Loads, calendar: WorkCalendar, teams: set[TeamEntity]
) -> tuple[tuple[ItemEntity, ...], tuple[ItemEntity, ...]]:
    """Adds the efforts of items; returns those without an effort, and those with one that has no end."""
    portfolio = insight.portfolio
    delivered, known = _delivered(insight), _known_below(insight)
    unknown, undated = [], []
    for item in portfolio.all(Item):
        if (
            item.entry.status not in PLANNED
            or delivered[item]
            or any(known[one] for one in insight.tree.children(item))
        ):
            continue
        holder = insight.holder(item, "team")
        team: TeamEntity | None = portfolio.target(holder, "team") if holder else None
        if team not in teams or team is None:
            continue
        found = insight.item(item)
        effort = item.entry.effort.person_days if item.entry.effort else None
        if effort is None:
            # Of an item with parts, the parts are asked.
            unknown += [item] if not found.children else []
        elif found.end is None or found.end.last is None:
            undated.append(item)
        else:
            start = found.start.first if found.start and found.start.first else loads.as_of
            span = (day_start(max(start, loads.as_of)), day_end(found.end.last))
            loads.add(team, item, effort * (1 - (found.progress or 0) / 100), calendar, span)
    return tuple(unknown), tuple(undated)


def _delivered(insight: Insight) -> dict[ItemEntity, bool]:
    """Whether a plan that is not cancelled delivers an item, or what it is a part of."""
    found: dict[ItemEntity, bool] = {}
    for item in reversed(insight.tree.bottom_up):
        plans: tuple[Entity[Plan], ...] = insight.portfolio.sources(item, "items", "plan")
        parent = insight.tree.parents.get(item)
        own = any(one.entry.status != CANCELLED for one in plans)
        found[item] = own or (parent is not None and found.get(parent, False))
    return found


def _known_below(insight: Insight) -> dict[ItemEntity, bool]:
    """Whether an item, or any part of it, has an effort or a plan that delivers it."""
    found: dict[ItemEntity, bool] = {}
    for item in insight.tree.bottom_up:
        plans: tuple[Entity[Plan], ...] = insight.portfolio.sources(item, "items", "plan")
        own = bool(item.entry.effort) or any(one.entry.status != CANCELLED for one in plans)
        found[item] = item.entry.status != CANCELLED and (own or any(map(found.get, insight.tree.children(item))))
    return found


def _team_quarter(loads: _Loads, team: TeamEntity, quarter: Quarter, calendar: WorkCalendar) -> TeamQuarter:
    parts = sorted(loads.days.get((team, quarter), {}).items(), key=lambda one: (-one[1], one[0].key))
    capacity = _capacity(team, quarter, loads.as_of, calendar)
    return TeamQuarter(team, quarter, tuple(EffortPart(source, days) for source, days in parts), capacity)


def _capacity(team: TeamEntity, quarter: Quarter, as_of: date, calendar: WorkCalendar) -> float | None:
    """The person-days of a team in what is left of a quarter; None unless its entries cover all of that."""
    first, last = max(quarter.first, as_of), quarter.last
    found, covered = 0.0, []
    for one in team.entry.capacity:
        start, end = one.period.first, one.period.last
        if start is None or end is None or end < first or start > last:
            continue
        whole = calendar.working_days(start, end)
        if whole:
            part = calendar.working_days(max(start, first), min(end, last))
            found += (one.effort.person_days or 0) * part / whole
            covered.append((max(start, first), min(end, last)))
    free = calendar.with_leave(covered)
    return found if covered and not free.has_working_day(first, last) else None
