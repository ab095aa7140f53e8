"""The earlier state of a project, reduced to what readers of today may know of it.

The history of the data is redacted by the declarations of its day. What was public then may have become internal since,
and a draft that compares the two would publish it again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from milepost.kit import phrasing
from milepost.reporting.snapshot import PlanSnapshot, RegisterState, TaskState
from milepost.schema.period import Period


def visible_now(then: PlanSnapshot, now: PlanSnapshot) -> PlanSnapshot:
    """The part of an earlier state that is also in the state of today, with dates no more exact than today's.

    Of entries that are not visible today nothing is left, so none is reported as removed: whether it was deleted or
    hidden is not for these readers. Titles are those of today.
    """
    tasks = {key: _task(before, now.tasks[key]) for key, before in then.tasks.items() if key in now.tasks}
    registers = then.registers
    if registers is not None:
        shown = now.registers or {}
        registers = {key: _entry(before, shown[key]) for key, before in registers.items() if key in shown}
    return replace(
        then,
        tasks=tasks,
        registers=registers,
        spend={name: total for name, total in then.spend.items() if name in now.spend and now.spend[name].text()},
        finish=then.finish if _finish_is_visible(then, tasks, now) else None,
    )


def no_more_exact(before: Period | None, now: Period | None) -> Period | None:
    """An earlier date as exact as that of today; today's date if the two cannot be told apart at that precision.

    None where today's date is hidden, or is no single day, week, month, quarter, half, or year.
    """
    if not (before and now and now.first and now.last) or now.bounds:
        return None
    if now.precision == "day" and not now.approximate:
        return before
    # No date can be coarsened to a week or to "about" a day; the next coarser unit is a month.
    found = before.coarsen("month" if now.precision in ("day", "week") else now.precision)
    if not (found and found.first and found.last):
        return None
    if found.first <= now.last and now.first <= found.last:
        return now
    return replace(found, approximate=True) if now.approximate else found


def _task(before: TaskState, now: TaskState) -> TaskState:
    return replace(now, finish=no_more_exact(before.finish, now.finish), done=before.done)


def _entry(before: RegisterState, now: RegisterState) -> RegisterState:
    return replace(
        now,
        status=before.status if now.status else "",
        score=before.score if now.score is not None else None,
    )


def _finish_is_visible(then: PlanSnapshot, tasks: Mapping[str, TaskState], now: PlanSnapshot) -> bool:
    """Whether today's finish of the plan is a day, and a task that is visible today finished on the earlier one.

    Otherwise the earlier finish could be the date of a task that was hidden or made less exact since.
    """
    if not (then.finish and now.finish) or now.finish.precision != "day" or now.finish.approximate:
        return False
    last = [key for key, one in then.tasks.items() if phrasing.period(one.finish) == phrasing.period(then.finish)]
    return any(key in tasks and tasks[key].finish == then.tasks[key].finish for key in last)
