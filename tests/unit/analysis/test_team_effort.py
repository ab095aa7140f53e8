"""Planned effort and capacity by team and quarter, as reckoned on paper."""

from __future__ import annotations

from typing import Any

import pytest

from milepost.kinds.roadmap.team_effort import TeamEfforts

PORTFOLIO = """
audience: internal
teams:
- {id: red, title: Red, capacity: [{period: 2026-Q4, effort: 66pd}, {period: 2027-Q1, effort: 64pd}]}
- {id: blue, title: Blue}
"""


def efforts(told: Any, roadmap: str = "", **files: str) -> TeamEfforts:
    found = told(f"items:\n{roadmap}" if roadmap else "", portfolio=files.pop("portfolio", PORTFOLIO), **files)
    assert isinstance(found.insight.team_effort, TeamEfforts)
    return found.insight.team_effort


def planned(found: TeamEfforts) -> dict[str, float]:
    (row,) = found.teams
    return {str(one.quarter): round(one.effort, 6) for one in row}


def test_an_effort_is_spread_over_the_working_days_of_its_item(told: Any) -> None:
    # From Monday 21 December to Friday 8 January: 9 working days in the one quarter, 6 in the other.
    found = efforts(
        told, "- {id: a, title: A, status: planned, team: red, start: 2026-12-21, end: 2027-01-08, effort: 15pd}"
    )
    assert planned(found) == {"Q4 2026": 9.0, "Q1 2027": 6.0}


def test_what_is_done_does_not_count_nor_what_lies_before_today(told: Any) -> None:
    found = efforts(
        told,
        "- {id: a, title: A, status: in_progress, team: red, start: 2026-10-01, end: 2026-12-31, effort: 40pd, progress: 75}",
    )
    assert planned(found) == {"Q4 2026": 10.0, "Q1 2027": 0.0}


def test_overdue_work_is_due_now(told: Any) -> None:
    found = efforts(told, "- {id: a, title: A, status: in_progress, team: red, end: 2026-11-02, effort: 8pd}")
    assert planned(found) == {"Q4 2026": 8.0, "Q1 2027": 0.0}


@pytest.mark.parametrize("status", ["proposed", "paused", "done", "cancelled"])
def test_only_what_is_planned_or_in_progress_counts(told: Any, status: str) -> None:
    found = efforts(told, f"- {{id: a, title: A, status: {status}, team: red, end: 2027-01-08, effort: 15pd}}")
    assert planned(found) == {"Q4 2026": 0.0, "Q1 2027": 0.0}


def test_parts_count_instead_of_what_they_are_parts_of(told: Any) -> None:
    found = efforts(
        told,
        """
        - {id: whole, title: W, status: in_progress, team: red, end: 2027-01-29, effort: 100pd}
        - {id: part, title: P, status: planned, parent: whole, start: 2027-01-04, end: 2027-01-29, effort: 5pd}
        - {id: other, title: O, status: planned, parent: whole, end: 2027-01-29}
        """,
    )
    assert planned(found) == {"Q4 2026": 0.0, "Q1 2027": 5.0}
    assert [item.id for item in found.without_effort] == ["other"]


def test_a_plan_counts_instead_of_the_items_it_delivers(told: Any) -> None:
    found = efforts(
        told,
        """
        - {id: a, title: A, status: in_progress, team: red, end: 2027-01-29, effort: 100pd}
        - {id: part, title: P, status: planned, parent: a, team: red, end: 2027-01-29, effort: 50pd}
        """,
        plan="""
        id: p
        title: P
        status: in_progress
        team: red
        items: [a]
        start: 2026-11-23
        tasks:
        - {id: one, title: One, start: 2026-12-28, duration: 10d, effort: 20pd, assigned: [{resource: reds, units: 3}, blues]}
        - {id: two, title: Two, start: 2027-01-04, duration: 4d, assigned: [{resource: reds, units: 0.5}]}
        - {id: three, title: Three, start: 2027-01-04, duration: 4d, effort: 3pd}
        - {id: four, title: Four, start: 2027-01-04, duration: 4d, assigned: [supplier]}
        - {id: over, title: Over, effort: 90pd, duration: 9d, status: done, actual: {start: 2026-11-02, end: 2026-11-12}}
        resources:
        - {id: reds, title: R, team: red, capacity: 3}
        - {id: blues, title: B, team: blue}
        - {id: supplier, title: S}
        """,
    )
    # One: 15 of its 20 person-days are Red's, 4 of its 10 days in December. Two: 4 days of half a unit. Three: the plan's.
    assert planned(found) == {"Q4 2026": 6.0, "Q1 2027": 14.0}
    assert {part.source.type for row in found.teams for one in row for part in one.parts} == {"plan"}


def test_a_started_task_counts_with_what_is_left_of_it(told: Any) -> None:
    found = efforts(
        told,
        plan="""
        id: p
        title: P
        status: in_progress
        team: red
        tasks: [{id: a, title: A, duration: 20d, effort: 40pd, progress: 75, actual: {start: 2026-11-02}}]
        """,
    )
    assert planned(found) == {"Q4 2026": 10.0, "Q1 2027": 0.0}


def test_capacity_of_the_quarter_that_has_begun_is_that_from_today_on(told: Any) -> None:
    (row,) = efforts(told).teams
    # 29 of the 66 working days of the quarter are left, today included.
    assert [one.capacity for one in row] == [pytest.approx(29.0), pytest.approx(64.0)]


def test_entries_that_overlap_add_up_and_half_a_quarter_is_not_a_whole_one(told: Any) -> None:
    portfolio = """
    teams:
    - id: red
      title: Red
      capacity:
      - {period: 2027-Q1, effort: 64pd}
      - {period: 2027-02, effort: 20pd}
      - {period: 2027-04, effort: 20pd}
    """
    (row,) = efforts(told, portfolio=portfolio).teams
    assert [one.capacity for one in row] == [None, pytest.approx(84.0), None]


def test_more_than_there_is_time_for_is_over(told: Any) -> None:
    item = "- {{id: a, title: A, status: planned, team: red, start: 2027-01-04, end: 2027-03-26, effort: {0}pd}}"
    assert efforts(told, item.format(64.4)).over == ()
    (over,) = efforts(told, item.format(66)).over
    assert (str(over.quarter), round(over.over, 6)) == ("Q1 2027", 2.0)


def test_without_a_capacity_nothing_is_compared(told: Any) -> None:
    item = "- {id: a, title: A, status: planned, team: red, end: 2027-03-26, effort: 64pd}"
    assert efforts(told, item, portfolio="teams: [{id: red, title: Red}]").teams == ()


def test_an_effort_without_an_end_is_named(told: Any) -> None:
    found = efforts(
        told,
        """
        - {id: a, title: A, status: planned, team: red, effort: 64pd}
        - {id: b, title: B, status: planned, team: red, end: later, effort: 64pd}
        - {id: c, title: C, status: planned, team: blue, effort: 64pd}
        """,
    )
    assert [item.id for item in found.without_dates] == ["a", "b"]
