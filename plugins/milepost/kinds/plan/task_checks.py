"""Tasks whose status, progress, dates, or resources do not fit together."""

from __future__ import annotations

from collections.abc import Iterator

from milepost.checks.check import Context, check, named, titles_of
from milepost.checks.violation import Violation
from milepost.kinds.plan.checked_plans import day_text, leaf_tasks, open_plans, plans
from milepost.kinds.plan.project_network import TaskEntity
from milepost.kinds.plan.resource_load import capacities_of, tasks_of
from milepost.schema.base import CANCELLED, Span


@check("task-done-without-end", "warning", "A task is done, and its actual end is missing.")
def task_done_without_end(c: Context) -> Iterator[Violation]:
    for plan in plans(c):
        for task in leaf_tasks(plan):
            actual = task.entry.actual or Span()
            met = task.entry.milestone and actual.start
            if task.entry.status == "done" and not (actual.end or met):
                hint = "write actual: {end: …}; until then the planned end counts"
                yield c.found(task, ("status",), f"{named(task)} is done, and its actual end is missing", hint)


@check(
    "task-estimate-order", "warning", "A three-point estimate does not go from optimistic over likely to pessimistic."
)
def task_estimate_order(c: Context) -> Iterator[Violation]:
    for plan in plans(c):
        per_week = len(plan.network.network.calendar.working_weekdays)
        for task in leaf_tasks(plan):
            if (found := task.entry.estimate) is None:
                continue
            lengths = (found.optimistic, found.likely, found.pessimistic)
            minutes = [one.working_minutes(per_week) for one in lengths]
            if minutes != sorted(minutes):
                said = ", ".join(map(str, lengths))
                message = f"the estimate of {named(task)} does not rise ({said}), so the forecast leaves it out"
                yield c.found(
                    task, ("estimate",), message, "write optimistic, likely, and pessimistic, such as 3d, 5d, 9d"
                )


@check("milestone-with-duration", "warning", "A milestone has a duration, which is ignored.")
def milestone_with_duration(c: Context) -> Iterator[Violation]:
    for plan in plans(c):
        for task in plan.network.tasks.values():
            length = task.entry.duration
            if task.entry.milestone and length and any(amount for amount, _ in length.parts):
                message = f"{named(task)} is a milestone, so its duration of {length} is ignored"
                yield c.found(task, ("duration",), message, "remove milestone: or duration:")


@check("task-status-contradiction", "warning", "The status of a task contradicts its progress or actual dates.")
def task_status_contradiction(c: Context) -> Iterator[Violation]:
    for plan in plans(c):
        for task in plan.network.tasks.values():
            if found := _contradiction(c, task):
                steps, message, hint = found
                yield c.found(task, steps, f"{named(task)} {message}", hint)


def _contradiction(c: Context, task: TaskEntity) -> tuple[tuple[str, ...], str, str] | None:
    """The field to look at, what contradicts what, and what to write; None if all of it fits."""
    entry, actual = task.entry, task.entry.actual or Span()
    status, percent = entry.status, entry.progress
    state = c.portfolio.label("status", status).lower() if status else ""
    if actual.end and status and status != "done":
        return ("status",), f"ended {actual.end}, but is {state}", "write status: done, or remove the actual end"
    if percent == 100 and status != "done" and not actual.end:
        but = f"is {state}" if status else "has no actual end"
        return ("progress",), f"is 100 % complete, but {but}", "write status: done and actual: {end: …}"
    if percent is not None and percent < 100 and (status == "done" or actual.end):
        return ("progress",), f"is done, but only {percent:g} % complete", "write progress: 100, or remove it"
    if status in ("proposed", "planned") and (percent or actual.start):
        begun = f"is {percent:g} % complete" if percent else f"started {actual.start}"
        return ("status",), f"{begun}, but is {state}", "write status: in_progress"
    return None


@check("task-actual-in-future", "warning", "A task has an actual date in the future.")
def task_actual_in_future(c: Context) -> Iterator[Violation]:
    for plan in plans(c):
        for task in plan.network.tasks.values():
            actual = task.entry.actual or Span()
            for name, verb in (("start", "started"), ("end", "ended")):
                when = getattr(actual, name)
                if when and when.first and when.first > c.as_of:
                    message = f"{named(task)} {verb} {when}, which is after {day_text(c.as_of)}"
                    hint = f"a planned date belongs into {name}:, outside of actual:"
                    yield c.found(task, ("actual", name), message, hint)


@check("task-depends-on-cancelled", "warning", "An open task depends on one that was cancelled.")
def task_depends_on_cancelled(c: Context) -> Iterator[Violation]:
    for plan in open_plans(c):
        for task, insight in plan.tasks.items():
            for at, link in enumerate(task.entry.depends_on):
                before = c.portfolio.resolve_id(task, "task", link.id)
                if before and before.entry.status == CANCELLED and not insight.is_complete:
                    message = f"{named(task)} depends on {named(before)}, which was cancelled, so nothing holds it back"
                    yield c.found(task, ("depends_on", at), message, "remove the link, or name what it depends on now")


@check("assigned-beyond-capacity", "warning", "A task needs more units of a resource than there are.")
def assigned_beyond_capacity(c: Context) -> Iterator[Violation]:
    for plan in open_plans(c):
        capacities = capacities_of(c.portfolio, plan.entity)
        for task in leaf_tasks(plan):
            for at, one in enumerate(task.entry.assigned):
                resource = c.portfolio.resolve_id(task, "resource", one.resource)
                units = 1 if one.units is None else one.units
                if resource and units > (most := capacities.get(resource.slug, units)):
                    message = f"{named(task)} needs {units:g} units of {named(resource)}, which has {most:g}"
                    hint = "lower units:, or raise the capacity of the resource"
                    yield c.found(task, ("assigned", at), message, hint)


@check("resource-overallocated", "info", "Tasks that overlap need more of a resource than there is.")
def resource_overallocated(c: Context) -> Iterator[Violation]:
    for plan in open_plans(c):
        for load in plan.load:
            for over in load.over:
                shared = tasks_of(plan.network, over)
                if len(shared) < 2:
                    continue  # assigned-beyond-capacity reports a single one
                message = (
                    f"{titles_of(shared)} need {over.peak:g} units of {named(load.resource)}, which has "
                    f"{over.available:g}, from {day_text(over.first)} to {day_text(over.last)}"
                )
                hint = f"milepost plan level {plan.entity.id} proposes later starts"
                yield c.found(load.resource, ("capacity",), message, hint)


@check("rate-without-effort", "info", "A resource has a rate, and a task it works on has no effort.")
def rate_without_effort(c: Context) -> Iterator[Violation]:
    for plan in open_plans(c):
        for task in leaf_tasks(plan):
            assigned = (c.portfolio.resolve_id(task, "resource", one.resource) for one in task.entry.assigned)
            paid = [one for one in assigned if one and one.entry.rate is not None]
            if paid and task.entry.effort is None and not task.entry.milestone:
                message = f"{named(task)} has no effort, so the cost of {titles_of(paid)} for it is unknown"
                yield c.found(task, ("assigned",), message, "write effort:, such as 10pd")
