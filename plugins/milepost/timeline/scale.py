"""The time scale: where days lie on it, and how its ticks are named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from milepost.kit import phrasing
from milepost.schema.period import Period
from milepost.timeline.view_model import TimelineScale, TimelineTick

_BEHIND = 20
_AHEAD = 15
_LEAST = timedelta(days=90)
_OVER = timedelta(days=91)
_MONTH = 365.2425 / 12
_ZONE_MONTHS = 6.0
_SIZES = {"year": 12, "half": 6, "quarter": 3, "month": 1}


@dataclass(frozen=True, slots=True)
class Ruler:
    """A range of whole quarters or months from `first` to `last`; `fiscal` is the first month of the year (1–12)."""

    first: date
    last: date
    as_of: date
    fiscal: int = 1

    def at(self, day: date) -> float:
        """The position of the beginning of a day in percent, clamped to the scale."""
        return round(min(1.0, max(0.0, self._share(day))) * 100, 3)

    def after(self, day: date) -> float:
        """The position of the end of a day in percent, clamped to the scale."""
        return self.at(day + timedelta(days=1))

    def scale(self) -> TimelineScale:
        """The scale as pages show it."""
        days = (self.last - self.first).days + 1
        return TimelineScale(
            first=self.first.isoformat(),
            last=self.last.isoformat(),
            months=round(days / _MONTH, 3),
            ticks=tuple(tick for unit in _SIZES for tick in self._ticks(unit)),
            today=self.at(self.as_of),
            now=phrasing.brief_day(self.as_of),
            since=self.at(self.as_of - _OVER),
        )

    def _share(self, day: date) -> float:
        return (day - self.first).days / ((self.last - self.first).days + 1)

    def _ticks(self, unit: str) -> Iterator[TimelineTick]:
        size = _SIZES[unit]
        start = _floor(self.first, size, self.fiscal - 1)
        while start <= self.last:
            after = _months_on(start, size)
            word, rest = self._name(unit, start)
            if (place := self.at(start)) < (end := self.after(after - timedelta(days=1))):
                yield TimelineTick(unit, place, end, word, rest)
            start = after

    def _name(self, unit: str, start: date) -> tuple[str, str]:
        if unit == "month":
            return phrasing.month(start)[:3], str(start.year)
        months = (start.month - self.fiscal) % 12
        year = str(start.year) if self.fiscal == 1 else f"FY{(_months_on(start, 12 - months).year) % 100:02}"
        if unit == "year":
            return year, ""
        return (f"Q{months // 3 + 1}" if unit == "quarter" else f"H{months // 6 + 1}"), year


def ruler_of(periods: Iterable[Period | None], as_of: date, fiscal: int = 1) -> Ruler:
    """A ruler of whole quarters around today and all periods, at most 20 years back and 15 ahead."""
    days = [day for period in periods if period for day in (period.first, period.last) if day]
    first = max(as_of.replace(day=1, year=as_of.year - _BEHIND), min([*days, as_of]))
    last = min(as_of.replace(day=1, year=as_of.year + _AHEAD), max([*days, as_of + _LEAST]))
    lead = fiscal - 1
    return Ruler(_floor(first, 3, lead), _months_on(_floor(last, 3, lead), 3) - timedelta(days=1), as_of, fiscal)


def limited_to(ruler: Ruler, before: int, after: int) -> Ruler:
    """The part of a ruler within so many quarters before and after the current one."""
    first, beyond = (quarter_start(ruler.as_of, ruler.fiscal, away) for away in (-before, after + 1))
    return replace(ruler, first=max(ruler.first, first), last=min(ruler.last, beyond - timedelta(days=1)))


def quarter_start(day: date, fiscal: int, away: int) -> date:
    """The first day of the quarter `away` quarters after (negative: before) that of a day."""
    return _months_on(_floor(day, 3, fiscal - 1), 3 * away)


def zones(titles: Iterable[str]) -> TimelineScale:
    """A scale without dates: one zone of equal width for each title."""
    names = list(titles)
    ticks = tuple(
        TimelineTick("zone", round(n * 100 / len(names), 3), round((n + 1) * 100 / len(names), 3), name)
        for n, name in enumerate(names)
    )
    return TimelineScale("", "", _ZONE_MONTHS * len(names), ticks, None, "")


def _floor(day: date, size: int, lead: int) -> date:
    """The first day of the `size`-month range that a day lies in, where the year starts `lead` months late."""
    months = day.year * 12 + day.month - 1 - lead
    return _first(months // size * size + lead)


def _months_on(day: date, count: int) -> date:
    return _first(day.year * 12 + day.month - 1 + count)


def _first(months: int) -> date:
    return date(months // 12, months % 12 + 1, 1)
