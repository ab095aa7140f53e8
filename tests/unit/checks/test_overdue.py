from __future__ import annotations

from typing import Any


def test_a_release_that_came_out_has_no_open_items(find: Any) -> None:
    roadmap = """
        releases:
        - {id: r, title: Autumn, date: 2026-11-01}
        - {id: s, title: Spring, date: 2027-03-01}
        - {id: t, title: Never, date: 2026-01-01, status: cancelled}
        items:
        - {id: a, title: A, status: in_progress, release: r}
        - {id: b, title: B, status: done, release: r}
        - {id: c, title: C, status: in_progress, release: s}
        - {id: d, title: D, status: in_progress, release: t}
    """
    told = "roadmap.yml:2:32: 'Autumn' came out 2026-11-01, 22 days ago, with 1 item open: 'A'"
    assert find("release-passed", roadmap) == [told]
    assert not find("release-passed", roadmap, as_of="2026-11-01")
    assert not find("release-passed", roadmap, rules={"release-passed": {"days": 22}})


def test_many_open_items_of_a_release_are_counted(find: Any) -> None:
    items = "\n".join(f"- {{id: i{at}, title: T{at}, status: planned, release: r}}" for at in range(6))
    found = find(
        "release-passed",
        f"releases: [{{id: r, title: R, date: 2026-11}}]\nitems:\n{items}",
        as_of="2026-12-01",
    )
    assert found == [
        "roadmap.yml:1:36: 'R' came out 2026-11, 1 day ago, with 6 items open: 'T0', 'T1', 'T2' and 3 more"
    ]


def test_a_cycle_ends_and_does_not_come_out(find: Any) -> None:
    roadmap = """
        releases: [{id: c, title: Cycle 6, type: cycle, date: 2026-11-20}]
        items: [{id: a, title: A, status: planned, release: c}]
    """
    told = "roadmap.yml:1:55: 'Cycle 6' ended 2026-11-20, 3 days ago, with 1 item open: 'A'"
    assert find("release-passed", roadmap) == [told]


def test_an_open_item_is_overdue_the_day_after_its_end(find: Any) -> None:
    roadmap = """
        items:
        - {id: a, title: A, status: in_progress, end: 2026-11-20}
        - {id: b, title: B, status: in_progress, end: 2026-11}
        - {id: c, title: C, status: done, end: 2026-11-20}
        - {id: d, title: D, status: in_progress, end: 2026-11-20, actual: {end: 2026-11-20}}
    """
    told = "roadmap.yml:2:47: 'A' was to end 2026-11-20, 3 days ago, and is still in progress"
    assert find("overdue", roadmap) == [told]
    assert not find("overdue", roadmap, as_of="2026-11-20")
    assert not find("overdue", roadmap, rules={"overdue": {"days": 3}})
    assert not find("overdue", roadmap, rules={"overdue": "off"})


def test_a_status_is_called_what_the_site_calls_it(find: Any) -> None:
    found = find(
        "overdue",
        "items: [{id: a, title: A, status: in_progress, end: 2026-11-20}]",
        portfolio="labels: {status: {in_progress: {title: Under sail}}}",
    )
    assert found == ["roadmap.yml:1:53: 'A' was to end 2026-11-20, 3 days ago, and is still under sail"]


def test_a_planned_item_starts_on_its_day(find: Any) -> None:
    found = find(
        "late-start",
        """
        items:
        - {id: a, title: A, status: planned, start: 2026-11-20}
        - {id: b, title: B, status: planned, start: 2026-Q4}
        - {id: c, title: C, status: proposed, start: 2026-11-20}
        - {id: d, title: D, status: in_progress, start: 2026-11-20}
        - {id: overdue, title: E, status: planned, start: 2026-10-20, end: 2026-11-20}
        """,
    )
    assert found == ["roadmap.yml:2:45: 'A' was to start 2026-11-20, 3 days ago, and is still planned"]


def test_a_milestone_is_overdue_when_it_is_known_not_to_be_met(find: Any) -> None:
    found = find(
        "milestone-overdue",
        """
        items:
        - id: a
          title: A
          status: in_progress
          milestones:
          - {title: Missed, date: 2026-11-20, done: false}
          - {title: Met, date: 2026-11-20, done: true}
          - {title: Ahead, date: 2026-12-20, done: false}
          - {title: Silent, date: 2026-11-21}
        - {id: b, title: B, status: done, milestones: [{title: Over, date: 2026-11-20}]}
        """,
    )
    assert found == [
        "roadmap.yml:6:27: the milestone 'Missed' of 'A' was due 2026-11-20, 3 days ago, and is not met",
        "roadmap.yml:9:27: the milestone 'Silent' of 'A' was due 2026-11-21, 2 days ago, and is not met",
    ]


def test_silence_about_milestones_means_nothing_where_everybody_is_silent(find: Any) -> None:
    assert not find(
        "milestone-overdue",
        "items: [{id: a, title: A, status: in_progress, milestones: [{title: M, date: 2026-01-01}]}]",
    )


def test_what_nobody_looked_at_for_long_is_stale(find: Any) -> None:
    roadmap = """
        items:
        - {id: a, title: A, status: in_progress, updated: 2026-08-01}
        - {id: b, title: B, status: in_progress, updated: 2026-08-25}
        - {id: c, title: C, status: planned, updated: 2026-08-01}
        - {id: d, title: D, status: in_progress}
    """
    told = "roadmap.yml:2:51: 'A' is in progress, and was last looked at 2026-08-01, 114 days ago"
    assert find("stale", roadmap) == [told]
    assert len(find("stale", roadmap, rules={"stale": {"level": "warning", "days": 60}})) == 2
    assert not find("stale", roadmap + "\n        updated: 2026-11-01")


def test_a_key_result_is_reached_by_its_day(find: Any) -> None:
    found = find(
        "key-result-overdue",
        strategy="""
        objectives:
        - id: o
          title: O
          key_results:
          - {title: Slow, baseline: 6.4, target: 2.5, current: 3.9, due: 2026-11-20}
          - {title: Dark, due: 2026-11-20}
          - {title: Met, baseline: 1, target: 2, current: 2, due: 2026-11-20}
          - {title: Ahead, baseline: 1, target: 2, current: 1, due: 2026}
        - {id: p, title: P, status: done, key_results: [{title: Past, due: 2026-11-20}]}
        """,
    )
    assert found == [
        "strategy.yml:5:66: 'Slow' was due 2026-11-20, 3 days ago, and it is at 3.9 of 2.5",
        "strategy.yml:6:24: 'Dark' was due 2026-11-20, 3 days ago, and nobody says where it is",
    ]


def test_an_objective_is_closed_when_its_time_is_over(find: Any) -> None:
    found = find(
        "objective-overdue",
        strategy="""
        objectives:
        - {id: a, title: A, timeframe: 2026-Q3}
        - {id: b, title: B, timeframe: 2026-Q3, status: done}
        - {id: c, title: C, timeframe: 2026}
        """,
    )
    assert found == ["strategy.yml:2:32: the time for 'A' (2026-Q3) ended 54 days ago, and it is still open"]


def test_nothing_came_to_pass_in_the_future(find: Any) -> None:
    found = find(
        "done-in-future",
        """
        items:
        - {id: a, title: A, status: done, end: 2026-12-01}
        - {id: b, title: B, status: done, end: 2026-12-01, actual: {end: 2026-11-01}}
        - {id: c, title: C, status: in_progress, actual: {start: 2026-11-24}}
        - {id: d, title: D, status: done, end: 2026-Q4}
        - {id: e, title: E, status: planned, milestones: [{title: M, date: 2027-01-01, done: true}]}
        """,
    )
    assert found == [
        "roadmap.yml:2:40: 'A' is done, and its end (2026-12-01) is still 8 days off",
        "roadmap.yml:4:58: the actual start of 'C' (2026-11-24) is still 1 day off",
        "roadmap.yml:6:68: the milestone 'M' is met, and its date (2027-01-01) is still 39 days off",
    ]
