"""Calendars as arrays do the arithmetic of `WorkCalendar`."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import numpy as np
import pytest

from milepost.schedule.calendar import WorkCalendar, day_end, day_start
from milepost.schedule.calendar_table import CalendarTable, DateOutOfRange

START = date(2026, 3, 30)
CALENDARS = (
    WorkCalendar(holidays=frozenset({date(2026, 3, 30), date(2026, 4, 3), date(2026, 4, 6)})),
    WorkCalendar(frozenset({6}), leave=((date(2026, 3, 1), date(2026, 5, 20)), (date(2028, 1, 1), date(2029, 1, 1)))),
    WorkCalendar(frozenset(range(7))),
)


@pytest.mark.parametrize("calendar", CALENDARS)
def test_each_moment_has_the_work_and_the_forms_of_the_single_calendar(calendar: WorkCalendar) -> None:
    random = Random(1)
    moments = [day_start(START) + random.randrange(2_000 * 480) for _ in range(300)]
    moments += [day_start(START + timedelta(days=days)) for days in range(60)]
    table = CalendarTable(calendar, START)
    work = table.work_before(np.array(moments))
    assert work.tolist() == [calendar.work_before(moment) for moment in moments]
    assert table.start_after(work).tolist() == [calendar.next_start(moment) for moment in moments]
    assert table.finish_after(work).tolist() == [calendar.previous_finish(moment) for moment in moments]


@pytest.mark.parametrize("calendar", CALENDARS)
def test_a_moment_before_the_table_is_earlier_than_anything_in_it(calendar: WorkCalendar) -> None:
    table = CalendarTable(calendar, START)
    first = calendar.work_before(day_start(START))
    long_before = np.array([day_start(START) - 900 * 480])
    assert table.work_before(long_before)[0] < first
    for lead in (480, 481, 960, 100_000):
        assert table.work_before(table.finish_after(np.array([first - lead])))[0] < first
        assert table.work_before(table.start_after(np.array([first - lead])))[0] < first


def test_the_last_day_of_the_calendar_can_be_reached_and_no_later_one() -> None:
    table = CalendarTable(CALENDARS[2], date(9999, 1, 1))
    end = np.array([day_end(date(9999, 12, 31))])
    work = np.array([CALENDARS[2].work_before(day_start(date(9999, 12, 31))) + 480])
    assert table.finish_after(work).tolist() == end.tolist()
    with pytest.raises(DateOutOfRange):
        table.finish_after(work + 1)
    with pytest.raises(DateOutOfRange):
        table.work_before(end)
