"""Schedules of random networks equal those computed by definition, and by another engine."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.networks import MONDAY, changed
from tests.support.random_networks import Plain, constrained_networks, grouped_networks, plain_networks

from milepost.schedule.calendar import TICKS_PER_DAY, WorkCalendar, day_end, day_start, start_date
from milepost.schedule.drivers import because
from milepost.schedule.network import Activity, ActivityLink, Lag, LinkType, Network
from milepost.schedule.passes import compute


def earliest(plain: Plain, delayed: int = -1, delay: int = 0) -> list[int]:
    """Early starts in working days, by raising whatever breaks a link until none does.

    The start of one activity can be held back, by a number of days from where it would be.
    """
    starts = [0] * len(plain.durations)
    if delay:
        starts[delayed] = earliest(plain)[delayed] + delay
    moved = True
    while moved:
        moved = False
        for before, after, kind, lag in plain.links:
            event = starts[before] + (plain.durations[before] if kind in ("FS", "FF") else 0)
            least = event + lag - (plain.durations[after] if kind in ("FF", "SF") else 0)
            if starts[after] < least:
                starts[after], moved = least, True
    return starts


def finish(plain: Plain, starts: list[int]) -> int:
    return max(start + days for start, days in zip(starts, plain.durations, strict=True))


def slack(plain: Plain, index: int) -> tuple[int, int]:
    """Total and free slack: the largest delay that moves no finish of the project, and no other activity."""
    usual = earliest(plain)
    total = free = 0
    while finish(plain, earliest(plain, index, total + 1)) == finish(plain, usual):
        total += 1
    while free < total:
        later = earliest(plain, index, free + 1)
        if any(later[other] != usual[other] for other in range(len(usual)) if other != index):
            break
        free += 1
    return total, free


@given(plain_networks(most=6))
def test_dates_and_slack_are_what_they_are_defined_to_be(plain: Plain) -> None:
    schedule = compute(plain.network())
    days = plain.working_days()
    for index, start in enumerate(earliest(plain)):
        one, length = schedule[f"T{index}"], plain.durations[index]
        total, free = slack(plain, index)
        assert (one.total_slack_days, one.free_slack_days) == (total, free)
        if length:
            assert (one.early_start_date, one.early_finish_date) == (days[start], days[start + length - 1])
            assert (one.late_start_date, one.late_finish_date) == (
                days[start + total],
                days[start + total + length - 1],
            )
        else:
            assert plain.network().calendar.work_between(day_start(MONDAY), one.early_start) == start * TICKS_PER_DAY
    expected = finish(plain, earliest(plain))
    assert schedule.network.calendar.work_between(day_start(MONDAY), schedule.finish) == expected * TICKS_PER_DAY


@given(plain_networks())
def test_every_date_has_a_binding_reason_and_none_that_is_later(plain: Plain) -> None:
    schedule = compute(plain.network())
    calendar = schedule.network.calendar
    for name, one in schedule.activities.items():
        reasons = because(schedule.network, schedule.activities, name)
        for candidates, moment in ((reasons.start, one.early_start), (reasons.finish, one.early_finish)):
            assert candidates[0].binding
            assert all(calendar.work_between(each.moment, moment) >= 0 for each in candidates)
            assert all(calendar.work_between(each.moment, moment) == 0 for each in candidates if each.binding)


@given(plain_networks())
def test_each_activity_on_the_critical_path_is_critical_and_driven_by_the_one_before(plain: Plain) -> None:
    schedule = compute(plain.network())
    path = schedule.critical_path
    assert schedule[path[-1]].early_finish == schedule.finish
    assert all(schedule[name].critical for name in path)
    for before, after in pairwise(path):
        links = because(schedule.network, schedule.activities, after).links
        assert before in {link.predecessor for link in links}


@given(
    st.frozensets(st.integers(0, 6), min_size=1),
    st.frozensets(st.dates(date(2026, 1, 1), date(2026, 2, 28)), max_size=12),
    st.tuples(st.dates(date(2026, 1, 1), date(2026, 2, 28)), st.dates(date(2026, 1, 1), date(2026, 2, 28))),
    st.dates(date(2025, 12, 1), date(2026, 3, 31)),
    st.integers(-30 * TICKS_PER_DAY, 30 * TICKS_PER_DAY),
)
def test_calendar_arithmetic_equals_counting_day_by_day(
    weekdays: frozenset[int], holidays: frozenset[date], leave: tuple[date, date], day: date, work: int
) -> None:
    calendar = WorkCalendar(weekdays, holidays, (leave,))
    worked = calendar.is_working(day)
    assert worked == (day.weekday() in weekdays and day not in holidays and not leave[0] <= day <= leave[1])
    assert calendar.work_between(day_start(day), day_end(day)) == (TICKS_PER_DAY if worked else 0)
    moment = day_start(day) + 100
    later, earlier = calendar.add(moment, work), calendar.subtract(moment, work)
    assert calendar.work_between(moment, later) == work
    assert calendar.work_between(earlier, moment) == work
    assert calendar.previous_finish(moment) <= moment <= calendar.next_start(moment)
    assert calendar.is_working(date.fromordinal(calendar.next_start(moment) // TICKS_PER_DAY))
    assert calendar.is_working(date.fromordinal((calendar.previous_finish(moment) - 1) // TICKS_PER_DAY))


def same_as(engine: str, plain: Plain) -> None:
    """Compares a schedule with that of another engine, which may not be installed."""
    others = pytest.importorskip(f"tests.support.{engine}_engine", exc_type=ImportError)
    schedule = compute(plain.network())
    theirs = others.schedule_of(plain)
    for index, days in enumerate(plain.durations):
        one, row = schedule[f"T{index}"], theirs[f"T{index}"]
        dates = one.early_start_date, one.early_finish_date, one.late_start_date, one.late_finish_date
        # Tools differ in which side of a night they print the date of a milestone on.
        assert dates == row[:4] or not days
        assert (one.total_slack_days, one.free_slack_days) == row[4:]


@pytest.mark.parametrize("engine", ["longpath", "mpxj"])
@given(plain=plain_networks())
def test_another_engine_computes_the_same_schedule(engine: str, plain: Plain) -> None:
    same_as(engine, plain)


@given(constrained_networks())
def test_another_engine_computes_the_same_schedule_with_constraints(plain: Plain) -> None:
    same_as("longpath", plain)


def early_dates(base: Network) -> dict[str, tuple[int, int]]:
    schedule = compute(base)
    zero = day_start(MONDAY)
    return {
        # In work, so that an evening and the next morning are the same.
        name: (calendar.work_between(zero, one.early_start), calendar.work_between(zero, one.early_finish))
        for name, one in schedule.activities.items()
        for calendar in [base.calendar_of(base.activities[name])]
    }


@given(grouped_networks(), st.sampled_from(["FS", "SS"]), st.booleans())
def test_slack_is_how_far_an_activity_can_slip_with_leave_and_summaries(plain: Plain, kind: str, after: bool) -> None:
    base = plain.network()
    if any(plain.parents):
        base = replace(base, activities={**base.activities, "Z": Activity("Z", 2 * TICKS_PER_DAY)})
        ends = ("S", "Z") if after else ("Z", "S")
        base = replace(base, links=(*base.links, ActivityLink(*ends, LinkType(kind), Lag.days(1))))
    schedule, before = compute(base), early_dates(base)
    finish = base.calendar.work_before(schedule.finish)
    for name, activity in base.activities.items():
        calendar, one = base.calendar_of(activity), schedule[name]
        if base.is_summary(name) or not activity.duration:
            continue

        def slipped(minutes: int) -> Network:
            start = calendar.start_after(calendar.work_before(one.early_start) + minutes)  # noqa: B023
            return changed(base, name, start=start_date(start))  # noqa: B023

        def moved(minutes: int) -> list[str]:
            later = early_dates(slipped(minutes))
            return [other for other in before if later[other] != before[other] and other not in (name, "S")]  # noqa: B023

        assert base.calendar.work_before(compute(slipped(one.total_slack)).finish) <= finish
        assert not moved(one.free_slack)
        if kind == "SS" and after:  # of several that start a summary together, any one could slip, but not all
            continue
        assert base.calendar.work_before(compute(slipped(one.total_slack + TICKS_PER_DAY)).finish) > finish
        assert one.free_slack == one.total_slack or moved(one.free_slack + TICKS_PER_DAY)
