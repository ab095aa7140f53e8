"""What is complete, in progress, or overdue: actual dates stay, and what is left starts at the status date."""

from __future__ import annotations

from datetime import date

import pytest
from tests.support.networks import network, task

from milepost.schedule.calendar import TICKS_PER_DAY
from milepost.schedule.dates import ActivityDates
from milepost.schedule.passes import compute

AS_OF = date(2026, 1, 14)  # a Wednesday


def early(one: ActivityDates) -> str:
    return f"{one.early_start_date:%d %b}–{one.early_finish_date:%d %b}"


def test_what_is_complete_keeps_its_dates_even_on_a_weekend() -> None:
    done = {"actual_start": date(2026, 1, 8), "actual_finish": date(2026, 1, 11)}
    schedule = compute(network(task("A", 5, **done), task("B", 2, "A"), as_of=AS_OF))
    assert early(schedule["A"]) == "08 Jan–11 Jan"
    assert (schedule["A"].late_start_date, schedule["A"].late_finish_date) == (date(2026, 1, 8), date(2026, 1, 11))
    assert (schedule["A"].total_slack, schedule["A"].critical) == (0, False)
    assert early(schedule["B"]) == "14 Jan–15 Jan"


def test_a_missing_actual_start_is_computed_from_the_duration() -> None:
    schedule = compute(network(task("A", 5, actual_finish=date(2026, 1, 13)), as_of=AS_OF))
    assert early(schedule["A"]) == "07 Jan–13 Jan"


def test_what_is_complete_needs_no_duration() -> None:
    schedule = compute(network(task("A", None, actual_finish=date(2026, 1, 13)), as_of=AS_OF))
    assert early(schedule["A"]) == "13 Jan–13 Jan"


def test_nothing_open_starts_before_the_status_date() -> None:
    schedule = compute(network(task("A", 5), task("B", 5, start=date(2026, 1, 6)), as_of=AS_OF))
    assert early(schedule["A"]) == early(schedule["B"]) == "14 Jan–20 Jan"


@pytest.mark.parametrize(
    ("days", "remaining", "finish"),
    [
        (10, 3 * TICKS_PER_DAY, "16 Jan"),
        (10, None, "19 Jan"),  # six of ten days have passed
        (3, None, "14 Jan"),  # overdue: it is not complete, so it takes at least today
        (3, 0, "13 Jan"),  # all work was done by then
        (0.5, None, "14 Jan"),
    ],
)
def test_what_is_left_of_an_activity_in_progress_starts_at_the_status_date(
    days: float, remaining: int | None, finish: str
) -> None:
    one = task("A", days, actual_start=date(2026, 1, 6), remaining=remaining)
    schedule = compute(network(one, task("B", 20), as_of=AS_OF))
    assert early(schedule["A"]) == f"06 Jan–{finish}"
    assert schedule["A"].late_start_date == date(2026, 1, 6)


def test_what_has_only_started_and_has_nothing_left_takes_its_day() -> None:
    one = task("A", 1, actual_start=date(2026, 1, 12), remaining=0)
    assert early(compute(network(one, as_of=date(2026, 1, 12)))["A"]) == "12 Jan–12 Jan"


def test_what_has_started_is_no_longer_limited_in_its_start() -> None:
    running = task("A", 5, actual_start=date(2026, 1, 12), remaining=TICKS_PER_DAY)
    schedule = compute(network(running, task("B", 9, "A SS"), as_of=AS_OF))
    assert (schedule["A"].total_slack_days, schedule["A"].free_slack_days) == (8, 8)


def test_a_mandatory_start_ends_when_the_activity_starts() -> None:
    running = task("B", 5, "A", actual_start=date(2026, 1, 12), remaining=TICKS_PER_DAY, constraint="mso 2026-01-12")
    schedule = compute(network(task("A", 2), running, task("C", 6), as_of=AS_OF))
    assert early(schedule["B"]) == "12 Jan–16 Jan"
    assert schedule["B"].total_slack_days == 3


def test_a_mandatory_finish_holds_what_is_in_progress() -> None:
    running = task("B", 5, actual_start=date(2026, 1, 12), remaining=TICKS_PER_DAY, constraint="mfo 2026-01-20")
    schedule = compute(network(running, as_of=AS_OF))
    assert early(schedule["B"]) == "12 Jan–20 Jan"
    assert schedule["B"].total_slack_days == 0


def test_without_a_status_date_an_activity_in_progress_runs_from_its_actual_start() -> None:
    schedule = compute(network(task("A", 5, actual_start=date(2026, 1, 8))))
    assert early(schedule["A"]) == "08 Jan–14 Jan"


def test_remaining_work_waits_for_a_predecessor_that_is_not_complete() -> None:
    tasks = (task("A", 5), task("B", 4, "A", actual_start=date(2026, 1, 12), remaining=2 * TICKS_PER_DAY))
    schedule = compute(network(*tasks, as_of=AS_OF))
    assert early(schedule["A"]) == "14 Jan–20 Jan"
    assert early(schedule["B"]) == "12 Jan–22 Jan"
    assert schedule["A"].critical
    assert schedule.critical_path == ("A", "B")


def test_slack_in_progress_is_that_of_the_finish() -> None:
    tasks = (task("A", 5, actual_start=date(2026, 1, 12), remaining=TICKS_PER_DAY), task("B", 5))
    one = compute(network(*tasks, as_of=AS_OF))["A"]
    assert (one.total_slack_days, one.free_slack_days) == (4, 4)
    assert one.late_finish_date == date(2026, 1, 20)


def test_an_actual_start_after_the_status_date_delays_the_remaining_work() -> None:
    schedule = compute(network(task("A", 2, actual_start=date(2026, 1, 19)), as_of=AS_OF))
    assert early(schedule["A"]) == "19 Jan–20 Jan"


def test_a_deadline_that_has_passed_gives_negative_slack() -> None:
    schedule = compute(network(task("A", 2, deadlines=(date(2026, 1, 9),)), as_of=AS_OF))
    assert schedule["A"].total_slack_days == -4
    assert schedule["A"].critical


def test_a_milestone_with_an_actual_start_is_complete() -> None:
    schedule = compute(network(task("M", 0, actual_start=date(2026, 1, 10)), as_of=AS_OF))
    assert early(schedule["M"]) == "10 Jan–10 Jan"


def test_everything_complete_has_no_critical_path() -> None:
    schedule = compute(network(task("A", 5, actual_finish=date(2026, 1, 9)), as_of=AS_OF))
    assert schedule.critical_path == ()
    assert schedule.finish_date == date(2026, 1, 9)
