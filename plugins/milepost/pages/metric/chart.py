"""The chart of a metric: its values, control limits, target, and what shipped or happened meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from milepost.charts.run_chart import DayLimits, RunEvent, RunPoint, run_chart
from milepost.charts.scales import Days
from milepost.kinds.metrics.control_limits import signal_at
from milepost.kinds.metrics.metric_insight import MetricInsight
from milepost.kinds.metrics.metric_marks import MetricMark, marks_of
from milepost.kinds.metrics.series import MetricPoint
from milepost.kit import phrasing
from milepost.kit.context import PageContext
from milepost.pages.archive.charts import Chart, Legend
from milepost.pages.metric.wording import target_words, value_words, variation_sign

_ROWS = 156  # three years of weeks


def metric_chart(context: PageContext, found: MetricInsight) -> Chart | None:
    """The chart of a metric and the table of its numbers; None without values."""
    if not found.points:
        return None
    entry = found.entity.entry
    days = [point.day for point in found.points]
    marks = [one for one in marks_of(context.insight, found.entity) if days[0] <= _day(one) <= context.as_of]
    across = Days.around([*days, *map(_day, marks)], context.as_of, context.portfolio.head.fiscal_year_start or 1)
    signs = [one for period in found.periods for one in period.signals]
    points = [
        RunPoint(point.day, point.value, _title(found, point), signal_at(signs, n) is not None)
        for n, point in enumerate(found.points)
    ]
    state = variation_sign(found)
    plot = run_chart(
        points,
        tuple(_limits(found)),
        [
            RunEvent(one.type, _day(one), f"{one.entity.title}: {_happened(one)}", context.addresses.of(one.entity))
            for one in marks
        ],
        across,
        entry.target.value if entry.target else None,
    )
    return Chart(
        id=f"metric-{found.entity.slug}-chart",
        title=state.words if state else found.entity.title,
        description=_description(found, marks),
        legend=tuple(_legend(found, points, marks)),
        plot=plot,
        head=("Period", "Value", "Mean", "Limits", "Signal"),
        rows=tuple(_rows(found)),
    )


def _day(mark: MetricMark) -> date:
    assert mark.when.first
    return mark.when.first


def _happened(mark: MetricMark) -> str:
    return f"{'shipped' if mark.type == 'shipped' else 'incident'} {phrasing.on(mark.when)}"


def _title(found: MetricInsight, point: MetricPoint) -> str:
    return f"{phrasing.period(point.period)}: {value_words(found.entity.entry, point.value)}"


def _limits(found: MetricInsight) -> Iterator[DayLimits]:
    whole = all(point.value >= 0 for point in found.points)
    for period in found.periods:
        if limits := period.limits:
            # Where no value is below zero, a limit below zero says nothing.
            lower = None if whole and limits.lower < 0 else limits.lower
            first, last = found.points[period.first].day, found.points[period.last].day
            yield DayLimits(first, last, limits.mean, limits.upper, lower)


def _description(found: MetricInsight, marks: Sequence[MetricMark]) -> str:
    entry, first, last = found.entity.entry, found.points[0], found.points[-1]
    said = [
        f"{phrasing.count(len(found.points), 'value')} from {phrasing.period(first.period)} "
        f"to {phrasing.period(last.period)}, the latest {value_words(entry, last.value)}."
    ]
    if entry.target:
        said.append(f"Target: {target_words(entry)}.")
    said += [f"{one.entity.title}: {_happened(one)}." for one in marks]
    return " ".join(said)


def _legend(found: MetricInsight, points: Sequence[RunPoint], marks: Sequence[MetricMark]) -> Iterator[Legend]:
    yield Legend("actual", "value")
    if any(period.limits for period in found.periods):
        yield Legend("limit", "mean and limits")
    if found.entity.entry.target:
        yield Legend("planned", "target")
    if any(point.signal for point in points):
        yield Legend("outside", "signal")
    types = {one.type for one in marks}
    if "shipped" in types:
        yield Legend("median", "item shipped")
    if "incident" in types:
        yield Legend("bad", "incident")


def _rows(found: MetricInsight) -> Iterator[tuple[str, ...]]:
    """The newest values, the latest first."""
    entry = found.entity.entry
    for n in range(len(found.points) - 1, max(-1, len(found.points) - 1 - _ROWS), -1):
        point = found.points[n]
        period = next(one for one in found.periods if one.first <= n <= one.last)
        limits = period.limits
        side = signal_at(period.signals, n)
        yield (
            phrasing.period(point.period),
            value_words(entry, point.value),
            value_words(entry, round(limits.mean, 2)) if limits else "",
            f"{phrasing.number(round(limits.lower, 2))} to {phrasing.number(round(limits.upper, 2))}" if limits else "",
            f"{side} the mean" if side else "",
        )
