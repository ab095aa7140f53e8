"""Working time: which days are worked, and arithmetic with moments in working minutes.

A moment is a whole number of *ticks*: `date.toordinal() * TICKS_PER_DAY` plus the minutes into the working day. Every
day, worked or not, has as many ticks as a working day has minutes, so the end of a day is the start of the next one.
A moment in non-working time, and the boundary on either side of it, are the same amount of work away from everything.
Two forms of such a moment are therefore told apart:

- as a *start*, it is the first moment of the next working day;
- as a *finish*, it is the end of the last working day before it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate

TICKS_PER_DAY = 480
"""Working minutes of a working day: eight hours."""

FIRST_TICK = date.min.toordinal() * TICKS_PER_DAY
LAST_TICK = (date.max.toordinal() + 1) * TICKS_PER_DAY


def day_start(day: date) -> int:
    """The moment at which a day starts."""
    return day.toordinal() * TICKS_PER_DAY


def day_end(day: date) -> int:
    """The moment at which a day ends."""
    return (day.toordinal() + 1) * TICKS_PER_DAY


def start_date(moment: int) -> date:
    """The day on which what starts at a moment starts. Raises ValueError outside the years 1 to 9999."""
    return date.fromordinal(moment // TICKS_PER_DAY)


def finish_date(moment: int) -> date:
    """The last day of what finishes at a moment. Raises ValueError outside the years 1 to 9999."""
    return date.fromordinal((moment - 1) // TICKS_PER_DAY)


@dataclass(frozen=True)
class WorkCalendar:
    """Working days: weekdays (0 is Monday) without holidays and leave.

    `leave` holds periods (first day, last day), both inclusive. All arithmetic is in whole working minutes and takes
    O(log n) for n holidays and periods of leave, however far apart the moments are. Without any working weekday it
    raises ValueError: see `has_working_day`.
    """

    working_weekdays: frozenset[int] = frozenset(range(5))
    holidays: frozenset[date] = frozenset()
    leave: tuple[tuple[date, date], ...] = ()
    _weekdays: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _in_week: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _first: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _last: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _weekdays_before: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _lost: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _worked_before: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        weekdays = tuple(sorted(one for one in self.working_weekdays if 0 <= one <= 6))
        in_week = tuple(sum(other < one for other in weekdays) for one in range(7))
        keep = object.__setattr__  # how a frozen dataclass sets what it derives
        keep(self, "_weekdays", weekdays)
        keep(self, "_in_week", in_week)
        # Days off as merged periods, each with the number of working weekdays before it and up to its end: enough to
        # count working days between any two dates by bisection, without a table of every day.
        periods = _merged([*((one, one) for one in self.holidays), *self.leave])
        before = tuple(self._weekdays_up_to(first) for first, _ in periods)
        inside = (self._weekdays_up_to(last + 1) - start for (_, last), start in zip(periods, before, strict=True))
        lost = tuple(accumulate(inside, initial=0))
        keep(self, "_first", tuple(first for first, _ in periods))
        keep(self, "_last", tuple(last for _, last in periods))
        keep(self, "_weekdays_before", before)
        keep(self, "_lost", lost)
        keep(self, "_worked_before", tuple(one - gone for one, gone in zip(before, lost, strict=False)))

    def with_leave(self, periods: Iterable[tuple[date, date]]) -> WorkCalendar:
        """The same calendar with further days off, such as the leave of the people assigned; both ends inclusive."""
        return WorkCalendar(self.working_weekdays, self.holidays, (*self.leave, *periods))

    @property
    def days_off(self) -> tuple[tuple[int, int], ...]:
        """Holidays and leave as periods of ordinals, both ends inclusive: in order, without overlap."""
        return tuple(zip(self._first, self._last, strict=True))

    def is_working(self, day: date) -> bool:
        """Whether a day is worked."""
        return self._is_worked(day.toordinal())

    def working_days(self, first: date, last: date) -> int:
        """The number of working days from one day to another, both inclusive; 0 if the last is before the first."""
        return max(0, self._worked_up_to(last.toordinal() + 1) - self._worked_up_to(first.toordinal()))

    def has_working_day(self, first: date = date.min, last: date = date.max) -> bool:
        """Whether any day is worked from one day to another, both inclusive."""
        return bool(self._weekdays) and self.working_days(first, last) > 0

    def work_before(self, moment: int) -> int:
        """Working minutes from a fixed origin to a moment: the scale on which work is added and compared."""
        day, minute = divmod(moment, TICKS_PER_DAY)
        worked = self._worked_up_to(day) * TICKS_PER_DAY
        return worked + minute if minute and self._is_worked(day) else worked

    def finish_after(self, work: int) -> int:
        """The moment, as a finish, that has `work` minutes before it: the earliest of those that do."""
        days, minutes = divmod(work, TICKS_PER_DAY)
        if minutes:
            return self._working_day(days) * TICKS_PER_DAY + minutes
        return (self._working_day(days - 1) + 1) * TICKS_PER_DAY

    def start_after(self, work: int) -> int:
        """The moment, as a start, that has `work` minutes before it: the latest of those that do."""
        days, minutes = divmod(work, TICKS_PER_DAY)
        return self._working_day(days) * TICKS_PER_DAY + minutes

    def next_start(self, moment: int) -> int:
        """The first moment, not before this one, at which work can start."""
        return self.start_after(self.work_before(moment))

    def previous_finish(self, moment: int) -> int:
        """The last moment, not after this one, at which work can have finished."""
        return self.finish_after(self.work_before(moment))

    def add(self, moment: int, work: int) -> int:
        """The moment `work` working minutes later (earlier if negative), as a finish; the moment itself for 0."""
        return self.finish_after(self.work_before(moment) + work) if work else moment

    def subtract(self, moment: int, work: int) -> int:
        """The moment `work` working minutes earlier (later if negative), as a start; the moment itself for 0."""
        return self.start_after(self.work_before(moment) - work) if work else moment

    def work_between(self, first: int, second: int) -> int:
        """Working minutes from one moment to another; negative if the second is earlier."""
        return self.work_before(second) - self.work_before(first)

    def _weekdays_up_to(self, ordinal: int) -> int:
        """Working weekdays from 0001-01-01, a Monday and ordinal 1, to the day before an ordinal."""
        weeks, weekday = divmod(ordinal - 1, 7)
        return weeks * len(self._weekdays) + self._in_week[weekday]

    def _worked_up_to(self, ordinal: int) -> int:
        """Working days from 0001-01-01 to the day before an ordinal."""
        weekdays = self._weekdays_up_to(ordinal)
        periods = bisect_left(self._first, ordinal)
        if periods and ordinal <= self._last[periods - 1]:
            return self._worked_before[periods - 1]
        return weekdays - self._lost[periods]

    def _is_worked(self, ordinal: int) -> bool:
        if (ordinal - 1) % 7 not in self._weekdays:
            return False
        periods = bisect_right(self._first, ordinal)
        return not periods or ordinal > self._last[periods - 1]

    def _working_day(self, number: int) -> int:
        """The ordinal of a working day, counted from 0 at 0001-01-01."""
        if not self._weekdays:
            raise ValueError("the calendar has no working day")
        periods = bisect_right(self._worked_before, number)
        weeks, weekday = divmod(number + self._lost[periods], len(self._weekdays))
        return weeks * 7 + self._weekdays[weekday] + 1


def _merged(periods: Iterable[tuple[date, date]]) -> list[tuple[int, int]]:
    """Periods as ordinals, in order, without overlap; a period that ends before it starts is left out."""
    merged: list[tuple[int, int]] = []
    for first, last in sorted((one.toordinal(), other.toordinal()) for one, other in periods if one <= other):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = merged[-1][0], max(last, merged[-1][1])
        else:
            merged.append((first, last))
    return merged
