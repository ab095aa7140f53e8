"""View-model of the metrics page: scorecards, the north star with what drives it, and guardrails."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from milepost.charts.run_chart import sparkline
from milepost.charts.svg import Plot
from milepost.graph.portfolio import Entity
from milepost.kinds.metrics.metric_insight import MetricInsight
from milepost.kinds.metrics.model import MetricType, ProductMetric
from milepost.kit import phrasing
from milepost.kit.components import BasePageView, EmptyState, Ref
from milepost.kit.context import PageContext
from milepost.pages.metric.view import signs_of
from milepost.pages.metric.wording import MetricSign, target_words, threshold_sign, type_words, value_words

MetricEntity = Entity[ProductMetric]
_RECENT = 52  # values in a sparkline
_ORDER: tuple[MetricType | None, ...] = ("north_star", "leading", "lagging", "guardrail", None)
_EMPTY = EmptyState(
    "No metric is written down yet. Write one with its definition and its values:",
    "kind: metrics\nmetrics:\n  - id: on-time\n    title: Departures on time\n    unit: '%'\n    direction: up\n"
    "    series:\n      - {date: 2026-10, value: 91.2}\n      - {date: 2026-11, value: 92.5}\n",
)


@dataclass(frozen=True, slots=True)
class Scorecard:
    """A metric in brief: its latest value, its target, and its state."""

    ref: Ref
    type: str
    summary: str
    value: str
    when: str
    target: str
    spark: Plot | None
    spark_id: str
    signs: tuple[MetricSign, ...]


@dataclass(frozen=True, slots=True)
class MetricBranch:
    """A metric of the tree, and the metrics that drive it."""

    card: Scorecard
    drivers: tuple[MetricBranch, ...]


@dataclass(frozen=True, slots=True)
class CrossedGuardrail:
    """A guardrail whose latest value has reached a threshold."""

    ref: Ref
    value: str
    sign: MetricSign


@dataclass(frozen=True, slots=True)
class MetricsView(BasePageView):
    """The metrics page; `tree` has the metrics that are driven by others, and what drives them."""

    counted: str
    crossed: tuple[CrossedGuardrail, ...]
    tree: tuple[MetricBranch, ...]
    cards: tuple[Scorecard, ...]


def metrics_view(context: PageContext, title: str) -> MetricsView:
    """All metrics: north stars first, then by type, in reading order."""
    every = context.portfolio.all(ProductMetric)
    ordered = sorted(every, key=lambda one: _ORDER.index(one.entry.type))
    found = [context.insight.metric(one) for one in ordered]
    return MetricsView(
        frame=context.frame(title, None if every else _EMPTY if context.portfolio.innermost else None),
        counted=_counted(found),
        crossed=tuple(_crossed(context, found)),
        tree=_tree(context, ordered),
        cards=tuple(scorecard(context, one) for one in found),
    )


def scorecard(context: PageContext, found: MetricInsight, place: str = "card") -> Scorecard:
    """A metric in brief; `place` keeps the ids of its sparklines on one page apart."""
    entry, latest = found.entity.entry, found.latest
    values = [point.value for point in found.points[-_RECENT:]]
    return Scorecard(
        ref=context.ref(found.entity),
        type=type_words(entry),
        summary=entry.summary or "",
        value=value_words(entry, latest.value) if latest else "no value yet",
        when=phrasing.period(latest.period) if latest else "",
        target=target_words(entry),
        spark=sparkline(values) if len(values) > 1 else None,
        spark_id=f"spark-{place}-{found.entity.slug}",
        signs=signs_of(found),
    )


def _counted(found: Sequence[MetricInsight]) -> str:
    if not found:
        return ""
    improving, worsening = (sum(one.variation == name for one in found) for name in ("improving", "worsening"))
    parts = [phrasing.count(len(found), "metric")]
    parts += [f"{improving} improving"] if improving else []
    parts += [f"{worsening} worsening"] if worsening else []
    if not improving and not worsening and any(one.variation for one in found):
        parts.append("none of them changed beyond noise")
    return f"{', '.join(parts)}."


def _crossed(context: PageContext, found: Iterable[MetricInsight]) -> Iterator[CrossedGuardrail]:
    for one in found:
        sign = threshold_sign(one) if one.entity.entry.type == "guardrail" else None
        if sign and one.latest:
            yield CrossedGuardrail(context.ref(one.entity), value_words(one.entity.entry, one.latest.value), sign)


def _tree(context: PageContext, metrics: Sequence[MetricEntity]) -> tuple[MetricBranch, ...]:
    """The metrics that drive nothing and are driven by others, or are a north star."""
    portfolio = context.portfolio
    driven = [one for one in metrics if portfolio.sources(one, "drives", "metric") or one.entry.type == "north_star"]
    return tuple(_branch(context, one, ()) for one in driven if portfolio.target(one, "drives") is None)


def _branch(context: PageContext, entity: MetricEntity, above: tuple[MetricEntity, ...]) -> MetricBranch:
    drivers = context.portfolio.sources(entity, "drives", "metric")
    around = (*above, entity)  # metrics that drive each other in a circle end there
    return MetricBranch(
        scorecard(context, context.insight.metric(entity), "tree"),
        tuple(_branch(context, one, around) for one in drivers if one not in around),
    )
