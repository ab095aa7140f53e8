"""What becomes visible to outsiders, and what is taken from them, each of it told once."""

from __future__ import annotations

import pytest
from tests.unit.review.edits import BASE, ROADMAP, encoded, plan
from tests.unit.review.test_compare import compared, told

PUBLIC = ("title: Checkout\n", "title: Checkout\n    public: {%s}\n")
OUTAGE = """\
kind: postmortem
id: outage
audience: public
title: No tills
type: incident
status: reviewed
summary: Tills stood still.
impact: {cost: 900, users_affected: 4}
lessons: [{id: warn, title: Warn first}]
actions: [{id: a1, title: Add an alarm, owner: Head of Operations}]
"""
OPENED = ("    audience: internal\n", "")


def edited(*replaced: tuple[str, str], also: dict[str, str | None] | None = None) -> dict[str, str | None]:
    return {**BASE, **plan(*replaced), **(also or {})}


def says(before: dict[str, str | None], after: dict[str, str | None]) -> tuple[str, ...]:
    return told(compared(encoded(after), before=before))


def public(words: str) -> dict[str, str | None]:
    return edited((PUBLIC[0], PUBLIC[1] % words))


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        (
            "date_precision: quarter",
            "date_precision: day",
            "field-disclosed: Checkout shows the public audience its start more exactly: 1 April 2026, not Q2 2026",
        ),
        (
            "date_precision: month",
            "date_precision: quarter",
            "field-withdrawn: Checkout shows the public audience its start less exactly: Q2 2026, not April 2026",
        ),
        (
            "title: Pay",
            "title: Pay quickly",
            "words-changed: Checkout has another title for the public audience: Pay quickly, not Pay",
        ),
        (
            "end: 2026-Q2",
            "end: 2026-Q4",
            "date-slipped: Checkout moves from Q2 2026 to Q4 2026 (+2 quarters), as the public audience reads it",
        ),
        (
            "status: planned",
            "status: in_progress",
            "status-changed: Checkout has another status for the public audience: in progress, not planned",
        ),
        (
            "status: planned",
            "status: cancelled",
            "scope-removed: Checkout has another status for the public audience: cancelled, not planned",
        ),
    ],
)
def test_other_words_for_outsiders_are_told(before: str, after: str, line: str) -> None:
    found = says(public(before), public(after))
    assert line in found
    assert all("the public audience" in one for one in found)
    assert says(public(after), public(after)) == ()


def test_a_coarse_date_that_moves_inside_is_told_once() -> None:
    before = public("date_precision: quarter")
    after = edited((PUBLIC[0], PUBLIC[1] % "date_precision: quarter"), ("end: 2026-06-15", "end: 2026-07-31"))
    assert [one.partition(":")[0] for one in says(before, after)] == ["date-slipped", "dependent-late"]


def test_milestones_become_visible_with_their_item_and_not_once_more() -> None:
    milestones = ("end: 2026-10-15", "end: 2026-10-15\n    milestones: [{id: m, title: Signed, date: 2026-09-01}]")
    assert says(edited(milestones), edited(milestones, OPENED)) == (
        "audience-widened: Talks with the bank becomes visible to the public audience, with 1 thing in it",
    )
    hidden = (milestones[0], milestones[1].replace("title", "audience: internal, title"))
    assert says(edited(hidden, OPENED), edited(milestones, OPENED)) == (
        "audience-widened: Signed (Talks with the bank) becomes visible to the public audience",
    )


def test_what_is_new_and_public_is_told_once_with_what_is_in_it() -> None:
    new = "items:\n  - id: vouchers\n    title: Vouchers\n    status: planned\n    milestones:\n"
    new += "      - {title: Beta, date: 2026-08}\n      - {title: Final, date: 2026-09}\n"
    assert says(dict(BASE), edited(("items:\n", new))) == (
        "published: Vouchers is a new item, with 2 milestones, visible to the public audience: planned, September 2026",
    )


def test_an_item_moved_into_a_hidden_file_is_no_longer_visible() -> None:
    talks = ROADMAP[ROADMAP.index("  - id: receipts") : ROADMAP.index("  - id: talks")]
    inside = "kind: roadmap\ntitle: Inside\nitems:\n" + talks
    after = edited((talks, ""), also={"inside.yml": inside})
    assert says(dict(BASE), after) == ("audience-narrowed: Receipts is no longer visible to the public audience",)


def test_what_a_folder_discloses_is_told_of_everything_in_it() -> None:
    before = {**BASE, "_audience.yml": "audience: public\n"}
    after = {**BASE, "_audience.yml": "audience: public\ndisclose: {public: [people]}\n"}
    assert says(before, after) == (
        "audience-widened: Checkout shows the public audience the person 'Head of Sales', a name that it did not see before",
        "field-disclosed: Checkout shows the public audience its owner",
    )


def test_a_field_that_is_new_and_opened_at_once_is_told_as_both() -> None:
    after = edited(("title: Receipts", "title: Receipts\n    owner: Head of Care\n    disclose: {public: [people]}"))
    assert says(dict(BASE), after) == (
        "field-disclosed: Receipts shows the public audience its owner",
        "published: Receipts shows the public audience the person 'Head of Care', a new name",
        "people-changed: Receipts gets an owner: Head of Care",
    )


def test_a_field_that_is_new_where_its_group_was_open_is_no_disclosure() -> None:
    open_already = ("title: Receipts", "title: Receipts\n    disclose: {public: [people]}")
    after = (open_already[0], f"{open_already[1]}\n    owner: Head of Care")
    assert says(edited(open_already), edited(after)) == (
        "published: Receipts shows the public audience the person 'Head of Care', a new name",
        "people-changed: Receipts gets an owner: Head of Care",
    )


def test_what_a_visible_entity_names_comes_and_goes_with_what_is_named() -> None:
    waits = ("depends_on: [checkout]", "depends_on: [talks]")
    assert says(edited(waits), edited(waits, OPENED)) == (
        "audience-widened: Talks with the bank becomes visible to the public audience",
    )


def test_an_embargo_that_ends_shows_a_post_mortem() -> None:
    held = OUTAGE + "embargo_until: 2026-06-01\n"
    assert says({**BASE, "o.yml": held}, {**BASE, "o.yml": OUTAGE + "embargo_until: 2026-03-01\n"}) == (
        "audience-widened: No tills becomes visible to the public audience, with 1 thing in it",
        "words-changed: No tills has its embargo changed from 1 June 2026 to 1 March 2026",
    )


def test_groups_of_a_post_mortem_are_disclosed_by_name() -> None:
    after = OUTAGE + "disclose: {public: [actions, money]}\n"
    assert says({**BASE, "o.yml": OUTAGE}, {**BASE, "o.yml": after}) == (
        "audience-widened: Add an alarm (No tills) becomes visible to the public audience",
        "field-disclosed: No tills shows the public audience its impact (cost)",
    )


def test_each_of_three_audiences_is_told_of_once() -> None:
    audiences = ("public", "partners", "internal")
    before = ROADMAP.replace("title: Receipts", "title: Receipts\n    owner: Head of Care")
    after = before.replace("title: Receipts", "title: Receipts\n    disclose: {public: [people], partners: [people]}")
    after = after.replace("    audience: internal\n", "    audience: partners\n")
    changes = compared(encoded({**BASE, "plan.yml": after}), before={**BASE, "plan.yml": before}, audiences=audiences)
    assert told(changes) == (
        "audience-widened: Receipts shows the public audience the person 'Head of Care', a name that it did not see before",
        "audience-widened: Talks with the bank becomes visible to the partners audience",
        "field-disclosed: Receipts shows the public audience its owner",
    )
    assert {change.key: change.shown_to for change in changes} == {"talks": "partners", "receipts": "public"}


def test_what_is_for_others_is_no_other_wording_of_what_was() -> None:
    events = "events: [{{at: 2026-03-01 10:00, text: {}, audience: {}}}]\n"
    before, after = (
        OUTAGE + events.format(*one) for one in (("A boat waits", "internal"), ("Another comes", "public"))
    )
    assert says({**BASE, "o.yml": before}, {**BASE, "o.yml": after}) == (
        "published: Another comes (No tills) is a new event, visible to the public audience",
        "words-changed: A boat waits (No tills) is no longer there; it was an event",
    )
