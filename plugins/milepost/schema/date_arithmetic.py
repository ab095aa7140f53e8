"""Arithmetic with periods that never claims more than they say. Distances are in calendar days."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from milepost.schema.period import PRECISIONS, Period

MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_AFTER_ALL = "9999"  # after every ISO date of this millennium
_THIRDS = {"month": "week", "quarter": "month", "year": "quarter"}


@dataclass(frozen=True, slots=True)
class Slip:
    """How far a date moved, in calendar days (later is positive), no more exact than `precision`."""

    days: int
    precision: str


def end_precision(period: Period) -> str:
    """The precision of a period's last day; a third of a quarter counts as a month, of a month as a week."""
    if period.bounds:
        start, end = period.bounds
        return end_precision(end or start)
    return _THIRDS.get(period.precision, period.precision) if period.part else period.precision


def slip(now: Period | None, then: Period | None) -> Slip | None:
    """How far `now` is behind `then`, by their last days; None if one has no last day.

    If one is coarser, both are measured in its units: a day in the third quarter has not moved against the third
    quarter, and has moved by one quarter against the second.
    """
    if not (now and then and now.last and then.last):
        return None
    fine, coarse = sorted((end_precision(now), end_precision(then)), key=PRECISIONS.index)
    if fine == coarse:
        return Slip((now.last - then.last).days, coarse)
    if coarse == end_precision(now):
        return Slip((now.last - _unit_end(now, then.last, coarse)).days, coarse)
    return Slip((_unit_end(then, now.last, coarse) - then.last).days, coarse)


def _unit_end(period: Period, day: date, precision: str) -> date:
    """The last day of the unit that contains `day`, counting in units from a given period."""
    assert period.first
    assert period.last
    if period.first <= day <= period.last:
        return period.last
    if precision == "week" or period.part:
        length = 7 if precision == "week" else MONTHS[precision] * 30
        return period.last + timedelta(days=-((period.last - day).days // length) * length)
    size = MONTHS[precision]
    last = period.last.year * 12 + period.last.month
    steps = -((last - day.year * 12 - day.month) // size)
    year, month = divmod(last + steps * size - 1, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1])


def gap(end: Period | None, start: Period | None) -> int | None:
    """Calendar days between an end and the start of what follows; below 0 they overlap.

    None if a date is missing or open, or if they are too vague to tell whether they overlap.
    """
    if not (end and start and end.first and end.last and start.first and start.last):
        return None
    least = (start.first - end.last).days - 1
    most = (start.last - end.first).days - 1
    if least >= 0:
        return least
    return most if most < 0 else None


def days_past(period: Period | None, as_of: date) -> int:
    """Calendar days since the last day of a period; 0 if it has not passed or does not exist."""
    return max(0, (as_of - period.last).days) if period and period.last else 0


def earliest(periods: Iterable[Period]) -> Period | None:
    """The period that starts first, of several the shortest; `later` only if there is nothing else."""
    found = list(periods)
    return min(found, key=lambda one: (one.first or date.max, one.last or date.max), default=None)


def latest(periods: Iterable[Period]) -> Period | None:
    """The period that ends last, of several the shortest; open ends and `later` come last."""
    found = list(periods)
    return max(found, key=lambda one: (one.last or date.max, one.first or date.max), default=None)


def by_last_day(period: Period | None) -> str:
    """Sort key: the last day of a period (ISO); a period without one sorts after all others."""
    return period.last.isoformat() if period and period.last else _AFTER_ALL


def by_first_day(period: Period | None) -> str:
    """Sort key: the first day of a period (ISO); a period without one sorts after all others."""
    return period.first.isoformat() if period and period.first else _AFTER_ALL
