from __future__ import annotations

from typing import Any


def test_a_warning_health_has_a_reason_for_items_and_projects(problems: Any) -> None:
    found = problems(
        "health-reason",
        """
        items:
        - {id: a, title: A, status: in_progress, health: at_risk}
        - {id: b, title: B, status: in_progress, health: off_track, health_reason: Ice}
        - {id: c, title: C, status: in_progress, health: on_track}
        """,
        portfolio="projects: [{id: p, title: P, health: off_track}]",
    )
    assert [problem.headline for problem in found] == [
        "portfolio.yml:1:38: health-reason: 'P' is off track, and nothing says why",
        "roadmap.yml:2:50: health-reason: 'A' is at risk, and nothing says why",
    ]
    assert found[0].level == "error"


def test_what_is_done_is_complete(find: Any) -> None:
    found = find(
        "done-not-complete",
        """
        items:
        - {id: a, title: A, status: done, progress: 80}
        - {id: b, title: B, status: done, progress: 100}
        - {id: c, title: C, status: paused, progress: 80}
        """,
    )
    assert found == ["roadmap.yml:2:45: 'A' is done, and its progress is 80 %"]


def test_what_has_not_begun_has_no_progress(find: Any) -> None:
    found = find(
        "progress-before-start",
        """
        items:
        - {id: a, title: A, status: planned, progress: 5}
        - {id: b, title: B, status: proposed, actual: {start: 2026-05-01}}
        - {id: c, title: C, status: planned, progress: 0}
        - {id: d, title: D, status: in_progress, progress: 5, actual: {start: 2026-05-01}}
        """,
    )
    assert found == [
        "roadmap.yml:2:48: 'A' is planned, and its progress is 5 %",
        "roadmap.yml:3:55: 'B' is proposed, though it started 2026-05-01",
    ]


def test_what_is_complete_is_done(find: Any) -> None:
    found = find(
        "complete-not-done",
        """
        items:
        - {id: a, title: A, status: in_progress, progress: 100}
        - {id: b, title: B, status: in_progress}
        - {id: b1, title: B1, status: done, parent: b}
        - {id: b2, title: B2, status: cancelled, parent: b}
        - {id: c, title: C, status: in_progress}
        - {id: c1, title: C1, status: done, parent: c}
        - {id: c2, title: C2, status: in_progress, parent: c}
        - {id: d, title: D, status: done, progress: 100}
        """,
    )
    assert found == [
        "roadmap.yml:2:29: 'A' is in progress, though its progress is 100 %",
        "roadmap.yml:3:29: 'B' is in progress, though all of its parts are done",
    ]


def test_what_has_ended_is_closed(find: Any) -> None:
    found = find(
        "ended-but-open",
        """
        items:
        - {id: a, title: A, status: in_progress, actual: {end: 2026-11-20}}
        - {id: b, title: B, status: in_progress, actual: {end: 2026-11}}
        - {id: c, title: C, status: done, actual: {end: 2026-11-20}}
        """,
    )
    assert found == ["roadmap.yml:2:56: 'A' ended 2026-11-20, and is still in progress"]


def test_what_is_closed_has_no_open_parts(find: Any) -> None:
    found = find(
        "closed-with-open-parts",
        """
        items:
        - {id: a, title: A, status: done}
        - {id: a1, title: A1, status: planned, parent: a}
        - {id: a2, title: A2, status: in_progress, parent: a}
        - {id: b, title: B, status: cancelled}
        - {id: b1, title: B1, status: cancelled, parent: b}
        - {id: c, title: C, status: paused}
        - {id: c1, title: C1, status: planned, parent: c}
        """,
    )
    assert found == ["roadmap.yml:2:29: 'A' is done, and parts of it are open: 'A1' and 'A2'"]


def test_what_has_begun_parts_has_begun(find: Any) -> None:
    found = find(
        "parts-begun",
        """
        items:
        - {id: a, title: A, status: planned}
        - {id: a1, title: A1, status: in_progress, parent: a}
        - {id: b, title: B, status: planned}
        - {id: b1, title: B1, status: planned, parent: b}
        - {id: c, title: C, status: in_progress}
        - {id: c1, title: C1, status: done, parent: c}
        """,
    )
    assert found == ["roadmap.yml:2:29: 'A' is planned, and parts of it have begun: 'A1'"]


def test_what_is_in_progress_stands_in_the_first_column(problems: Any) -> None:
    found = problems(
        "horizon-against-status",
        """
        items:
        - {id: a, title: A, status: in_progress, horizon: Later}
        - {id: b, title: B, status: in_progress, horizon: now}
        - {id: c, title: C, status: planned, horizon: later}
        - {id: d, title: D, status: in_progress}
        """,
    )
    assert [(str(one.place), one.message, one.hint) for one in found] == [
        ("roadmap.yml:2:51", "'A' is in progress, and its horizon is Later", "move it to now")
    ]


def test_nobody_counts_on_what_was_declined(find: Any) -> None:
    found = find(
        "ask-declined",
        """
        items:
        - {id: a, title: A, status: paused, asks: [{team: t}, {team: T, what: Keys, status: declined}]}
        - {id: b, title: B, status: cancelled, asks: [{team: t, status: declined}]}
        """,
        portfolio="teams: [{id: t, title: Harbour}]",
    )
    assert found == ["roadmap.yml:2:85: Harbour declined what 'A' asks for (Keys)"]


def test_a_team_has_no_more_planned_than_it_has_capacity_for(find: Any) -> None:
    found = find(
        "capacity-exceeded",
        """
        items:
        - {id: a, title: A, status: planned, team: red, start: 2027-01-04, end: 2027-03-26, effort: 70pd}
        - {id: b, title: B, status: planned, team: blue, start: 2027-01-04, end: 2027-03-26, effort: 64pd}
        - {id: c, title: C, status: proposed, team: blue, start: 2027-01-04, end: 2027-03-26, effort: 64pd}
        """,
        portfolio="""
        teams:
        - id: red
          title: Red
          capacity:
          - {period: 2026-Q4, effort: 64pd}
          - {period: 2027-Q1, effort: 64.5pd}
        - {id: blue, title: Blue, capacity: [{period: 2027-Q1, effort: 64pd}]}
        """,
    )
    assert found == ["portfolio.yml:6:5: 'Red' has 70 person-days planned in Q1 2027, and capacity for 64.5: 'A'"]
