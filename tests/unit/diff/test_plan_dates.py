"""Computed dates of plans that move: what is told of milestones, ends of plans, and the tasks that moved them."""

from __future__ import annotations

from datetime import date

import pytest

from milepost.access.audience_filter import redacted_for
from milepost.diff.change import Change
from milepost.diff.compare import compare
from milepost.diff.plan_dates import shift_text
from milepost.graph.loader import load_contents
from milepost.graph.portfolio import Portfolio
from milepost.ruleset import rule_levels

AS_OF = date(2026, 11, 23)  # a Monday
PLAN = """\
kind: plan
id: readers
title: Readers
status: in_progress
audience: public
start: 2026-11-23
tasks:
- {id: make, title: Production, duration: 10d}
- {id: here, title: Readers delivered, milestone: true, depends_on: [make]}
- {id: test, title: Acceptance test, duration: 5d, depends_on: [here]}
- {id: train, title: Training, duration: 3d, depends_on: [test]}
- {id: open, title: First island open, milestone: true, depends_on: [train]}
- {id: tidy, title: Clearing up, duration: 2d, depends_on: [make]}
"""
ROADMAP = """\
kind: roadmap
title: Roadmap
items: [{id: i, title: Island readers, status: in_progress, end: 2026-12-20}]
"""


def read(plan: str, **files: str) -> Portfolio:
    texts = {"plan": plan, "roadmap": ROADMAP, **files}
    found = load_contents({f"{name}.yml": text.encode() for name, text in texts.items()})
    assert not found.problems, [problem.text() for problem in found.problems]
    return found.portfolio


def changes(*replaced: tuple[str, str], base: str = PLAN, audience: str = "internal") -> list[Change]:
    after = base
    for old, new in replaced:
        assert old in after, old
        after = after.replace(old, new, 1)
    sides = (redacted_for(read(text), audience, AS_OF) for text in (base, after))
    return compare(*sides, AS_OF, levels=rule_levels())


def told(*replaced: tuple[str, str], base: str = PLAN, audience: str = "internal") -> list[str]:
    """What is told in the section of promises."""
    found = changes(*replaced, base=base, audience=audience)
    return [f"{one.rule}: {one.message}" for one in found if one.section == "promises"]


def test_a_longer_task_moves_milestones_along_a_path_and_other_tasks_in_one_line() -> None:
    assert told(("duration: 10d", "duration: 25d")) == [
        "date-slipped: Production (Readers) moves from 4 December 2026 to 25 December 2026 (+3 weeks): "
        "it takes 25 working days instead of 10",
        "date-slipped: Readers delivered (Readers) moves from 4 December 2026 to 25 December 2026 (+3 weeks): "
        "Production takes 25 working days instead of 10",
        "date-slipped: First island open (Readers) moves from 16 December 2026 to 6 January 2027 (+3 weeks): "
        "Production takes 25 working days instead of 10 → Readers delivered → Acceptance test → Training; "
        "the plan ends with it",
        "date-moved: Readers has 3 more tasks that move later, by 3 weeks",
    ]


def test_the_changed_input_is_told_as_well() -> None:
    found = changes(("duration: 10d", "duration: 25d"))
    assert [one.message for one in found if one.section != "promises"] == [
        "Production (Readers) has its duration changed from 10d to 25d"
    ]


def test_a_task_that_gets_shorter_moves_them_earlier_and_slips_nothing() -> None:
    found = told(("duration: 10d", "duration: 9d"))
    assert {one.partition(":")[0] for one in found} == {"date-moved"}
    assert (
        "date-moved: First island open (Readers) moves from 16 December 2026 to 15 December 2026 (−1 day): "
        "Production takes 9 working days instead of 10 → Readers delivered → Acceptance test → Training; "
        "the plan ends with it"
    ) in found


def test_of_several_changed_tasks_on_one_path_each_is_named() -> None:
    found = told(("duration: 10d", "duration: 11d"), ("Training, duration: 3d", "Training, duration: 5d"))
    (opening,) = [one for one in found if "First island open" in one]
    assert opening.endswith(
        "(+5 days): Production takes 11 working days instead of 10 → Readers delivered → Acceptance test → "
        "Training (takes 5 working days instead of 3); the plan ends with it"
    )


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("depends_on: [test]", "depends_on: [test, tidy]", ""),
        ("depends_on: [here]", "depends_on: [{id: here, lag: 5d}]", "Acceptance test depends on Readers delivered with a lag of 5 working days → Training"),
        ("depends_on: [here]", "depends_on: [here, tidy]", "Acceptance test now depends on Clearing up → Training"),
        ("duration: 5d", "duration: 5d, constraint: {type: snet, date: 2026-12-14}", "Acceptance test starts no earlier than 14 December 2026 → Training"),
        ("duration: 5d", "duration: 5d, start: 2026-12-14", "Acceptance test is planned to start on 14 December 2026 → Training"),
        ("duration: 5d", "duration: 10ed", "Acceptance test takes 10 calendar days instead of 5 → Training"),
        ("milestone: true, depends_on: [train]", "milestone: true, depends_on: [train], constraint: {type: fnet, date: 2026-12-21}", "it ends no earlier than 21 December 2026"),
    ],
)  # fmt: skip
def test_the_change_that_moved_a_milestone_is_named(old: str, new: str, why: str) -> None:
    found = [one for one in told((old, new)) if one.startswith("date-slipped: First island open")]
    assert [one.partition("): ")[2].partition(";")[0] for one in found] == ([why] if why else [])


def test_an_actual_end_moves_what_follows_and_is_no_second_change() -> None:
    found = told(("duration: 10d", "duration: 10d, status: done, actual: {start: 2026-11-02, end: 2026-11-20}"))
    (moved,) = [one for one in found if one.startswith("date-moved: Production")]
    assert moved.endswith("moves from 4 December 2026 to 20 November 2026 (−2 weeks): it ended 20 November 2026")
    assert "status-changed: Production (Readers) is now done" in found


def test_a_cancelled_task_holds_nothing_back() -> None:
    found = told(("duration: 5d", "duration: 5d, status: cancelled"))
    assert any(one.endswith("(−3 weeks): Training no longer depends on Acceptance test") for one in found), found
    assert "scope-removed: Acceptance test (Readers) is now cancelled" in found


def test_a_new_task_on_the_way_is_a_cause() -> None:
    more = "- {id: pack, title: Packing, duration: 4d, depends_on: [make]}\n- {id: here"
    found = told(("- {id: here", more), ("depends_on: [make]}\n- {id: test", "depends_on: [pack]}\n- {id: test"))
    (delivered,) = [one for one in found if one.startswith("date-slipped: Readers delivered")]
    assert delivered.endswith(": Packing is new → it now depends on Packing and no longer depends on Production"), (
        delivered
    )


def test_a_start_of_the_plan_moves_all_of_it() -> None:
    found = told(("start: 2026-11-23", "start: 2026-12-07"))
    assert found[0].startswith("date-slipped: Readers moves its start from 23 November 2026 to 7 December 2026")
    (opening,) = [one for one in found if "First island open" in one]
    assert opening.endswith(
        "(+2 weeks): the plan starts 7 December 2026 instead of 23 November 2026; the plan ends with it"
    )


LEAVE = PLAN.replace("tasks:", "resources: [{id: r, title: R, leave: [2026-12-24]}]\ntasks:").replace(
    "duration: 5d", "duration: 5d, assigned: [{resource: r}]"
)


def test_leave_of_who_is_assigned_is_a_cause() -> None:
    found = told(("leave: [2026-12-24]", "leave: [2026-12-07/2026-12-11]"), base=LEAVE)
    (opening,) = [one for one in found if "First island open" in one]
    assert ": Acceptance test is on other working days, because of leave → Training" in opening


def test_the_end_of_a_plan_that_no_task_is_reported_with_is_a_promise_of_its_own() -> None:
    late = PLAN.replace("Clearing up, duration: 2d", "Clearing up, duration: 20d")
    found = told(("duration: 10d", "duration: 12d"), base=late)
    assert [one for one in found if ": Readers " in one and "delivered (" not in one] == [
        "date-slipped: Readers ends 5 January 2027 instead of 1 January 2027 (+4 days): "
        "Production takes 12 working days instead of 10",
        "date-moved: Readers has 3 more tasks that move later, by 2 to 4 days",
    ]


def test_the_item_that_a_plan_delivers_and_now_misses_is_named() -> None:
    base = PLAN.replace("status: in_progress", "status: in_progress\nitems: [i]")
    found = told(("duration: 10d", "duration: 25d"), base=base)
    assert any(
        one.endswith(
            "the plan ends with it, later than the roadmap item that it delivers: Island readers (20 December 2026)"
        )
        for one in found
    ), found
    assert not any("Island readers" in one for one in told(("duration: 10d", "duration: 11d"), base=base))


def test_a_plan_that_cannot_be_scheduled_any_more_says_why() -> None:
    found = told(("duration: 10d", "duration: 10d, depends_on: [open]"), ("duration: 2d, ", ""))
    (lost,) = [one for one in found if one.startswith("date-moved")]
    assert lost.startswith("date-moved: Readers has no computed dates any more: ")
    assert lost.endswith("each depends on the one before it, so none can start, and 1 other fault")
    back = compare(read(PLAN.replace("duration: 2d, ", "")), read(PLAN), AS_OF, levels=rule_levels())
    assert "Readers has computed dates now, and ends 16 December 2026" in [one.message for one in back]


def test_where_nothing_can_be_scheduled_written_dates_are_what_counts() -> None:
    broken = PLAN.replace("duration: 2d, ", "end: 2026-12-10, ")
    assert told(("end: 2026-12-10", "end: 2026-12-31"), base=broken) == [
        "date-slipped: Clearing up (Readers) moves from 10 December 2026 to 31 December 2026 (+3 weeks)"
    ]


def test_a_written_date_that_moves_nothing_is_no_slip() -> None:
    base = PLAN.replace("duration: 2d", "duration: 2d, start: 2026-11-30")
    assert told(("start: 2026-11-30", "start: 2026-12-02"), base=base) == [
        "date-moved: Clearing up (Readers) has its planned start changed to 2 December 2026; it was 30 November 2026; "
        "its computed end stays"
    ]


def test_nothing_is_told_of_a_plan_that_is_as_it_was() -> None:
    assert changes() == []
    assert changes(("title: Readers\n", "title: Readers\nphase: execution\n"))[0].rule == "status-changed"


def test_readers_are_told_of_what_they_see_no_more_exactly_than_they_see_it() -> None:
    shown = PLAN.replace("title: Readers\n", "title: Readers\npublic: {date_precision: quarter}\n")
    assert told(("duration: 10d", "duration: 11d"), base=shown, audience="public") == []
    (opening,) = [
        one for one in told(("duration: 10d", "duration: 25d"), base=shown, audience="public") if "First" in one
    ]
    assert "moves from Q4 2026 to Q1 2027 (+1 quarter): Production takes 25 working days instead of 10" in opening
    hidden = PLAN.replace("- {id: make,", "- {id: make, audience: internal,")
    assert told(("duration: 10d", "duration: 25d"), base=hidden, audience="public") == []


@pytest.mark.parametrize(
    ("days", "precision", "text"),
    [
        (1, "day", "1 day"),
        (-13, "day", "13 days"),
        (14, "day", "2 weeks"),
        (104, "day", "15 weeks"),
        (213, "day", "7 months"),
        (91, "quarter", "1 quarter"),
    ],
)
def test_a_shift_is_told_in_the_unit_that_people_would_use(days: int, precision: str, text: str) -> None:
    assert shift_text(days, precision) == text
