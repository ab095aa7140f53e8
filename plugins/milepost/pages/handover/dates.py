"""Dates of a handover in words, with the distance from today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from milepost.kinds.handover.model import Handover
from milepost.kit import phrasing
from milepost.schema.date_arithmetic import days_past, end_precision
from milepost.schema.period import Period


def distance(when: Period | None, today: date) -> str:
    """The distance of a day: "in 10 months", "53 days ago".

    A period less precise than a day has a distance only once it has passed, in its own unit.
    """
    if when is None or when.first is None:
        return ""
    if when.precision == "day" and not when.approximate:
        return phrasing.away((when.first - today).days)
    past = days_past(when, today)
    return f"{phrasing.amount(past, end_precision(when))} ago" if past else ""


def dated(when: Period | None, today: date) -> str:
    """A period with its distance: "1 October 2026, 53 days ago"; empty for None."""
    if when is None:
        return ""
    return ", ".join(filter(None, (phrasing.period(when), distance(when, today))))


def key_dates(handover: Handover, today: date) -> Iterator[tuple[str, Period]]:
    """The known key dates of a handover, each with its label."""
    takes = "Took effect" if days_past(handover.effective, today) else "Takes effect"
    found = (
        (takes, handover.effective),
        ("Warranty until", handover.warranty_until),
        ("Check again", handover.recheck_on),
    )
    yield from ((label, when) for label, when in found if when)
