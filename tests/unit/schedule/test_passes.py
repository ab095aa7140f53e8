"""Early and late dates, slack, and the critical path, against published networks and tables."""

from __future__ import annotations

from datetime import date

import pytest
from tests.support.networks import PUBLISHED, Published, network, task

from milepost.schedule.calendar import TICKS_PER_DAY, WorkCalendar, day_start
from milepost.schedule.dates import ActivityDates, Schedule
from milepost.schedule.passes import compute


def days(schedule: Schedule, name: str) -> tuple[float, ...]:
    """ES, EF, LS, LF in days from the project's start, then total and free slack."""
    one, zero = schedule[name], day_start(schedule.network.start)
    moments = (one.early_start, one.early_finish, one.late_start, one.late_finish)
    slack = (one.total_slack_days, one.free_slack_days)
    return (*((moment - zero) / TICKS_PER_DAY for moment in moments), *slack)


def early(one: ActivityDates) -> str:
    return f"{one.early_start_date:%d %b}–{one.early_finish_date:%d %b}"


def late(one: ActivityDates) -> str:
    return f"{one.late_start_date:%d %b}–{one.late_finish_date:%d %b}"


@pytest.mark.parametrize("published", PUBLISHED.values(), ids=PUBLISHED)
def test_every_date_and_slack_of_a_published_network_is_the_published_one(published: Published) -> None:
    schedule = compute(published.network())
    assert {name: days(schedule, name) for name, *_ in published.rows} == {
        name: figures for name, _, _, figures in published.rows
    }


@pytest.mark.parametrize(("name", "path"), [("FOUNDRY", "ACEGH"), ("RELIABLE", "ABCEFJLN"), ("FOURLINKS", "ACDFH")])
def test_the_critical_path_is_the_longest_chain(name: str, path: str) -> None:
    assert compute(PUBLISHED[name].network()).critical_path == tuple(path)


def test_a_lead_cannot_start_an_activity_before_the_project() -> None:
    schedule = compute(network(task("A", 2), task("B", 6, "A SS-2"), task("C", 3, "B"), calendar=WEEK))
    assert days(schedule, "A") == (0, 2, 2, 4, 2, 2)
    assert days(schedule, "B")[:2] == (0, 6)
    assert days(schedule, "C")[:2] == (6, 9)


def test_a_start_to_finish_link_into_the_time_before_the_project_holds_nothing_back() -> None:
    schedule = compute(network(task("A", 2), task("F", 4, "A SF"), task("G", 3, "F"), calendar=WEEK))
    assert days(schedule, "A")[4] == 4
    assert days(schedule, "F")[:2] == (0, 4)
    assert days(schedule, "G")[:2] == (4, 7)


def test_a_finish_to_finish_link_lets_a_longer_activity_start_what_depends_on_it_later() -> None:
    schedule = compute(network(task("A", 5), task("B", 3, "A FF"), task("C", 2, "B SS+1"), calendar=WEEK))
    assert days(schedule, "B")[:2] == (2, 5)
    assert days(schedule, "C")[:2] == (3, 5)
    assert schedule.critical_path == ("A", "B", "C")


WEEK = WorkCalendar(frozenset(range(7)))
EASTER = WorkCalendar(holidays=frozenset({date(2026, 4, 3), date(2026, 4, 6)}))


def test_lags_and_durations_skip_weekends_and_holidays() -> None:
    schedule = compute(
        network(
            task("A", 5),
            task("B", 3, "A FS+2"),
            task("C", 4, "A SS+1"),
            task("M", 0, "B", "C"),
            start=date(2026, 3, 30),
            calendar=EASTER,
        )
    )
    rows = {name: (early(one), late(one), one.total_slack_days) for name, one in schedule.activities.items()}
    assert rows == {
        "A": ("30 Mar–07 Apr", "30 Mar–07 Apr", 0),
        "B": ("10 Apr–14 Apr", "10 Apr–14 Apr", 0),
        "C": ("31 Mar–07 Apr", "09 Apr–14 Apr", 5),
        "M": ("14 Apr–14 Apr", "14 Apr–14 Apr", 0),
    }
    assert schedule["C"].free_slack_days == 5
    assert schedule.finish_date == date(2026, 4, 14)


@pytest.mark.parametrize(
    ("limit", "first", "second"),
    [
        ({"deadlines": (date(2026, 1, 14),)}, ("05–09", "01–07", -2), ("12–16", "08–14", -2)),
        ({"constraint": "fnlt 2026-01-14"}, ("05–09", "01–07", -2), ("12–16", "08–14", -2)),
        ({"constraint": "snet 2026-01-19"}, ("05–09", "12–16", 5), ("19–23", "19–23", 0)),
        ({"constraint": "mso 2026-01-09"}, ("05–09", "02–08", -1), ("09–15", "09–15", 0)),
        ({"constraint": "snlt 2026-01-08"}, ("05–09", "01–07", -2), ("12–16", "08–14", -2)),
        ({"constraint": "fnet 2026-01-23"}, ("05–09", "12–16", 5), ("19–23", "19–23", 0)),
        ({"constraint": "mfo 2026-01-15"}, ("05–09", "02–08", -1), ("09–15", "09–15", 0)),
        ({"deadlines": (date(2026, 1, 30), date(2026, 1, 14))}, ("05–09", "01–07", -2), ("12–16", "08–14", -2)),
        ({"deadlines": (date(2026, 1, 30),)}, ("05–09", "05–09", 0), ("12–16", "12–16", 0)),
        ({"start": date(2026, 1, 19)}, ("05–09", "12–16", 5), ("19–23", "19–23", 0)),
        ({"start": date(2026, 1, 7)}, ("05–09", "05–09", 0), ("12–16", "12–16", 0)),
        ({"finish": date(2026, 1, 23)}, ("05–09", "12–16", 5), ("19–23", "19–23", 0)),
    ],
)
def test_a_limit_on_the_second_of_two_activities(
    limit: dict[str, object], first: tuple[str, str, int], second: tuple[str, str, int]
) -> None:
    schedule = compute(network(task("A", 5), task("B", 5, "A", **limit)))

    def row(name: str) -> tuple[str, str, float]:
        one = schedule[name]
        return (
            f"{one.early_start_date:%d}–{one.early_finish_date:%d}",
            f"{one.late_start_date:%d}–{one.late_finish_date:%d}",
            one.total_slack_days,
        )

    assert (row("A"), row("B")) == (first, second)


def test_free_slack_is_never_more_than_total_slack() -> None:
    schedule = compute(network(task("A", 5, deadlines=(date(2026, 1, 7),)), task("B", 5, "A", start=date(2026, 1, 19))))
    assert schedule["A"].total_slack_days == schedule["A"].free_slack_days == -2


def test_typed_start_and_finish_give_the_duration() -> None:
    schedule = compute(network(task("A", None, start=date(2026, 1, 7), finish=date(2026, 1, 13)), task("B", 1, "A")))
    assert early(schedule["A"]) == "07 Jan–13 Jan"
    assert early(schedule["B"]) == "14 Jan–14 Jan"


def test_what_a_predecessor_delays_keeps_the_duration_its_typed_dates_gave() -> None:
    schedule = compute(network(task("A", 10), task("B", None, "A", start=date(2026, 1, 7), finish=date(2026, 1, 13))))
    assert early(schedule["B"]) == "19 Jan–23 Jan"


def test_an_elapsed_lag_counts_every_day() -> None:
    schedule = compute(network(task("A", 5), task("B", 1, "A FS+3ed"), task("C", 1, "A FS+4ed")))
    assert early(schedule["B"]) == "13 Jan–13 Jan"  # three days after Friday evening is Monday evening
    assert early(schedule["C"]) == "14 Jan–14 Jan"


def test_leave_of_one_activity_delays_what_depends_on_it() -> None:
    leave = WorkCalendar().with_leave([(date(2026, 1, 8), date(2026, 1, 20))])
    schedule = compute(network(task("A", 5, calendar=leave), task("B", 1, "A"), task("C", 3)))
    assert early(schedule["A"]) == "05 Jan–22 Jan"
    assert early(schedule["B"]) == "23 Jan–23 Jan"
    # On the project's calendar, C could finish twelve working days later; A is measured on its own.
    assert schedule["C"].total_slack_days == 12
    assert schedule["A"].total_slack_days == 0


def test_what_must_start_by_a_day_of_leave_must_start_before_the_leave() -> None:
    tuesday = WorkCalendar().with_leave([(date(2026, 1, 6), date(2026, 1, 6))])
    schedule = compute(network(task("A", 1, calendar=tuesday), task("B", 0, "A SS+3"), task("Z", 4)))
    assert schedule["B"].total_slack_days == 1
    assert (schedule["A"].total_slack_days, schedule["A"].free_slack_days) == (0, 0)


def test_a_mandatory_date_overrides_a_typed_one() -> None:
    schedule = compute(network(task("A", 5, start=date(2026, 1, 19), constraint="mso 2026-01-12")))
    assert early(schedule["A"]) == "12 Jan–16 Jan"


def test_a_mandatory_date_before_the_project_or_the_status_date_gives_negative_slack() -> None:
    one = task("A", 5, constraint="mso 2026-01-02")
    assert compute(network(one))["A"].total_slack_days == -1
    assert early(compute(network(one))["A"]) == "05 Jan–09 Jan"
    assert compute(network(one, as_of=date(2026, 1, 7)))["A"].total_slack_days == -3


def test_the_critical_path_ends_with_the_closing_milestone_and_otherwise_with_what_is_listed_first() -> None:
    assert compute(network(task("M", 0, "F"), task("F", 5))).critical_path == ("F", "M")
    assert compute(network(task("A", 5), task("B", 5))).critical_path == ("A",)


def test_durations_may_be_parts_of_days() -> None:
    schedule = compute(network(task("A", 0.5), task("B", 0.5, "A"), task("C", 0.25, "B")))
    assert early(schedule["B"]) == "05 Jan–05 Jan"
    assert early(schedule["C"]) == "06 Jan–06 Jan"
