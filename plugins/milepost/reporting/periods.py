"""The period of the next report, from that of the last one."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from milepost.kinds.report.model import Report
from milepost.kinds.report.sequence import period_end, period_start

FIRST_LENGTH = 14  # days of the period of a first report


def next_period(last: Report | None, as_of: date) -> tuple[date, date]:
    """The first and last day of the next report, both inclusive.

    It starts on the day after the last one and is as long; a calendar month is followed by a calendar month. Without a
    last report it is the 14 days that end on `as_of`.
    """
    start, end = (period_start(last), period_end(last)) if last else (None, None)
    if not (start and end and start.first and end.last):
        return as_of - timedelta(days=FIRST_LENGTH - 1), as_of
    return following(start.first, end.last)


def following(first: date, last: date) -> tuple[date, date]:
    """The period after one, of the same length in days or, after a calendar month, in months."""
    start = last + timedelta(days=1)
    if first.day == 1 and start.day == 1 and (first.year, first.month) == (last.year, last.month):
        return start, start.replace(day=monthrange(start.year, start.month)[1])
    return start, start + (last - first)
