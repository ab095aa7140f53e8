"""Position of a time span on a ruler, no more exact than its dates are."""

from __future__ import annotations

from datetime import date, timedelta

from milepost.schema.period import Period
from milepost.timeline.scale import Ruler
from milepost.timeline.view_model import TimelinePlace

_UNKNOWN = timedelta(days=90)


def is_dated(start: Period | None, end: Period | None) -> bool:
    """Whether a span has any day to place it by."""
    return bool((start and start.first) or (end and end.first))


def place(
    ruler: Ruler, start: Period | None, end: Period | None, *, begun: bool = False, over: bool = False
) -> TimelinePlace | None:
    """The place of a span; None if it has no date or lies off the ruler.

    It fades over the days it is uncertain of. A missing start or end fades over a quarter (90 days). With `begun`, it
    is certain up to today; with `over`, it ended by today.
    """
    span = _days(ruler, start, end, begun=begun, over=over)
    if span is None:
        return None
    first, sure_from, sure_until, last = span
    if last < ruler.first or first > ruler.last:
        return None
    shown = max(first, ruler.first), min(last, ruler.last)
    fade_in, fade_out = _share(shown, shown[0], sure_from), _share(shown, sure_until, shown[1])
    if fade_in + fade_out > 100:
        fade_in = round(fade_in * 100 / (fade_in + fade_out))
        fade_out = 100 - fade_in
    cut = bool(start and start.last and start.last < ruler.first)
    return TimelinePlace(ruler.at(shown[0]), ruler.after(shown[1]), fade_in, fade_out, cut)


def _days(
    ruler: Ruler, start: Period | None, end: Period | None, *, begun: bool, over: bool
) -> tuple[date, date, date, date] | None:
    """The first possible day, the latest start, the earliest end, and the last possible day."""
    today = ruler.as_of
    if end and end.first:
        sure_until, last = end.first, end.last or max(ruler.last, end.first)
        if not (start and start.first):
            # An entry in progress has started, however distant its end is.
            known = min(sure_until, today) if begun else sure_until
            return known - _UNKNOWN, known, sure_until, last
        began, sure_from = start.first, start.last or last
    elif start and start.first:
        began = start.first
        sure_until = max(began, today) if begun else began
        last = (sure_until if begun else start.last or began) + _UNKNOWN
        sure_from = min(start.last or last, sure_until if begun else last)
        if over:
            last = min(last, max(began, today))
    else:
        return None
    return began, min(sure_from, last), max(sure_until, began), max(last, began)


def _share(shown: tuple[date, date], first: date, last: date) -> int:
    """Percent of the visible range that lies between two days."""
    days = (min(last, shown[1]) - max(first, shown[0])).days
    return max(0, round(days / ((shown[1] - shown[0]).days + 1) * 100))
