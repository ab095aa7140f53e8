"""What a change of the files means to a reviewer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from tests.unit.review.edits import BASE, EDITS, ROADMAP, Edit, encoded

from milepost.access.audience_filter import redacted_for
from milepost.diff.change import Change
from milepost.diff.compare import compare
from milepost.diff.headline import headline
from milepost.diff.rules import SECTIONS
from milepost.graph.loader import load_contents
from milepost.graph.portfolio import Portfolio
from milepost.ruleset import rule_levels

AS_OF = date(2026, 3, 2)


def read(
    files: dict[str, bytes], audience: str = "internal", audiences: tuple[str, ...] = ("public", "internal")
) -> Portfolio:
    found = load_contents(files, audiences, folder=Path("data"))
    assert not found.problems, "\n".join(problem.text() for problem in found.problems)
    return redacted_for(found.portfolio, audience, AS_OF)


def compared(
    after: dict[str, bytes],
    audience: str = "internal",
    *,
    before: Mapping[str, str | None] = BASE,
    audiences: tuple[str, ...] = ("public", "internal"),
    **rules: object,
) -> list[Change]:
    earlier, later = (read(files, audience, audiences) for files in (encoded(before), after))
    return compare(earlier, later, AS_OF, levels=rule_levels(rules))


def told(changes: list[Change]) -> tuple[str, ...]:
    return tuple(f"{change.rule}: {change.message}" for change in changes)


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.name)
def test_an_edit_is_told_by_what_it_means(edit: Edit) -> None:
    assert told(compared(edit.after())) == edit.says


def test_a_change_stands_at_its_line_and_what_is_gone_at_its_old_one() -> None:
    moved = compared(encoded({**BASE, "plan.yml": ROADMAP.replace("end: 2026-06-15", "end: 2026-07-31")}))
    assert str(moved[0].place) == "data/plan.yml:12:10"
    gone = compared(encoded({**BASE, "aim.yml": None}))
    assert {str(change.place).partition(":")[0] for change in gone} == {"data/aim.yml"}
    assert all(change.gone for change in gone)


def test_what_becomes_visible_comes_first_and_words_last() -> None:
    text = ROADMAP.replace("    audience: internal\n", "").replace("Pay in one step.", "Pay in one tap.")
    changes = compared(encoded({**BASE, "plan.yml": text.replace("end: 2026-06-15", "end: 2026-12-31")}))
    sections = [change.section for change in changes]
    assert sections == sorted(sections, key=list(SECTIONS).index)
    assert (sections[0], sections[-1]) == ("audience", "words")


@pytest.mark.parametrize(
    "private",
    [
        ("end: 2026-10-15", "end: 2027-10-15"),
        ("title: Talks with the bank", "title: Talks with another bank"),
        ("owner: Head of Sales", "owner: Head of Care"),
        ("    end: 2026-10-15", "    end: 2026-10-15\n    depends_on: [refunds]"),
    ],
)
def test_outsiders_are_told_nothing_of_what_is_private(private: tuple[str, str]) -> None:
    after = encoded({**BASE, "plan.yml": ROADMAP.replace(*private)})
    assert compared(after)
    assert compared(after, "public") == []


def test_what_becomes_visible_is_new_to_outsiders() -> None:
    after = encoded({**BASE, "plan.yml": ROADMAP.replace("    audience: internal\n", "")})
    assert told(compared(after, "public")) == (
        "scope-added: Talks with the bank is a new item: in progress, 15 October 2026",
    )


def test_the_headline_says_what_a_reviewer_must_not_miss() -> None:
    text = ROADMAP.replace("    audience: internal\n", "").replace("end: 2026-06-15", "end: 2026-07-31")
    changes = compared(encoded({**BASE, "plan.yml": text}))
    assert headline(changes) == (
        "Talks with the bank becomes visible to the public audience, "
        "Checkout moves from 15 June 2026 to 31 July 2026 (+46 days) and 1 dependent is now late."
    )
    assert headline([]) == "Nothing changes that a plan speaks of."


def test_what_is_gone_is_missed_by_what_still_waits_for_it() -> None:
    start = ROADMAP.index("  - id: checkout")
    without = ROADMAP[:start] + ROADMAP[ROADMAP.index("  - id: refunds") :]
    kept, freed = (
        encoded({**BASE, "plan.yml": one}) for one in (without, without.replace("    depends_on: [checkout]\n", ""))
    )
    gone = "scope-removed: Checkout is no longer there; it was an item: planned, 15 June 2026"
    assert told(compared(kept))[0] == f"{gone}; 1 item still waits for it"
    assert told(compared(freed))[0] == gone


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        (
            "approvals: [{gate: Launch, role: Lead, decision: requested}, {gate: Plan, role: Lead, decision: approved}]",
            "approvals: [{gate: Plan, role: Lead, decision: approved}, {gate: Launch, role: Lead, decision: approved}]",
            "people-changed: Checkout changes Launch: decision from requested to approved (approvals)",
        ),
        (
            "asks: [{team: design, what: Icons, size: S}]",
            "asks: [{team: design, what: Icons, size: M, status: agreed}]",
            "people-changed: Checkout changes Icons: size from S to M and status agreed (asks)",
        ),
        (
            "asks: [{team: design, what: Icons, size: S, status: requested}]",
            "asks: [{team: care, what: Icons}]",
            "people-changed: Checkout changes Icons (asks)",
        ),
        (
            "links: [{title: Notes, url: 'https://example.com/a'}]",
            "links: [{title: Notes, url: 'https://example.com/b'}]",
            "words-changed: Checkout has other links",
        ),
    ],
    ids=["one field", "two", "too many", "a link"],
)
def test_what_is_another_in_an_entry_of_a_list_is_told_where_it_is_little(before: str, after: str, says: str) -> None:
    plans = [
        {**BASE, "plan.yml": ROADMAP.replace("title: Checkout", f"title: Checkout\n    {line}")}
        for line in (before, after)
    ]
    assert told(compared(encoded(plans[1]), before=plans[0])) == (says,)
