"""What would move if something slipped: each rule by a worked example."""

from __future__ import annotations

from typing import Any

import pytest

from milepost.analysis.slip import NoSlip, slip_of
from milepost.analysis.slip_impact import SlipImpact

ROADMAP = """
    releases:
    - {id: spring, title: Spring, date: 2027-03-31}
    - {id: out, title: Out, date: 2026-01-31}
    items:
    - {id: base, title: Base, status: in_progress, start: 2027-01-04, end: 2027-02-12, release: spring, objectives: [aim],
       milestones: [{id: mid, title: Mid, date: 2027-01-20}, {id: last, title: Last, date: 2027-02-12}]}
    - {id: next, title: Next, status: planned, start: 2027-02-22, end: 2027-03-19, depends_on: [base],
       milestones: [{id: half, title: Half, date: 2027-03-05}]}
    - {id: then, title: Then, status: planned, start: 2027-03-29, end: 2027-04-30, depends_on: [next]}
    - {id: far, title: Far, status: planned, start: 2027-09-01, end: 2027-10-01, depends_on: [base]}
    - {id: vague, title: Vague, status: planned, start: 2027-Q1, end: 2027-Q2, depends_on: [base]}
    - {id: undated, title: Undated, status: planned, depends_on: [base]}
    - {id: closed, title: Closed, status: done, start: 2027-02-13, depends_on: [base]}
    - {id: begun, title: Begun, status: in_progress, start: 2027-02-01, end: 2027-02-28, depends_on: [base]}
"""
STRATEGY = """
    objectives:
    - {id: aim, title: Aim, timeframe: 2027-02, key_results: [{id: k, title: K, due: 2027-02-20}]}
"""


def impact(told: Any, ref: str, days: int, **files: str) -> SlipImpact:
    found = told(**files)
    kind, _, key = ref.partition(":")
    return slip_of(found.insight, found.entity(kind, key), days)


def moves(found: SlipImpact) -> list[tuple[str, int, str, str, int]]:
    return [(one.entity.ref, one.days, one.why, one.via.ref, one.steps) for one in found.shifts]


def test_a_dependent_moves_by_what_exceeds_the_time_in_between(told: Any) -> None:
    # Base ends on 12 February, Next starts on the 22nd: 9 days in between. Next ends on 19 March, Then starts on the
    # 29th: 9 more. A slip of 28 days leaves 19, and then 10.
    found = impact(told, "item:base", 28, roadmap=ROADMAP.replace("objectives: [aim],", ""))
    assert moves(found) == [
        ("item:next", 19, "depends", "item:base", 1),
        ("item:begun", 28, "depends", "item:base", 1),
        ("milestone:base/last", 28, "milestone", "item:base", 1),
        ("item:then", 10, "depends", "item:next", 2),
        ("milestone:next/half", 19, "milestone", "item:next", 2),
    ]
    # Begun starts 12 days before Base ends, as it is.
    assert {one.entity.key: one.overlap for one in found.shifts}["begun"] == 12
    assert [(one.entity.key, one.days) for one in found.spared] == [("far", 172), ("vague", None), ("undated", None)]


@pytest.mark.parametrize(
    ("days", "moved"), [(9, []), (10, [("next", 1)]), (18, [("next", 9)]), (19, [("next", 10), ("then", 1)])]
)
def test_nothing_moves_before_the_slack_is_used_up(told: Any, days: int, moved: list[tuple[str, int]]) -> None:
    roadmap = "\n".join(
        line for line in ROADMAP.replace("objectives: [aim],", "").splitlines() if "id: begun" not in line
    )
    found = impact(told, "item:base", days, roadmap=roadmap)
    assert [(one.entity.key, one.days) for one in found.shifts if one.entity.type == "item"] == moved


def test_dates_that_stay_are_missed(told: Any) -> None:
    found = impact(told, "item:base", 56, roadmap=ROADMAP, strategy=STRATEGY)
    # 12 February and 56 days is 9 April.
    assert [(one.entity.ref, one.days, one.via.key) for one in found.missed] == [
        ("release:spring", 9, "base"),
        ("objective:aim", 40, "base"),
        ("kr:aim/k", 48, "base"),
    ]
    assert not impact(told, "item:base", 7, roadmap=ROADMAP, strategy=STRATEGY).missed


WHOLE = """
    items:
    - {id: whole, title: Whole, status: planned}
    - {id: first, title: First, status: planned, parent: whole, start: 2027-01-01, end: 2027-02-01}
    - {id: second, title: Second, status: planned, parent: whole, start: 2027-01-01, end: 2027-02-20}
    - {id: after, title: After, status: planned, start: 2027-03-01, end: 2027-04-01, depends_on: [whole]}
    - {id: fixed, title: Fixed, status: planned, end: 2027-03-01}
    - {id: part, title: Part, status: planned, parent: fixed, start: 2027-01-01, end: 2027-02-25}
"""


def test_a_whole_moves_with_its_last_part(told: Any) -> None:
    assert not moves(impact(told, "item:first", 19, roadmap=WHOLE))
    # First ends on 1 February, and Second decides the end on the 20th: 28 days leave 9, of which After has 8 to spare.
    assert moves(impact(told, "item:first", 28, roadmap=WHOLE)) == [
        ("item:whole", 9, "part", "item:first", 1),
        ("item:after", 1, "depends", "item:whole", 2),
    ]


def test_a_whole_with_an_end_of_its_own_is_missed(told: Any) -> None:
    found = impact(told, "item:part", 10, roadmap=WHOLE)
    assert not found.shifts
    assert [(one.entity.key, one.days) for one in found.missed] == [("fixed", 6)]


def test_a_part_waits_for_what_its_whole_waits_for(told: Any) -> None:
    roadmap = """
        items:
        - {id: base, title: Base, status: planned, start: 2027-01-01, end: 2027-01-31}
        - {id: whole, title: Whole, status: planned, depends_on: [base]}
        - {id: early, title: Early, status: planned, parent: whole, start: 2027-02-01, end: 2027-02-10}
        - {id: late, title: Late, status: planned, parent: whole, start: 2027-03-01, end: 2027-03-10}
    """
    # The start of Whole is that of Early, which has to wait; its end is that of Late, which has time to spare.
    assert moves(impact(told, "item:base", 10, roadmap=roadmap)) == [
        ("item:whole", 10, "depends", "item:base", 1),
        ("item:early", 10, "depends", "item:base", 1),
    ]


def test_a_circle_ends_where_it_began(told: Any) -> None:
    roadmap = """
        items:
        - {id: a, title: A, status: planned, start: 2027-01-01, end: 2027-01-31, depends_on: [c]}
        - {id: b, title: B, status: planned, start: 2027-02-01, end: 2027-02-28, depends_on: [a]}
        - {id: c, title: C, status: planned, start: 2027-03-01, end: 2027-03-31, depends_on: [b]}
    """
    assert moves(impact(told, "item:a", 10, roadmap=roadmap)) == [
        ("item:b", 10, "depends", "item:a", 1),
        ("item:c", 10, "depends", "item:b", 2),
    ]


def test_items_that_come_with_a_release_move_with_it(told: Any) -> None:
    roadmap = """
        releases: [{id: v, title: V, date: 2027-03-31, milestones: [{id: m, title: M, date: 2027-03-01}]}]
        items:
        - {id: a, title: A, status: planned, release: v}
        - {id: own, title: Own, status: planned, release: v, end: 2027-02-01}
        - {id: b, title: B, status: planned, start: 2027-04-01, end: 2027-05-01, depends_on: [a]}
    """
    assert moves(impact(told, "release:v", 14, roadmap=roadmap)) == [
        ("item:a", 14, "release", "release:v", 1),
        ("milestone:v/m", 14, "milestone", "release:v", 1),
        ("item:b", 14, "depends", "item:a", 2),
    ]


def test_a_milestone_moves_the_end_that_is_taken_from_it(told: Any) -> None:
    roadmap = """
        items:
        - {id: a, title: A, status: planned, milestones: [{id: x, title: X, date: 2027-03-10}, {id: y, title: Y, date: 2027-03-20}]}
        - {id: b, title: B, status: planned, end: 2027-03-15, milestones: [{id: z, title: Z, date: 2027-03-10}]}
    """
    assert moves(impact(told, "milestone:a/x", 14, roadmap=roadmap)) == [("item:a", 4, "part", "milestone:a/x", 1)]
    missed = impact(told, "milestone:b/z", 14, roadmap=roadmap).missed
    assert [(one.entity.key, one.days) for one in missed] == [("b", 9)]


PLAN = """
    id: quay
    title: Quay
    status: in_progress
    items: [berth]
    start: 2027-01-04
    tasks:
    - {id: dig, title: Dig, duration: 10d}
    - {id: pour, title: Pour, duration: 5d, depends_on: [dig], deadline: 2027-01-29}
    - {id: paint, title: Paint, duration: 2d}
    - {id: open, title: Open, milestone: true, depends_on: [pour, paint]}
"""


def test_a_task_moves_what_depends_on_it_the_plan_and_the_item_that_it_delivers(told: Any) -> None:
    roadmap = """
        items:
        - {id: berth, title: Berth, status: in_progress}
        - {id: sail, title: Sail, status: planned, start: 2027-02-01, end: 2027-03-01, depends_on: [berth]}
    """
    # Dig ends on Friday 15 January, Pour and Open on the 22nd. Two weeks later that is 5 February, a week after Pour's
    # deadline; Sail has nine days in between.
    found = impact(told, "task:quay/dig", 14, roadmap=roadmap, plan=PLAN)
    assert moves(found) == [
        ("task:quay/pour", 14, "depends", "task:quay/dig", 1),
        ("task:quay/open", 14, "depends", "task:quay/dig", 1),
        ("plan:quay", 14, "part", "task:quay/dig", 1),
        ("item:berth", 14, "part", "plan:quay", 2),
        ("item:sail", 5, "depends", "item:berth", 3),
    ]
    assert [(one.entity.key, one.days) for one in found.missed] == [("quay/pour", 7)]


def test_a_task_with_slack_moves_nothing_until_it_is_used_up(told: Any) -> None:
    # Paint ends on 5 January, and has 13 working days of slack, which end on Friday 22 January.
    assert not impact(told, "task:quay/paint", 17, plan=PLAN.replace("items: [berth]", ""))
    assert moves(impact(told, "task:quay/paint", 20, plan=PLAN.replace("items: [berth]", ""))) == [
        ("task:quay/open", 3, "depends", "task:quay/paint", 1),
        ("plan:quay", 3, "part", "task:quay/paint", 1),
    ]


@pytest.mark.parametrize(
    ("ref", "why"),
    [
        ("item:closed", "is closed"),
        ("item:undated", "has no end"),
        ("release:out", "is out"),
        ("objective:aim", "has no planned date; what can slip: item, release, milestone, task, plan"),
    ],
)
def test_what_cannot_slip_says_why(told: Any, ref: str, why: str) -> None:
    with pytest.raises(NoSlip, match=why):
        impact(told, ref, 7, roadmap=ROADMAP, strategy=STRATEGY)


def test_open_stories_of_what_slips_are_counted(told: Any) -> None:
    backlog = """
        stories:
        - {id: a, title: A, item: base, status: todo}
        - {id: b, title: B, item: base, status: done}
        - {id: c, title: C, item: next, status: ready}
        - {id: d, title: D, item: far, status: ready}
    """
    roadmap = ROADMAP.replace("objectives: [aim],", "")
    found = impact(told, "item:base", 28, roadmap=roadmap, backlog=backlog)
    assert {item.key: number for item, number in found.stories.items()} == {"base": 1, "next": 1}


def test_a_page_is_spared_what_thousands_of_items_would_do(told: Any) -> None:
    chain = "\n".join(
        f"    - {{id: i{n}, title: I{n}, status: planned, start: 2027-01-01, end: 2027-01-02, depends_on: [i{n - 1}]}}"
        for n in range(1, 400)
    )
    told_of = told(f"items:\n    - {{id: i0, title: I, status: planned, start: 2027-01-01, end: 2027-01-02}}\n{chain}")
    first = told_of.entity("item", "i0")
    whole = slip_of(told_of.insight, first, 30)
    assert (len(whole.shifts), whole.cut) == (399, False)
    some = slip_of(told_of.insight, first, 30, 40)
    assert (len(some.shifts), some.cut) == (41, True)
