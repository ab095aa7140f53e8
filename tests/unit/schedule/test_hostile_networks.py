"""Impossible and extreme networks give a problem or the right date, never a traceback."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.support.networks import MONDAY, Task, changed, network, task

from milepost.schedule.calendar import TICKS_PER_DAY, WorkCalendar
from milepost.schedule.drivers import because
from milepost.schedule.network import Activity, ActivityLink, Lag, LinkType, Network
from milepost.schedule.passes import compute
from milepost.schedule.validation import ImpossibleNetwork, problems

ALWAYS = (date.min, date.max)


def found(*tasks: Task, **fields: Any) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.code, one.activity, one.others) for one in problems(network(*tasks, **fields))]


def only(*tasks: Task, **fields: Any) -> str:
    """The message of the only problem."""
    (one,) = problems(network(*tasks, **fields))
    return one.message


def test_a_cycle_is_reported_with_all_its_activities() -> None:
    tasks = (task("A", 1, "C"), task("B", 1, "A"), task("C", 1, "B"), task("D", 1, "C"))
    ((code, first, others),) = found(*tasks)
    assert code == "cycle"
    assert {first, *others} == {"A", "B", "C"}
    with pytest.raises(ImpossibleNetwork, match="each depends on the one before it, so none can start"):
        compute(network(*tasks))


def test_each_cycle_is_reported() -> None:
    tasks = (task("A", 1, "B"), task("B", 1, "A"), task("C", 1, "D SS"), task("D", 1, "C FF"), task("E", 1, "E"))
    assert sorted((code, *sorted((first, *others))) for code, first, others in found(*tasks)) == [
        ("cycle", "A", "B"),
        ("cycle", "C", "D"),
        ("cycle", "E"),
    ]
    assert only(task("E", 1, "E")) == "'E' depends on itself"


def test_a_cycle_through_a_summary_is_reported() -> None:
    tasks = (task("S", None, "B"), task("A", 1, parent="S"), task("B", 1, "A"))
    assert [code for code, _, _ in found(*tasks)] == ["cycle"]


def test_a_summary_cannot_be_linked_to_what_is_part_of_it() -> None:
    tasks = (task("S", None), task("T", None, parent="S"), task("A", 1, "S", parent="T"))
    assert found(*tasks) == [("link-to-own-summary", "A", ("S",))]


def test_a_cycle_of_parents_is_reported_once() -> None:
    tasks = (task("A", 1, parent="B"), task("B", 1, parent="C"), task("C", 1, parent="A"), task("D", 1, parent="A"))
    assert [(code, {first, *others}) for code, first, others in found(*tasks)] == [("parent-cycle", {"A", "B", "C"})]


def test_unknown_names_are_reported() -> None:
    base = network(task("A", 1, "X"), task("B", 1, parent="Y"))
    base = replace(base, links=(*base.links, ActivityLink("A", "Z")))
    assert [(one.code, one.activity, one.others) for one in problems(base)] == [
        ("unknown-parent", "B", ("Y",)),
        ("unknown-predecessor", "A", ("X",)),
        ("unknown-successor", "Z", ("A",)),
    ]


def test_an_activity_without_duration_is_reported() -> None:
    assert only(task("A", None)) == "'A' has no duration, and no start and finish that give one"
    assert found(task("A", None, start=MONDAY)) == [("missing-duration", "A", ())]
    assert found(task("A", None, finish=MONDAY)) == [("missing-duration", "A", ())]


def test_a_negative_duration_is_reported() -> None:
    assert found(task("A", -1)) == [("negative-duration", "A", ())]


@pytest.mark.parametrize(
    "lag", [Lag.days(10**9), Lag.days(-(10**9)), Lag(elapsed_days=10**9), Lag(elapsed_days=float("nan"))]
)
def test_a_lag_beyond_the_calendar_is_reported(lag: Lag) -> None:
    base = network(task("A", 1), task("B", 1))
    (one,) = problems(replace(base, links=(ActivityLink("A", "B", LinkType.FS, lag),)))
    assert (one.code, one.activity, one.others) == ("lag-too-long", "B", ("A",))
    assert one.message == "the lag from 'A' to 'B' is longer than 9,998 years"


def test_a_duration_beyond_the_calendar_is_reported() -> None:
    assert found(task("A", 10**9)) == [("duration-too-long", "A", ())]


@pytest.mark.parametrize(
    ("tasks", "when"),
    [
        ((task("A", 1), task("B", 1, "A FS+2500000")), "after year 9999"),
        ((task("A", 2_500_000),), "after year 9999"),
        ((task("A", 1_000_000), task("B", 5, deadlines=(date(1, 1, 3),))), "before year 1"),
        ((task("A", 1_000_000), task("B", 1, "A", deadlines=(date(2026, 1, 9),))), "before year 1"),
    ],
)
def test_a_computed_date_outside_the_calendar_is_reported(tasks: tuple[Task, ...], when: str) -> None:
    with pytest.raises(ImpossibleNetwork, match=when) as caught:
        compute(network(*tasks))
    assert [one.code for one in caught.value.problems] == ["date-out-of-range"]


def test_reasons_that_lie_outside_the_calendar_are_listed_at_its_end() -> None:
    base = network(task("A", 1), task("B", 1, "A FS-1000000"), task("M", 0, "A SF-1000000"))
    schedule = compute(base)
    assert schedule["B"].early_start_date == MONDAY
    assert because(base, schedule.activities, "B").start[-1].date == date.min
    assert because(base, schedule.activities, "M").start[-1].date == date.min


@pytest.mark.parametrize("calendar", [WorkCalendar(frozenset()), WorkCalendar().with_leave([ALWAYS])])
def test_a_calendar_without_a_working_day_is_reported(calendar: WorkCalendar) -> None:
    assert found(task("A", 1), task("B", 0), calendar=calendar) == [("no-working-day", "", ())]
    assert found(task("A", 1, calendar=calendar), task("B", 1)) == [("no-working-day", "A", ())]
    assert found(task("A", None, calendar=calendar, start=MONDAY, finish=MONDAY)) == [("no-working-day", "A", ())]


def test_leave_of_a_thousand_years_delays_by_a_thousand_years() -> None:
    calendar = WorkCalendar().with_leave([(MONDAY, date(3025, 12, 31))])
    assert compute(network(task("A", 1, calendar=calendar)))["A"].early_start_date == date(3026, 1, 2)


@pytest.mark.parametrize(
    "fields",
    [
        {"start": date(2026, 1, 9), "finish": date(2026, 1, 5)},
        {"start": date(2026, 1, 5), "finish": date(2026, 1, 12)},
        {"actual_start": date(2026, 1, 9), "actual_finish": date(2026, 1, 5)},
    ],
)
def test_dates_that_contradict_each_other_are_reported(fields: dict[str, date]) -> None:
    assert found(task("A", 5, **fields)) == [("inconsistent-dates", "A", ())]


def test_typed_dates_agree_with_a_duration_to_the_day() -> None:
    assert found(task("A", 4.5, start=date(2026, 1, 5), finish=date(2026, 1, 9))) == []
    assert found(task("A", 5, start=date(2026, 1, 5), finish=date(2026, 1, 11))) == []
    assert "it would finish on 2026-01-08" in only(task("A", 4, start=date(2026, 1, 5), finish=date(2026, 1, 9)))


def test_typed_dates_without_a_working_day_between_them_are_reported() -> None:
    message = only(task("A", None, start=date(2026, 1, 10), finish=date(2026, 1, 11)))
    assert message == "'A' has no working day from 2026-01-10 to 2026-01-11"


def test_a_summary_takes_no_link_to_its_finish_and_no_constraint_on_one() -> None:
    tasks = (task("P", 1), task("S", None, "P FF", constraint="mfo 2026-01-09"), task("A", 1, parent="S"))
    assert [(code, name) for code, name, _ in found(*tasks)] == [
        ("finish-link-to-summary", "S"),
        ("constraint-on-summary", "S"),
    ]


def test_an_empty_network_has_an_empty_schedule() -> None:
    schedule = compute(network())
    assert (schedule.activities, schedule.critical_path, schedule.finish_date) == ({}, (), MONDAY)


def test_long_chains_and_deep_outlines_are_computed() -> None:
    depth = 3000
    chain = [Activity(f"C{n}", TICKS_PER_DAY) for n in range(depth)]
    links = [ActivityLink(f"C{n}", f"C{n + 1}") for n in range(depth - 1)]
    outline = [Activity(f"S{n}", TICKS_PER_DAY, parent=f"S{n - 1}" if n else None) for n in range(depth)]
    schedule = compute(Network.of([*chain, *outline], [*links, ActivityLink("C0", "S0")], start=MONDAY))
    assert len(schedule.critical_path) == depth
    assert schedule["S0"].early_start_date == date(2026, 1, 6)
    assert schedule["S0"].total_slack_days == depth - 2


def test_a_network_is_left_as_it_was() -> None:
    base = network(task("A", 1), task("B", 1, "A"))
    compute(base)
    assert base == network(task("A", 1), task("B", 1, "A"))
    assert changed(base, "A", duration=2) != base
