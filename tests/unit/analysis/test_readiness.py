"""Points of a handover, against an example worked by hand, on 23 November 2026."""

from __future__ import annotations

from typing import Any

import pytest

FULL = """
id: h
project: harbour
artefacts:
  - {title: Code, accepted: true}
  - {title: Drawings, accepted: false}
  - {title: Posters}
ownership:
  - {asset: Collector, new: Us, state: transferred}
  - {asset: Readers, state: in_progress}
access:
  - {system: Console, rotate: true, rotated_on: 2026-11-02}
  - {system: Keys, rotate: true}
  - {system: Vault, rotate: true, rotated_on: 2026-12-01}
  - {system: Wiki}
  - {system: Chat, rotate: false}
runbooks:
  - {title: Offline, last_rehearsed: 2026-10}
  - {title: Storm}
  - {title: Winter, last_rehearsed: 2027-01}
backup: {rpo: 1h, rto: 4h}
knowledge_transfer:
  - {topic: Taps, demonstrated: true}
  - {topic: Fares, date: 2026-12-01}
readiness:
  - {criterion: A night alone, status: met}
  - {criterion: Alarms reach us, status: not_met, gate: go-live}
  - {criterion: Posters hang, status: not_met}
  - {criterion: Printers, status: waived, waiver_reason: They go in June.}
  - {criterion: Nobody has said}
acceptance:
  - {role: Operations, decision: accepted}
  - {role: Safety}
  - {role: Finance, decision: conditional, conditions: Once the contract is signed.}
"""
# part: points, of, waived
BY_HAND = {
    "criteria": (2, 10, 2),
    "ownership": (2, 4, 0),
    "access": (2, 6, 0),
    "artefacts": (1, 3, 0),
    "runbooks": (1, 3, 0),
    "backup": (0, 1, 0),
    "knowledge": (1, 2, 0),
    "acceptance": (3, 9, 0),
}


def test_every_part_has_the_points_counted_by_hand(told: Any) -> None:
    found = told(handover=FULL).handover("h")
    assert {part.name: (part.points, part.of, part.waived) for part in found.parts} == BY_HAND
    assert (found.points, found.of) == (12, 38)
    assert found.readiness == pytest.approx(31.578947)


def test_every_lost_point_is_listed_with_its_reason(told: Any) -> None:
    found = told(handover=FULL).handover("h")
    assert [(one.part, one.title, one.weight, one.reason) for one in found.missing] == [
        ("criteria", "Alarms reach us", 2, "not_met"),
        ("criteria", "Posters hang", 2, "not_met"),
        ("criteria", "Printers", 2, "waived"),
        ("criteria", "Nobody has said", 2, "open"),
        ("ownership", "Readers", 2, "not_transferred"),
        ("access", "Keys", 2, "not_rotated"),
        ("access", "Vault", 2, "not_rotated"),
        ("artefacts", "Drawings", 1, "not_accepted"),
        ("artefacts", "Posters", 1, "not_accepted"),
        ("runbooks", "Storm", 1, "never_rehearsed"),
        ("runbooks", "Winter", 1, "never_rehearsed"),
        ("knowledge", "Fares", 1, "not_demonstrated"),
        ("acceptance", "Safety", 3, "no_decision"),
        ("acceptance", "Finance", 3, "conditional"),
        ("backup", "", 1, "never_restored"),
    ]
    assert sum(one.weight for one in found.missing) == found.of - found.points


def test_what_was_waived_is_not_counted_as_met_in_silence(told: Any) -> None:
    found = told(handover=FULL).handover("h")
    (waived,) = (one for one in found.missing if one.waived)
    assert (waived.title, waived.words, found.waived) == ("Printers", "They go in June.", 2)
    assert not waived.stops


def test_a_criterion_with_a_gate_stops_the_handover_until_it_is_met(told: Any) -> None:
    found = told(handover=FULL).handover("h")
    assert [one.title for one in found.missing if one.stops] == ["Alarms reach us"]
    assert found.stops
    rejected = "id: h\nacceptance: [{role: Safety, decision: rejected}]"
    assert told(handover=rejected).handover("h").stops


def test_a_handover_with_everything_done_is_ready(told: Any) -> None:
    text = """
    id: h
    backup: {last_restore_test: 2026-09-30}
    runbooks: [{title: R, last_rehearsed: 2026}]
    readiness: [{criterion: C, gate: go, status: met}]
    """
    found = told(handover=text).handover("h")
    assert (found.readiness, found.missing, found.stops) == (100, (), False)


def test_a_handover_that_says_nothing_is_neither_ready_nor_not(told: Any) -> None:
    found = told(handover="id: h").handover("h")
    assert (found.readiness, found.points, found.of, found.missing) == (None, 0, 0, ())


def test_outside_only_what_may_be_seen_has_points(told: Any) -> None:
    found = told(handover=f"{FULL}audience: public\n", audience="public").handover("h")
    assert {part.name for part in found.parts} == BY_HAND.keys() - {"access", "acceptance"}
    assert [one.words for one in found.missing if one.waived] == [None]


def test_open_actions_are_its_own_and_those_of_its_projects_post_mortems(told: Any) -> None:
    found = told(
        handover="id: h\nproject: harbour\nopen_actions: [q/c, p/a, {title: Paint}, {title: Old, status: done}]",
        postmortem="id: p\nproject: Harbour\nactions: [{id: a, title: A}, {id: b, title: B}, {id: d, title: D, status: done}]",
        postmortem_other="id: q\nactions: [{id: c, title: C}, {id: e, title: E}]",
    ).handover("h")
    assert [one.title for one in found.open_actions] == ["C", "A", "Paint", "B"]
