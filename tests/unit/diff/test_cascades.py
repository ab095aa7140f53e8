"""What moves with something else is told of that, once, and counted there; what moves otherwise is told itself."""

from __future__ import annotations

import pytest
from tests.unit.diff.edits import encoded
from tests.unit.diff.test_compare import compared, told

PLAN = """\
kind: roadmap
title: Plan
releases:
  - {id: v1, title: Version 1, date: 2026-06-30}
  - {id: v2, title: Version 2, date: 2026-09-30}
items:
  - id: tap
    title: Tap
    status: planned
    RELEASE
    end: END
    milestones:
      - {id: pilot, title: Pilot, date: PILOT}
      - {id: live, title: Live, date: LIVE}
"""


def plan(end: str, pilot: str, live: str, release: str = "") -> dict[str, str | None]:
    text = PLAN.replace("PILOT", pilot).replace("LIVE", live).replace("RELEASE", release and f"release: {release}")
    return {"plan.yml": text.replace("end: END", f"end: {end}" if end else "")}


DAYS = ("2026-06-21", "2026-06-23")
BEFORE = ("2026-06-20", "2026-05-20", "2026-06-20")


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        (
            BEFORE,
            ("2026-07-20", "2026-06-19", "2026-07-20"),
            ["Tap moves from 20 June 2026 to 20 July 2026 (+30 days), with 2 milestones"],
        ),
        (
            BEFORE,
            ("2026-07-20", "2026-06-20", "2026-07-20"),
            [
                "Pilot (Tap) moves from 20 May 2026 to 20 June 2026 (+31 days)",
                "Tap moves from 20 June 2026 to 20 July 2026 (+30 days), with 1 milestone",
            ],
        ),
        (
            BEFORE,
            ("2026-06-20", "2026-06-19", "2026-06-20"),
            ["Pilot (Tap) moves from 20 May 2026 to 19 June 2026 (+30 days)"],
        ),
        (
            BEFORE,
            ("2026-Q3", "2026-05-20", "2026-Q3"),
            ["Tap moves from 20 June 2026 to Q3 2026 (+1 quarter), with 1 milestone"],
        ),
        (
            ("", "2026-05-20", "2026-06-20"),
            ("", "2026-06-19", "2026-07-20"),
            ["Tap moves from 20 June 2026 to 20 July 2026 (+30 days), with 2 milestones"],
        ),
        (
            (*BEFORE, "v1"),
            ("2026-07-20", "2026-06-19", "2026-07-20", "v2"),
            ["Tap moves from 20 June 2026 to 20 July 2026 (+30 days), from Version 1 to Version 2, with 2 milestones"],
        ),
    ],
    ids=["all", "one", "none", "vaguer", "the end is theirs", "another release"],
)
def test_milestones_that_move_with_their_item_are_counted(
    before: tuple[str, ...], after: tuple[str, ...], says: list[str]
) -> None:
    changes = compared(encoded(plan(*after)), before=plan(*before))
    assert told(changes) == tuple(f"date-slipped: {one}" for one in says)


def test_a_milestone_is_told_where_its_item_is_told_of_its_release() -> None:
    before, after = (plan("", pilot, "2026-06-01", "v1") for pilot in ("2026-05-01", "2026-05-31"))
    moved = {"plan.yml": str(after["plan.yml"]).replace("date: 2026-06-30", "date: 2026-07-30")}
    assert told(compared(encoded(moved), before=before)) == (
        "date-slipped: Version 1 moves from 30 June 2026 to 30 July 2026 (+30 days); 1 item moves with it",
        "date-slipped: Pilot (Tap) moves from 1 May 2026 to 31 May 2026 (+30 days)",
    )


def test_a_milestone_of_a_release_moves_with_the_release() -> None:
    text = (
        "kind: roadmap\ntitle: Plan\nreleases: [{id: v, title: One, date: %s, milestones: [{title: Cut, date: %s}]}]\n"
    )
    before, after = (
        {"plan.yml": text % dates} for dates in (("2026-06-30", "2026-06-20"), ("2026-07-30", "2026-07-20"))
    )
    assert told(compared(encoded(after), before=before)) == (
        "date-slipped: One moves from 30 June 2026 to 30 July 2026 (+30 days); 1 milestone moves with it",
    )


def test_about_a_day_is_less_exact_than_the_day() -> None:
    before, after = (plan(end, "2026-05-20", "2026-06-20") for end in ("2026-06-20", "~2026-06-20"))
    assert told(compared(encoded(after), before=before)) == (
        "date-moved: Tap is dated less exactly: about 20 June 2026, not 20 June 2026",
    )


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("2026", "2026/2027", "date-slipped: Tap moves its date to “2026 to 2027”, and it was “2026” (+1 year)"),
        ("", "2026-06-20", "date-moved: Tap has its own end written: 20 June 2026"),
        (
            "2026-07-20",
            "",
            "date-moved: Tap moves from 20 July 2026 to 20 June 2026 (−30 days), since those of its milestones count now",
        ),
    ],
    ids=["a span", "its own, and the same", "its own no longer"],
)
def test_what_a_date_follows_is_said(before: str, after: str, says: str) -> None:
    first, second = (plan(end, "2026-05-20", "2026-06-20") for end in (before, after))
    assert told(compared(encoded(second), before=first)) == (says,)


def test_a_date_as_it_came_is_shown_where_it_is_written() -> None:
    first, second = (plan(f"2026-06-20\n    actual: {{end: {end}}}", "2026-05-20", "2026-06-20") for end in DAYS)
    (change,) = compared(encoded(second), before=first)
    assert (change.field, change.days, str(change.place)) == ("actual.end", 2, "data/plan.yml:12:19")


def test_a_first_baseline_rewrites_nothing() -> None:
    before, after = (
        plan(f"2026-06-20{more}", "2026-05-20", "2026-06-20") for more in ("", "\n    baseline: {end: 2026-06-01}")
    )
    assert [one.rule for one in compared(encoded(after), before=before)] == ["date-moved"]


def test_an_action_that_is_taken_away_is_a_promise_less() -> None:
    text = (
        "kind: postmortem\nid: outage\ntitle: No tills\ntype: incident\nstatus: reviewed\n"
        "actions: [{id: alarm, title: Add an alarm, due: 2026-04-01}]\n"
    )
    after = text.partition("actions")[0]
    assert told(compared(encoded({"o.yml": after}), before={"o.yml": text})) == (
        "scope-removed: Add an alarm (No tills) is no longer there; it was an action: 1 April 2026",
    )


def test_words_that_a_site_has_for_a_value_are_used() -> None:
    head = "kind: portfolio\ntitle: A\nlabels: {stage: {rolling_out: {title: On its way}}}\n"
    texts = (plan(f"2026-06-20\n    stage: {stage}", "2026-05-20", "2026-06-20") for stage in ("pilot", "rolling_out"))
    before, after = ({**one, "head.yml": head} for one in texts)
    assert told(compared(encoded(after), before=before)) == (
        "status-changed: Tap has its stage changed from pilot to on its way",
    )


PROJECT = """\
kind: plan
id: gates
title: Gates
status: planned
items: [tap]
start: 2030-01-07
tasks: [{id: build, title: Build, duration: DURATION, start: 2030-01-07}]
"""
DELIVERED = "kind: roadmap\ntitle: Plan\nitems: [{id: tap, title: Tap, status: planned}]\n"


def delivered(duration: str, own: str = "") -> dict[str, str | None]:
    roadmap = DELIVERED.replace("planned}", f"planned, end: {own}}}") if own else DELIVERED
    return {"roadmap.yml": roadmap, "gates.yml": PROJECT.replace("DURATION", duration)}


def test_an_item_that_is_delivered_by_a_project_moves_with_it_and_its_start_is_no_news() -> None:
    found = told(compared(encoded(delivered("10d")), before=delivered("5d")))
    assert [one for one in found if "Tap" in one] == [
        "date-slipped: Tap moves from 11 January 2030 to 18 January 2030 (+7 days), with its project"
    ]


def test_an_item_whose_own_end_is_taken_out_has_that_of_its_project() -> None:
    found = told(compared(encoded(delivered("5d")), before=delivered("5d", own="2030-01-04")))
    assert [one for one in found if "Tap" in one] == [
        "date-slipped: Tap moves from 4 January 2030 to 11 January 2030 (+7 days), since that of its project counts now"
    ]
