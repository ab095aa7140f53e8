"""Objectives, with key results as gauges."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from milepost.analysis import KeyResultInsight
from milepost.graph.portfolio import Entity
from milepost.kinds.strategy.model import KeyResult, Objective
from milepost.kit import phrasing
from milepost.kit.addresses import anchor
from milepost.kit.components import Fact, Mark, Ref, WebLink
from milepost.kit.context import CLOSED, PageContext
from milepost.kit.web_links import links_of
from milepost.schema.period import Period


@dataclass(frozen=True, slots=True)
class Gauge:
    """A key result between its baseline and its target. `percent` is None if a number is missing.

    `alt` is the text alternative, `metric` what it takes its numbers from. `state` sets the color: `done`,
    `in_progress`, or a health if it is behind.
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
    links: tuple[WebLink, ...]
    metric: Ref | None = None


@dataclass(frozen=True, slots=True)
class ObjectiveView:
    """An objective. Shown on another page, it has a `target` there, and no anchors, description or links."""

    anchor: str
    title: str
    status: Mark | None
    facts: tuple[Fact, ...]
    summary: str
    description: str
    key_results: tuple[Gauge, ...]
    links: tuple[WebLink, ...]
    target: str | None = None


def objective_view(context: PageContext, entity: Entity[Objective], *, linked: bool = False) -> ObjectiveView:
    """An objective with its key results; `linked` if it is shown on another page than its own."""
    entry, found = entity.entry, context.insight.objective(entity)
    gauges = tuple(_gauge(context, result) for result in found.key_results)
    return ObjectiveView(
        anchor="" if linked else anchor(entity),
        title=entity.title,
        status=context.mark("status", entry.status) if entry.status else None,
        facts=tuple(_facts(context, entity)),
        summary=entry.summary or "",
        description="" if linked else entry.description or "",
        key_results=tuple(map(_elsewhere, gauges)) if linked else gauges,
        links=() if linked else links_of(entry),
        target=context.addresses.of(entity) if linked else None,
    )


def _elsewhere(gauge: Gauge) -> Gauge:
    """A key result as it is shown on another page."""
    return replace(gauge, anchor="", description="", links=())


def objectives_note(context: PageContext) -> str:
    """How many key results are reached, and how many are behind."""
    results = [context.insight.key_result(entity) for entity in context.portfolio.all(KeyResult)]
    met, behind = (
        sum(one.met for one in results),
        sum(one.on_course is False and not one.met for one in results),
    )
    parts = [f"{met} of {phrasing.count(len(results), 'key result')} reached"] if results else []
    if behind:
        parts.append(f"{behind} behind the calendar")
    return ", ".join(parts)


def _facts(context: PageContext, entity: Entity[Objective]) -> Iterator[Fact]:
    entry = entity.entry
    if entry.timeframe:
        yield Fact("", words=phrasing.period(entry.timeframe))
    if entry.team:
        yield Fact("", words=context.name("team", entry.team))
    if entry.owner:
        yield Fact("Owner:", words=context.name("person", entry.owner))
    if needs := context.portfolio.targets(entity, "needs"):
        yield Fact("Serves", context.refs(needs))


def _gauge(context: PageContext, found: KeyResultInsight) -> Gauge:
    entry = found.entity.entry
    numbers = found.numbers
    metric = context.portfolio.target(found.entity, "metric")
    baseline, current, target = (
        phrasing.measured(number, numbers.unit) for number in (numbers.baseline, numbers.current, numbers.target)
    )
    percent = None if found.percent is None else round(found.percent)
    closed = getattr(found.entity.parent and found.entity.parent.entry, "status", None) in CLOSED
    behind = found.on_course is False and not found.met and not closed
    state = (
        context.mark("health", "at_risk") if behind else context.mark("status", "done" if found.met else "in_progress")
    )
    return Gauge(
        anchor=anchor(found.entity),
        title=found.entity.title,
        note=_note(entry, numbers.due),
        description=entry.description or "",
        percent=percent,
        baseline=baseline,
        current=current,
        target=target,
        alt=f"From {baseline} to {target}, now {current}",
        verdict=_verdict(found, percent, behind),
        state=state,
        confidence=context.confidence(entry.confidence) if not closed else None,
        links=links_of(entry),
        metric=context.ref(metric) if metric else None,
    )


def _note(entry: KeyResult, due: Period | None) -> str:
    """The summary and the due date."""
    return " · ".join(filter(None, (entry.summary, f"Due {phrasing.period(due)}" if due else "")))


def _verdict(found: KeyResultInsight, percent: int | None, behind: bool) -> str:
    if found.met:
        return "reached"
    if percent is None or found.raw is None:
        return ""
    if found.raw < 0:
        return "worse than at the start"
    if found.late_by_days:
        return f"{percent}%, {phrasing.duration(found.late_by_days)} overdue"
    return f"{percent}%, behind" if behind else f"{percent}%"
