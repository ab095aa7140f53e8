"""An earlier state is reduced to what readers of today may know of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from tests.unit.conftest import MakePortfolio

from milepost.access.audience_filter import redacted_for
from milepost.analysis import computed
from milepost.reporting.earlier_state import no_more_exact, visible_now
from milepost.reporting.plan_changes import plan_changes
from milepost.reporting.snapshot import PlanSnapshot, snapshot
from milepost.schema.period import parse

BEFORE = """\
id: quay
audience: public
disclose: {public: [money, risks, scores]}
status: in_progress
start: 2026-09-01
tasks:
  - {id: pier, title: Pier, milestone: true, end: 2026-12-14}
  - {id: island, title: Island, milestone: true, end: 2027-01-20}
risks:
  - {id: storms, title: Storms, status: open, probability: 2, impact: 3}
  - {id: bank, title: Bank, status: open, probability: 2, impact: 3}
issues: [{id: power, title: No power, status: open}]
budget: {lines: [{title: Readers, planned: 100000, actual: 20000}]}
"""


MakeStates = Callable[[str, str], tuple[PlanSnapshot, PlanSnapshot]]


@pytest.fixture
def states(portfolio: MakePortfolio) -> MakeStates:
    """Makes what the public sees of two plans: (the earlier state, today's)."""

    def make(before: str, after: str) -> tuple[PlanSnapshot, PlanSnapshot]:
        def state(text: str, day: date) -> PlanSnapshot:
            seen = redacted_for(portfolio(plan=text), "public", day)
            return snapshot(seen, computed(seen, day), "quay")

        return state(before, date(2026, 11, 22)), state(after, date(2026, 12, 6))

    return make


def changed(states: MakeStates, *edits: tuple[str, str]) -> list[str]:
    """The changes that a public draft reports after some edits of the plan."""
    after = BEFORE
    for old, new in edits:
        assert old in after, old
        after = after.replace(old, new)
    then, now = states(BEFORE, after)
    return [fact.words for fact in plan_changes(visible_now(then, now), now, date(2026, 11, 22))]


def test_what_is_hidden_today_is_neither_removed_nor_the_earlier_finish_of_the_plan(states: MakeStates) -> None:
    hidden = changed(states, ("end: 2027-01-20}", "end: 2027-01-20, audience: internal}"))
    deleted = changed(states, ("  - {id: island, title: Island, milestone: true, end: 2027-01-20}\n", ""))
    assert hidden == deleted == []


def test_a_register_entry_that_is_hidden_today_is_not_mentioned(states: MakeStates) -> None:
    assert changed(states, ("title: Bank,", "title: Bank, audience: internal,")) == []


def test_changes_of_what_is_still_visible_are_reported(states: MakeStates) -> None:
    assert changed(
        states,
        ("2026-12-14", "2026-12-18"),
        ("2027-01-20", "2027-01-22"),
        ("title: Storms, status: open, probability: 2", "title: Storms, status: open, probability: 4"),
        ("title: Bank, status: open", "title: Bank, status: closed"),
        ("actual: 20000", "actual: 45000"),
    ) == [
        "Bank (risk bank): closed, was open",
        "Pier (milestone pier): finish 18 December 2026, was 14 December 2026 (4 days later)",
        "Island (milestone island): finish 22 January 2027, was 20 January 2027 (2 days later)",
        "Finish of the plan: 22 January 2027, was 20 January 2027 (2 days later)",
        "Storms (risk storms): score 12 of 25, was 6",
        "Spent to date (plan budget): 45,000, was 20,000",
    ]


def test_an_earlier_date_is_no_more_exact_than_that_of_today(states: MakeStates) -> None:
    coarse = ("end: 2027-01-20}", "end: 2027-05-20, public: {date_precision: quarter}}")
    assert changed(states, coarse) == ["Island (milestone island): finish Q2 2027, was Q1 2027 (1 quarter later)"]
    overridden = ("end: 2027-01-20}", "end: 2027-05-20, public: {end: 2027-H1}}")
    assert changed(states, overridden) == []
    undated = ("end: 2027-01-20}", "end: 2027-05-20, public: {date_precision: none}}")
    assert not any("2027" in words for words in changed(states, undated))


def test_the_earlier_finish_is_left_out_if_the_plan_is_less_exact_today(states: MakeStates) -> None:
    coarse = changed(states, ("2027-01-20", "2027-05-20"), ("id: quay", "id: quay\npublic: {date_precision: month}"))
    assert coarse == ["Island (milestone island): finish May 2027, was January 2027 (4 months later)"]


def test_scores_and_amounts_that_are_no_longer_disclosed_are_left_out(states: MakeStates) -> None:
    edits = ("disclose: {public: [money, risks, scores]}\n", ""), ("impact: 3}", "impact: 5}"), ("20000", "30000")
    then, _ = states(BEFORE, BEFORE)
    assert then.spend["actual"].known == 20000
    assert changed(states, *edits) == []
    after = BEFORE
    for old, new in edits:
        after = after.replace(old, new)
    then, now = states(BEFORE, after)
    found = visible_now(then, now)
    assert found.spend == {}
    assert [one.score for one in (found.registers or {}).values()] == [None, None, None]


@pytest.mark.parametrize(
    ("before", "now", "shown"),
    [
        ("2026-12-14", "2027-02-05", "2026-12-14"),
        ("2026-12-14", "2027-02", "2026-12"),
        ("2026-12-14", "2027-W05", "2026-12"),
        ("2026-12-14", "mid-2027-Q1", "2026-Q4"),
        ("2026-Q4", "2027-02", "2026-Q4"),
        ("2027-01-14", "2027-Q1", "2027-Q1"),
        ("2026-12-14", "later", "None"),
        ("2026-12-14", "2027-01/2027-02", "None"),
    ],
)
def test_an_earlier_date_is_coarsened_to_the_unit_of_todays(before: str, now: str, shown: str) -> None:
    assert str(no_more_exact(parse(before), parse(now))) == shown


def test_an_earlier_date_is_approximate_if_todays_is() -> None:
    found = no_more_exact(parse("2026-12-14"), parse("~2027-02-05"))
    assert found and (found.text, found.approximate) == ("2026-12", True)
