"""The parts of a handover as its page shows them."""

from __future__ import annotations

import pytest
import yaml
from tests.support.declared import entry_lists, full
from tests.unit.pages.handover.conftest import FULL, View

from milepost.kinds.handover.model import Handover
from milepost.pages.handover.components import FactCell, HandoverPart
from milepost.pages.handover.view import HandoverView


def part(found: HandoverView, anchor: str) -> HandoverPart:
    return next(one for one in found.parts if one.anchor == anchor)


def said(cell: FactCell) -> str:
    """What a reader reads in a cell."""
    ref, mark = cell.ref and cell.ref.title, cell.mark and cell.mark.word
    return " | ".join(filter(None, (cell.words, ref, mark, cell.code, cell.prose, cell.warning, cell.sub)))


def rows(found: HandoverView, anchor: str) -> list[list[str]]:
    table = part(found, anchor).table
    assert table
    return [list(table.columns), *([said(cell) for cell in row.cells] for row in table.rows)]


def test_the_head_says_from_whom_to_whom_and_how_far_each_day_is(view: View) -> None:
    found = view()
    assert found.parties == ("The Gangway", "Night desk")
    assert [(fact.label, fact.words, fact.note) for fact in found.facts] == [
        ("Takes effect", "23 April 2027", "in 5 months"),
        ("Warranty until", "23 July 2027", "in 8 months"),
        ("Check again", "1 October 2026", "53 days ago"),
    ]
    assert found.project and (found.project.title, found.project.target) == ("Harbour", "projects/harbour/index.md")


@pytest.mark.parametrize(
    ("written", "words", "note"),
    [
        ("2026-11-23", "23 November 2026", "today"),
        ("2027-10-01", "1 October 2027", "in 10 months"),
        ("2027-Q3", "Q3 2027", ""),
        ("2026-09", "September 2026", "2 months ago"),
        ("later", "later", ""),
    ],
)
def test_a_day_is_no_more_exact_than_it_was_written(view: View, written: str, words: str, note: str) -> None:
    (fact,) = view(f"id: h\nrecheck_on: {written}").facts
    assert (fact.words, fact.note) == (words, note)


def test_the_ownership_matrix_says_who_answers_for_what(view: View) -> None:
    assert rows(view(), "ownership") == [
        ["What", "Now", "Afterwards", "State"],
        ["Collector", "Rollout Manager", "Bo", "Transferred"],
        ["Readers", "Rollout Manager", "nobody is named", "In progress"],
    ]


def test_a_secret_is_a_reference_and_says_whether_it_was_changed(view: View) -> None:
    assert rows(view(), "access") == [
        ["Opens", "As", "Ask", "The secret lies in", "Changed"],
        ["Console", "admin", "Rollout Manager", "vault:kv/a#b", "Not yet"],
        ["Wiki", "", "", "", ""],
    ]


def test_a_runbook_says_when_it_was_last_gone_through(view: View) -> None:
    assert rows(view(), "runbooks")[1:] == [
        ["Offline", "11 June 2026 | 5 months ago"],
        ["Winter", "Never | planned in January 2027"],
    ]


def test_an_artefact_says_who_keeps_it_and_columns_in_which_nothing_stands_are_left_out(view: View) -> None:
    assert rows(view(), "artefacts") == [
        ["What", "Type", "Kept by", "Last review", "Accepted"],
        ["Code", "Source code", "Ada", "4 November 2026 | 19 days ago", "Yes"],
        ["Drawings", "", "Rollout Manager", "", "No"],
    ]


def test_the_backup_says_what_can_be_lost_and_that_it_was_never_tried(view: View) -> None:
    assert [(fact.label, fact.words, fact.note) for fact in part(view(), "backup").facts] == [
        ("Work lost at most", "1 h 30 min", "RPO"),
        ("Back within", "2d", "RTO"),
        ("Last restored", "never tried", ""),
    ]


def test_a_contract_that_ends_within_the_warranty_is_marked(view: View) -> None:
    assert rows(view(), "contracts")[1:] == [
        ["Rent", "31 May 2027, in 6 months | ends within the warranty"],
        ["Cable", "31 December 2029, in 3 years"],
    ]


def test_a_cost_has_its_currency_and_one_that_is_not_known_is_not_nothing(view: View) -> None:
    assert rows(view(), "debt")[1:] == [["Two ways", "not known yet"], ["Old four", "9,000\N{NO-BREAK SPACE}EUR"]]


def test_a_criterion_says_how_we_know_or_why_it_was_waived(view: View) -> None:
    assert rows(view(), "criteria")[1:] == [
        ["A night alone", "go-live", "Not met | blocks the handover", ""],
        ["Printers", "", "Waived", "They go in June. | Rollout Manager"],
        ["Posters", "", "Met", "Photos"],
    ]


def test_open_actions_are_those_of_post_mortems_too_the_most_overdue_first(view: View) -> None:
    found = view(
        "id: h\nproject: harbour\nopen_actions: [{title: Paint, due: 2027-05-14, team: gangway}]",
        postmortem="id: p\nproject: harbour\nactions: [{id: a, title: Alarm, due: 2026-11-06, status: in_progress}]",
    )
    assert rows(found, "actions") == [
        ["What", "Who", "Due", "From", "State"],
        ["Alarm", "", "6 November 2026 | 17 days overdue", "Outage", "In progress"],
        ["Paint", "The Gangway", "14 May 2027", "", "Open"],
    ]


def test_parts_come_in_the_order_in_which_a_new_owner_asks_and_empty_ones_do_not(view: View) -> None:
    assert [one.anchor for one in view().parts] == [
        "criteria", "ownership", "access", "artefacts", "runbooks", "backup", "contracts", "debt", "knowledge",
    ]  # fmt: skip
    assert view("id: h\nscope: {}\nsystem: {}\nsupport: {}").parts == ()


def test_who_has_not_decided_has_a_line_to_sign_on(view: View) -> None:
    assert [(one.role, one.mark.word, one.when, one.open) for one in view().signatures] == [
        ("Rollout Manager", "Accepted", "18 November 2026", False),
        ("Safety", "Open", "", True),
    ]


def test_where_nobody_is_to_accept_it_both_sides_sign_inside(view: View) -> None:
    text = "id: h\nfrom: gangway\nto: Night desk\naudience: public"
    assert view(text).blank == ("The Gangway, who hands it over", "Night desk, who takes it over")
    assert view(text, audience="public").blank == ()


def test_outside_what_is_not_disclosed_is_not_there(view: View) -> None:
    found = view(f"{FULL}audience: public\n", audience="public")
    assert [one.anchor for one in found.parts] == [
        "criteria", "ownership", "artefacts", "runbooks", "backup", "debt", "knowledge",
    ]  # fmt: skip
    assert rows(found, "ownership")[0] == ["What", "State"]
    assert rows(found, "debt") == [["What"], ["Two ways"], ["Old four"]]
    assert found.signatures == ()


def test_outside_anchors_count_only_what_is_seen(view: View) -> None:
    listed = "id: h\naudience: public\nrunbooks:\n  - {title: Secret, audience: internal}\n  - {title: Open}"
    table = part(view(listed, audience="public"), "runbooks").table
    assert table
    assert [row.anchor for row in table.rows] == ["runbooks-1"]


def test_every_entry_of_a_list_has_an_anchor_of_its_own(view: View) -> None:
    lists = {name: spec.model for name, spec in entry_lists(Handover).items() if name != "open_actions"}
    found = view(yaml.safe_dump({"id": "h", **{name: [full(cls), full(cls, 1)] for name, cls in lists.items()}}))
    anchors = [row.anchor for one in found.parts if one.table for row in one.table.rows if row.anchor]
    assert len(anchors) >= 2 * len([name for name in lists if name in ("monitoring", "known_issues", "contracts")])
    assert len(anchors) == len(set(anchors))
