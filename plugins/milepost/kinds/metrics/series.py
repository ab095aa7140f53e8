"""The series of a metric: its rows as points in time, combined as the metric declares."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from milepost.kinds.metrics.model import Aggregate, Cadence, MetricValue, ProductMetric
from milepost.schema.period import PRECISIONS, Period, parse

# What a chart can draw. A single value cannot be that large, the sum of thousands can.
LARGEST = 1e14


@dataclass(frozen=True, slots=True)
class MetricPoint:
    """The value of a metric in a period, in the unit of the metric."""

    period: Period
    value: float

    @property
    def day(self) -> date:
        """The first day of the period."""
        assert self.period.first
        return self.period.first


def points_of(metric: ProductMetric, as_of: date) -> tuple[MetricPoint, ...]:
    """The points of the whole metric, oldest first, one for each period.

    Rows without a segment count; where a period has none, its segments are combined by `aggregate`: their sum, or their
    unweighted mean. Several rows in a period of the `cadence` are combined by `aggregate`, too. A period is left out
    where its value is not certain: without `aggregate`, with `last` over segments, and until it is over on `as_of`.
    So is one whose sum is too large to draw.
    """
    found: list[MetricPoint] = []
    for period, rows in _by_period(metric, as_of):
        whole = [row for row in rows if row.segment is None]
        value = _combined(whole, metric.aggregate) if whole else _over_segments(rows, metric.aggregate)
        if value is not None and abs(value) <= LARGEST:
            found.append(MetricPoint(period, value))
    return tuple(found)


def segments_of(metric: ProductMetric, as_of: date) -> dict[str, tuple[MetricPoint, ...]]:
    """The points of each segment, in the order in which the segments are first written."""
    names = dict.fromkeys(row.segment for row in metric.series if row.segment)
    found: dict[str, list[MetricPoint]] = {name: [] for name in names}
    for period, rows in _by_period(metric, as_of):
        for name, points in found.items():
            own = [row for row in rows if row.segment == name]
            value = _combined(own, metric.aggregate) if own else None
            if value is not None and abs(value) <= LARGEST:
                points.append(MetricPoint(period, value))
    return {name: tuple(points) for name, points in found.items() if points}


def point_period(day: Period, cadence: Cadence | None) -> Period | None:
    """The period of the cadence that a row's date is in; the date itself if it is no finer. None without a date."""
    if not (day.first and day.last):
        return None
    if cadence is None or cadence == "day" or not _is_finer(day, cadence):
        return day
    if cadence == "week":
        year, week, _ = day.first.isocalendar()
        return parse(f"{year:04}-W{week:02}")
    return day.coarsen(cadence)


def gaps(points: Sequence[MetricPoint], cadence: Cadence) -> tuple[tuple[MetricPoint, MetricPoint], ...]:
    """Neighboring points with at least one period of the cadence without a value between them."""
    return tuple(
        (one, other) for one, other in pairwise(points) if _count(other.day, cadence) - _count(one.day, cadence) > 1
    )


def _count(day: date, cadence: Cadence) -> int:
    """The number of the period that a day is in, so that neighboring periods have neighboring numbers."""
    if cadence == "day":
        return day.toordinal()
    if cadence == "week":
        return (day.toordinal() - 1) // 7  # the first day of year 1 was a Monday
    months = day.year * 12 + day.month - 1
    return months if cadence == "month" else months // 3


def _by_period(metric: ProductMetric, as_of: date) -> list[tuple[Period, list[MetricValue]]]:
    """The rows of each period until a day, oldest first. Rows that readers see no date of have no place in it."""
    found: dict[str, tuple[Period, list[MetricValue]]] = {}
    cadence = metric.cadence if metric.aggregate else None
    for row in metric.series:
        period = point_period(row.date, cadence)
        # Half a month would look like a drop.
        if period is None or period.last is None or period.last > as_of:
            continue
        found.setdefault(period.text, (period, []))[1].append(row)
    return sorted(found.values(), key=lambda one: (one[0].first or date.min, one[0].last or date.max))


def _is_finer(day: Period, cadence: Cadence) -> bool:
    return day.precision in PRECISIONS and PRECISIONS.index(day.precision) < PRECISIONS.index(cadence)


def _combined(rows: Sequence[MetricValue], aggregate: Aggregate | None) -> float | None:
    """One value of several rows that follow each other; None if nothing says how to combine them."""
    if len(rows) == 1:
        return rows[0].value
    if aggregate == "last":
        newest = max((row.date for row in rows), key=lambda day: day.last or date.min)
        values = [row.value for row in rows if row.date.last == newest.last]
        return values[0] if len(values) == 1 else None
    return _total((row.value for row in rows), aggregate)


def _over_segments(rows: Sequence[MetricValue], aggregate: Aggregate | None) -> float | None:
    if aggregate not in ("sum", "mean"):
        return None
    values: list[float] = []
    for name in dict.fromkeys(row.segment for row in rows):
        value = _combined([row for row in rows if row.segment == name], aggregate)
        if value is None:
            return None
        values.append(value)
    return _total(values, aggregate)


def _total(values: Iterable[float], aggregate: Aggregate | None) -> float | None:
    found = list(values)
    if aggregate == "sum":
        return sum(found)
    return sum(found) / len(found) if aggregate == "mean" else None
