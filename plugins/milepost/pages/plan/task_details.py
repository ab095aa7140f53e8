"""The details of a task: why its dates are what they are, and what the plan states about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from milepost.graph.portfolio import Entity
from milepost.kinds.plan.model import Task
from milepost.kinds.plan.task_insight import TaskInsight
from milepost.kit import phrasing
from milepost.kit.components import Phrase
from milepost.kit.date_reasons import date_reason, length_words, link_phrases
from milepost.kit.schedule_words import short_day, short_period, short_span, slack_words, slip_words
from milepost.pages.plan.components import joined, said
from milepost.pages.plan.context import PlanContext, has_baseline_day
from milepost.schema.duration import MINUTES_PER_DAY, Duration
from milepost.schema.period import Period

LEAST_SLACK = 0.5  # working days; less is not worth a tail or a word


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A detail of a task: a label, empty for a sentence, and words."""

    label: str
    phrases: tuple[Phrase, ...]


def task_lines(plan: PlanContext, task: TaskInsight, *, large: bool) -> Iterator[TaskLine]:
    """The details of a task: why its dates are what they are, its slack, its length, and what the plan states.

    With `large`, details leave out what the row of the chart says anyway.
    """
    stated = _states_duration(task) and plan.exact(task)
    if plan.exact(task):
        if start := date_reason(task, "start", plan.tasks, plan.target):
            yield TaskLine("", start)
        # A milestone has one date, a summary none of its own.
        if not (task.is_summary or task.is_milestone or (stated and large)):
            yield TaskLine("", date_reason(task, "finish", plan.tasks, plan.target))
    yield from _timing(plan, task, with_duration=large or not stated, large=large)
    yield from _written(plan, task, large=large)


def _states_duration(task: TaskInsight) -> bool:
    """Whether the reason for its end is its duration."""
    return any(one.kind == "duration" and one.binding for one in task.because.get("finish", ())[:1])


def _timing(plan: PlanContext, task: TaskInsight, *, with_duration: bool, large: bool) -> Iterator[TaskLine]:
    """Slack and late dates, length and progress, baseline."""
    exact = plan.is_exact and plan.exact(task)
    if exact and not (large and task.critical and abs(task.total_slack or 0) < LEAST_SLACK):
        yield from _slack(task)
    length = [
        length_words(task) if exact and with_duration else "",
        f"{round(task.progress)}% complete" if task.progress and not task.is_complete else "",
    ]
    if any(length):
        yield TaskLine("Duration" if length[0] else "Progress", said(", ".join(filter(None, length))))
    baseline = task.entity.entry.baseline
    if baseline and (baseline.start or baseline.end) and not (large and not task.slip_days):
        words = _span(baseline.start, baseline.end)
        slip = slip_words(task.slip_days) if exact and task.slip_days and has_baseline_day(task) else ""
        yield TaskLine("Baseline", said(", ".join(filter(None, (words, slip)))))


def _slack(task: TaskInsight) -> Iterator[TaskLine]:
    """Total and free slack, and the latest dates that it allows."""
    if task.is_complete or task.total_slack is None or not (task.late_start and task.late_finish):
        return
    words = slack_words(task.total_slack).removesuffix(" of slack").replace("no slack", "none")
    if task.free_slack is not None and 0 < task.free_slack != task.total_slack:
        words += f", {phrasing.number(round(task.free_slack, 1))} of them free"
    if task.critical:
        words += ", critical"
    if abs(task.total_slack) >= LEAST_SLACK and (task.is_milestone or task.is_started):
        words += f"; latest end {short_day(task.late_finish)}"
    elif abs(task.total_slack) >= LEAST_SLACK:
        words += f"; latest dates {short_span(task.late_start, task.late_finish)}"
    yield TaskLine("Slack", said(words))


def _written(plan: PlanContext, task: TaskInsight, *, large: bool) -> Iterator[TaskLine]:
    """What the plan states: links, limits, work, and who does it."""
    entity, entry = task.entity, task.entity.entry
    if task.status != "planned" or task.late_by_days:
        words = plan.portfolio.label("status", task.status)
        yield TaskLine("Status", said(words + (f", {_overdue(task)}" if task.late_by_days else "")))
    if not _all_stated(plan, task):
        yield TaskLine("Depends on", joined((_link(plan, entity, one) for one in entry.depends_on), "; "))
    if entry.start and not _same(entry.start, task.start):
        yield TaskLine("Planned start", said(short_period(entry.start)))
    if entry.end and not _same(entry.end, task.end):
        yield TaskLine("Planned end", said(short_period(entry.end)))
    parent = plan.portfolio.target(entity, "parent")
    if parent in plan.tasks and not large:
        yield TaskLine("Part of", (plan.named(parent),))
    if entry.actual and (entry.actual.start or entry.actual.end) and not plan.exact(task):
        yield TaskLine("Actual", said(_span(entry.actual.start, entry.actual.end)))
    if entry.deadline:
        yield TaskLine("Deadline", said(short_period(entry.deadline)))
    if entry.constraint:
        words = plan.portfolio.label("constraint", entry.constraint.type)
        known = {
            "snet": "Start no earlier than",
            "snlt": "Start no later than",
            "fnet": "Finish no earlier than",
            "fnlt": "Finish no later than",
            "mso": "Must start on",
            "mfo": "Must finish on",
        }
        yield TaskLine(
            "Constraint", said(f"{known.get(entry.constraint.type, words)} {short_period(entry.constraint.date)}")
        )
    if entry.duration and not _is_length(entry.duration, task.duration_days):
        yield TaskLine("Planned duration", said(str(entry.duration)))
    if entry.effort:
        yield TaskLine("Effort", said(_effort(entry.effort)))
    if entry.estimate:
        three = (entry.estimate.optimistic, entry.estimate.likely, entry.estimate.pessimistic)
        yield TaskLine("Estimate", said(_estimate(plan, three)))
    if entry.assigned:
        names = (_assigned(plan, entity, one.resource, one.units, linked=not large) for one in entry.assigned)
        yield TaskLine("Assigned", joined(names))


def _all_stated(plan: PlanContext, task: TaskInsight) -> bool:
    """Whether the reasons for its dates name every predecessor, with its lag."""
    given = {
        (one.task, one.type)
        for side in task.because.values()
        for one in side[:1]
        if one.kind == "link" and one.binding and plan.exact(task)
    }
    written = task.entity.entry.depends_on
    named = [(plan.task(task.entity, one.id), one.type or "FS") for one in written]
    return all(one in given for one in named)


def _overdue(task: TaskInsight) -> str:
    return f"{phrasing.duration(task.late_by_days)} overdue"


def _link(plan: PlanContext, entity: Entity[Task], link: object) -> tuple[Phrase, ...]:
    """A link as the wait it means: "after *Contract*", "end: 3 working days after *Power west* ends"."""
    id, type, lag = (getattr(link, name) for name in ("id", "type", "lag"))
    found = plan.portfolio.resolve_id(entity, "task", id)
    values = plan.tasks.get(found) if found else None
    name = plan.named(found) if found else Phrase(id)
    past = (values.is_started, values.is_complete) if values else (False, False)
    given = plan.insight.network.network.predecessors.get(entity.slug, ())
    known = next(
        (one.lag for one in given if found and one.predecessor == found.slug and one.type == (type or "FS")), None
    )
    parts = (
        link_phrases(name, type, known, past=past) if known is not None else (Phrase(str(lag or "after") + " "), name)
    )
    return (Phrase(f"{'ends' if type in ('FF', 'SF') else 'starts'} "), *parts)


def _estimate(plan: PlanContext, three: tuple[Duration, Duration, Duration]) -> str:
    """Three durations: "25 to 50 working days, most likely 30"."""
    per_week = len(plan.insight.network.network.calendar.working_weekdays)
    days = [round(one.working_minutes(per_week) / MINUTES_PER_DAY, 1) for one in three]
    best, likely, worst = map(phrasing.number, days)
    return f"{best} to {worst} working days, most likely {likely}"


def _assigned(
    plan: PlanContext, entity: Entity[Task], ref: str, units: float | None, *, linked: bool
) -> tuple[Phrase, ...]:
    found = plan.portfolio.resolve_id(entity, "resource", ref)
    name = Phrase(found.title, target=plan.target(found) if linked else None) if found else Phrase(ref)
    return (name, Phrase(f" × {phrasing.number(units)}")) if units is not None and units != 1 else (name,)


def _effort(effort: Duration) -> str:
    days = effort.person_days
    if days is None:
        return str(effort)
    return f"{phrasing.number(days)} person-{phrasing.plural(1 if days == 1 else 2, 'day')}"


def _is_length(written: Duration, days: float | None) -> bool:
    """Whether a written duration is the one that is shown."""
    if written.elapsed_days is not None or days is None:
        return False
    minutes = {written.working_minutes(per_week) for per_week in range(1, 8)}
    return round(days * MINUTES_PER_DAY) in minutes


def _same(written: Period, day: date | None) -> bool:
    return written.precision == "day" and written.first == day


def _span(start: Period | None, end: Period | None) -> str:
    if start and end and start.first and end.last and start.precision == end.precision == "day":
        return short_span(start.first, end.last)
    if start and end:
        return phrasing.span(start, end, brief=True)
    return short_period(end) if end else f"from {short_period(start)}" if start else ""
