"""Why an activity has its dates, as data: all candidates, with what decided."""

from __future__ import annotations

from datetime import date

from tests.support.networks import network, task

from milepost.schedule.calendar import WorkCalendar
from milepost.schedule.drivers import Candidate, because
from milepost.schedule.network import Lag, Network
from milepost.schedule.passes import compute
from milepost.schedule.paths import driving_path

EASTER = WorkCalendar(holidays=frozenset({date(2026, 4, 3), date(2026, 4, 6)}))


def short(candidates: tuple[Candidate, ...]) -> list[str]:
    """`* link A 10 Apr` for a binding candidate."""
    return [
        f"{'*' if one.binding else '-'} {one.kind}{f' {one.activity}' if one.activity else ''} {one.date:%d %b}"
        for one in candidates
    ]


def reasons(base: Network, name: str) -> tuple[list[str], list[str]]:
    found = because(base, compute(base).activities, name)
    return short(found.start), short(found.finish)


def test_a_start_names_the_predecessor_it_waits_for_and_the_lag() -> None:
    base = network(task("A", 5), task("C", 1), task("B", 3, "A FS+2", "C"), start=date(2026, 3, 30), calendar=EASTER)
    assert reasons(base, "B") == (
        ["* link A 10 Apr", "- link C 31 Mar", "- project-start 30 Mar"],
        ["* duration 14 Apr"],
    )
    binding = because(base, compute(base).activities, "B").start[0]
    assert binding.lag == Lag.days(2)
    assert binding.link == base.links[0]
    assert binding.given == date(2026, 4, 10)


def test_a_finish_names_what_it_finishes_with() -> None:
    base = network(task("A", 5), task("B", 3, "A FF"))
    assert reasons(base, "B") == (
        ["* link A 07 Jan", "- project-start 05 Jan"],
        ["* link A 09 Jan", "* duration 09 Jan"],
    )


def test_a_constraint_on_a_day_off_names_the_calendar_too() -> None:
    base = network(task("A", 2, constraint="snet 2026-01-10"))
    assert reasons(base, "A")[0] == ["* constraint 12 Jan", "* calendar 12 Jan", "- project-start 05 Jan"]
    assert because(base, compute(base).activities, "A").start[0].given == date(2026, 1, 10)


def test_leave_is_named_and_an_ordinary_weekend_is_not() -> None:
    leave = WorkCalendar().with_leave([(date(2026, 1, 12), date(2026, 1, 13))])
    base = network(task("A", 5), task("B", 1, "A", calendar=leave), task("C", 1, "A"))
    assert reasons(base, "B")[0] == ["* link A 14 Jan", "* calendar 14 Jan", "- project-start 05 Jan"]
    assert because(base, compute(base).activities, "B").start[0].given == date(2026, 1, 12)
    assert reasons(base, "C")[0] == ["* link A 12 Jan", "- project-start 05 Jan"]


def test_a_typed_date_is_one_candidate_and_a_later_predecessor_wins() -> None:
    base = network(task("A", 5), task("B", 5, "A", start=date(2026, 1, 7)), task("C", 5, "A", start=date(2026, 1, 20)))
    assert reasons(base, "B")[0] == ["* link A 12 Jan", "- typed 07 Jan", "- project-start 05 Jan"]
    assert reasons(base, "C")[0] == ["* typed 20 Jan", "- link A 12 Jan", "- project-start 05 Jan"]


def test_a_mandatory_date_overrides_a_later_predecessor() -> None:
    base = network(task("A", 5), task("B", 5, "A", constraint="mso 2026-01-09"))
    assert reasons(base, "B")[0] == ["* constraint 09 Jan", "- link A 12 Jan", "- project-start 05 Jan"]


def test_a_link_to_a_mandatory_date_does_not_drive_it() -> None:
    base = network(task("A", 5), task("B", 5, "A", constraint="mso 2026-01-12"))
    assert reasons(base, "B")[0][:2] == ["* constraint 12 Jan", "- link A 12 Jan"]
    assert compute(base).critical_path == ("B",)


def test_a_link_into_a_summary_is_a_candidate_of_its_children() -> None:
    base = network(task("P", 3), task("S", None, "P"), task("A", 1, parent="S"))
    assert reasons(base, "A")[0] == ["* link P 08 Jan", "- project-start 05 Jan"]
    assert reasons(base, "S") == ([], [])


def test_progress_is_named() -> None:
    base = network(
        task("D", 5, actual_start=date(2026, 1, 5), actual_finish=date(2026, 1, 8)),
        task("R", 5, "D", actual_start=date(2026, 1, 12)),
        task("N", 2, "D"),
        task("L", 1, actual_start=date(2026, 1, 20)),
        as_of=date(2026, 1, 14),
    )
    assert reasons(base, "D") == (["* actual 05 Jan"], ["* actual 08 Jan"])
    assert reasons(base, "R") == (
        ["* actual 12 Jan"],
        ["* status-date 16 Jan", "- link D 13 Jan", "- project-start 07 Jan"],
    )
    assert reasons(base, "N")[0] == ["* status-date 14 Jan", "- link D 09 Jan", "- project-start 05 Jan"]
    assert reasons(base, "L")[1][0] == "* actual 20 Jan"


def test_a_milestone_has_the_same_reasons_for_both_dates() -> None:
    base = network(task("A", 5), task("M", 0, "A", constraint="snet 2026-01-08"))
    start, finish = reasons(base, "M")
    assert start == finish == ["* link A 09 Jan", "- constraint 08 Jan", "- project-start 05 Jan"]


def test_a_delay_is_followed_from_a_task_to_the_milestone_it_moves() -> None:
    base = network(
        task("A", 5),
        task("S", None, "A"),
        task("B", 2, parent="S"),
        task("C", 3, parent="S"),
        task("D", 1),
        task("M", 0, "S", "D"),
    )
    dates = compute(base).activities
    steps = driving_path(base, dates, "A", "M")
    assert [(one.activity, one.link and (one.link.predecessor, one.link.successor)) for one in steps] == [
        ("A", None),
        ("C", ("A", "S")),
        ("M", ("S", "M")),
    ]
    assert driving_path(base, dates, "D", "M") == ()
    assert driving_path(base, dates, "B", "M") == ()
    assert [one.activity for one in driving_path(base, dates, "S", "M")] == ["C", "M"]
    assert [one.activity for one in driving_path(base, dates, "A", "A")] == ["A"]
