"""What a site may ask of a change."""

from __future__ import annotations

import pytest
from tests.unit.diff.edits import BASE, ROADMAP, encoded
from tests.unit.diff.test_compare import compared, told

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


@pytest.mark.parametrize(
    ("before", "slip", "what"),
    [
        ("end: 2026-06-15", "stage: pilot", "Checkout slips from 15 June 2026 to no date"),
        (
            "end: 2026-06-15\n    milestones: [{id: pilot, title: Pilot, date: 2026-05-01}]",
            "end: 2026-06-15\n    milestones: [{id: pilot, title: Pilot, date: 2026-05-20}]",
            "Pilot (Checkout) slips from 1 May 2026 to 20 May 2026",
        ),
        (
            "end: 2026-06-15\n    milestones: [{id: pilot, title: Pilot, date: 2026-05-01}]",
            "end: 2026-07-15\n    milestones: [{id: pilot, title: Pilot, date: 2026-05-31}]",
            "Checkout slips from 15 June 2026 to 15 July 2026",
        ),
    ],
    ids=["a date that is taken out", "a milestone", "a milestone with its item"],
)
def test_every_promise_that_slips_needs_a_reason_once(before: str, slip: str, what: str) -> None:
    text = ROADMAP.replace("end: 2026-06-15", before)
    reasons = "\n    slip_reason: Rain.", "\n    public: {slip_reason: Rain.}"

    assert breaches((before, slip), before=text, **{"unexplained-slip": "error"}) == (
        f"unexplained-slip: {what}, and no new slip_reason says why",
    )
    for reason in reasons:
        assert breaches((before, slip + reason), before=text, **{"unexplained-slip": "error"}) == ()


def test_the_reason_that_counts_is_the_one_that_outsiders_read() -> None:
    stale = ROADMAP.replace("end: 2026-06-15", "end: 2026-06-15\n    public: {slip_reason: Rain.}")
    inside = ("end: 2026-06-15", "end: 2026-07-31\n    slip_reason: The bank is slow.")
    assert breaches(inside, before=stale, **{"unexplained-slip": "error"}) != ()


@pytest.mark.parametrize(
    ("before", "after", "counts"),
    [
        ("", "{gate: Change, role: Lead, decision: approved, on: 2026-03-01}", True),
        ("", "{gate: Change, role: Lead, decision: declined, on: 2026-03-01}", False),
        ("", "{gate: Change, role: Lead, on: 2026-03-01}", False),
        (
            "{gate: Chnage, role: Lead, decision: approved, on: 2026-03-01}",
            "{gate: Change, role: Lead, decision: approved, on: 2026-03-01}",
            False,
        ),
        (
            "{gate: Change, role: Lead, decision: requested, on: 2026-03-01}",
            "{gate: Change, role: Lead, decision: approved, on: 2026-03-01}",
            True,
        ),
        (
            "{gate: Change, role: Lead, decision: approved, on: 2026-02-01}",
            "{gate: Change, role: Lead, decision: approved, on: 2026-03-01}",
            True,
        ),
    ],
    ids=["new", "refused", "undecided", "a corrected word", "decided now", "approved again"],
)
def test_an_approval_is_one_that_was_given_with_the_change(before: str, after: str, counts: bool) -> None:
    near = ROADMAP.replace(NEAR[0], f"{NEAR[1]}\n    approvals: [{before}]")
    move = (f"end: 2026-03-10\n    approvals: [{before}]", f"end: 2026-03-20\n    approvals: [{after}]")
    assert (breaches(move, before=near, **{"late-change": "error"}) == ()) == counts


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
    says = (
        "late-change: Checkout is due in 8 days, on 10 March 2026, and moves to 20 March 2026 without a new approval",
    )
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
        "late-change: Version 1 is due in 7 days, on 9 March 2026, and moves to 9 April 2026 without a new approval",
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


def test_a_milestone_moves_shortly_before_it_is_due_only_with_an_approval_of_its_item() -> None:
    pilot = "end: 2026-06-15\n    milestones: [{id: pilot, title: Pilot, date: 2026-03-10}]"
    text = ROADMAP.replace("end: 2026-06-15", pilot)
    approved = f"{pilot.replace('03-10', '03-20')}\n    approvals: [{{gate: Change, role: Lead, decision: approved}}]"
    late = {"late-change": "error"}

    assert breaches(("2026-03-10", "2026-03-20"), before=text, **late) == (
        "late-change: Pilot (Checkout) is due in 8 days, on 10 March 2026, and moves to 20 March 2026 "
        "without a new approval",
    )
    assert breaches((pilot, approved), before=text, **late) == ()


def test_a_promise_that_nobody_could_explain_or_approve_is_not_asked_about() -> None:
    action = "kind: lessons\ntitle: L\naudience: public\nactions:\n- {{id: a, title: A, audience: public, due: {}}}\n"
    before, after = ({**BASE, "lessons.yml": action.format(due)} for due in ("2026-03-10", "2026-03-20"))
    found = compared(encoded(after), before=before, **{"late-change": "error", "unexplained-slip": "error"})
    assert [change.rule for change in found] == ["date-slipped"]
