"""View-model of the page of a metric."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from milepost.graph.portfolio import Entity
from milepost.kinds.metrics.metric_insight import MetricInsight, limit_points
from milepost.kinds.metrics.metric_marks import ObservedEffect, effects_of
from milepost.kinds.metrics.model import ProductMetric
from milepost.kit import phrasing
from milepost.kit.addresses import METRICS
from milepost.kit.components import BasePageView, Fact, Ref, WebLink
from milepost.kit.context import PageContext
from milepost.kit.web_links import links_of
from milepost.pages.metric.chart import MetricChart, metric_chart
from milepost.pages.metric.segments import SegmentsView, segments_view
from milepost.pages.metric.wording import (
    MetricSign,
    assurance_sign,
    target_words,
    threshold_sign,
    type_words,
    value_words,
    variation_sign,
)
from milepost.pages.report.wording import unbroken

_AGGREGATES = {"sum": "the sum", "mean": "the mean", "last": "the last value"}
_EVERY = {"day": "daily", "week": "weekly", "month": "monthly", "quarter": "quarterly"}


@dataclass(frozen=True, slots=True)
class EffectRow:
    """What was expected of an item, and what was observed; without causal words."""

    ref: Ref
    shipped: str
    expected: str
    before: str
    after: str
    verdict: str


@dataclass(frozen=True, slots=True)
class MetricView(BasePageView):
    """A metric. `value` is its latest value with its unit, empty without values."""

    over: Ref
    type: str
    summary: str
    value: str
    when: str
    target: str
    signs: tuple[MetricSign, ...]
    chart: MetricChart | None
    definition: str
    description: str
    effects: tuple[EffectRow, ...]
    segments: SegmentsView | None
    limits: tuple[str, ...]
    facts: tuple[Fact, ...]
    links: tuple[WebLink, ...]
    tags: tuple[str, ...]


def metric_view(context: PageContext, entity: Entity[ProductMetric]) -> MetricView:
    """A metric with its chart, what was expected of items, and its segments."""
    entry, found = entity.entry, context.insight.metric(entity)
    latest = found.latest
    return MetricView(
        frame=context.frame(entity.title),
        over=Ref("Metrics", context.addresses.page(METRICS)),
        type=type_words(entry),
        summary=entry.summary or "",
        value=value_words(entry, latest.value) if latest else "",
        when=phrasing.period(latest.period) if latest else "",
        target=target_words(entry),
        signs=signs_of(found),
        chart=metric_chart(context, found),
        definition=entry.definition or "",
        description=entry.description or "",
        effects=tuple(_effect(context, entry, one) for one in effects_of(context.insight, entity, found.points)),
        segments=segments_view(context, found),
        limits=tuple(_limits(entry, found)),
        facts=tuple(_facts(context, entity, found)),
        links=links_of(entry),
        tags=entry.tags,
    )


def signs_of(found: MetricInsight) -> tuple[MetricSign, ...]:
    """The state of a metric: a threshold that it has reached, its variation, and its assurance."""
    signs = (threshold_sign(found), variation_sign(found), assurance_sign(found))
    return tuple(one for one in signs if one)


def _facts(context: PageContext, entity: Entity[ProductMetric], found: MetricInsight) -> Iterator[Fact]:
    entry, portfolio = entity.entry, context.portfolio
    if entry.direction:
        yield Fact("Better", words="higher" if entry.direction == "up" else "lower")
    if entry.baseline:
        when = f", {phrasing.period(entry.baseline.date)}" if entry.baseline.date else ""
        yield Fact("Baseline", words=f"{value_words(entry, entry.baseline.value)}{when}")
    if entry.target:
        percent = f"{round(found.progress * 100)}% of the way from the baseline" if found.progress is not None else ""
        yield Fact("Target", words=target_words(entry), note=percent)
    if entry.thresholds:
        limits = (("warning", entry.thresholds.warn), ("limit", entry.thresholds.bad))
        words = (f"{name} at {value_words(entry, value)}" for name, value in limits if value is not None)
        yield Fact("Thresholds", words=", ".join(words))
    if entry.cadence or entry.aggregate:
        how = f"{_AGGREGATES[entry.aggregate]} of what is measured" if entry.aggregate else ""
        yield Fact("Values", words=", ".join(filter(None, (_EVERY.get(entry.cadence or "", ""), how))))
    if entry.baseline_points:
        yield Fact("Control limits", words=f"from the first {phrasing.count(limit_points(entry), 'value')}")
    if entry.source:
        yield Fact("Source", words=entry.source)
    if entry.owner:
        yield Fact("Owner", words=context.name("person", entry.owner))
    if entry.service:
        yield Fact("Service", words=context.name("service", entry.service))
    if objective := portfolio.target(entity, "objective"):
        yield Fact("Objective", (context.ref(objective),))
    if drives := portfolio.target(entity, "drives"):
        yield Fact("Drives", (context.ref(drives),))
    if driven := portfolio.sources(entity, "drives", "metric"):
        yield Fact("Driven by", context.refs(driven))
    if results := portfolio.sources(entity, "metric", "kr"):
        yield Fact("Key results", context.refs(results))
    if opportunities := portfolio.sources(entity, "metrics", "opportunity"):
        yield Fact("Opportunities", context.refs(opportunities))


def _effect(context: PageContext, entry: ProductMetric, effect: ObservedEffect) -> EffectRow:
    return EffectRow(
        ref=context.ref(effect.item),
        shipped=unbroken(phrasing.period(effect.shipped)) if effect.shipped else "not yet",
        expected=value_words(entry, effect.expected),
        before=value_words(entry, effect.before) if effect.before is not None else "",
        after=value_words(entry, effect.after) if effect.after is not None else "",
        verdict=_verdict(effect),
    )


def _verdict(effect: ObservedEffect) -> str:
    if effect.shipped is None:
        return ""
    if not effect.known:
        return "too few values to tell"
    over = f"over {phrasing.count(effect.count, 'value')}"
    if effect.change is None:
        return f"no change beyond noise {over}"
    return f"{'higher' if effect.change == 'above' else 'lower'} beyond noise {over}"


def _limits(entry: ProductMetric, found: MetricInsight) -> Iterator[str]:
    """What the limits of each period are, and what they are computed from."""
    for period in found.periods:
        first = found.points[period.first].period
        why = ""
        if period.rebase:
            why = f"Computed anew from {phrasing.period(period.rebase.date)}: {period.rebase.reason} "
        if period.limits is None:
            yield f"{why}No limits yet from {phrasing.period(first)} on."
            continue
        limits = period.limits
        last = found.points[period.first + limits.points - 1].period
        mean, low, high = (value_words(entry, round(one, 2)) for one in (limits.mean, limits.lower, limits.upper))
        yield (
            f"{why}From the {phrasing.count(limits.points, 'value')} of {phrasing.period(first)} to "
            f"{phrasing.period(last)}: mean {mean}, natural process limits {low} to {high}."
        )
    used = {id(period.rebase) for period in found.periods}
    for rebase in entry.rebase:
        if id(rebase) not in used:
            yield f"No value yet since {phrasing.period(rebase.date)}: {rebase.reason}"
