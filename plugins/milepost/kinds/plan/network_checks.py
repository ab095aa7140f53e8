"""Plans that cannot be scheduled: one rule for each kind of fault that the schedule engine finds.

The rule of a fault is `task-` and the engine's code, so its messages are the engine's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from milepost.checks.check import Context, check
from milepost.checks.dates import days_after
from milepost.checks.violation import Violation
from milepost.graph.portfolio import Entity
from milepost.kinds.plan.checked_plans import link_index, plans
from milepost.kinds.plan.model import Resource
from milepost.kinds.plan.plan_insight import PlanInsight
from milepost.kinds.plan.project_network import TaskEntity
from milepost.schedule.validation import NetworkProblem
from milepost.schema.base import Span

Steps = tuple[str | int, ...]
Locate = Callable[[Context, TaskEntity, NetworkProblem], Steps]

# Codes that no plan which can be read leads to, with the rule that reports the same before.
REPORTED_BY = {
    "unknown-parent": "unknown-reference",
    "unknown-predecessor": "unknown-reference",
    "unknown-successor": "unknown-reference",
    "negative-duration": "bad-value",
}


def _found(c: Context, code: str, locate: Locate, hint: str) -> Iterator[Violation]:
    """The faults with one code, in all plans: closed ones too, since their pages show the same dates."""
    for plan in plans(c):
        for problem in plan.problems:
            if problem.code == code:
                task = plan.network.tasks.get(problem.activity)
                assert task, problem
                yield c.found(task, locate(c, task, problem), problem.message, hint)


def _link(c: Context, task: TaskEntity, problem: NetworkProblem) -> Steps:
    at = link_index(c, task, problem.others[0])
    return ("depends_on",) if at is None else ("depends_on", at)


def _lag(c: Context, task: TaskEntity, problem: NetworkProblem) -> Steps:
    return (*_link(c, task, problem), "lag")


def _length(_c: Context, task: TaskEntity, _problem: NetworkProblem) -> Steps:
    """The field that gives the duration of a task."""
    entry = task.entry
    return ("duration",) if entry.duration else ("effort",) if entry.effort else ("estimate",)


def _dates(_c: Context, task: TaskEntity, _problem: NetworkProblem) -> Steps:
    """The date to look at: the actual end, else the end, else the duration that both dates contradict."""
    entry, actual = task.entry, task.entry.actual or Span()
    if days_after(actual.start, actual.end):
        return "actual", "end"
    return ("end",) if days_after(entry.start, entry.end) else ("duration",)


def _typed(c: Context, task: TaskEntity, problem: NetworkProblem) -> Steps:
    """The first date that somebody typed."""
    entry = task.entry
    if entry.actual:
        return ("actual",)
    return ("start",) if entry.start else ("constraint", "date") if entry.constraint else _length(c, task, problem)


@check("task-cycle", "error", "Tasks depend on each other in a cycle.")
def task_cycle(c: Context) -> Iterator[Violation]:
    hint = "remove one of these links"
    for plan in plans(c):
        for problem in plan.problems:
            if problem.code == "cycle":
                task, steps = _closing_link(c, plan, problem)
                yield c.found(task, steps, problem.message, hint)


def _closing_link(c: Context, plan: PlanInsight, problem: NetworkProblem) -> tuple[TaskEntity, Steps]:
    """A link of a cycle, if possible the one that closes it. A step from a summary to its subtask is no link."""
    cycle = (problem.activity, *problem.others)
    for before, after in ((cycle[-1], cycle[0]), *pairwise(cycle)):
        task = plan.network.tasks[after]
        if (at := link_index(c, task, before)) is not None:
            return task, ("depends_on", at)
    return plan.network.tasks[problem.activity], ()


@check("task-parent-cycle", "error", "Tasks are part of each other in a cycle.")
def task_parent_cycle(c: Context) -> Iterator[Violation]:
    return _found(c, "parent-cycle", lambda *_: ("parent",), "remove one of these parents")


@check("task-link-to-own-summary", "error", "A task depends on its own summary task, or on a part of itself.")
def task_link_to_own_summary(c: Context) -> Iterator[Violation]:
    return _found(c, "link-to-own-summary", _link, "remove the link, or link two subtasks")


@check("task-finish-link-to-summary", "error", "A link of type FF or SF leads to a task that has subtasks.")
def task_finish_link_to_summary(c: Context) -> Iterator[Violation]:
    return _found(c, "finish-link-to-summary", _link, "write type: FS or SS, or link a subtask")


@check("task-lag-too-long", "error", "The lag of a link is longer than the calendar.")
def task_lag_too_long(c: Context) -> Iterator[Violation]:
    return _found(c, "lag-too-long", _lag, "write a shorter lag, such as 5d")


@check("task-missing-duration", "error", "A task has nothing that says how long it takes.")
def task_missing_duration(c: Context) -> Iterator[Violation]:
    hint = "write duration: 5d, effort: 10pd, an estimate:, or both start: and end:"
    return _found(c, "missing-duration", lambda *_: (), hint)


@check("task-duration-too-long", "error", "A task takes longer than the calendar.")
def task_duration_too_long(c: Context) -> Iterator[Violation]:
    return _found(c, "duration-too-long", _length, "write a shorter duration, such as 10d")


@check("task-no-working-day", "error", "A task has no day on which it can be worked on.")
def task_no_working_day(c: Context) -> Iterator[Violation]:
    for plan in plans(c):
        for problem in plan.problems:
            if problem.code != "no-working-day":
                continue
            task = plan.network.tasks.get(problem.activity)
            if task is None:
                hint = "look at working_days: and holidays: of the portfolio"
                yield c.found(plan.entity, ("start",), problem.message, hint)
            elif leave := _on_leave(c, plan, task):
                hint = "give the leave an end, or assign another resource"
                yield c.found(leave, ("leave",), problem.message, hint)
            else:
                yield c.found(task, ("start",), problem.message, "move its start or end to a working day")


def _on_leave(c: Context, plan: PlanInsight, task: TaskEntity) -> Entity[Resource] | None:
    """The first resource of a task whose leave is in its calendar; None if the task has the project's calendar."""
    if plan.network.network.activities[task.slug].calendar is None:
        return None
    assigned = (c.portfolio.resolve_id(task, "resource", one.resource) for one in task.entry.assigned)
    return next((one for one in assigned if one and one.entry.leave), None)


@check("task-constraint-on-summary", "error", "A task with subtasks has a constraint that only a task can have.")
def task_constraint_on_summary(c: Context) -> Iterator[Violation]:
    hint = "write type: snet or fnlt, or constrain a subtask"
    return _found(c, "constraint-on-summary", lambda *_: ("constraint", "type"), hint)


@check("task-inconsistent-dates", "error", "The dates and the duration of a task contradict each other.")
def task_inconsistent_dates(c: Context) -> Iterator[Violation]:
    return _found(c, "inconsistent-dates", _dates, "correct one of them, or leave one out")


@check("task-date-out-of-range", "error", "A computed date of a task is before year 1 or after year 9999.")
def task_date_out_of_range(c: Context) -> Iterator[Violation]:
    return _found(c, "date-out-of-range", _typed, "is a date or a duration mistyped?")
