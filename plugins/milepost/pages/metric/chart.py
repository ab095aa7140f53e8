"""The chart of a metric: its values, control limits, target, and what shipped or happened meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from milepost.charts.run_chart import DayLimits, RunEvent, RunGoal, RunPoint, run_chart
from milepost.charts.scales import Days
from milepost.charts.svg import Plot
from milepost.kinds.metrics.control_limits import signal_at
from milepost.kinds.metrics.metric_insight import MetricInsight
from milepost.kinds.metrics.metric_marks import MetricMark, marks_shown
from milepost.kinds.metrics.series import MetricPoint
from milepost.kit import phrasing
from milepost.kit.components import Ref
from milepost.kit.context import PageContext
from milepost.pages.archive.charts import Legend
from milepost.pages.metric.number_table import NumberTable, number_table
from milepost.pages.metric.wording import target_words, value_words, variation_sign


@dataclass(frozen=True, slots=True)
class MarkRow:
    """Something that happened while a metric was measured, and when; `tone` is that of its mark in the chart."""

    ref: Ref
    tone: str
    when: str


@dataclass(frozen=True, slots=True)
class MetricChart:
    """The chart of a metric; `narrow` is for small screens. `table` has all its numbers, `marks` its events."""

    id: str
    title: str
    description: str
    legend: tuple[Legend, ...]
    plot: Plot
    narrow: Plot
    table: NumberTable
    marks: tuple[MarkRow, ...]


def metric_chart(context: PageContext, found: MetricInsight) -> MetricChart | None:
    """The chart of a metric, and the table of its numbers; None without values."""
    if not found.points:
        return None
    days = [point.day for point in found.points]
    marks = marks_shown(context.insight, found.entity)
    across = Days.around([*days, *map(_day, marks)], context.as_of, context.portfolio.head.fiscal_year_start or 1)
    signs = [one for period in found.periods for one in period.signals]
    points = [
        RunPoint(point.day, point.value, _title(found, point), signal_at(signs, n) is not None)
        for n, point in enumerate(found.points)
    ]
    events = [
        RunEvent(one.type, _day(one), f"{one.entity.title}: {_happened(one)}", context.addresses.of(one.entity))
        for one in marks
    ]
    limits, goals = tuple(_limits(found)), tuple(_goals(found))
    state = variation_sign(found)
    return MetricChart(
        id=f"metric-{found.entity.slug}-chart",
        title=state.words if state else found.entity.title,
        description=_description(found),
        legend=tuple(_legend(found, points, marks)),
        plot=run_chart(points, limits, events, across, goals),
        narrow=run_chart(points, limits, events, across, goals, narrow=True),
        table=number_table(("Period", "Value", "Mean", "Limits", "Signal"), tuple(_rows(found))),
        marks=tuple(MarkRow(context.ref(one.entity), one.type, _happened(one)) for one in reversed(marks)),
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


def _goals(found: MetricInsight) -> Iterator[RunGoal]:
    entry = found.entity.entry
    if entry.target:
        yield RunGoal("target", entry.target.value, f"Target {value_words(entry, entry.target.value)}")
    if entry.thresholds:
        for words, value in (("Warning", entry.thresholds.warn), ("Unacceptable", entry.thresholds.bad)):
            if value is not None:
                yield RunGoal("threshold", value, f"{words} {value_words(entry, value)}")


def _description(found: MetricInsight) -> str:
    entry, first, last = found.entity.entry, found.points[0], found.points[-1]
    said = (
        f"{phrasing.count(len(found.points), 'value')} from {phrasing.period(first.period)} "
        f"to {phrasing.period(last.period)}, the latest {value_words(entry, last.value)}."
    )
    return f"{said} Target: {target_words(entry)}." if entry.target else said


def _legend(found: MetricInsight, points: Sequence[RunPoint], marks: Sequence[MetricMark]) -> Iterator[Legend]:
    yield Legend("actual", "value")
    if any(period.limits for period in found.periods):
        yield Legend("limit", "mean and limits")
    if found.entity.entry.target:
        yield Legend("target", "target")
    if found.entity.entry.thresholds:
        yield Legend("threshold", "threshold")
    if any(point.signal for point in points):
        yield Legend("outside", "signal")
    types = {one.type for one in marks}
    if "shipped" in types:
        yield Legend("shipped", "item shipped")
    if "incident" in types:
        yield Legend("incident", "incident")


def _rows(found: MetricInsight) -> Iterator[tuple[str, ...]]:
    """All values, the latest first."""
    entry = found.entity.entry
    for period in reversed(found.periods):
        limits = period.limits
        mean = value_words(entry, round(limits.mean, 2)) if limits else ""
        low_high = (phrasing.number(round(one, 2)) for one in ((limits.lower, limits.upper) if limits else ()))
        words = " to ".join(low_high)
        sides = {n: one.side for one in reversed(period.signals) for n in range(one.first, one.last + 1)}
        for n in range(period.last, period.first - 1, -1):
            point, side = found.points[n], sides.get(n)
            said = f"{side} the mean" if side else ""
            yield phrasing.period(point.period), value_words(entry, point.value), mean, words, said
