"""The reports of a project in order, and how the health changed from one to the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, Literal

from milepost.graph.portfolio import Entity, Portfolio
from milepost.kinds.report.model import DIMENSIONS, Dimension, Report, ReportVerdict, Trend
from milepost.schema.base import Health
from milepost.schema.date_arithmetic import by_first_day, by_last_day
from milepost.schema.period import Period

ReportEntity = Entity[Report]
TrendOrigin = Literal["typed", "computed"]

# From best to worst. A report gets better if its health moves to the left.
_FROM_BEST: tuple[Health, ...] = ("on_track", "at_risk", "off_track")


@dataclass(frozen=True, slots=True)
class HealthChange:
    """A health, and how it compares with the previous report.

    `previous` is the health there, None if that report does not state it. `trend_from` is `typed` for a trend that an
    author wrote, `computed` for one derived from `previous`, and None where there is no trend.
    """

    health: Health
    previous: Health | None
    trend: Trend | None
    trend_from: TrendOrigin | None


@dataclass(frozen=True, slots=True)
class DimensionChange:
    """One dimension of a report, by its field name, and how its health changed."""

    name: str
    stated: Dimension
    change: HealthChange


@dataclass(frozen=True, slots=True)
class ReportInsight:
    """Values of one report.

    `previous` is the project's report before it. `in_a_row` counts the reports up to this one, itself included, that
    state the same overall health without interruption.
    """

    entity: ReportEntity
    previous: ReportEntity | None
    overall: HealthChange
    dimensions: tuple[DimensionChange, ...]
    in_a_row: int

    @property
    def trend(self) -> Trend | None:
        """The overall trend."""
        return self.overall.trend

    @property
    def trend_from(self) -> TrendOrigin | None:
        """Whether the overall trend was typed or computed."""
        return self.overall.trend_from


def period_start(report: Report) -> Period | None:
    """The start of the period that a report covers, as exact as readers may see it; None where they may not."""
    return _known(getattr(report.period, "from", None))


def period_end(report: Report) -> Period | None:
    """The end of the period that a report covers, as exact as readers may see it; None where they may not."""
    return _known(getattr(report.period, "to", None))


def last_day(entity: ReportEntity) -> date | None:
    """The last day of a report's period, or of the month or quarter that readers see instead; None without any."""
    end = period_end(entity.entry)
    return end.last if end else None


def _known(day: Period | None) -> Period | None:
    # A required date that readers may not see at all is `later` for them.
    return day if day and day.first else None


def in_order(reports: Iterable[ReportEntity]) -> tuple[ReportEntity, ...]:
    """Reports by the end of their period, then its start, then their id; those without a visible end come last."""
    return tuple(sorted(reports, key=_key))


def placed(reports: Sequence[ReportEntity]) -> tuple[ReportEntity, ...]:
    """Those of some ordered reports whose place in the order is certain.

    Readers who see quarters instead of days cannot know which of two reports of a quarter came first. Where that is so,
    both are left out, so that no trend is computed from an order that may be wrong.
    """
    ends = Counter(end.text for one in reports if (end := period_end(one.entry)))
    return tuple(
        one for one in reports if (end := period_end(one.entry)) and (end.precision == "day" or ends[end.text] == 1)
    )


def _key(entity: ReportEntity) -> tuple[str, str, str]:
    return by_last_day(period_end(entity.entry)), by_first_day(period_start(entity.entry)), entity.slug


def reports_by_project(portfolio: Portfolio) -> dict[str, tuple[ReportEntity, ...]]:
    """Lower-cased id of each project with reports → its reports, oldest first."""
    found: dict[str, list[ReportEntity]] = {}
    for entity in portfolio.all(Report):
        if entity.entry.project:
            found.setdefault(entity.entry.project.lower(), []).append(entity)
    return {name: in_order(reports) for name, reports in found.items()}


def report_insight(reports: Sequence[ReportEntity], entity: ReportEntity) -> ReportInsight:
    """Values of a report among the reports of its project, which are in order.

    A report without a certain place in the order has no previous report.
    """
    dated = placed(reports)
    at = dated.index(entity) if entity in dated else -1
    previous = dated[at - 1] if at > 0 else None
    before = previous.entry if previous else None
    health = entity.entry.overall.health
    run = 1
    while at - run >= 0 and dated[at - run].entry.overall.health == health:
        run += 1
    return ReportInsight(
        entity=entity,
        previous=previous,
        overall=_change(entity.entry.overall, before.overall if before else None),
        dimensions=tuple(
            DimensionChange(name, stated, _change(stated, dimension_of(before, name) if before else None))
            for name in DIMENSIONS
            if (stated := dimension_of(entity.entry, name))
        ),
        in_a_row=run,
    )


def dimension_of(report: Report, name: str) -> Dimension | None:
    """One of the DIMENSIONS of a report; None where the report does not state it."""
    found: Dimension | None = getattr(report.dimensions, name) if report.dimensions else None
    return found


def _change(now: ReportVerdict | Dimension, before: ReportVerdict | Dimension | None) -> HealthChange:
    previous = before.health if before else None
    if now.trend:
        return HealthChange(now.health, previous, now.trend, "typed")
    if previous is None:
        return HealthChange(now.health, None, None, None)
    return HealthChange(now.health, previous, trend_between(previous, now.health), "computed")


def trend_between(before: Health, now: Health) -> Trend:
    """The trend from one health to the next: `up` is better."""
    step = _FROM_BEST.index(before) - _FROM_BEST.index(now)
    return "up" if step > 0 else "down" if step < 0 else "flat"


def cadence_days(reports: Sequence[ReportEntity]) -> int | None:
    """The usual number of calendar days from one report to the next: the median. None with fewer than two."""
    days = [day for one in placed(reports) if (day := last_day(one))]
    gaps = sorted((later - earlier).days for earlier, later in pairwise(days))
    return gaps[len(gaps) // 2] if gaps else None


def milestone_key(portfolio: Portfolio, entity: ReportEntity, written: str) -> tuple[str, Entity[Any] | None]:
    """What tells a milestone of a report from others, and its task if the plan has one.

    The same milestone has the same key in every report: the key of its task, else its name without regard to case.
    """
    task = None if " " in written.strip() else portfolio.resolve_id(entity, "task", written)
    return (f"task:{task.key}", task) if task else (f"name:{written.strip().casefold()}", None)
