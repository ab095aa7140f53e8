"""What a status report states about a project on a day, taken from its plan and registers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from milepost.analysis import Insight
from milepost.graph.portfolio import Entity, Portfolio
from milepost.kinds.plan.plan_insight import PlanInsight
from milepost.kinds.plan.plan_periods import plan_end, task_end, task_start
from milepost.kinds.plan.planned_value import amount
from milepost.kinds.report.sequence import ReportEntity, milestone_key
from milepost.pages.report.milestones import stated_date
from milepost.schedule.money import Total, total
from milepost.schema.period import Period

REGISTERS = ("risk", "issue", "decision", "change")
AMOUNTS = ("planned", "actual", "forecast")


@dataclass(frozen=True, slots=True)
class TaskState:
    """A task on a day.

    `start` and `finish` are computed, and no more exact than the dates that they follow from or than readers may see.
    `finish` is the typed end in a plan that cannot be scheduled.
    """

    id: str
    title: str
    finish: Period | None
    baseline: Period | None
    done: bool
    milestone: bool
    start: Period | None = None
    actual: Period | None = None


@dataclass(frozen=True, slots=True)
class RegisterState:
    """An entry of a register on a day. `score` is probability × impact of a risk, 1 to 25."""

    type: str
    id: str
    title: str
    status: str
    score: float | None = None


@dataclass(frozen=True)
class PlanSnapshot:
    """A project on a day.

    `tasks` are by lower-cased id; `every_task` is False if they are only those that a report names. `registers` are by
    (type, lower-cased id), None if nothing is known of them. `spend` has a total for each of AMOUNTS.
    """

    tasks: Mapping[str, TaskState] = field(default_factory=dict)
    every_task: bool = True
    registers: Mapping[tuple[str, str], RegisterState] | None = None
    spend: Mapping[str, Total] = field(default_factory=dict)
    currency: str = ""
    finish: Period | None = None


def snapshot(portfolio: Portfolio, insight: Insight, project: str) -> PlanSnapshot:
    """A project as its plan and the follow-up actions of its post-mortems show it."""
    plan = insight.plan_of(project)
    entries = [*_entries(portfolio, plan), *_actions(portfolio, project)]
    return PlanSnapshot(
        tasks={task.id.lower(): task for task in _tasks(portfolio, plan)} if plan else {},
        registers={(one.type, one.id.lower()): one for one in entries},
        spend={name: getattr(plan.budget, name) for name in AMOUNTS} if plan and plan.budget else {},
        currency=plan.currency if plan else portfolio.head.currency or "",
        finish=plan_end(portfolio, plan) if plan else None,
    )


def reported(portfolio: Portfolio, report: ReportEntity) -> PlanSnapshot:
    """A project as a report states it: its milestones and its spend, and nothing of its registers."""
    tasks: dict[str, TaskState] = {}
    for one in report.entry.milestones:
        _, task = milestone_key(portfolio, report, one.milestone)
        if task:
            done = one.actual is not None
            tasks[task.slug] = TaskState(task.id, task.title, stated_date(one), one.baseline, done, milestone=True)
    spend = report.entry.spend
    totals = {name: total([amount(getattr(spend, name))]) for name in AMOUNTS} if spend else {}
    return PlanSnapshot(tasks, every_task=False, spend={name: one for name, one in totals.items() if one.text()})


def _tasks(portfolio: Portfolio, plan: PlanInsight) -> Iterable[TaskState]:
    for task, found in plan.tasks.items():
        if found.is_summary:
            continue
        yield TaskState(
            id=task.id,
            title=task.title,
            finish=task_end(portfolio, plan, found) or task.entry.end,
            baseline=task.entry.baseline.end if task.entry.baseline else None,
            done=found.is_complete,
            milestone=found.is_milestone,
            start=task_start(portfolio, plan, found),
            actual=task.entry.actual.end if task.entry.actual else None,
        )


def _entries(portfolio: Portfolio, plan: PlanInsight | None) -> Iterable[RegisterState]:
    if plan is None:
        return
    scores = {one.entity: one.current_score for one in plan.risks}
    for type_name in REGISTERS:
        for entity in portfolio.nested(plan.entity, type_name):
            status = entity.entry.status or ""
            yield RegisterState(type_name, entity.id, entity.title, status, scores.get(entity))


def _actions(portfolio: Portfolio, project: str) -> Iterable[RegisterState]:
    """The follow-up actions of the project's post-mortems, by their full key."""
    holders: tuple[Entity[Any], ...] = portfolio.of_project("postmortem", project)
    for holder in holders:
        for action in portfolio.nested(holder, "action"):
            yield RegisterState("action", action.key, action.title, action.entry.status or "")
