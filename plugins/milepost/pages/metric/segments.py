"""The segments of a metric: a small chart for each on common axes, and all their values in a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from milepost.charts.run_chart import sparkline
from milepost.charts.scales import Days
from milepost.charts.small_multiples import small_multiples
from milepost.charts.svg import Plot
from milepost.kinds.metrics.metric_insight import MetricInsight
from milepost.kinds.metrics.series import MetricPoint
from milepost.kit import phrasing
from milepost.kit.context import PageContext
from milepost.pages.archive.charts import Legend
from milepost.pages.metric.number_table import NumberTable, number_table
from milepost.pages.metric.wording import value_words

_MOST_CHARTS = 12  # with more, the table of latest values says it better


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """The latest value of a segment. `chart` needs two values; `spark` is in its place where there are no charts."""

    title: str
    value: str
    when: str
    count: str
    chart: Plot | None
    spark: Plot | None


@dataclass(frozen=True, slots=True)
class SegmentsView:
    """The segments of a metric, in the order in which they are first written; `table` has all their values."""

    rows: tuple[SegmentRow, ...]
    charted: bool
    legend: tuple[Legend, ...]
    table: NumberTable


def segments_view(context: PageContext, found: MetricInsight) -> SegmentsView | None:
    """The segments of a metric; None if it has none."""
    if not found.segments:
        return None
    charts = _charts(context, found)
    whole = _is_comparable(found) and bool(charts)
    return SegmentsView(
        rows=tuple(_rows(found, charts)),
        charted=bool(charts),
        legend=(Legend("actual", "segment"), Legend("mild", "whole")) if whole else (),
        table=number_table(("Period", *found.segments), tuple(_values(found))),
    )


def _charts(context: PageContext, found: MetricInsight) -> dict[str, Plot]:
    drawn = {name: points for name, points in found.segments.items() if len(points) > 1}
    if not drawn or len(found.segments) > _MOST_CHARTS:
        return {}
    days = [point.day for points in drawn.values() for point in points]
    across = Days.around(days, context.as_of, context.portfolio.head.fiscal_year_start or 1)
    whole = _placed(found.points) if _is_comparable(found) else ()
    return small_multiples({name: _placed(points) for name, points in drawn.items()}, across, whole)


def _is_comparable(found: MetricInsight) -> bool:
    """Whether the whole has values like those of its segments: a sum is larger than each of them."""
    return found.entity.entry.aggregate != "sum" and len(found.points) > 1


def _placed(points: tuple[MetricPoint, ...]) -> tuple[tuple[date, float], ...]:
    return tuple((point.day, point.value) for point in points)


def _rows(found: MetricInsight, charts: dict[str, Plot]) -> Iterator[SegmentRow]:
    entry = found.entity.entry
    for name, points in found.segments.items():
        chart = charts.get(name)
        yield SegmentRow(
            title=name,
            value=value_words(entry, points[-1].value),
            when=phrasing.period(points[-1].period),
            count=phrasing.count(len(points), "value"),
            chart=chart,
            spark=sparkline([point.value for point in points]) if chart is None and len(points) > 1 else None,
        )


def _values(found: MetricInsight) -> Iterator[tuple[str, ...]]:
    """The values of each period, the latest first."""
    entry = found.entity.entry
    periods = {point.period.text: point for points in found.segments.values() for point in points}
    values = {name: {point.period.text: point.value for point in points} for name, points in found.segments.items()}
    for text, point in sorted(periods.items(), key=lambda one: one[1].day, reverse=True):
        cells = (value_words(entry, own[text]) if text in own else "" for own in values.values())
        yield phrasing.period(point.period), *cells
