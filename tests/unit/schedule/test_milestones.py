"""Milestones have one date: the day on which what they follow ends, or the day that is given for them."""

from __future__ import annotations

from datetime import date

import pytest
from tests.support.networks import network, task

from milepost.schedule.calendar import WorkCalendar
from milepost.schedule.passes import compute

NEW_YEAR = WorkCalendar(holidays=frozenset({date(2026, 1, 8), date(2026, 1, 9)}))  # Thursday and Friday


@pytest.mark.parametrize(
    ("days", "links", "fields", "expected"),
    [
        (3, ("A",), {}, date(2026, 1, 7)),  # the evening before the holidays
        (3, ("A SS",), {}, date(2026, 1, 5)),
        (3, ("A SS+3",), {}, date(2026, 1, 12)),  # three working days later is after the holidays
        (3, ("A FF",), {}, date(2026, 1, 7)),
        (3, ("A FS+1ed",), {}, date(2026, 1, 12)),  # a day later is a holiday
        (3, ("A FS+1",), {}, date(2026, 1, 12)),
        (4, ("A FS-1",), {}, date(2026, 1, 7)),
        (3, (), {}, date(2026, 1, 5)),
        (3, (), {"constraint": "snet 2026-01-08"}, date(2026, 1, 12)),
        (3, (), {"constraint": "fnet 2026-01-08"}, date(2026, 1, 12)),
        (3, (), {"constraint": "mso 2026-01-07"}, date(2026, 1, 7)),
        (3, (), {"constraint": "mfo 2026-01-07"}, date(2026, 1, 7)),
        (3, (), {"start": date(2026, 1, 10)}, date(2026, 1, 10)),  # somebody wants to go live on a Saturday
        (3, (), {"finish": date(2026, 1, 11)}, date(2026, 1, 11)),
        (9, ("A",), {"start": date(2026, 1, 10)}, date(2026, 1, 19)),  # the predecessor is later
    ],
)
def test_the_date_of_a_milestone(days: int, links: tuple[str, ...], fields: dict[str, object], expected: date) -> None:
    schedule = compute(network(task("A", days), task("M", 0, *links, **fields), calendar=NEW_YEAR))
    one = schedule["M"]
    assert (one.early_start_date, one.early_finish_date) == (expected, expected)


def test_what_follows_a_milestone_on_a_day_off_starts_on_the_next_working_day() -> None:
    schedule = compute(network(task("M", 0, start=date(2026, 1, 10)), task("B", 1, "M"), calendar=NEW_YEAR))
    assert schedule["B"].early_start_date == date(2026, 1, 12)
    assert schedule["M"].late_finish_date == date(2026, 1, 10)


def test_leave_does_not_move_a_milestone() -> None:
    leave = NEW_YEAR.with_leave([(date(2026, 1, 12), date(2026, 1, 23))])
    schedule = compute(network(task("A", 3), task("M", 0, "A FS+1", calendar=leave), calendar=NEW_YEAR))
    assert schedule["M"].early_finish_date == date(2026, 1, 12)
    assert compute(network(task("M", 0, calendar=leave), start=date(2026, 1, 12)))["M"].early_start_date == date(
        2026, 1, 12
    )


def test_a_milestone_after_weekend_work_is_reached_on_the_weekend() -> None:
    weekend = WorkCalendar(frozenset({5, 6}))
    schedule = compute(network(task("A", 1, calendar=weekend), task("M", 0, "A")))
    assert schedule["M"].early_finish_date == date(2026, 1, 10)


def test_a_project_that_starts_on_a_day_off_starts_on_the_next_working_day() -> None:
    schedule = compute(network(task("M", 0), task("A", 1), start=date(2026, 1, 8), calendar=NEW_YEAR))
    assert schedule["M"].early_start_date == schedule["A"].early_start_date == date(2026, 1, 12)
