"""One axis of time for many bars. Places on it are percent of its whole width."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from milepost.model.period import Period
from milepost.views import words

_LATER = 10.0
_BEHIND = timedelta(days=365)
_AHEAD = timedelta(days=3 * 365)
_LEAST = timedelta(days=90)
_LEAD = timedelta(days=30)
_CROWDED = 10


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on the axis; a major one begins a year."""

    at: float
    word: str
    major: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """From `start` to `end`; the first `fade_in` and last `fade_out` percent of its own length are unsure.

    `percent` of it is done; `cut` is whether it began before the axis does.
    """

    start: float
    end: float
    fade_in: int = 0
    fade_out: int = 0
    percent: int = 0
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """From the first day to the last. `later` is where the zone for what has no date begins, or None."""

    first: date
    last: date
    as_of: date
    later: float | None

    def at(self, day: date) -> float:
        """The place of the beginning of a day, held within the axis."""
        width = 100.0 if self.later is None else self.later
        share = (day - self.first).days / ((self.last - self.first).days + 1)
        return round(min(1.0, max(0.0, share)) * width, 2)

    @property
    def today(self) -> float:
        """The place of today."""
        return self.at(self.as_of)

    @property
    def now(self) -> str:
        """Today in words."""
        return words.brief_day(self.as_of)

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """The quarters; on a long axis only the years."""
        quarters = list(_quarters(self.first, self.last))
        if len(quarters) > _CROWDED:
            return tuple(Tick(self.at(day), str(day.year), True) for day in quarters if day.month == 1)
        return tuple(Tick(self.at(day), _name(day, day is quarters[0]), day.month == 1) for day in quarters)

    def bar(self, start: Period | None, end: Period | None, *, later: bool, percent: int = 0) -> Bar | None:
        """Where an item lies; None for one that lies nowhere on the axis.

        It fades over just the days it is unsure of: over all its length where it has no start or no end.
        What is only `later` lies in the zone of that name.
        """
        began = start.first if start else None
        ends = end.first if end else None
        if began is None and ends is None:
            return Bar(round(self.later + 1, 2), 99.0) if later and self.later is not None else None
        first = began or (ends - _LEAD if ends else self.first)
        last = (end.last if ends and end else None) or max(first, self.as_of) + _LEAST
        if ends and end and end.last is None:
            last = self.last
        if last < self.first or first > self.last:
            return None
        shown = max(first, self.first), min(last, self.last)
        sure_from = (start.last or last) if began and start else last
        sure_until = ends or first
        return Bar(
            self.at(shown[0]),
            self.at(shown[1] + timedelta(days=1)),
            _share(shown, shown[0], sure_from),
            _share(shown, sure_until, shown[1]),
            percent,
            cut=first < self.first,
        )


def axis_of(periods: Iterable[Period | None], as_of: date, *, later: bool) -> Axis:
    """An axis of whole quarters around today and all periods, a year back to three years ahead at most."""
    days = [day for period in periods if period for day in (period.first, period.last) if day]
    first = max(as_of - _BEHIND, min([*days, as_of]))
    last = min(as_of + _AHEAD, max([*days, as_of + _LEAST]))
    return Axis(_quarter(first), _quarter(last, 1) - timedelta(days=1), as_of, 100 - _LATER if later else None)


def _share(shown: tuple[date, date], first: date, last: date) -> int:
    """Percent of what is shown that lies between two days."""
    days = (min(last, shown[1]) - max(first, shown[0])).days
    return max(0, round(days / ((shown[1] - shown[0]).days + 1) * 100))


def _quarters(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first = _quarter(first, 1)


def _quarter(day: date, ahead: int = 0) -> date:
    """The first day of the quarter of a day, or of one of the quarters after it."""
    months = day.year * 12 + (day.month - 1) // 3 * 3 + ahead * 3
    return date(months // 12, months % 12 + 1, 1)


def _name(quarter: date, leading: bool) -> str:
    number = f"Q{(quarter.month + 2) // 3}"
    return f"{number} {quarter.year}" if leading or quarter.month == 1 else number
