"""What the checks of plans share: which plans they look at, and how dates are written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from milepost.checks.check import Context
from milepost.kinds.plan.model import Plan
from milepost.kinds.plan.plan_insight import PlanInsight
from milepost.kinds.plan.project_network import TaskEntity

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def plans(c: Context) -> Iterator[PlanInsight]:
    """The computed values of every plan."""
    return (c.insight.plan(plan) for plan in c.portfolio.all(Plan))


def open_plans(c: Context) -> Iterator[PlanInsight]:
    """The computed values of every plan that is neither done nor cancelled."""
    return (plan for plan in plans(c) if not plan.entity.entry.is_closed)


def leaf_tasks(plan: PlanInsight) -> Iterator[TaskEntity]:
    """The tasks and milestones that are not cancelled and have no subtasks."""
    network = plan.network.network
    return (task for name, task in plan.network.tasks.items() if not network.is_summary(name))


def link_index(c: Context, task: TaskEntity, predecessor: str) -> int | None:
    """Where in `depends_on` a task names a predecessor, by the id of the activity; None if it does not."""
    for at, link in enumerate(task.entry.depends_on):
        found = c.portfolio.resolve_id(task, "task", link.id)
        if found and found.slug == predecessor:
            return at
    return None


def day_text(day: date) -> str:
    """A computed date in a message: `26 Feb 2027`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
