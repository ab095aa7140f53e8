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


TASKS = """
    id: quay
    title: Piers
    audience: public
    tasks:
    - {id: opening, title: Opening, milestone: true, end: 2027-02-12, %s}
"""
REPORT = """
    audience: public
    milestones:
    - {milestone: hidden, forecast: 2027-02-11}
    - {milestone: opening, baseline: 2027-02-05, forecast: 2027-02-12}
    - {milestone: A party on the pier, forecast: 2027-02-13}
"""


def report(find: Find, fields: str, text: str = REPORT, plan: str = TASKS) -> list[str]:
    hidden = "    - {id: hidden, title: Hidden, milestone: true, end: 2027-02-11, audience: internal}\n"
    return find("precision-undone", plan=plan % fields + hidden, report=text)


@pytest.mark.parametrize("fields", ["public: {date_precision: quarter}", "public: {end: 2027-Q1}"])
def test_a_public_report_does_not_date_a_milestone_more_exactly_than_its_plan(find: Find, fields: str) -> None:
    meant, at = "public readers are to see no more than the quarter of 'Opening'", "in the report 'All is well.'"
    assert report(find, fields) == [
        f"report.yml:4:34: {meant}, but they see 2027-02-05 as its baseline date {at}",
        f"report.yml:4:56: {meant}, but they see 2027-02-12 as its forecast date {at}",
    ]


def test_a_report_may_say_what_readers_see_in_the_plan(find: Find) -> None:
    quarter = "public: {date_precision: quarter}"
    assert report(find, "status: planned") == []
    assert report(find, "public: {end: 2027-02-26}") == []
    assert report(find, quarter, REPORT.replace("2027-02-05", "2027-Q1").replace("2027-02-12", "2027-Q1")) == []
    assert report(find, quarter, REPORT + "    public: {date_precision: quarter}\n    id: status-1\n") == []
    assert report(find, quarter, REPORT.replace("audience: public", "audience: internal")) == []
    assert report(find, quarter, plan=TASKS.replace("audience: public", "audience: internal")) == []


def test_a_report_has_no_date_where_the_plan_has_none(find: Find) -> None:
    [_, found] = report(find, "public: {date_precision: none}")
    assert "public readers are to see no date of 'Opening', but they see 2027-02-12 as its forecast date" in found
    assert len(report(find, "public: {end: later}")) == 2


def test_dates_of_a_plan_that_is_coarsened_as_a_whole_are_meant_too(find: Find) -> None:
    whole = TASKS.replace("title: Piers", "title: Piers\n    public: {date_precision: month}")
    assert len(report(find, "status: planned", plan=whole)) == 2


def test_a_milestone_has_its_date_in_either_field(find: Find) -> None:
    started = TASKS.replace("end: 2027-02-12", "start: 2027-02-12")
    assert len(report(find, "public: {start: 2027-Q1}", plan=started)) == 2
    assert report(find, "public: {start: 2027-Q1}", plan=started.replace("milestone: true", "duration: 1d")) == []
