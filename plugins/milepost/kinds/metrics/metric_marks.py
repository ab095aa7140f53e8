"""What happened while a metric was measured: items that shipped, incidents, and what items were expected to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from milepost.graph.portfolio import Entity
from milepost.kinds.metrics.control_limits import Side, control_limits, signals
from milepost.kinds.metrics.metric_insight import BASELINE_POINTS, LEAST_POINTS
from milepost.kinds.metrics.model import ProductMetric
from milepost.kinds.metrics.series import MetricPoint
from milepost.kinds.postmortem.model import Postmortem
from milepost.kinds.roadmap.item_tree import ItemEntity
from milepost.schema.period import Period

if TYPE_CHECKING:
    from milepost.analysis.insight import Insight

_INCIDENTS = ("incident", "security", "maintenance")


@dataclass(frozen=True, slots=True)
class MetricMark:
    """An item that shipped or an incident, and when; `when` has a first day."""

    type: Literal["shipped", "incident"]
    entity: Entity[Any]
    when: Period


@dataclass(frozen=True, slots=True)
class ObservedEffect:
    """What was expected of an item, and the values before and after it shipped.

    `before` is the mean of up to twenty values before the item shipped, `after` that of up to twenty since, `count`
    their number; none of them is beyond another rebase of the metric. `change` is the side of the first signal since,
    by the limits of the values before; None for no change beyond noise. It is `known` only with ten values before and
    one after. Neither claims that the item is the cause.
    """

    item: ItemEntity
    expected: float
    shipped: Period | None
    before: float | None
    after: float | None
    count: int
    change: Side | None
    known: bool


def marks_of(insight: Insight, entity: Entity[ProductMetric]) -> tuple[MetricMark, ...]:
    """The items that shipped and the incidents that have to do with a metric, oldest first.

    An item has to do with it if the metric or one of its opportunities names the item, or if the item serves the
    metric's objective. An incident does if its post-mortem names the metric, or affected the metric's service.
    """
    found = [*_shipped(insight, entity), *_incidents(insight, entity)]
    return tuple(sorted(found, key=lambda one: (one.when.first or date.min, one.entity.type, one.entity.slug)))


def shipped_on(insight: Insight, item: ItemEntity) -> Period | None:
    """When an item shipped, as exact as readers may see it; None if it has not, or if that is unknown."""
    if item.entry.status != "done":
        return None
    dates = insight.dates[item]
    when = dates.end if dates.end_from in ("actual", "release", "typed") else None
    return when if when and when.first and when.last and when.first <= insight.as_of else None


def _shipped(insight: Insight, entity: Entity[ProductMetric]) -> list[MetricMark]:
    portfolio = insight.portfolio
    found: dict[ItemEntity, None] = {}
    for expected in entity.entry.expected:
        if item := portfolio.resolve_id(entity, "item", expected.item):
            found[item] = None
    for opportunity in portfolio.sources(entity, "metrics", "opportunity"):
        found.update(dict.fromkeys(portfolio.targets(opportunity, "item")))
    for objective in portfolio.targets(entity, "objective"):
        found.update(dict.fromkeys(insight.objective(objective).items))
    dated = ((item, shipped_on(insight, item)) for item in found)
    return [MetricMark("shipped", item, when) for item, when in dated if when]


def _incidents(insight: Insight, entity: Entity[ProductMetric]) -> list[MetricMark]:
    found = insight.shared(incident_index)
    service = (entity.entry.service or "").lower()
    named = (found.by_metric.get(entity, ()), found.by_words.get(entity.title.casefold(), ()))
    every = dict.fromkeys(one for group in (*named, found.by_service.get(service, ())) for one in group)
    marks: list[MetricMark] = []
    for one in every:
        stamp = insight.incident(one).stamps.get("started")
        when = stamp.instant.day if stamp else None
        if when and when.first and when.first <= insight.as_of:
            marks.append(MetricMark("incident", one, when))
    return marks


@dataclass(frozen=True, slots=True)
class IncidentIndex:
    """Incidents by what a metric can share with them: the metric itself, words in its place, a lower-cased service."""

    by_metric: dict[Entity[ProductMetric], list[Entity[Postmortem]]]
    by_words: dict[str, list[Entity[Postmortem]]]
    by_service: dict[str, list[Entity[Postmortem]]]


def incident_index(insight: Insight) -> IncidentIndex:
    """All incidents, so that no metric has to look through each of them."""
    found = IncidentIndex({}, {}, {})
    for one in insight.portfolio.all(Postmortem):
        if one.entry.type not in _INCIDENTS:
            continue
        for value in one.entry.impact.metrics if one.entry.impact else ():
            metric = insight.portfolio.resolve_id(one, "metric", value)
            if metric:
                found.by_metric.setdefault(metric, []).append(one)
            else:
                found.by_words.setdefault(value.casefold(), []).append(one)
        for service in one.entry.affected:
            found.by_service.setdefault(service.lower(), []).append(one)
    return found


def metrics_that_mark(insight: Insight, entity: Entity[Any]) -> tuple[Entity[ProductMetric], ...]:
    """The metrics whose charts mark an item or incident, and those that expect something of the item."""
    return insight.shared(marking_metrics).get(entity, ())


def marking_metrics(insight: Insight) -> dict[Entity[Any], tuple[Entity[ProductMetric], ...]]:
    """What metrics mark or expect something of → those metrics, in reading order."""
    found: dict[Entity[Any], list[Entity[ProductMetric]]] = {}
    for metric in insight.portfolio.all(ProductMetric):
        expected = (insight.portfolio.resolve_id(metric, "item", one.item) for one in metric.entry.expected)
        marked = (one.entity for one in marks_shown(insight, metric))
        for entity in dict.fromkeys((*filter(None, expected), *marked)):
            found.setdefault(entity, []).append(metric)
    return {entity: tuple(metrics) for entity, metrics in found.items()}


def marks_shown(insight: Insight, entity: Entity[ProductMetric]) -> tuple[MetricMark, ...]:
    """The marks since the first value of a metric, oldest first; none without values."""
    points = insight.metric(entity).points
    since = points[0].day if points else date.max
    return tuple(one for one in marks_of(insight, entity) if one.when.first and one.when.first >= since)


def effects_of(
    insight: Insight, entity: Entity[ProductMetric], points: Sequence[MetricPoint]
) -> tuple[ObservedEffect, ...]:
    """What was expected of each item that a metric names, against the values before and after it shipped."""
    found: list[ObservedEffect] = []
    for expected in entity.entry.expected:
        item = insight.portfolio.resolve_id(entity, "item", expected.item)
        if item:
            shipped = shipped_on(insight, item)
            found.append(_effect(item, expected.value, shipped, _around(shipped, entity.entry, points)))
    return tuple(found)


def _around(
    shipped: Period | None, metric: ProductMetric, points: Sequence[MetricPoint]
) -> tuple[Sequence[MetricPoint], Sequence[MetricPoint]]:
    """The points before and after an item shipped, of the same limits each.

    A period in which it shipped is neither before nor after. A rebase at most a period after it belongs to it.
    """
    if shipped is None or shipped.first is None or shipped.last is None:
        return (), ()
    before = [one for one in points if one.period.last and one.period.last < shipped.first]
    after = [one for one in points if one.day > shipped.last]
    cuts = [day for one in metric.rebase if (day := one.date.first)]
    since = max((day for day in cuts if before and day <= before[-1].day), default=date.min)
    until = min((day for day in cuts if after and day > after[0].day), default=date.max)
    kept = [one for one in before if one.day >= since], [one for one in after if one.day < until]
    return kept[0][-BASELINE_POINTS:], kept[1][:BASELINE_POINTS]


def _effect(
    item: ItemEntity,
    expected: float,
    shipped: Period | None,
    around: tuple[Sequence[MetricPoint], Sequence[MetricPoint]],
) -> ObservedEffect:
    before, after = ([one.value for one in points] for points in around)
    known = len(before) >= LEAST_POINTS and bool(after)
    detected = signals(after, control_limits(before)) if known else ()
    return ObservedEffect(
        item=item,
        expected=expected,
        shipped=shipped,
        before=sum(before) / len(before) if before else None,
        after=sum(after) / len(after) if after else None,
        count=len(after),
        change=detected[0].side if detected else None,
        known=known,
    )
