"""Calendars: which days are worked, and moments as starts and finishes."""

from __future__ import annotations

from datetime import date

import pytest

from milepost.schedule.calendar import TICKS_PER_DAY, WorkCalendar, day_end, day_start, finish_date, start_date

FRIDAY, SATURDAY, MONDAY = date(2026, 1, 9), date(2026, 1, 10), date(2026, 1, 12)
DAY = TICKS_PER_DAY


def test_periods_of_leave_that_overlap_or_touch_count_once() -> None:
    periods = ((5, 8), (8, 9), (12, 13), (7, 7), (13, 13), (14, 14))
    calendar = WorkCalendar().with_leave([(date(2026, 1, first), date(2026, 1, last)) for first, last in periods])
    assert calendar.working_days(date(2026, 1, 1), date(2026, 1, 31)) == 22 - 8
    assert start_date(calendar.next_start(day_start(date(2026, 1, 5)))) == date(2026, 1, 15)


def test_leave_that_ends_before_it_starts_counts_for_nothing() -> None:
    assert WorkCalendar().with_leave([(MONDAY, FRIDAY)]).is_working(MONDAY)


def test_a_moment_on_a_weekend_is_a_start_on_monday_and_a_finish_on_friday() -> None:
    calendar = WorkCalendar()
    for moment in (day_end(FRIDAY), day_start(SATURDAY) + 60, day_start(MONDAY)):
        assert start_date(calendar.next_start(moment)) == MONDAY
        assert finish_date(calendar.previous_finish(moment)) == FRIDAY


def test_work_is_added_as_a_finish_and_taken_off_as_a_start() -> None:
    calendar = WorkCalendar()
    assert calendar.add(day_start(FRIDAY), DAY) == day_end(FRIDAY)
    assert calendar.add(day_start(FRIDAY), DAY + 1) == day_start(MONDAY) + 1
    assert calendar.subtract(day_end(MONDAY), DAY) == day_start(MONDAY)
    assert calendar.subtract(day_start(MONDAY), DAY) == day_start(FRIDAY)
    assert calendar.add(day_end(MONDAY), -DAY) == day_end(FRIDAY)
    assert calendar.add(day_start(SATURDAY) + 60, 0) == day_start(SATURDAY) + 60


def test_work_between_two_moments_is_negative_backwards() -> None:
    assert WorkCalendar().work_between(day_end(MONDAY), day_start(FRIDAY)) == -2 * DAY


def test_without_a_working_weekday_arithmetic_is_refused() -> None:
    calendar = WorkCalendar(frozenset())
    assert not calendar.has_working_day()
    with pytest.raises(ValueError, match="no working day"):
        calendar.add(day_start(MONDAY), DAY)
