"""Leveling keeps every resource within its capacity, and loads show where it is not."""

from __future__ import annotations

from datetime import date

import pytest
from tests.support.networks import EVERY_DAY, FOUNDRY, MONDAY, network, task

from milepost.schedule.calendar import TICKS_PER_DAY, WorkCalendar, day_start, start_date
from milepost.schedule.dates import Schedule
from milepost.schedule.leveling import LeveledSchedule, ResourceDemand, UnmetDemand, level
from milepost.schedule.load import (
    DayLoad,
    Overallocation,
    ResourceCapacity,
    WeekLoad,
    daily_load,
    overallocations,
    weekly_load,
)
from milepost.schedule.passes import compute

CREW = tuple(ResourceDemand(name, "crew", 2 if name == "E" else 1) for name in "ABCDEFGH")
OPTIMUM = 18  # of FOUNDRY with a crew of two, by enumeration


def one(*names: str, units: float = 1) -> list[ResourceDemand]:
    return [ResourceDemand(name, "r", units) for name in names]


def start_dates(leveled: LeveledSchedule) -> dict[str, str]:
    return {name: f"{start_date(moment):%d}" for name, moment in leveled.starts.items()}


def loads(
    schedule: Schedule, demands: list[ResourceDemand] | tuple[ResourceDemand, ...], capacity: ResourceCapacity
) -> tuple[DayLoad, ...]:
    window = schedule.network.start, schedule.finish_date
    return daily_load(schedule.network, schedule.activities, capacity, demands, window)


def test_the_foundry_with_a_crew_of_two_takes_no_longer_than_it_must() -> None:
    schedule = compute(FOUNDRY.network())
    leveled = level(schedule, {"crew": 2}, CREW)
    assert (leveled.finish - day_start(MONDAY)) / TICKS_PER_DAY == OPTIMUM
    for day in range(OPTIMUM):
        moment = day_start(MONDAY) + day * TICKS_PER_DAY
        busy = [each for each in CREW if leveled.starts[each.activity] <= moment < leveled.finishes[each.activity]]
        assert sum(each.units for each in busy) <= 2
    for link in schedule.network.links:
        assert leveled.finishes[link.predecessor] <= leveled.starts[link.successor]
    assert set(leveled.delays) == {"E", "G", "H"}


def test_without_a_shortage_nothing_moves() -> None:
    schedule = compute(FOUNDRY.network())
    leveled = level(schedule, {"crew": 4}, CREW)
    assert leveled.delays == {}
    assert leveled.finish == schedule.finish


def test_the_activity_with_the_earlier_late_start_goes_first() -> None:
    schedule = compute(network(task("A", 2), task("B", 2), task("C", 5, "B")))
    assert start_dates(level(schedule, {"r": 1}, one("A", "B"))) == {"A": "07", "B": "05", "C": "07"}


def test_a_gap_before_other_work_is_used() -> None:
    tasks = (task("A", 3, constraint="mso 2026-01-08"), task("B", 3), task("C", 4))
    leveled = level(compute(network(*tasks)), {"r": 1}, one("A", "B", "C"))
    # C has the earlier late start and fits only after A, which cannot move.
    assert start_dates(leveled) == {"A": "08", "B": "05", "C": "13"}


def test_what_is_in_progress_keeps_its_resources() -> None:
    running = task("A", 3, actual_start=date(2026, 1, 6), remaining=2 * TICKS_PER_DAY)
    schedule = compute(network(task("B", 9), running, as_of=date(2026, 1, 7)))
    assert start_dates(level(schedule, {"r": 1}, one("A", "B"))) == {"B": "09", "A": "06"}


def test_a_demand_beyond_the_whole_capacity_is_reported_and_moves_nothing() -> None:
    schedule = compute(network(task("A", 2), task("B", 2)))
    leveled = level(schedule, {"r": 1}, [ResourceDemand("A", "r", 2), ResourceDemand("B", "r", 1)])
    assert leveled.unmet == (UnmetDemand("A", "r", 2, 1),)
    assert start_dates(leveled) == {"A": "05", "B": "05"}


def test_parts_of_a_resource_fit_together() -> None:
    schedule = compute(network(*(task(name, 2) for name in "ABCD")))
    demands = [*one("A", "B", units=0.1), *one("C", units=0.8), *one("D", units=0.3)]
    assert start_dates(level(schedule, {"r": 1}, demands)) == {"A": "05", "B": "05", "C": "05", "D": "07"}


def test_summaries_and_milestones_move_with_what_they_depend_on() -> None:
    tasks = (task("S", None), task("A", 2, parent="S"), task("B", 2, parent="S"), task("M", 0, "S"))
    schedule = compute(network(*tasks))
    leveled = level(schedule, {"r": 1}, one("A", "B", "M"))
    assert leveled.finishes["S"] == leveled.starts["M"] == day_start(date(2026, 1, 9))
    assert leveled.delays["M"] == 2 * TICKS_PER_DAY


def test_the_daily_load_of_the_foundry_is_the_published_one() -> None:
    schedule = compute(FOUNDRY.network())
    found = loads(schedule, CREW, ResourceCapacity("crew", 2, EVERY_DAY))
    assert [each.needed for each in found] == [2, 2, 2, 2, 4, 4, 4, 2, 1, 1, 1, 1, 1, 1, 1]
    assert overallocations(
        schedule.network, schedule.activities, ResourceCapacity("crew", 2, EVERY_DAY), CREW, found
    ) == (Overallocation("crew", date(2026, 1, 9), date(2026, 1, 11), 4, 2, ("D", "E", "F")),)
    assert weekly_load(found)[0] == WeekLoad(MONDAY, 20, 14, 6)


def test_weekends_count_for_nothing_and_leave_leaves_no_capacity() -> None:
    schedule = compute(network(task("A", 6.5)))
    person = ResourceCapacity("r", 1, WorkCalendar().with_leave([(date(2026, 1, 7), date(2026, 1, 7))]))
    found = loads(schedule, one("A", units=0.5), person)
    assert [(each.day.day, each.needed, each.available) for each in found] == [
        (5, 0.5, 1),
        (6, 0.5, 1),
        (7, 0.5, 0),
        (8, 0.5, 1),
        (9, 0.5, 1),
        (12, 0.5, 1),
        (13, 0.25, 1),
    ]
    (over,) = overallocations(schedule.network, schedule.activities, person, one("A", units=0.5), found)
    assert (over.first, over.last, over.peak, over.available) == (date(2026, 1, 7), date(2026, 1, 7), 0.5, 0)
    assert [each.over for each in weekly_load(found)] == [0.5, 0]


def test_an_overallocation_across_a_weekend_is_one() -> None:
    schedule = compute(network(task("A", 7), task("B", 7)))
    person = ResourceCapacity("r", 1, WorkCalendar())
    found = loads(schedule, one("A", "B"), person)
    assert [
        (each.first.day, each.last.day)
        for each in overallocations(schedule.network, schedule.activities, person, one("A", "B"), found)
    ] == [(5, 13)]


def test_only_what_is_left_to_do_is_a_load() -> None:
    tasks = (
        task("A", 2, actual_start=date(2026, 1, 5), actual_finish=date(2026, 1, 6)),
        task("B", 5, actual_start=date(2026, 1, 5), remaining=TICKS_PER_DAY),
    )
    schedule = compute(network(*tasks, as_of=date(2026, 1, 7)))
    found = loads(schedule, one("A", "B"), ResourceCapacity("r", 1, WorkCalendar()))
    assert [each.needed for each in found] == [0, 0, 1]


@pytest.mark.parametrize("window", [(date(2026, 1, 6), date(2026, 1, 7)), (date.max, date.max)])
def test_a_load_stays_within_its_window(window: tuple[date, date]) -> None:
    schedule = compute(network(task("A", 5)))
    capacity = ResourceCapacity("r", 1, EVERY_DAY)
    found = daily_load(schedule.network, schedule.activities, capacity, one("A"), window)
    assert [each.day for each in found] == list(dict.fromkeys(window))
