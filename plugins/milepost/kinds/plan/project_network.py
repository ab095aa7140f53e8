"""A plan as a network of activities, which the schedule engine computes.

Activities have the lower-cased ids of their tasks. What the plan leaves open is decided here, once:

- Cancelled tasks and their links are left out.
- A task takes as long as its `duration`, else its effort divided by the units assigned, else the working days from its
  typed start to its typed end, else its most likely estimate.
- Calendar days (`3ed`) are worked every day, whatever the calendar.
- A task is not worked on while everybody assigned to it is on leave.
- A task has started if it has an actual start, some progress, or a status that says so. Its remaining duration is the
  share that its progress leaves.
- The project starts on the plan's `start`, else on the earliest date that one of its tasks has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce

from milepost.graph.portfolio import Entity, Portfolio
from milepost.kinds.plan.model import Plan, Resource, Task
from milepost.kinds.portfolio.model import PortfolioDocument
from milepost.schedule.calendar import TICKS_PER_DAY, WorkCalendar
from milepost.schedule.network import (
    Activity,
    ActivityLink,
    Constraint,
    ConstraintType,
    Lag,
    LinkType,
    Network,
)
from milepost.schema.base import CANCELLED, Span
from milepost.schema.duration import Duration
from milepost.schema.period import Period

PlanEntity = Entity[Plan]
TaskEntity = Entity[Task]
ResourceEntity = Entity[Resource]
Days = tuple[tuple[date, date], ...]

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_STARTED = ("in_progress", "paused")
_EVERY_DAY = WorkCalendar(frozenset(range(7)))


@dataclass(frozen=True, slots=True)
class PlanNetwork:
    """The network of a plan, and the task of each activity by id."""

    network: Network
    tasks: Mapping[str, TaskEntity]


def work_calendar(head: PortfolioDocument) -> WorkCalendar:
    """The working days of a portfolio; Monday to Friday where it does not say."""
    weekdays = frozenset(WEEKDAYS.index(day) for day in head.working_days) or frozenset(range(5))
    return WorkCalendar(weekdays, frozenset(day.first for day in head.holidays if day.first))


def plan_network(portfolio: Portfolio, plan: PlanEntity, as_of: date) -> PlanNetwork:
    """The network of the tasks of a plan that these readers may see, with what is left to do scheduled from `as_of`."""
    calendar = work_calendar(portfolio.head)
    tasks = {task.slug: task for task in portfolio.nested(plan, "task") if task.entry.status != CANCELLED}
    builder = _Activities(portfolio, calendar, tasks, as_of)
    activities = {name: builder.activity(name, task) for name, task in tasks.items()}
    links = tuple(link for task in tasks.values() for link in builder.links(task))
    start = first_day(plan.entry.start) or min(_dates(tasks.values()), default=as_of)
    return PlanNetwork(Network(activities, links, calendar, start, as_of), tasks)


def first_day(period: Period | None) -> date | None:
    """The first day of a period, if it has one."""
    return period.first if period else None


def last_day(period: Period | None) -> date | None:
    """The last day of a period, if it has one."""
    return period.last if period else None


def _dates(tasks: Iterable[TaskEntity]) -> Iterator[date]:
    """Every date on which a task may have started or ended."""
    for task in tasks:
        entry = task.entry
        for span in (entry, entry.actual, entry.baseline):
            if span:
                yield from filter(None, (first_day(span.start), last_day(span.end)))


@dataclass(frozen=True, slots=True)
class _Activities:
    """Makes activities and links of tasks."""

    portfolio: Portfolio
    calendar: WorkCalendar
    tasks: Mapping[str, TaskEntity]
    as_of: date

    def activity(self, name: str, task: TaskEntity) -> Activity:
        entry, actual = task.entry, task.entry.actual or Span()
        duration = self.duration(task)
        started, finished = first_day(actual.start), last_day(actual.end)
        start, finish = first_day(entry.start), last_day(entry.end)
        if entry.milestone and (start or finish):
            start = finish = finish or start
        if entry.status == "done":
            baseline = entry.baseline or Span()
            finished = finished or finish or last_day(baseline.end) or self.as_of
            started = min(started or start or first_day(baseline.start) or finished, finished)
        elif finished:
            started = started or min(start or finished, finished)
        elif started is None and (entry.status in _STARTED or entry.progress):
            # Whoever says that a task is in progress without a date means: by today.
            started = min(start or self.as_of, self.as_of)
        if duration is not None and (finished or started):
            # Typed dates are plans, and this one is under way; they still give a duration where nothing else does.
            start = finish = None
        return Activity(
            id=name,
            duration=duration,
            calendar=self.own_calendar(task),
            constraint=self.constraint(task),
            deadlines=tuple(filter(None, (last_day(entry.deadline),))),
            start=start,
            finish=finish,
            actual_start=started,
            actual_finish=finished,
            remaining=self.remaining(task, duration) if started and not finished else None,
            parent=self.parent(task),
        )

    def parent(self, task: TaskEntity) -> str | None:
        found = self.portfolio.target(task, "parent")
        return found.slug if found and found.parent is task.parent and found.slug in self.tasks else None

    def duration(self, task: TaskEntity) -> int | None:
        """Working minutes; None if nothing but its dates says how long it takes."""
        entry = task.entry
        if entry.milestone:
            return 0
        if entry.duration:
            return self.minutes(entry.duration)
        units = sum(1 if one.units is None else one.units for one in entry.assigned)
        if entry.effort and entry.effort.person_days is not None and (units or not entry.assigned):
            return round(entry.effort.person_days * TICKS_PER_DAY / (units or 1))
        if entry.start and entry.end:
            return None
        return self.minutes(entry.estimate.likely) if entry.estimate else None

    def minutes(self, length: Duration) -> int:
        """Working minutes of a length; a calendar day counts as one day of work on a calendar that has them all."""
        if length.elapsed_days is not None:
            return round(length.elapsed_days * TICKS_PER_DAY)
        return length.working_minutes(len(self.calendar.working_weekdays))

    def remaining(self, task: TaskEntity, duration: int | None) -> int | None:
        progress = task.entry.progress
        return None if duration is None or progress is None else round(duration * (100 - progress) / 100)

    def own_calendar(self, task: TaskEntity) -> WorkCalendar | None:
        entry = task.entry
        if entry.duration and entry.duration.elapsed_days is not None:
            return _EVERY_DAY
        # A resource that these readers cannot see is not there at all, so nobody can tell its leave from the dates.
        found = [self.portfolio.resolve_id(task, "resource", one.resource) for one in entry.assigned]
        leaves = [leave_of(one) for one in found if one]
        if not leaves or not all(leaves):
            return None
        common = reduce(_overlaps, leaves)
        return self.calendar.with_leave(common) if common else None

    def constraint(self, task: TaskEntity) -> Constraint | None:
        written = task.entry.constraint
        if written is None:
            return None
        type = ConstraintType(written.type)
        starts = type in (ConstraintType.SNET, ConstraintType.SNLT, ConstraintType.MSO)
        day = first_day(written.date) if starts else last_day(written.date)
        return Constraint(type, day) if day else None

    def links(self, task: TaskEntity) -> Iterator[ActivityLink]:
        for link in task.entry.depends_on:
            found = self.portfolio.resolve_id(task, "task", link.id)
            if found and found.parent is task.parent and found.slug in self.tasks:
                yield ActivityLink(found.slug, task.slug, LinkType(link.type or "FS"), self.lag(link.lag))

    def lag(self, written: Duration | None) -> Lag:
        if written is None:
            return Lag()
        if written.elapsed_days is not None:
            return Lag(0, written.elapsed_days)
        return Lag(written.working_minutes(len(self.calendar.working_weekdays)))


def leave_of(resource: ResourceEntity) -> Days:
    """The leave of a resource: first and last day of each period; without an end, it lasts for good."""
    return tuple((one.first, one.last or date.max) for one in resource.entry.leave if one.first)


def _overlaps(one: Days, other: Days) -> Days:
    """The days that are in periods of both."""
    pairs = ((max(a, c), min(b, d)) for a, b in one for c, d in other)
    return tuple((first, last) for first, last in pairs if first <= last)
