"""Computed dates of a plan against what others are told: the roadmap, and the readers of another site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from milepost.analysis import computed
from milepost.checks.audience_view import BroaderView
from milepost.checks.check import Context, check, day_count, first_of, named
from milepost.checks.violation import Violation
from milepost.graph.portfolio import Entity
from milepost.kinds.plan.checked_plans import day_text, open_plans, plans
from milepost.kinds.plan.model import Task
from milepost.kinds.plan.plan_insight import PlanInsight
from milepost.kinds.plan.plan_periods import plan_end, task_end
from milepost.kinds.plan.project_network import TaskEntity
from milepost.kinds.portfolio.model import Project
from milepost.problem import quoted
from milepost.schema.period import Period
from milepost.suggestions import nearest


@check("plan-after-item", "warning", "An open plan ends after the roadmap item that it delivers.")
def plan_after_item(c: Context) -> Iterator[Violation]:
    for plan in open_plans(c):
        items = [one for one in c.portfolio.targets(plan.entity, "items") if not one.entry.is_closed]
        ends = [(end.last, item) for item in items if (end := c.insight.dates[item].end) and end.last]
        # Any item but the last one may be delivered before the plan ends.
        if not plan.end or len(ends) < len(items) or not ends:
            continue
        last, item = max(ends, key=lambda one: one[0])
        if plan.end > last:
            late = f"{day_count((plan.end - last).days)} after {named(item)}, which it delivers"
            due = c.insight.dates[item].end
            message = f"the plan {named(plan.entity)} ends {day_text(plan.end)}, {late} ({due})"
            hint = "move the end of the item, or shorten the critical path of the plan"
            yield c.found(plan.entity, ("items",), message, hint)


@check("plan-project-undeclared", "warning", "A plan is of no declared project, though others are declared.")
def plan_project_undeclared(c: Context) -> Iterator[Violation]:
    projects = {one.slug: one.id for one in c.portfolio.all(Project)}
    for plan in plans(c) if projects else ():
        if plan.entity.slug not in projects:
            message = f"the plan is of the project {quoted(plan.entity.id)}, which is not among those of the portfolio"
            hint = nearest(plan.entity.id, projects.values()) or "declare it there, or correct the id of the plan"
            yield c.found(plan.entity, ("id",), message, hint)


@dataclass(frozen=True, slots=True)
class _Difference:
    """What a date is for the readers of a broader audience, and what it is in truth."""

    entity: Entity[Any]
    is_milestone: bool
    seen: str
    true: date

    def __str__(self) -> str:
        return f"{named(self.entity)} ({self.seen}, and computed from all tasks {day_text(self.true)})"


@check("public-schedule-differs", "warning", "Readers of a broader audience see other dates of a plan than its own.")
def public_schedule_differs(c: Context) -> Iterator[Violation]:
    for view in c.audience_views:
        seen_by_all = computed(view.redacted, c.as_of)
        for plan in plans(c):
            seen = view.pairs.get(plan.entity)
            if seen is None or plan.problems:
                continue
            public = seen_by_all.plan(seen)
            if public.problems:
                yield _without_dates(c, view, plan, public)
            elif differences := sorted(_differences(view, plan, public), key=lambda one: not one.is_milestone):
                message = f"{view.audience} readers see other dates: {first_of([str(one) for one in differences])}"
                hint = "write public: {start: …, end: …} there, or disclose the tasks that the dates come from"
                yield c.found(differences[0].entity, (), message, hint)


def _without_dates(c: Context, view: BroaderView, plan: PlanInsight, public: PlanInsight) -> Violation:
    message = f"{view.audience} readers see no dates of the plan {named(plan.entity)}: {public.problems[0].message}"
    hint = "write a duration: or public: {start: …, end: …} for each task that they see"
    task = plan.network.tasks.get(public.problems[0].activity)
    entity: Entity[Any] = task or plan.entity
    return c.found(entity, (), message, hint)


def _differences(view: BroaderView, plan: PlanInsight, public: PlanInsight) -> Iterator[_Difference]:
    """The visible tasks, and the plan, whose computed end is another for these readers."""
    whole: dict[Entity[Any], TaskEntity] = {seen: task for task, seen in view.pairs.items() if task.type == "task"}
    for seen, insight in public.tasks.items():
        true = plan.tasks[task].end if (task := whole.get(seen)) in plan.tasks else None
        if task and true and (shown := _other(task_end(view.redacted, public, insight), true)):
            yield _Difference(task, insight.is_milestone, shown, true)
    if plan.end and (shown := _other(plan_end(view.redacted, public), plan.end)):
        yield _Difference(plan.entity, False, shown, plan.end)


def _other(shown: Period | None, true: date) -> str:
    """A date that readers see, in words; empty if the true one is in it, such as a day in its quarter."""
    if shown is None or shown.first is None or (shown.first <= true and (shown.last is None or true <= shown.last)):
        return ""
    return day_text(shown.first) if shown.precision == "day" else str(shown)


@check(
    "milestone-half-replaced",
    "error",
    "One date field of a milestone is replaced for external readers, who see the other.",
)
def milestone_half_replaced(c: Context) -> Iterator[Violation]:
    said: set[Entity[Any]] = set()
    for view in c.audience_views:
        for task in c.portfolio.all(Task):
            words = task.entry.public
            if task in said or task not in view.pairs or not task.entry.milestone or not words:
                continue
            replaced = [name for name in ("start", "end") if name in words.model_fields_set]
            if len(replaced) != 1:
                continue
            [field], [other] = replaced, {"start", "end"}.difference(replaced)
            entry = view.pairs[task].entry
            # A milestone has one date. What readers see in the other field is the true one, unless both are the same.
            known, shown = getattr(entry, other), getattr(entry, field)
            if known and not (shown and (known.first, known.last) == (shown.first, shown.last)):
                said.add(task)
                message = (
                    f"public: replaces only the {field} of the milestone {named(task)}, "
                    f"and {view.audience} readers see its date as the {other}, {known}"
                )
                hint = f"write {other}: in public: as well, or keep only one of start: and end:"
                yield c.found(task, ("public", field), message, hint)
