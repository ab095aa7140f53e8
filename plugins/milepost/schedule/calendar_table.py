"""A work calendar as arrays, for arithmetic with the moments of many runs at once."""

from __future__ import annotations

from datetime import date

import numpy as np
import numpy.typing as npt

from milepost.schedule.calendar import TICKS_PER_DAY, WorkCalendar, day_start

Ticks = npt.NDArray[np.int64]

_DAYS_AT_FIRST = 512
_LAST_ORDINAL = date.max.toordinal()


class DateOutOfRange(ValueError):
    """A moment after the year 9999."""


class CalendarTable:
    """The same arithmetic as `WorkCalendar`, in the same ticks and working minutes, by looking up days in arrays.

    The arrays start with the last working day before `first` and grow as later days are asked for. Moments before
    them count as their start: no event of a network with that start can be there.
    """

    def __init__(self, calendar: WorkCalendar, first: date) -> None:
        self._calendar = calendar
        self._first = (calendar.previous_finish(day_start(first)) - 1) // TICKS_PER_DAY
        self._first_work = calendar.work_before(self._first * TICKS_PER_DAY)
        self._days = 0
        self._build(_DAYS_AT_FIRST)

    def work_before(self, moments: Ticks) -> Ticks:
        """Working minutes from a fixed origin to each moment. Raises DateOutOfRange."""
        day = np.maximum(moments // TICKS_PER_DAY - self._first, 0)
        latest = int(day.max())
        while latest >= self._days:
            self._build(latest + 1)
        minute = np.maximum(moments - (day + self._first) * TICKS_PER_DAY, 0)
        result: Ticks = self._worked[day] + minute * self._is_worked[day]
        return result

    def start_after(self, work: Ticks) -> Ticks:
        """The moments, as starts, that have `work` minutes before them. Raises DateOutOfRange."""
        return self._moments(work, work // TICKS_PER_DAY)

    def finish_after(self, work: Ticks) -> Ticks:
        """The moments, as finishes, that have `work` minutes before them. Raises DateOutOfRange."""
        return self._moments(work, (work - 1) // TICKS_PER_DAY)

    def _moments(self, work: Ticks, number: Ticks) -> Ticks:
        index = number - self._first_work // TICKS_PER_DAY
        latest = int(index.max())
        while latest >= len(self._working_days):
            self._build(self._days * 2)
        moments = self._working_days[np.maximum(index, 0)] * TICKS_PER_DAY + (work - number * TICKS_PER_DAY)
        return np.where(index < 0, self._first * TICKS_PER_DAY, moments)

    def _build(self, days: int) -> None:
        """Fills the arrays for at least so many days, and for twice as many as before, as far as dates go."""
        room = _LAST_ORDINAL - self._first + 1
        if days > room and self._days == room:
            raise DateOutOfRange("a date after the year 9999")
        self._days = min(max(days, self._days * 2), room)
        ordinals = np.arange(self._first, self._first + self._days, dtype=np.int64)
        self._is_worked = self._working(ordinals)
        before = np.concatenate(([0], np.cumsum(self._is_worked)[:-1]))
        self._worked = self._first_work + before * TICKS_PER_DAY
        self._working_days = ordinals[self._is_worked == 1]

    def _working(self, ordinals: Ticks) -> Ticks:
        """For each of some days in a row, 1 if it is worked, else 0."""
        found = np.isin((ordinals - 1) % 7, sorted(self._calendar.working_weekdays))  # ordinal 1 was a Monday
        start = int(ordinals[0])
        for first, last in self._calendar.days_off:
            found[max(first - start, 0) : max(last + 1 - start, 0)] = False
        return found.astype(np.int64)
