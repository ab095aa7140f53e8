"""Rules for metrics: their series, targets, and thresholds, and key results that take numbers from them."""

from __future__ import annotations

from collections.abc import Iterator

from milepost.checks.check import Context, check, first_of, named
from milepost.checks.violation import Violation
from milepost.graph.portfolio import Entity
from milepost.kinds.metrics.metric_insight import LEAST_POINTS, better
from milepost.kinds.metrics.metrics import product_metric_metrics
from milepost.kinds.metrics.model import ProductMetric
from milepost.kinds.metrics.series import gaps, point_period
from milepost.kinds.strategy.model import KeyResult
from milepost.problem import quoted
from milepost.wording import count

_REPEATED = ("baseline", "target", "current", "unit")


@check("metric-duplicate-value", "error", "A metric has two values for the same period and segment.")
def metric_duplicate_value(c: Context) -> Iterator[Violation]:
    for entity in c.portfolio.all(ProductMetric):
        seen: dict[tuple[str, str | None], int] = {}
        for at, row in enumerate(entity.entry.series):
            first = seen.setdefault((row.date.text, row.segment), at)
            if first != at:
                of = f" of segment '{row.segment}'" if row.segment else ""
                line = c.portfolio.place(entity, "series", first).line
                message = f"{named(entity)} has a second value for {row.date}{of}; the first is in line {line}"
                yield c.found(entity, ("series", at), message, "delete one of them")


@check("metric-vague-date", "error", "The date of a metric's value is no day, week, month, quarter, or year.")
def metric_vague_date(c: Context) -> Iterator[Violation]:
    for entity in c.portfolio.all(ProductMetric):
        for at, row in enumerate(entity.entry.series):
            if not (row.date.first and row.date.last) or row.date.approximate or row.date.part:
                message = f"{named(entity)}: a value needs a certain date, and {row.date} is none"
                yield c.found(entity, ("series", at, "date"), message, "write a day such as 2026-09-14, or 2026-09")


@check("metric-gap", "warning", "The series of a metric has no value for some period of its cadence.")
def metric_gap(c: Context) -> Iterator[Violation]:
    for entity in c.portfolio.all(ProductMetric):
        cadence = entity.entry.cadence
        if cadence is None:
            continue
        found = gaps(c.insight.about(product_metric_metrics, entity).points, cadence)
        if found:
            before, after = found[0]
            more = f", and in {count(len(found) - 1, 'other place')}" if len(found) > 1 else ""
            message = f"{named(entity)} has no value between {before.period} and {after.period}{more}"
            yield c.found(entity, ("series",), message, f"add the values that are missing, one each {cadence}")


@check("metric-not-combined", "error", "A metric has several values for a period and does not say how to combine them.")
def metric_not_combined(c: Context) -> Iterator[Violation]:
    for entity in c.portfolio.all(ProductMetric):
        entry = entity.entry
        if entry.aggregate is None and entry.cadence:
            periods = [point_period(row.date, entry.cadence) for row in entry.series if row.segment is None]
            texts = [period.text for period in periods if period]
            if len(set(texts)) < len({row.date.text for row in entry.series if row.segment is None}):
                message = f"{named(entity)} has several values in one {entry.cadence}, and no aggregate"
                yield c.found(entity, ("cadence",), message, "add aggregate: sum, mean, or last")
        if entry.aggregate not in ("sum", "mean") and any(row.segment for row in entry.series):
            whole = {row.date.text for row in entry.series if row.segment is None}
            missing = next((row for row in entry.series if row.date.text not in whole), None)
            if missing:
                message = f"{named(entity)} has segments for {missing.date}, and no value of the whole"
                yield c.found(entity, ("series",), message, "add aggregate: sum or mean, or a value without a segment")


@check("metric-direction", "warning", "A metric has a target or thresholds, and no direction that is better.")
def metric_direction(c: Context) -> Iterator[Violation]:
    for entity in c.portfolio.all(ProductMetric):
        entry = entity.entry
        if better(entry) is None and (entry.target or entry.thresholds):
            field = "target" if entry.target else "thresholds"
            message = f"{named(entity)} has {'a target' if entry.target else 'thresholds'}, and no direction"
            yield c.found(entity, (field,), message, "add direction: up or down")


@check("metric-target", "error", "The target or a threshold of a metric contradicts its direction.")
def metric_target(c: Context) -> Iterator[Violation]:
    for entity in c.portfolio.all(ProductMetric):
        entry, way = entity.entry, entity.entry.direction
        sign = 1 if way == "up" else -1
        if way and entry.baseline and entry.target and sign * (entry.target.value - entry.baseline.value) < 0:
            message = (
                f"the target of {named(entity)}, {entry.target.value:g}, is worse than its baseline, "
                f"{entry.baseline.value:g}: direction is {way}"
            )
            yield c.found(entity, ("target", "value"), message, "correct target:, baseline:, or direction:")
        limits = entry.thresholds
        warn, bad = (limits.warn, limits.bad) if limits else (None, None)
        if way and warn is not None and bad is not None and sign * (warn - bad) < 0:
            message = f"{named(entity)} reaches its bad threshold, {bad:g}, before its warning, {warn:g}"
            yield c.found(entity, ("thresholds", "bad"), message, "swap them, or correct direction:")


@check("metric-rebase", "warning", "Control limits are computed anew from a date with too few values after it.")
def metric_rebase(c: Context) -> Iterator[Violation]:
    for entity in c.portfolio.all(ProductMetric):
        periods = c.insight.about(product_metric_metrics, entity).periods
        used = {id(one.rebase): one for one in periods if one.rebase}
        for at, rebase in enumerate(entity.entry.rebase):
            period = used.get(id(rebase))
            if period is None:
                message = f"{named(entity)} has no value on or after {rebase.date}, the date of a rebase"
                yield c.found(entity, ("rebase", at, "date"), message, "correct the date, or delete the rebase")
            elif period.limits is None:
                values = count(period.last - period.first + 1, "value")
                message = f"{named(entity)} has {values} from {rebase.date} on, and control limits need {LEAST_POINTS}"
                yield c.found(
                    entity, ("rebase", at, "date"), message, "rebase only where a changed process has settled"
                )


@check("metric-drives-itself", "error", "A metric drives itself, directly or through others.")
def metric_drives_itself(c: Context) -> Iterator[Violation]:
    for entity in c.portfolio.all(ProductMetric):
        seen: list[Entity[ProductMetric]] = [entity]
        while (target := c.portfolio.target(seen[-1], "drives")) and target not in seen:
            seen.append(target)
        if target is entity:
            names = first_of([named(one) for one in seen[1:]] or [""])
            message = f"{named(entity)} drives itself" + (f", through {names}" if len(seen) > 1 else "")
            yield c.found(entity, ("drives",), message, "remove one of the links")


@check("key-result-repeats-metric", "error", "A key result repeats numbers that it takes from its metric.")
def key_result_repeats_metric(c: Context) -> Iterator[Violation]:
    for entity in c.portfolio.all(KeyResult):
        repeated = [name for name in _REPEATED if getattr(entity.entry, name) is not None]
        if entity.entry.metric and repeated:
            metric, what = quoted(entity.entry.metric), first_of(repeated)
            message = f"{named(entity)} takes its numbers from the metric {metric}, and repeats {what}"
            yield c.found(entity, (repeated[0],), message, f"delete {repeated[0]}:, or write it in the metric")
