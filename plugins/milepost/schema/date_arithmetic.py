"""Arithmetic with periods that never claims more than they say. All distances are in calendar days."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from milepost.schema.period import PRECISIONS, Period

MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_THIRDS = {"month": "week", "quarter": "month", "year": "quarter"}


@dataclass(frozen=True, slots=True)
class Slip:
    """How far a date moved in calendar days (later is positive), no more exact than `precision` says."""

    days: int
    precision: str


def grain(period: Period) -> str:
    """How exact the last day of a period is; a third of a quarter counts as a month, of a month as a week."""
    if period.bounds:
        start, end = period.bounds
        return grain(end or start)
    return _THIRDS.get(period.precision, period.precision) if period.part else period.precision


def slip(now: Period | None, then: Period | None) -> Slip | None:
    """How far `now` lies behind `then`, by their last days; None where one of them has no last day.

    Where one is vaguer, both are measured in its units: a day in the third quarter has not moved against the
    third quarter, and has moved by one quarter against the second.
    """
    if not (now and then and now.last and then.last):
        return None
    fine, coarse = sorted((grain(now), grain(then)), key=PRECISIONS.index)
    if fine == coarse:
        return Slip((now.last - then.last).days, coarse)
    if coarse == grain(now):
        return Slip((now.last - _moved_to(now, then.last, coarse)).days, coarse)
    return Slip((_moved_to(then, now.last, coarse) - then.last).days, coarse)


def _moved_to(period: Period, day: date, precision: str) -> date:
    """The last day of the period of the same kind that `day` lies in, counting from a given one."""
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
    """The days between an end and the start of what follows; below 0 they overlap.

    None where a date is missing or open, or where the two are too vague to say whether they overlap.
    """
    if not (end and start and end.first and end.last and start.first and start.last):
        return None
    least = (start.first - end.last).days - 1
    most = (start.last - end.first).days - 1
    if least >= 0:
        return least
    return most if most < 0 else None


def days_past(period: Period | None, as_of: date) -> int:
    """How many days ago the last day of a period was; 0 where it has not passed, or there is none."""
    return max(0, (as_of - period.last).days) if period and period.last else 0


def earliest(periods: Iterable[Period]) -> Period | None:
    """The one that begins first, the shortest of several; `later` only where there is nothing else."""
    found = list(periods)
    return min(found, key=lambda one: (one.first or date.max, one.last or date.max), default=None)


def latest(periods: Iterable[Period]) -> Period | None:
    """The one that ends last, the shortest of several; an open end or `later` is the last of all."""
    found = list(periods)
    return max(found, key=lambda one: (one.last or date.max, one.first or date.max), default=None)
