"""The head of the plan page: the sentence to repeat, facts, and health by dimension."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from milepost.graph.portfolio import Entity
from milepost.kinds.plan.model import Plan
from milepost.kinds.report.model import DIMENSIONS, Report
from milepost.kit import phrasing
from milepost.kit.components import Fact, Mark, Phrase, Ref
from milepost.kit.schedule_words import long_day, short_day, short_period, short_span, slip_amount, working_days
from milepost.pages.plan.context import PlanContext
from milepost.schema.period import Period

_TRENDS = {"up": "improving", "flat": "unchanged", "down": "getting worse"}


@dataclass(frozen=True, slots=True)
class HealthCard:
    """The health of one dimension: `trend` in words, why it is so, and what brings it back on track."""

    title: str
    mark: Mark
    trend: str
    reason: str
    path: str


@dataclass(frozen=True, slots=True)
class HealthCards:
    """The health of a project by dimension, as its latest report states it."""

    source: Ref
    cards: tuple[HealthCard, ...]


def lead(plan: PlanContext) -> tuple[Phrase, ...]:
    """The sentences that a sponsor would repeat: when it ends, against what, and how far it is."""
    found = plan.insight
    if not found.end:
        return ()
    over = all(one.is_complete for one in plan.tasks.values())
    start = found.start
    parts = [Phrase("Ended " if over else "Ends ")]
    if start and start > plan.page.as_of and plan.is_exact:
        parts = [Phrase(f"Starts on {long_day(start)} and ends ")]
    parts.append(Phrase(_end(plan, found.end), strong=True))
    parts += [*_against_baseline(plan), Phrase("."), *_deadlines(plan)]
    if found.progress and not over:
        parts.append(Phrase(f" {round(found.progress)}% complete."))
    return tuple(parts)


def _end(plan: PlanContext, end: date) -> str:
    """The end with its preposition, no more exact than it may be known."""
    return f"on {long_day(end)}" if plan.is_exact else phrasing.on(_last_period(plan, end))


def _last_period(plan: PlanContext, end: date) -> Period:
    """The period in which an inexact plan ends."""
    ends = [plan.periods(one)[1] for one in plan.tasks.values()] if not plan.inside else []
    periods = [one.coarsen(plan.unit) or one for one in ends if one and one.last]
    day = Period(end, end, "day", end.isoformat())
    return max(periods, key=lambda one: one.last or end, default=day.coarsen(plan.unit) or day)


def _against_baseline(plan: PlanContext) -> Iterator[Phrase]:
    days, end, now = plan.insight.slip_days, plan.insight.baseline_end, plan.insight.end
    if days is None or end is None or now is None:
        return
    approved = plan.entry.baseline.end if plan.entry.baseline else None
    said, amount = long_day(end), slip_amount(days)
    if not plan.is_exact:
        # Two quarters are compared as such: their last days say nothing more.
        before, after = (approved or Period(end, end, "day", "")).coarsen(plan.unit), _last_period(plan, now)
        if not (before and before.last and after.last):
            return
        days = (after.last - before.last).days
        said, amount = phrasing.period(approved or before), phrasing.amount(days, plan.unit)
    elif approved and approved.precision != "day":
        said = phrasing.period(approved)
    if not days:
        yield Phrase(f", as in the baseline ({said})")
        return
    yield Phrase(", ")
    yield Phrase(amount, strong=True)
    yield Phrase(f" {'after' if days > 0 else 'before'} the baseline ({said})")


def _deadlines(plan: PlanContext) -> Iterator[Phrase]:
    """The deadlines that open tasks miss."""
    calendar = plan.insight.network.network.calendar
    missed = []
    for task, values in plan.tasks.items():
        deadline = task.entry.deadline and task.entry.deadline.last
        if deadline and values.end and values.end > deadline and not values.is_complete and plan.exact(values):
            missed.append((calendar.working_days(deadline + timedelta(days=1), values.end), deadline, task))
    missed.sort(key=lambda one: -one[0])
    if not missed:
        return
    days, deadline, task = missed[0]
    amount = working_days(days) if days else "less than a working day"
    if len(missed) == 1:
        yield Phrase(" ")
        yield plan.named(task)
        yield Phrase(f" misses its deadline of {short_day(deadline)} by {amount}.")
        return
    yield Phrase(f" {phrasing.sentence(phrasing.cardinal(len(missed)))} deadlines are missed: ")
    yield plan.named(task)
    yield Phrase(f" by {amount}, and {phrasing.count(len(missed) - 1, 'other')}.")


def facts(plan: PlanContext) -> tuple[Fact, ...]:
    """Phase, people, dates, and what the project delivers."""
    entry, portfolio = plan.entry, plan.portfolio
    found = (
        Fact("Phase", words=portfolio.label("phase", entry.phase) if entry.phase else ""),
        Fact("Manager", words=plan.person(entry.manager)),
        Fact("Sponsor", words=plan.person(entry.sponsor)),
        Fact("Team", words=plan.page.name("team", entry.team)),
        Fact("Start", words=_start(entry), note=_first_task(plan)),
        Fact("Baseline", words=_baseline(plan), note=_exact_slip(plan)),
        Fact("Delivers", refs=plan.page.refs(portfolio.targets(plan.entity, "items"))),
        Fact("Related", refs=plan.page.refs(portfolio.targets(plan.entity, "related"))),
    )
    return tuple(one for one in found if one.words or one.refs)


def _start(entry: Plan) -> str:
    """The start of the project, unless it is that of the baseline."""
    baseline = entry.baseline.start if entry.baseline else None
    same = entry.start and baseline and (entry.start.first, entry.start.last) == (baseline.first, baseline.last)
    return "" if same else short_period(entry.start)


def _first_task(plan: PlanContext) -> str:
    """When the first task starts, where that is not the start of the project."""
    written, start = plan.entry.start and plan.entry.start.first, plan.insight.start
    return f"first task on {short_day(start)}" if start and written and start != written and plan.is_exact else ""


def _baseline(plan: PlanContext) -> str:
    written = plan.entry.baseline
    if not (written and (written.start or written.end)):
        return ""
    start, end = written.start, written.end
    if start and end and start.first and end.last and start.precision == end.precision == "day":
        return short_span(start.first, end.last)
    return f"ends {short_period(end)}" if end and not start else phrasing.span(start, end, brief=True)


def _exact_slip(plan: PlanContext) -> str:
    days = plan.insight.slip_days
    if not days or not plan.is_exact:
        return ""
    over = all(one.is_complete for one in plan.tasks.values())
    return f"{'ended' if over else 'now'} {phrasing.count(abs(days), 'day')} {'later' if days > 0 else 'earlier'}"


def latest_report(plan: PlanContext) -> Entity[Report] | None:
    """The report of the project with the latest period that has ended by today."""
    found = [
        one
        for one in plan.portfolio.of_project("report", plan.entity.id)
        if one.entry.period.to.first and one.entry.period.to.first <= plan.page.as_of
    ]
    return max(found, key=lambda one: one.entry.period.to.first, default=None)


def health_cards(plan: PlanContext) -> HealthCards | None:
    """The health by dimension of the latest report; None without one."""
    report = latest_report(plan)
    if not (report and report.entry.dimensions):
        return None
    written: Any = report.entry.dimensions
    cards = tuple(
        HealthCard(
            phrasing.sentence(name),
            plan.page.mark("health", one.health),
            _TRENDS.get(one.trend or "", ""),
            one.reason or "",
            one.path_to_green or "",
        )
        for name in DIMENSIONS
        if (one := getattr(written, name))
    )
    period: Any = report.entry.period
    source = Ref(f"report of {short_day(period.to.last)}", plan.target(report))
    return HealthCards(source, cards) if cards else None
