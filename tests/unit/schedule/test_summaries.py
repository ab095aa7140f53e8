"""Summaries: their dates are those of their children, and links and limits on them apply to their children."""

from __future__ import annotations

from datetime import date

from tests.support.networks import Task, network, task

from milepost.schedule.dates import Schedule
from milepost.schedule.passes import compute


def early(schedule: Schedule, name: str) -> str:
    one = schedule[name]
    return f"{one.early_start_date:%d}–{one.early_finish_date:%d}"


def phase(name: str, *links: str, **fields: object) -> Task:
    return task(name, None, *links, **fields)


def test_a_summary_spans_its_children() -> None:
    schedule = compute(network(phase("S"), task("A", 2, parent="S"), task("B", 3, "A FS+1", parent="S"), task("C", 20)))
    assert early(schedule, "S") == "05–12"
    assert schedule["S"].total_slack_days == schedule["B"].total_slack_days == 14
    assert schedule["S"].late_start_date == schedule["A"].late_start_date
    assert not schedule["S"].critical


def test_a_link_into_a_summary_holds_back_all_its_children() -> None:
    tasks = (task("P", 3), phase("S", "P"), phase("T", parent="S"), task("A", 2, parent="S"), task("B", 1, parent="T"))
    schedule = compute(network(*tasks))
    assert [early(schedule, name) for name in "AB"] == ["08–09", "08–08"]
    assert schedule["P"].critical
    assert schedule.critical_path == ("P", "A")


def test_what_depends_on_a_summary_waits_for_its_last_child() -> None:
    tasks = (phase("S"), task("A", 2, parent="S"), task("B", 4, parent="S"), task("Q", 1, "S FS+1"))
    schedule = compute(network(*tasks))
    assert early(schedule, "Q") == "12–12"
    assert (schedule["A"].total_slack_days, schedule["A"].free_slack_days) == (2, 2)
    assert schedule.critical_path == ("B", "Q")


def test_what_starts_with_a_summary_is_driven_by_the_child_that_starts_first() -> None:
    tasks = (phase("S"), task("A", 1, parent="S"), task("B", 1, "A FS+2", parent="S"), task("Q", 9, "S SS+1"))
    schedule = compute(network(*tasks))
    assert early(schedule, "Q") == "06–16"
    assert schedule.critical_path == ("A", "Q")
    assert schedule["A"].total_slack_days == 0
    assert schedule["B"].total_slack_days == 6


def test_one_phase_after_another() -> None:
    tasks = (phase("S"), task("A", 2, parent="S"), phase("T", "S"), task("B", 3, parent="T"), task("C", 1, parent="T"))
    schedule = compute(network(*tasks))
    assert early(schedule, "T") == "07–09"
    assert schedule["S"].total_slack_days == 0
    assert schedule["C"].total_slack_days == 2


def test_limits_of_a_summary_apply_to_its_children() -> None:
    tasks = (
        phase("S", start=date(2026, 1, 7), deadlines=(date(2026, 1, 8),)),
        task("A", 5, parent="S"),
        phase("T", constraint="fnlt 2026-01-08"),
        task("B", 5, parent="T"),
        phase("U", constraint="snet 2026-01-08"),
        task("C", 1, parent="U"),
    )
    schedule = compute(network(*tasks))
    assert early(schedule, "A") == "07–13"
    assert schedule["A"].total_slack_days == schedule["S"].total_slack_days == -3
    assert schedule["B"].total_slack_days == -1
    assert early(schedule, "C") == "08–08"


def test_the_free_slack_of_a_summary_is_that_before_its_successor() -> None:
    tasks = (phase("S"), task("A", 2, parent="S"), task("B", 5), task("Q", 1, "S", "B"), task("Z", 20))
    schedule = compute(network(*tasks))
    assert (schedule["S"].total_slack_days, schedule["S"].free_slack_days) == (17, 3)


def test_a_link_into_a_partly_complete_summary_leaves_slack_until_what_is_open() -> None:
    tasks = (
        task("P", 1),
        phase("S", "P"),
        task("A", 2, parent="S", actual_start=date(2026, 1, 5), actual_finish=date(2026, 1, 6)),
        task("B", 2, parent="S", constraint="snet 2026-01-14"),
        task("Z", 9),
    )
    schedule = compute(network(*tasks, as_of=date(2026, 1, 7)))
    assert schedule["P"].free_slack_days == 4


def test_a_summary_with_a_complete_child_has_the_slack_of_the_open_one() -> None:
    tasks = (
        phase("S"),
        task("A", 2, parent="S", actual_start=date(2026, 1, 5), actual_finish=date(2026, 1, 6)),
        task("B", 2, parent="S"),
        task("C", 5),
    )
    schedule = compute(network(*tasks, as_of=date(2026, 1, 7)))
    assert early(schedule, "S") == "05–08"
    assert schedule["S"].total_slack_days == 3
