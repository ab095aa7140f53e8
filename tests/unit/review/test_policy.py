"""What a site may ask of a change."""

from __future__ import annotations

import pytest
from tests.unit.review.edits import BASE, ROADMAP, encoded
from tests.unit.review.test_compare import compared, told

POLICIES = ("unexplained-slip", "late-change", "published-without-summary")
SLIP = ("end: 2026-06-15", "end: 2026-07-31")
NEAR = ("end: 2026-06-15", "end: 2026-03-10")


def breaches(*replaced: tuple[str, str], before: str = ROADMAP, **rules: object) -> tuple[str, ...]:
    text = before
    for old, new in replaced:
        assert old in text, old
        text = text.replace(old, new)
    changes = compared(encoded({**BASE, "plan.yml": text}), before={**BASE, "plan.yml": before}, **rules)
    return told([change for change in changes if change.rule in POLICIES])


@pytest.mark.parametrize("rule", POLICIES)
def test_a_policy_is_off_until_a_site_asks_for_it(rule: str) -> None:
    assert breaches(SLIP, ("    audience: internal\n", "")) == ()
    assert breaches(SLIP, ("    audience: internal\n", ""), **{rule: "off"}) == ()


def test_a_public_date_that_slips_needs_a_new_reason() -> None:
    says = ("unexplained-slip: Checkout slips from 15 June 2026 to 31 July 2026, and no new slip_reason says why",)
    reason = "end: 2026-07-31\n    slip_reason: The bank is slow."
    old = ROADMAP.replace("end: 2026-06-15", "end: 2026-06-15\n    slip_reason: The bank is slow.")

    assert breaches(SLIP, **{"unexplained-slip": "error"}) == says
    assert breaches((SLIP[0], reason), **{"unexplained-slip": "error"}) == ()
    assert breaches(SLIP, before=old, **{"unexplained-slip": "error"}) == says
    assert breaches(SLIP, ("is slow", "is closed"), before=old, **{"unexplained-slip": "error"}) == ()


def test_a_slip_that_no_outsider_reads_needs_no_reason() -> None:
    hidden = ROADMAP.replace("title: Checkout", "title: Checkout\n    public: {date_precision: quarter}")

    assert breaches(("end: 2026-10-15", "end: 2027-10-15"), **{"unexplained-slip": "error"}) == ()
    assert breaches(("06-15", "06-29"), before=hidden, **{"unexplained-slip": "error"}) == ()
    assert breaches(SLIP, before=hidden, **{"unexplained-slip": "error"}) == (
        "unexplained-slip: Checkout slips from Q2 2026 to Q3 2026, and no new slip_reason says why",
    )


def test_a_promise_moves_shortly_before_it_is_due_only_with_an_approval() -> None:
    near = ROADMAP.replace(*NEAR)
    move = ("end: 2026-03-10", "end: 2026-03-20")
    says = ("late-change: Checkout was due on 10 March 2026 and moves to 20 March 2026 8 days before, unapproved",)
    approved = "end: 2026-03-20\n    approvals: [{gate: Change, role: Head of Product, decision: approved}]"

    assert breaches(move, before=near, **{"late-change": "error"}) == says
    assert breaches(("end: 2026-03-10", "end: 2026-03-05"), before=near, **{"late-change": "error"}) != ()
    assert breaches((move[0], approved), before=near, **{"late-change": "error"}) == ()
    assert breaches(move, before=near, **{"late-change": {"level": "error", "days": 7}}) == ()
    assert breaches(SLIP, **{"late-change": "error"}) == ()


def test_a_release_that_moves_late_is_approved_by_an_item_in_it() -> None:
    near = ROADMAP.replace("date: 2026-06-30", "date: 2026-03-09")
    move = ("date: 2026-03-09", "date: 2026-04-09")
    approval = ("release: v1", "release: v1\n    approvals: [{gate: Change, decision: approved}]")

    assert breaches(move, before=near, **{"late-change": "warning"}) == (
        "late-change: Version 1 was due on 9 March 2026 and moves to 9 April 2026 7 days before, unapproved",
    )
    assert breaches(move, approval, before=near, **{"late-change": "warning"}) == ()


def test_what_is_over_is_no_promise_any_more() -> None:
    near = ROADMAP.replace(*NEAR)
    done = ("status: planned\n    start: 2026-04-01\n    end: 2026-03-10", "status: done\n    end: 2026-03-20")
    assert breaches(done, before=near, **{"late-change": "error", "unexplained-slip": "error"}) == ()


def test_an_item_becomes_public_with_a_summary_for_those_who_read_it() -> None:
    opened = ("    audience: internal\n", "")
    says = ("published-without-summary: Talks with the bank becomes public without a summary",)
    rule = {"published-without-summary": "warning"}

    assert breaches(opened, **rule) == says
    assert breaches(opened, ("title: Talks with the bank", "title: Talks\n    summary: We talk."), **rule) == ()
    assert breaches(opened, ("title: Talks with the bank", "title: T\n    public: {summary: We talk.}"), **rule) == ()
    new = "items:\n  - {id: vouchers, title: Vouchers, status: planned}\n"
    assert breaches(("items:\n", new), **rule) == (
        "published-without-summary: Vouchers becomes public without a summary",
    )


def test_a_breach_stands_beside_what_it_is_about_at_the_level_that_was_set() -> None:
    text = ROADMAP.replace(*SLIP)
    changes = compared(encoded({**BASE, "plan.yml": text}), **{"unexplained-slip": "info"})
    assert [(change.rule, change.level) for change in changes] == [
        ("date-slipped", "warning"),
        ("dependent-late", "warning"),
        ("unexplained-slip", "info"),
    ]
    assert str(changes[-1].place) == "data/plan.yml:12:10"
