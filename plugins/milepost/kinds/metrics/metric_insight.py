"""What is computed about a metric: its points, whether it changed beyond noise, and whether it may reach its target."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from milepost.graph.portfolio import Entity
from milepost.kinds.metrics.control_limits import ControlLimits, Signal, control_limits, signal_at, signals
from milepost.kinds.metrics.model import Direction, ProductMetric, Rebase, Thresholds
from milepost.kinds.metrics.series import MetricPoint, points_of, segments_of
from milepost.schema.period import Period

# The icons of the NHS guide *Making Data Count*. Without a direction, a change is neither good nor bad.
Variation = Literal["improving", "worsening", "increasing", "decreasing", "no_change"]
Assurance = Literal["will", "may", "will_not"]
ThresholdLevel = Literal["within", "warn", "bad"]

BASELINE_POINTS = 20
# Wheeler: limits of fewer values are too uncertain to act on.
LEAST_POINTS = 10


@dataclass(frozen=True, slots=True)
class LimitPeriod:
    """Points from index `first` to `last` that have the same limits, None with fewer than ten points.

    `signals` count from the first point of the metric. `rebase` is what started the period; None for the first.
    """

    first: int
    last: int
    limits: ControlLimits | None
    signals: tuple[Signal, ...]
    rebase: Rebase | None


@dataclass(frozen=True, slots=True)
class MetricInsight:
    """Values of one metric.

    `variation` is the change of which the latest point is part: that of a signal, else `no_change`; `since` is the
    period of the first point of that signal, or of the first point after the last signal. Both are None with too few
    points. `assurance` is whether the process, as it varies now, will reach the target. `threshold` is the level of the
    latest value. `progress` is (latest − baseline) / (target − baseline), not clipped. Each is None if unknown.
    """

    entity: Entity[ProductMetric]
    points: tuple[MetricPoint, ...]
    segments: dict[str, tuple[MetricPoint, ...]]
    periods: tuple[LimitPeriod, ...]
    variation: Variation | None
    since: Period | None
    assurance: Assurance | None
    threshold: ThresholdLevel | None
    progress: float | None

    @property
    def latest(self) -> MetricPoint | None:
        """The newest point."""
        return self.points[-1] if self.points else None

    @property
    def limits(self) -> ControlLimits | None:
        """The limits that apply to the newest point."""
        return self.periods[-1].limits if self.periods else None


def metric_insight(entity: Entity[ProductMetric], as_of: date) -> MetricInsight:
    """Values of a metric as of a day."""
    entry = entity.entry
    points = points_of(entry, as_of)
    periods = limit_periods(entry, points)
    variation, since = _variation(better(entry), points, periods)
    limits = periods[-1].limits if periods else None
    direction = better(entry)
    latest = points[-1].value if points else None
    return MetricInsight(
        entity=entity,
        points=points,
        segments=segments_of(entry, as_of),
        periods=periods,
        variation=variation,
        since=since,
        assurance=assurance_of(limits, entry.target.value, direction) if limits and entry.target else None,
        threshold=threshold_level(entry.thresholds, latest, direction),
        progress=_progress(entry, latest),
    )


def better(metric: ProductMetric) -> Direction | None:
    """The direction in which the metric gets better: as written, else from the baseline to the target."""
    if metric.direction or not (metric.baseline and metric.target):
        return metric.direction
    way = metric.target.value - metric.baseline.value
    return "up" if way > 0 else "down" if way < 0 else None


def limit_periods(metric: ProductMetric, points: tuple[MetricPoint, ...]) -> tuple[LimitPeriod, ...]:
    """The points divided at each `rebase`, with the limits of each part.

    The limits are those of the first `baseline_points` of the part, and they stay: new values never move them.
    """
    cuts = {0: None, **_cuts(metric, points)}
    starts = sorted(cuts)
    found: list[LimitPeriod] = []
    for start, end in zip(starts, (*starts[1:], len(points)), strict=True):
        if start == end:
            continue
        values = [point.value for point in points[start:end]]
        limits = control_limits(values[: limit_points(metric)]) if len(values) >= LEAST_POINTS else None
        detected = signals(values, limits) if limits else ()
        moved = tuple(Signal(one.rule, one.side, one.first + start, one.last + start) for one in detected)
        found.append(LimitPeriod(start, end - 1, limits, moved, cuts[start]))
    return tuple(found)


def limit_points(metric: ProductMetric) -> int:
    """From how many values the limits are computed: `baseline_points`, at least ten; 20 where it is left out."""
    return max(metric.baseline_points or BASELINE_POINTS, LEAST_POINTS)


def _cuts(metric: ProductMetric, points: tuple[MetricPoint, ...]) -> dict[int, Rebase | None]:
    """The index of the first point that ends on or after the first day of a rebase → the rebase."""
    found: dict[int, Rebase | None] = {}
    for rebase in sorted(metric.rebase, key=lambda one: one.date.first or date.max):
        day = rebase.date.first
        at = next((n for n, point in enumerate(points) if day and point.day >= day), None)
        if at is not None:
            found[at] = rebase
    return found


def _variation(
    direction: Direction | None, points: tuple[MetricPoint, ...], periods: tuple[LimitPeriod, ...]
) -> tuple[Variation | None, Period | None]:
    if not periods or periods[-1].limits is None:
        return None, None
    period, last = periods[-1], len(points) - 1
    side = signal_at(period.signals, last)
    if side is None:
        before = max((one.last + 1 for one in period.signals), default=period.first)
        return "no_change", points[before].period
    first = min(one.first for one in period.signals if one.first <= last <= one.last)
    if direction is None:
        return ("increasing" if side == "above" else "decreasing"), points[first].period
    good = (side == "above") == (direction == "up")
    return ("improving" if good else "worsening"), points[first].period


def assurance_of(limits: ControlLimits, target: float, direction: Direction | None) -> Assurance | None:
    """Whether a process that varies within its limits reaches a target: always, now and then, or never."""
    if direction is None:
        return None
    worst, best = (limits.lower, limits.upper) if direction == "up" else (limits.upper, limits.lower)
    if _reaches(worst, target, direction):
        return "will"
    return "may" if _reaches(best, target, direction) else "will_not"


def threshold_level(
    thresholds: Thresholds | None, value: float | None, direction: Direction | None
) -> ThresholdLevel | None:
    """The worst threshold that a value has reached, in the direction that is worse; None without thresholds."""
    if thresholds is None or value is None or direction is None:
        return None
    worse: Direction = "down" if direction == "up" else "up"
    if thresholds.bad is not None and _reaches(value, thresholds.bad, worse):
        return "bad"
    if thresholds.warn is not None and _reaches(value, thresholds.warn, worse):
        return "warn"
    return "within"


def _reaches(value: float, goal: float, direction: Direction) -> bool:
    return value >= goal if direction == "up" else value <= goal


def _progress(metric: ProductMetric, value: float | None) -> float | None:
    if value is None or not (metric.baseline and metric.target):
        return None
    way = metric.target.value - metric.baseline.value
    return (value - metric.baseline.value) / way if way else None
