"""Metrics in words: their values, whether they changed, and whether they may reach their target."""

from __future__ import annotations

from dataclasses import dataclass

from milepost.kinds.metrics.metric_insight import LEAST_POINTS, MetricInsight, Variation, better
from milepost.kinds.metrics.model import ProductMetric
from milepost.kit import phrasing
from milepost.schema.base import Health
from milepost.schema.period import Period

_VARIATIONS: dict[Variation, str] = {
    "improving": "Improving",
    "worsening": "Worsening",
    "increasing": "Increasing",
    "decreasing": "Decreasing",
    "no_change": "No change beyond noise",
}
_TONES: dict[Variation, Health] = {"improving": "on_track", "worsening": "off_track"}
_ASSURANCES = {
    "will": ("Will reach the target as it is", "on_track"),
    "may": ("May or may not reach the target", ""),
    "will_not": ("Will not reach the target as it is", "at_risk"),
}
_TYPES = {
    "north_star": "North star",
    "leading": "Leading metric",
    "lagging": "Lagging metric",
    "guardrail": "Guardrail",
}


@dataclass(frozen=True, slots=True)
class MetricSign:
    """An icon with words; `tone` is a health that colors it, empty for neither good nor bad."""

    icon: str
    words: str
    tone: str = ""


def value_words(metric: ProductMetric, value: float | None) -> str:
    """A value with the unit of its metric: "71.2%"."""
    return phrasing.measured(value, metric.unit)


def target_words(metric: ProductMetric) -> str:
    """The target and its date: "at least 80% by 31 December 2026"; empty without a target."""
    if metric.target is None:
        return ""
    least = {"up": "at least ", "down": "at most "}.get(better(metric) or "", "")
    by = f" by {phrasing.period(metric.target.by)}" if metric.target.by else ""
    return f"{least}{value_words(metric, metric.target.value)}{by}"


def type_words(metric: ProductMetric) -> str:
    """What a metric is for: "North star", "Guardrail"; "Metric" if that is not said."""
    return _TYPES.get(metric.type or "", "Metric")


def variation_sign(found: MetricInsight) -> MetricSign | None:
    """Whether the metric changed beyond noise, with an arrow only if it did; None without values."""
    if found.variation is None:
        short = len(found.points) if len(found.periods) < 2 else found.periods[-1].last - found.periods[-1].first + 1
        if not short:
            return None
        since = " since the rebase" if len(found.periods) > 1 else ""
        return MetricSign("noise", f"{phrasing.count(short, 'value')}{since}; control limits need {LEAST_POINTS}")
    words = f"{_VARIATIONS[found.variation]} since {month_words(found.since)}"
    if found.variation == "no_change":
        return MetricSign("noise", words)
    return MetricSign(arrow_of(found), words, _TONES.get(found.variation, ""))


def arrow_of(found: MetricInsight) -> str:
    """The icon of a change: an arrow to the side of the mean on which the latest value is."""
    latest, limits = found.latest, found.limits
    return "trend-up" if latest and limits and latest.value > limits.mean else "trend-down"


def assurance_sign(found: MetricInsight) -> MetricSign | None:
    """Whether the metric will reach its target as it varies now; None if that is unknown."""
    if found.assurance is None:
        return None
    words, tone = _ASSURANCES[found.assurance]
    return MetricSign(f"target-{found.assurance}", words, tone)


def threshold_sign(found: MetricInsight) -> MetricSign | None:
    """The threshold that the latest value has reached; None if it has reached none."""
    limits, entry = found.entity.entry.thresholds, found.entity.entry
    if limits is None or found.threshold in (None, "within"):
        return None
    if found.threshold == "bad":
        return MetricSign("off_track", f"Past the limit of {value_words(entry, limits.bad)}", "off_track")
    return MetricSign("at_risk", f"Past the warning threshold of {value_words(entry, limits.warn)}", "at_risk")


def month_words(when: Period | None) -> str:
    """The month in which a period begins, as exact as the period is: "March 2026", "Q1 2026"."""
    if when and when.first and when.precision in ("day", "week"):
        return phrasing.month(when.first)
    return phrasing.period(when)
