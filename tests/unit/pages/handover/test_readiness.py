"""The verdict and what is missing, against an example worked by hand."""

from __future__ import annotations

import pytest
from tests.unit.pages.handover.conftest import FULL, View

# criteria 2 of 6, ownership 2 of 4, access 0 of 2, artefacts 1 of 2, runbooks 1 of 2, backup 0 of 1,
# knowledge 0 of 1, acceptance 3 of 6: 9 of 24, and two of the 15 that are missing were let go.


def test_the_ring_has_what_was_reached_and_what_was_waived(view: View) -> None:
    verdict = view().verdict
    assert verdict and verdict.score
    assert (verdict.score.points, verdict.score.of, verdict.score.words) == (9, 24, "9 of 24 points")
    assert (verdict.score.reached, verdict.score.waived) == ("37.5", "8.3")


def test_the_verdict_says_how_much_is_missing_and_what_stops_it(view: View) -> None:
    verdict = view().verdict
    assert verdict
    assert (verdict.mark.value, verdict.mark.word) == ("at_risk", "Not yet ready")
    assert verdict.words == (
        "Thirteen points are missing, two of them block the handover. It takes effect on 23 April 2027, in 5 months."
    )


def test_one_that_took_effect_and_is_not_ready_is_worse(view: View) -> None:
    verdict = view("id: h\neffective: 2026-11-01\nownership: [{asset: A, new: B, state: pending}]").verdict
    assert verdict
    assert (verdict.mark.value, verdict.mark.word) == ("off_track", "Not ready")
    assert verdict.words == "Two points are missing. It took effect on 1 November 2026, 22 days ago."


@pytest.mark.parametrize(
    ("criteria", "words"),
    [
        ("[{criterion: A, status: met}]", "All points are met."),
        ("[{criterion: A, status: met}, {criterion: B, status: waived, waiver_reason: Rain}]",
         "All other points are met; two were waived."),
    ],
)  # fmt: skip
def test_one_that_lacks_nothing_but_what_was_waived_is_ready(view: View, criteria: str, words: str) -> None:
    verdict = view(f"id: h\nreadiness: {criteria}").verdict
    assert verdict
    assert (verdict.mark.value, verdict.words) == ("done", words)


def test_one_that_says_nothing_has_no_verdict_and_says_what_to_write_inside(view: View) -> None:
    inside, outside = view("id: h"), view("id: h\naudience: public", audience="public")
    assert (inside.verdict, outside.verdict) == (None, None)
    assert inside.empty and not outside.empty


def test_every_lost_point_says_why_and_who_sees_to_it_what_stops_it_first(view: View) -> None:
    assert [(one.point.part, one.point.title, one.point.reason, one.point.who, one.points) for one in view().missing] == [
        ("Readiness criteria", "A night alone", "not met; blocks go-live", "", "2 points"),
        ("Ownership", "Readers", "changing hands, not there yet; nobody is named to take it over", "Rollout Manager", "2 points"),
        ("Access", "Console", "to be changed with the handover, and not changed yet", "Rollout Manager", "2 points"),
        ("Artefacts", "Drawings", "not accepted by the new owners", "Rollout Manager", "1 point"),
        ("Runbooks", "Winter", "never rehearsed; planned in January 2027", "", "1 point"),
        ("Backup", "Restoring from a backup", "never tried", "", "1 point"),
        ("Knowledge transfer", "Fares", "not yet done by the new owners themselves; planned on 1 December 2026", "", "1 point"),
        ("Acceptance", "Safety", "no decision yet", "", "3 points"),
    ]  # fmt: skip


def test_the_missing_points_add_up_to_what_the_verdict_says(view: View) -> None:
    found = view()
    assert found.missing_note == "13 points"
    assert sum(one.point.weight for one in found.missing) == 13


def test_what_was_waived_stands_apart_with_its_reason_and_who_let_it_go(view: View) -> None:
    (waived,) = view().waived
    assert (waived.point.title, waived.point.details, waived.point.who) == (
        "Printers",
        "They go in June.",
        "Rollout Manager",
    )


def test_every_lost_point_leads_to_where_it_stands(view: View) -> None:
    found = view()
    anchors = {row.anchor for part in found.parts if part.table for row in part.table.rows}
    anchors |= {part.anchor for part in found.parts} | {one.anchor for one in found.signatures}
    assert {one.target for one in (*found.missing, *found.waived)} <= anchors
    assert {score.target for score in found.scores} <= anchors | {"sign-off"}


def test_each_part_has_its_points(view: View) -> None:
    assert [(one.title, one.score.words, one.score.waived_words) for one in view().scores] == [
        ("Readiness criteria", "2 of 6 points", "2 waived"),
        ("Ownership", "2 of 4 points", ""),
        ("Access", "0 of 2 points", ""),
        ("Artefacts", "1 of 2 points", ""),
        ("Runbooks", "1 of 2 points", ""),
        ("Backup", "0 of 1 point", ""),
        ("Knowledge transfer", "0 of 1 point", ""),
        ("Acceptance", "3 of 6 points", ""),
    ]


def test_a_condition_and_a_rejection_are_said(view: View) -> None:
    text = "id: h\nacceptance: [{role: A, decision: conditional, conditions: Once it rains}, {role: B, decision: rejected}]"
    found = view(text)
    assert [(one.point.reason, one.mark.word) for one in found.missing] == [
        ("rejected", "Stops it"),
        ("accepted on a condition: Once it rains", "Missing"),
    ]


def test_outside_nothing_says_who_or_that_nobody_is_named(view: View) -> None:
    found = view(f"{FULL}audience: public\n", audience="public")
    assert {one.point.who for one in (*found.missing, *found.waived)} == {""}
    assert [one.point.reason for one in found.missing if one.point.key == "ownership"] == [
        "changing hands, not there yet"
    ]
    assert [one.point.details for one in found.waived] == [""]
    assert found.verdict and found.verdict.brief == "6 of 16 points"  # without access and acceptance
