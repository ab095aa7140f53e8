"""Days, trends, and slips of status reports in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from milepost.kinds.report.model import Report, Trend
from milepost.kinds.report.sequence import HealthChange, period_end, period_start
from milepost.kit import phrasing
from milepost.kit.context import PageContext
from milepost.kit.schedule_words import slip_amount
from milepost.schema.date_arithmetic import slip
from milepost.schema.period import Period

_TRENDS: dict[Trend, str] = {"up": "better", "flat": "unchanged", "down": "worse"}


@dataclass(frozen=True, slots=True)
class TrendNote:
    """A trend: its icon, and what it means in words."""

    icon: str
    words: str


def unbroken(words: str) -> str:
    """Words with no-break spaces: there is no line break within a date."""
    return words.replace(" ", "\N{NO-BREAK SPACE}")


def brief_periods(periods: Iterable[Period | None], as_of: date) -> list[str]:
    """Dates in short form for one list, as precise as they are; if one of them needs a year, all have it.

    Dates in two calendar years need it: "5 Mar, was 4 Dec" reads as if the date had been brought forward.
    """
    found = list(periods)
    # `short` writes no year for days near the date it is given, and always one for anything coarser.
    near = all(one is None or phrasing.short(one, as_of) != phrasing.short(one, date.min) for one in found)
    near = near and len({one.last.year for one in found if one and one.last}) < 2
    return [unbroken(phrasing.short(one, as_of if near else date.min)) if one else "" for one in found]


def covered(report: Report) -> str:
    """The period that a report covers, as exact as readers may see it: "9 to 22 November 2026", "Q4 2026", or empty."""
    start, end = period_start(report), period_end(report)
    if not (start and end):
        return phrasing.period(end or start) if end or start else ""
    first, last = start.first, end.last
    exact = start.precision == end.precision == "day"
    if exact and first and last and (first.year, first.month) == (last.year, last.month) and first.day < last.day:
        return f"{first.day} to {unbroken(phrasing.day(last))}"
    return phrasing.span(start, end)


def overall_trend(context: PageContext, change: HealthChange, before: Report | None) -> TrendNote | None:
    """How the overall health compares with the previous report: "was at risk on 8 November 2026"."""
    if change.trend is None:
        return None
    end = period_end(before) if before else None
    if change.previous is None or end is None:
        return TrendNote(f"trend-{change.trend}", _TRENDS[change.trend])
    if change.previous == change.health:
        return TrendNote(f"trend-{change.trend}", f"{_TRENDS[change.trend]} since {unbroken(phrasing.period(end))}")
    word = context.portfolio.label("health", change.previous).lower()
    return TrendNote(f"trend-{change.trend}", f"was {word} {unbroken(phrasing.on(end))}")


def dimension_trend(change: HealthChange) -> TrendNote | None:
    """How a dimension compares with the previous report, in one word."""
    return TrendNote(f"trend-{change.trend}", _TRENDS[change.trend]) if change.trend else None


def slip_words(now: Period | None, baseline: Period | None) -> str:
    """How far a date is from its baseline: "10 weeks later than baseline"; empty if it is not, or if that is unknown.

    In the unit of `slip_amount`; a date that is coarser than a day is measured in its own unit.
    """
    found = slip(now, baseline)
    if not found or not found.days:
        return ""
    side = "later" if found.days > 0 else "earlier"
    return f"{slip_amount(found.days, found.precision)} {side} than baseline"
