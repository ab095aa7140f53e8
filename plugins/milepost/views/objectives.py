"""Objectives with their key results as gauges."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from milepost.insight import KeyResultInsight
from milepost.model.strategy import KeyResult, Objective
from milepost.portfolio import Thing
from milepost.views import words
from milepost.views.addresses import anchor
from milepost.views.desk import CLOSED, Desk
from milepost.views.pieces import Fact, Mark

_BEFORE = ("€", "$", "£", "¥")


@dataclass(frozen=True, slots=True)
class Gauge:
    """A key result between its baseline and its target. `percent` is None where a number is missing.

    `alt` says it all in words. `state` colours it: `done`, `in_progress`, or a health where it is behind.
    """

    anchor: str
    title: str
    note: str
    description: str
    percent: int | None
    baseline: str
    current: str
    target: str
    alt: str
    verdict: str
    state: Mark
    confidence: Mark | None


@dataclass(frozen=True, slots=True)
class ObjectiveView:
    """An objective. Away from its own page it has a `target` there, and neither anchors nor its description."""

    anchor: str
    title: str
    status: Mark | None
    facts: tuple[Fact, ...]
    summary: str
    description: str
    key_results: tuple[Gauge, ...]
    target: str | None = None


def objective_view(desk: Desk, thing: Thing[Objective], *, linked: bool = False) -> ObjectiveView:
    """An objective with its key results; `linked` where it is shown away from its own page."""
    entry, found = thing.entry, desk.insight.objective(thing)
    gauges = tuple(_gauge(desk, result) for result in found.key_results)
    return ObjectiveView(
        anchor="" if linked else anchor(thing),
        title=thing.title,
        status=desk.mark("status", entry.status) if entry.status else None,
        facts=tuple(_facts(desk, thing)),
        summary=entry.summary or "",
        description="" if linked else entry.description or "",
        key_results=tuple(replace(gauge, anchor="", description="") for gauge in gauges) if linked else gauges,
        target=desk.addresses.of(thing) if linked else None,
    )


def objectives_note(desk: Desk) -> str:
    """How many key results are reached and how many are on course."""
    results = [desk.insight.key_result(thing) for thing in desk.portfolio.all(KeyResult)]
    met, behind = (
        sum(one.met for one in results),
        sum(one.on_course is False and not one.met for one in results),
    )
    parts = [f"{met} of {words.count(len(results), 'key result')} reached"] if results else []
    if behind:
        parts.append(f"{behind} behind the calendar")
    return ", ".join(parts)


def _facts(desk: Desk, thing: Thing[Objective]) -> Iterator[Fact]:
    entry = thing.entry
    if entry.timeframe:
        yield Fact("", words=words.period(entry.timeframe))
    if entry.team:
        yield Fact("", words=desk.name("team", entry.team))
    if entry.owner:
        yield Fact("Owner:", words=desk.name("person", entry.owner))
    if needs := desk.portfolio.targets(thing, "needs"):
        yield Fact("Serves", desk.refs(needs))


def _gauge(desk: Desk, found: KeyResultInsight) -> Gauge:
    entry = found.thing.entry
    baseline, current, target = (_value(number, entry.unit) for number in (entry.baseline, entry.current, entry.target))
    percent = None if found.percent is None else round(found.percent)
    closed = getattr(found.thing.parent and found.thing.parent.entry, "status", None) in CLOSED
    behind = found.on_course is False and not found.met and not closed
    state = desk.mark("health", "at_risk") if behind else desk.mark("status", "done" if found.met else "in_progress")
    return Gauge(
        anchor=anchor(found.thing),
        title=found.thing.title,
        note=entry.summary or "",
        description=entry.description or "",
        percent=percent,
        baseline=baseline,
        current=current,
        target=target,
        alt=f"From {baseline} to {target}, now {current}",
        verdict=_verdict(found, percent, behind),
        state=state,
        confidence=desk.confidence(entry.confidence) if not closed else None,
    )


def _verdict(found: KeyResultInsight, percent: int | None, behind: bool) -> str:
    if found.met:
        return "reached"
    if percent is None or found.raw is None:
        return ""
    if found.raw < 0:
        return "worse than at the start"
    if found.late_by_days:
        return f"{percent}%, {words.lasting(found.late_by_days)} overdue"
    return f"{percent}%, behind" if behind else f"{percent}%"


def _value(number: float | None, unit: str | None) -> str:
    if number is None:
        return "?"
    said = words.number(number)
    if not unit:
        return said
    if unit in _BEFORE:
        return f"{unit}{said}"
    return f"{said}%" if unit == "%" else f"{said}\N{NO-BREAK SPACE}{unit}"
