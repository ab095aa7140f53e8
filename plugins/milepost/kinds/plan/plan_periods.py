"""Computed dates of a plan as periods, so that none looks more exact than what it was computed from.

The schedule counts in days. A task that an author ends in `2027-Q3` ends on 30 September for it, and a reader must not
take that for a day that somebody named. So the precision of what decides a date is followed back along the links, to
the typed, actual, or constraint date at the beginning of the chain. What `public.date_precision` says counts as well.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from milepost.graph.portfolio import Portfolio
from milepost.kinds.plan.plan_insight import PlanInsight
from milepost.kinds.plan.project_network import PlanEntity, TaskEntity
from milepost.kinds.plan.task_insight import DateReason, TaskInsight
from milepost.schedule.bounds import CandidateKind
from milepost.schema.base import Span
from milepost.schema.date_arithmetic import end_precision
from milepost.schema.period import PRECISIONS, Period, parse


def plan_start(portfolio: Portfolio, plan: PlanInsight) -> Period | None:
    """When the first task of a plan starts or started; without tasks, the plan's own start."""
    if not plan.schedule:
        return plan.entity.entry.start
    return _of_plan(portfolio, plan, "start", [one for one in plan.tasks.values() if one.start == plan.start])


def plan_end(portfolio: Portfolio, plan: PlanInsight) -> Period | None:
    """When the last task of a plan ends or ended; None without a schedule."""
    if not plan.schedule:
        return None
    return _of_plan(portfolio, plan, "finish", [one for one in plan.tasks.values() if one.end == plan.end])


def plan_baseline_end(plan: PlanInsight) -> Period | None:
    """The approved end as it was written: the plan's own, else the last one of a task."""
    baseline = plan.entity.entry.baseline
    if baseline and baseline.end:
        return baseline.end
    ends = [task.entry.baseline.end for task in plan.network.tasks.values() if task.entry.baseline]
    return max((one for one in ends if one and one.last), key=lambda one: one.last or date.min, default=None)


def task_start(portfolio: Portfolio, plan: PlanInsight, task: TaskInsight) -> Period | None:
    """When a task starts or started; None if the plan cannot be scheduled."""
    return _of_task(portfolio, plan, task, "start")


def task_end(portfolio: Portfolio, plan: PlanInsight, task: TaskInsight) -> Period | None:
    """When a task ends or ended; None if the plan cannot be scheduled."""
    return _of_task(portfolio, plan, task, "finish")


def _of_plan(portfolio: Portfolio, plan: PlanInsight, side: str, tasks: Iterable[TaskInsight]) -> Period | None:
    """The most exact of the dates of tasks that are on the same day: it is enough that one of them is known exactly."""
    found = [one for task in tasks if not task.is_summary and (one := _of_task(portfolio, plan, task, side))]
    exact = min(found, key=lambda one: one.days or 0, default=None)
    return _coarsened(exact, portfolio.visible_precision(plan.entity))


def _of_task(portfolio: Portfolio, plan: PlanInsight, task: TaskInsight, side: str) -> Period | None:
    day = task.start if side == "start" else task.end
    if day is None:
        return None
    found: Period | None = _written(task.entity, day, side) or _day(day)
    if found and found.precision == "day":
        found = found.coarsen(_precision(plan, task, side))
    return _coarsened(found, portfolio.visible_precision(task.entity))


def _coarsened(period: Period | None, precision: str | None) -> Period | None:
    return period.coarsen(precision) if period and precision else period


def _day(day: date) -> Period:
    return parse(day.isoformat())


def _written(task: TaskEntity, day: date, side: str) -> Period | None:
    """The date as its author wrote it, if it is this day for the schedule."""
    entry, actual = task.entry, task.entry.actual or Span()
    if side == "start":
        return next((one for one in (actual.start, entry.start) if one and one.first == day), None)
    ends = (actual.end, entry.end, entry.start if entry.milestone else None)
    return next((one for one in ends if one and one.last == day), None)


def _precision(plan: PlanInsight, task: TaskInsight, side: str) -> str:
    """The coarsest precision of the dates at the beginning of the chain that decides a date of a task."""
    known = plan.precisions
    waiting, entered = [(task, side)], set[tuple[TaskEntity, str]]()
    while waiting:
        here, at = waiting[-1]
        key = here.entity, at
        if key in known:
            waiting.pop()
            continue
        reasons = [one for one in here.because.get(at, ()) if one.binding]
        before = [one for reason in reasons for one in _before(plan, here, reason)]
        if key not in entered:
            # Each date is worked through once for the whole plan, after those that decide it.
            entered.add(key)
            waiting += [
                (one, end) for one, end in before if (one.entity, end) not in known and (one.entity, end) not in entered
            ]
            continue
        waiting.pop()
        found = [known[one.entity, end] for one, end in before if (one.entity, end) in known]
        for reason in reasons:
            written = _sources(here.entity, plan.entity, reason.kind)
            found += [end_precision(one) for one in written if one and one.first]
        known[key] = max((one for one in found if one in PRECISIONS), key=PRECISIONS.index, default="day")
    coarsest = known[task.entity, side]
    # A week is no precision that a day can be coarsened to.
    return "month" if coarsest == "week" else coarsest


def _before(plan: PlanInsight, task: TaskInsight, reason: DateReason) -> list[tuple[TaskInsight, str]]:
    """What a reason leads back to: an end of a predecessor, or the start of the task itself."""
    if reason.kind == CandidateKind.DURATION:
        return [(task, "start")]
    if reason.task is None or reason.task not in plan.tasks:
        return []
    return [(plan.tasks[reason.task], "finish" if (reason.type or "FS")[0] == "F" else "start")]


def _sources(task: TaskEntity, plan: PlanEntity, kind: str) -> tuple[Period | None, ...]:
    """The dates that an author wrote and a reason of this kind is made of."""
    entry = task.entry
    match kind:
        case CandidateKind.PROJECT_START:
            return (plan.entry.start,)
        case CandidateKind.TYPED:
            return entry.start, entry.end
        case CandidateKind.ACTUAL:
            return (entry.actual.start, entry.actual.end) if entry.actual else (entry.start, entry.end)
        case CandidateKind.CONSTRAINT:
            return (entry.constraint.date,) if entry.constraint else ()
    return ()
