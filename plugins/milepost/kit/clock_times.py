"""Timestamps in the portfolio's time zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from milepost.graph.portfolio import Portfolio
from milepost.schema.instant import Instant, zone
from milepost.schema.period import Period, parse


@dataclass(frozen=True, slots=True)
class OffsetChange:
    """A change of the UTC offset: the moment (UTC) it takes effect, and a sentence about it."""

    moment: datetime
    words: str


@dataclass(frozen=True, slots=True)
class Clock:
    """Local time in a time zone, given by its IANA name. Moments passed in and returned are in UTC unless noted."""

    name: str
    zone: tzinfo

    def local(self, moment: datetime) -> datetime:
        """The moment in local time."""
        return moment.astimezone(self.zone)

    def day(self, moment: datetime) -> date:
        """The local calendar day of a moment."""
        return self.local(moment).date()

    def midnight(self, day: date) -> datetime:
        """The moment (UTC) at which a local day begins."""
        return datetime.combine(day, time(), self.zone).astimezone(UTC)

    def time(self, moment: datetime, *, seconds: bool = False) -> str:
        """The local time of day: "18:02", or "18:02:40" with seconds."""
        return self.local(moment).strftime("%H:%M:%S" if seconds else "%H:%M")

    def offset(self, moment: datetime) -> str:
        """The offset ("UTC+2") where the clock shows this local time twice on its day; empty otherwise."""
        local = self.local(moment)
        shown = {local.replace(fold=fold).utcoffset() for fold in (0, 1)}
        return _offset(local.utcoffset()) if len(shown) > 1 else ""

    def period(self, instant: Instant) -> Period:
        """The local day of an instant, or the less precise period if the instant has no time."""
        return parse(self.day(instant.moment).isoformat()) if instant.moment else instant.day

    def changes(self, start: datetime, end: datetime) -> tuple[OffsetChange, ...]:
        """The offset change between two moments, if there is one.

        The moments should be at most a few weeks apart: only a lasting difference between both ends is found, by
        bisection to the second.
        """
        before, after = self._shift(start), self._shift(end)
        if before == after:
            return ()
        low, high = start, end
        while high - low > timedelta(seconds=1):
            middle = low + (high - low) / 2
            low, high = (middle, high) if self._shift(middle) == before else (low, middle)
        moment = high.replace(second=0, microsecond=0)
        way = "forward" if after > before else "back"
        return (OffsetChange(moment, f"The clocks go {way} to {self.time(moment)}."),)

    def _shift(self, moment: datetime) -> timedelta:
        return self.local(moment).utcoffset() or timedelta()


def clock_of(portfolio: Portfolio) -> Clock:
    """The clock of a portfolio's time zone; UTC if it names none."""
    name = portfolio.head.timezone or "UTC"
    return Clock(name, zone(name))


def _offset(shift: timedelta | None) -> str:
    minutes = round((shift or timedelta()).total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    sign = "−" if minutes < 0 else "+"
    return f"UTC{sign}{hours}{f':{rest:02}' if rest else ''}" if minutes else "UTC"
