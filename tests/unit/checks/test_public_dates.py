"""Dates that `public:` makes vague, and that readers see exactly in a plan or a status report."""

from __future__ import annotations

from typing import Any

import pytest
from tests.unit.checks.conftest import Find

ITEM = """
    audience: public
    items:
    - {id: quays, title: Quays, status: planned, %s}
"""
# Ten working days from Monday, 1 February 2027, to Friday, 12 February.
PLAN = """
    id: p
    title: Piers
    audience: public
    start: 2027-02-01
    items: [quays]
    tasks: [{id: a, title: A, duration: 10d}]
"""


def plan(find: Find, fields: str, text: str = PLAN, **files: str) -> list[str]:
    return find("precision-undone", ITEM % fields, plan=text, **files)


def test_a_visible_plan_does_not_show_the_dates_of_a_coarsened_item(problems: Any, find: Find) -> None:
    [found] = problems("precision-undone", ITEM % "public: {date_precision: quarter}", plan=PLAN)
    assert found.headline == (
        "roadmap.yml:3:71: precision-undone: public readers are to see no more than the quarter of 'Quays', "
        "but they see 2027-02-01 as the start of its plan 'Piers'"
    )
    assert found.hint == "give that public: {date_precision: quarter} as well, or hide it"
    quarters = PLAN + "    public: {date_precision: quarter}\n"
    assert plan(find, "public: {date_precision: quarter}", quarters) == []
    months = PLAN + "    public: {date_precision: month}\n"
    assert plan(find, "public: {date_precision: month}", months) == []
    assert plan(find, "public: {date_precision: quarter}", months) != []


def test_nor_the_end_of_an_item_whose_end_is_replaced(find: Find) -> None:
    end = "but they see 2027-02-12 as the end of its plan 'Piers'"
    assert plan(find, "public: {end: 2027-Q1}") == [
        f"roadmap.yml:3:60: public readers are to see no more than the quarter of 'Quays', {end}"
    ]
    assert plan(find, "public: {end: later}") == [
        f"roadmap.yml:3:60: public readers are to see no date of 'Quays', {end}"
    ]
    assert plan(find, "public: {end: 2027-02-12}") == []
    assert plan(find, "start: 2027-02-01") == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("audience: public", "audience: internal"),
        ("title: Piers", "title: Piers\n    status: cancelled"),
        ("items: [quays]", "items: []"),
        # The plan has no exact date itself.
        ("start: 2027-02-01", "start: 2027-Q1"),
    ],
)
def test_a_plan_that_is_hidden_cancelled_another_or_vague_reveals_nothing(find: Find, old: str, new: str) -> None:
    assert plan(find, "public: {end: 2027-Q1}", PLAN.replace(old, new)) == []


def test_a_plan_that_ends_at_another_time_does_not_make_an_item_more_exact(find: Find) -> None:
    # It delivers other items later on.
    assert plan(find, "end: 2026-12-18, start: 2026-10-05, public: {date_precision: quarter}") == []
    assert plan(find, "end: 2027-03-31, start: 2026-10-05, public: {date_precision: quarter}") != []


def test_an_item_in_a_coarsened_document_is_coarsened_too(find: Find) -> None:
    document = (ITEM % "audience: public").replace("items:", "public: {date_precision: quarter}\n    items:")
    [found] = find("precision-undone", document, plan=PLAN)
    assert found.startswith("roadmap.yml:4:3: public readers are to see no more than the quarter of 'Quays'")
