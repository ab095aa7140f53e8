"""What is missing before something can change hands, on 23 November 2026."""

from __future__ import annotations

import pytest
from tests.unit.checks.conftest import Find


def handover(find: Find, rule: str, text: str) -> list[str]:
    return [said.partition(": ")[2] for said in find(rule, handover=f"id: h\n{text}")]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ("from: gangway\nto: Operations", []),
        ("to: Operations", ["'Handover' does not say from whom"]),
        ("from: gangway", ["'Handover' does not say to whom"]),
        ("", ["'Handover' does not say from whom and to whom"]),
    ],
)
def test_a_handover_says_from_whom_and_to_whom(find: Find, fields: str, said: list[str]) -> None:
    assert handover(find, "handover-parties", fields) == said


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ("effective: 2027-04-23\nwarranty_until: 2027-04-22", ["'Handover' ends its warranty 2027-04-22, 1 day before it takes effect (2027-04-23)"]),
        ("effective: 2027-04-23\nrecheck_on: 2026", ["'Handover' is looked at again 2026, 113 days before it takes effect (2027-04-23)"]),
        ("effective: 2027-04-23\nwarranty_until: 2027-04\nrecheck_on: 2027-Q3", []),
    ],
)  # fmt: skip
def test_a_handover_takes_effect_before_its_warranty_ends(find: Find, fields: str, said: list[str]) -> None:
    assert handover(find, "handover-dates", fields) == said


def test_everything_has_a_new_owner(find: Find) -> None:
    owned = "ownership: [{asset: Code, current: Ada}, {asset: Keys, new: Bo}]"
    said = ["nobody is named who answers for 'Code' afterwards"]
    assert handover(find, "handover-owner", f"status: in_progress\n{owned}") == said
    assert handover(find, "handover-owner", f"effective: 2026-11-01\n{owned}") == said
    assert handover(find, "handover-owner", f"status: draft\neffective: 2027-01-01\n{owned}") == []
    assert handover(find, "handover-owner", "status: done") == ["'Handover' names nothing that anybody will answer for"]


def test_a_runbook_was_rehearsed(find: Find) -> None:
    books = "runbooks: [{title: Storm}, {title: Winter, last_rehearsed: 2025}]"
    assert handover(find, "runbook-never-rehearsed", f"status: in_progress\n{books}") == [
        "the runbook 'Storm' was never rehearsed"
    ]
    assert handover(find, "runbook-never-rehearsed", f"status: draft\n{books}") == []


def test_what_must_be_rotated_is(find: Find) -> None:
    ways = "access: [{system: A, rotate: true}, {system: B, rotate: true, rotated_on: 2026-11-01}, {system: C}]"
    assert handover(find, "access-not-rotated", f"status: in_progress\n{ways}") == [
        "the access to 'A' was to be changed, and was not yet"
    ]
    assert handover(find, "access-not-rotated", ways) == []


@pytest.mark.parametrize(
    ("expires", "said"),
    [
        ("2027-04-01", "before 'Handover' takes effect (2027-04-23)"),
        ("2026-01-01", "before 'Handover' takes effect (2027-04-23)"),
        ("2027-04", "within the warranty of 'Handover' (until 2027-07-23)"),
        ("2027-07-23", "within the warranty of 'Handover' (until 2027-07-23)"),
        ("2027-07-24", None),
        ("2027-07", None),  # may be after it
        ("later", None),
    ],
)
def test_a_contract_lasts_longer_than_the_warranty(find: Find, expires: str, said: str | None) -> None:
    text = f"effective: 2027-04-23\nwarranty_until: 2027-07-23\ncontracts: [{{title: Rent, expires: {expires}}}]"
    found = handover(find, "contract-expiry", text)
    assert found == ([f"the contract 'Rent' ends {expires}, {said}"] if said else [])


def test_a_contract_that_has_ended_is_told_without_any_other_date(find: Find) -> None:
    assert handover(find, "contract-expiry", "contracts: [{title: Rent, expires: 2026-11-13}]") == [
        "the contract 'Rent' ends 2026-11-13, 10 days ago"
    ]


def test_everybody_has_accepted_what_took_effect(find: Find) -> None:
    accepted = "acceptance: [{role: A, decision: accepted}, {role: B}, {role: C, decision: rejected}, {role: D, decision: conditional}]"
    assert handover(find, "acceptance-missing", f"effective: 2026-11-13\n{accepted}") == [
        "'Handover' took effect 2026-11-13, 10 days ago, and 'B' has not decided",
        "'Handover' took effect 2026-11-13, 10 days ago, and 'C' has rejected it",
    ]
    assert handover(find, "acceptance-missing", f"effective: 2026-11-23\n{accepted}") == []
    assert handover(find, "acceptance-missing", "status: done") == ["'Handover' is done, and nobody has accepted it"]


def test_who_waives_something_says_why(find: Find) -> None:
    criteria = """\
readiness:
  - {criterion: A, status: waived}
  - {criterion: B, status: waived, waiver_reason: Rain}
  - {criterion: C, status: waived, waiver_reason: Rain, approver: Ada}
  - {criterion: D, status: not_met}
"""
    assert handover(find, "waiver-without-reason", criteria) == [
        "'A' was waived, and nothing says why",
        "'B' was waived, and nothing says by whom",
    ]


def test_what_stops_a_handover_is_met_when_it_is_done(find: Find) -> None:
    criteria = "readiness: [{criterion: A, gate: go, status: not_met}, {criterion: B, status: not_met}, {criterion: C, gate: go, status: met}]"
    assert handover(find, "done-but-not-ready", f"status: done\n{criteria}") == [
        "'Handover' is done, and 'A' is not met"
    ]
    assert handover(find, "done-but-not-ready", f"status: in_progress\n{criteria}") == []


def test_a_project_has_one_handover(find: Find) -> None:
    assert find(
        "two-handovers",
        handover="id: h\nproject: Harbour",
        handover_late="id: late\nproject: harbour",
        handover_other="id: other",
    ) == ["handover_late.yml:2:10: 'Handover' and 'Handover' (handover.yml:1) are both of 'harbour'"]


def test_a_handover_of_no_project_does_not_take_the_place_of_one_that_has_its_id(find: Find) -> None:
    assert len(find("two-handovers", handover="id: h\nproject: harbour", handover_b="id: harbour")) == 1
    assert find("two-handovers", handover="id: h", handover_b="id: harbour") == []
