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
from milepost.kinds.roadmap.schedule import visible_precision
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
    return min(found, key=lambda one: one.days or 0, default=None)


def _of_task(portfolio: Portfolio, plan: PlanInsight, task: TaskInsight, side: str) -> Period | None:
    day = task.start if side == "start" else task.end
    if day is None:
        return None
    found: Period | None = _written(task.entity, day, side) or _day(day)
    if found and found.precision == "day":
        found = found.coarsen(_precision(plan, task, side))
    for entity in (task.entity, plan.entity):
        limit = visible_precision(portfolio, entity)
        found = found.coarsen(limit) if found and limit else found
    return found


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
    coarsest, waiting, seen = "day", [(task, side)], set()
    while waiting:
        here, at = waiting.pop()
        if (here.entity, at) in seen:
            continue
        seen.add((here.entity, at))
        written = _source(here.entity, plan.entity, at)
        if written and PRECISIONS.index(written) > PRECISIONS.index(coarsest):
            coarsest = written
        for reason in here.because.get(at, ()):
            if reason.binding:
                waiting += _before(plan, here, reason)
    return coarsest if coarsest != "week" else "month"


def _before(plan: PlanInsight, task: TaskInsight, reason: DateReason) -> list[tuple[TaskInsight, str]]:
    """What a reason leads back to: an end of a predecessor, or the start of the task itself."""
    if reason.kind == "duration":
        return [(task, "start")]
    if reason.task is None or reason.task not in plan.tasks:
        return []
    return [(plan.tasks[reason.task], "finish" if (reason.type or "FS")[0] == "F" else "start")]


def _source(task: TaskEntity, plan: PlanEntity, side: str) -> str | None:
    """The precision of a date that an author wrote for this end of a task, the coarsest of several."""
    entry, actual = task.entry, task.entry.actual or Span()
    dates = [actual.start, entry.start] if side == "start" else [actual.end, entry.end]
    dates += [entry.constraint.date if entry.constraint else None, plan.entry.start if side == "start" else None]
    found = [end_precision(one) for one in dates if one and one.first]
    return max((one for one in found if one in PRECISIONS), key=PRECISIONS.index, default=None)
