"""The priorities page: what it says, and what it leaves out where there is too little to say."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from tests.support import whole
from tests.unit.conftest import MakePageContext, said

from milepost.kinds.roadmap.priority_scores import FORMULAS
from milepost.kit.addresses import LIST, PRIORITIES
from milepost.pages.priorities.sections import PAGE
from milepost.pages.priorities.view import PrioritiesView, priorities_view

SCORES = [(10, 9), (9, 8), (8, 7), (7, 6), (6, 5), (5, 10)]
ITEMS = "items:\n" + "\n".join(
    f"- {{id: i{n}, title: Item {n}, status: planned, score: {{value: {value}, effort: {n + 1}, business_value: {delay}, "
    "time_criticality: 0, risk_reduction: 0, job_size: 1}}"
    for n, (value, delay) in enumerate(SCORES)
)
CAPACITY = """
    teams:
    - {id: red, title: Red, capacity: [{period: 2027-Q1, effort: 64pd}]}
"""


def view(context: MakePageContext, roadmap: str = ITEMS, **files: str) -> PrioritiesView:
    return priorities_view(context(roadmap, pages=(LIST, PRIORITIES), **files), "Roadmap")


def test_the_ranking_has_a_column_for_each_method_in_use_the_ordering_one_first(context: MakePageContext) -> None:
    found = view(context, portfolio="priority_method: wsjf").ranking
    assert [column.title for column in found.columns] == ["WSJF", "Value for effort"]
    assert found.sorted_by == "wsjf"
    assert [(row.card.ref.title, row.cells[0].rank, row.cells[0].score) for row in found.rows][:2] == [
        ("Item 5", "1", "10"),
        ("Item 0", "2", "9"),
    ]


def test_ties_are_marked_and_what_has_no_score_by_a_method_is_blank_and_sorts_last(context: MakePageContext) -> None:
    found = view(
        context,
        """
        items:
        - {id: a, title: A, status: planned, score: {value: 2, effort: 1}}
        - {id: b, title: B, status: planned, score: {value: 4, effort: 2, moscow: wont}}
        """,
    ).ranking
    assert [[(cell.rank, cell.score, cell.sort) for cell in row.cells] for row in found.rows] == [
        [("1=", "2", "1"), ("", "Won’t", "1")],
        [("1=", "2", "1"), ("", "", "")],
    ]


def test_the_opening_says_what_methods_agree_on(context: MakePageContext) -> None:
    assert said(view(context).opening) == (
        "6 open items have a score, by one or more of two methods. "
        "Item 0 is in the upper third by every method that scores it."
    )
    assert said(
        view(
            context,
            ITEMS.replace("business_value: 9", "business_value: 1").replace("business_value: 8", "business_value: 2"),
        ).opening
    ).endswith("No item is in the upper third by every method.")


def test_what_is_left_out_is_said_with_a_link_to_the_list_of_just_that(context: MakePageContext) -> None:
    notes = view(
        context,
        ITEMS
        + """
- {id: done, title: Done, status: done}
- {id: open, title: Open, status: planned}
""",
    ).notes
    assert [said(note) for note in notes] == [
        "Done and cancelled items are left out",
        "1 open item has no score",
    ]
    link = notes[1][0]
    assert (link.target, link.query) == (LIST, "?scored=no")


def test_agreement_and_disputes_are_in_words(context: MakePageContext) -> None:
    found = view(context)
    assert found.agreement
    assert found.agreement.sentence.startswith(
        "Value for effort and WSJF agree most: they order 10 of 15 pairs of items"
    )
    assert [[cell.tau for cell in cells] for _, cells in found.agreement.rows] == [["0.33"]]
    assert [(row.ref.title, row.words) for row in found.disputes] == [
        ("Item 5", "Value for effort puts it 6th, WSJF 1st, of 6 items that both score.")
    ]


@pytest.mark.parametrize("audience", ["internal", "public"])
def test_one_item_with_a_score_has_a_page_without_comparisons(context: MakePageContext, audience: str) -> None:
    found = view(
        context,
        """
        audience: public
        items:
        - {id: a, title: A, status: planned, score: {value: 2, effort: 1, moscow: must}, disclose: {public: [scores]}}
        - {id: b, title: B, status: planned, score: {value: 2, effort: 1}, audience: internal, disclose: {public: []}}
        """
        if audience == "public"
        else "items: [{id: a, title: A, status: planned, score: {value: 2, effort: 1, moscow: must}}]",
        audience=audience,
    )
    assert len(found.ranking.rows) == 1
    assert said(found.opening) == "1 open item has a score."
    assert (found.matrix, found.agreement, found.disputes, found.sensitivity, found.capacity) == (
        None,
        None,
        (),
        None,
        None,
    )


def test_the_page_is_there_only_for_those_who_see_the_score_of_an_open_item(context: MakePageContext) -> None:
    roadmap = """
        audience: public
        items:
        - {id: a, title: A, status: planned, score: {value: 2, effort: 1}}
        - {id: b, title: B, status: done, score: {value: 2, effort: 1}, disclose: {public: [scores]}}
        """
    there = {
        audience: PAGE.is_there(context(roadmap, audience=audience).portfolio) for audience in ("public", "internal")
    }
    assert there == {"public": False, "internal": True}


def test_every_limit_it_states_is_true_of_the_numbers_it_states(context: MakePageContext) -> None:
    """The rounded statements, read back, tried on both sides of each bound."""
    made = context(ITEMS, pages=(LIST, PRIORITIES), portfolio="priority_method: value_effort")
    comparison = made.insight.priorities
    found = priorities_view(made, "Roadmap").sensitivity
    assert found
    checked = 0
    for row, item in zip(found.rows, comparison.in_order, strict=False):
        assert row.ref.title == item.title
        others = [score for one, score in comparison.scores["value_effort"].items() if one is not item]
        score = item.entry.score
        assert score
        own = {name: Fraction(getattr(score, name)) for name in ("value", "effort")}
        rank = 1 + sum(one > FORMULAS["value_effort"](own) for one in others)
        for one in row.ranges:
            bounds = re.findall(r"(at least|at most|above|below) ([\d.,]+)", one.holds)
            assert bounds or one.holds == "with any value"
            for word, number in bounds:
                hair = Fraction(1, 10**6)
                limit = Fraction(number.replace(",", ""))
                inside = limit + {"at least": 0, "at most": 0, "above": hair, "below": -hair}[word]
                tried = {**own, one.input.lower(): inside}
                assert 1 + sum(other > FORMULAS["value_effort"](tried) for other in others) == rank, (row, one)
                checked += 1
    assert checked > 8


def test_the_chart_names_quadrants_split_at_the_medians(context: MakePageContext) -> None:
    found = view(context).matrix
    assert found
    chart = found.chart
    assert [(one.name, [ref.title for ref in one.refs]) for one in found.quadrants] == [
        ("Quick wins (3)", ["Item 0", "Item 1", "Item 2"]),
        ("Time sinks (3)", ["Item 3", "Item 4", "Item 5"]),
    ]
    assert chart.head == ("Item", "Value", "Effort", "Quadrant")
    assert [row[3] for row in chart.rows] == [
        "Quick wins",
        "Quick wins",
        "Quick wins",
        "Time sinks",
        "Time sinks",
        "Time sinks",
    ]
    text = {element.text for element in chart.plot.walk() if element.tag == "text"}
    assert {"Quick wins", "Big bets", "Fill-ins", "Time sinks"} <= text


@pytest.mark.parametrize(
    ("score", "head"),
    [
        ("{{reach: {0}, impact: 1, confidence: 50, effort: 2}}", ("Item", "Reach × impact × confidence", "Effort")),
        (
            "{{business_value: {0}, time_criticality: 1, risk_reduction: 1, job_size: 2}}",
            ("Item", "Cost of delay", "Job size"),
        ),
    ],
)
def test_without_value_and_effort_the_chart_has_what_the_other_methods_call_that(
    context: MakePageContext, score: str, head: tuple[str, ...]
) -> None:
    items = "\n".join(f"- {{id: i{n}, title: I{n}, status: planned, score: {score.format(10**n)}}}" for n in range(3))
    found = view(context, f"items:\n{items}").matrix
    assert found
    assert found.chart.head == head
    assert not found.quadrants


def test_too_much_for_a_team_is_a_sentence_that_names_the_largest(context: MakePageContext) -> None:
    found = view(
        context,
        """
        items:
        - {id: a, title: A, status: planned, team: red, start: 2027-01-04, end: 2027-03-26, effort: 50pd,
           score: {moscow: must}}
        - {id: b, title: B, status: planned, team: red, start: 2027-01-04, end: 2027-03-26, effort: 20pd}
        - {id: c, title: C, status: planned, team: red, start: 2027-01-04, end: 2027-03-26}
        """,
        portfolio=CAPACITY,
    ).capacity
    assert found
    assert [said(one).replace("\N{NO-BREAK SPACE}", " ") for one in found.sentences] == [
        "Red, Q1 2027: 70 person-days planned, 64 available, 6 too many. The largest: A 50, B 20."
    ]
    assert [said(one) for one in found.uncounted] == ["1 item planned without an effort, so not counted: C"]
    (chart,) = found.charts
    assert [row[1:] for row in chart.rows] == [("0", "not stated"), ("70", "64")]


def test_numbers_that_differ_are_not_rounded_to_the_same(context: MakePageContext) -> None:
    found = view(
        context,
        """
        items:
        - {id: a, title: A, status: planned, team: red, start: 2027-01-04, end: 2027-03-26, effort: 64.45pd,
           score: {moscow: must}}
        """,
        portfolio=CAPACITY.replace("64pd", "63.9pd"),
    ).capacity
    assert found
    assert said(found.sentences[0]).startswith(
        "Red, Q1\N{NO-BREAK SPACE}2027: 64.5 person-days planned, 63.9 available"
    )


def test_broader_readers_are_not_shown_half_of_the_work_against_all_of_the_capacity(context: MakePageContext) -> None:
    roadmap = """
        audience: public
        disclose: {public: [scores, resources]}
        items:
        - {id: a, title: A, status: planned, team: red, end: 2027-03-26, effort: 5pd, score: {moscow: must}}
        """
    portfolio = CAPACITY + "\n    audience: public\n    disclose: {public: [resources]}"
    inside, outside = (
        view(context, roadmap, audience=audience, portfolio=portfolio).capacity for audience in ("internal", "public")
    )
    assert inside
    assert outside is None


def test_sixty_items_are_all_in_the_ranking_and_in_the_numbers_of_the_chart(context: MakePageContext) -> None:
    items = "\n".join(
        f"- {{id: i{n}, title: A rather long title of item {n}, status: planned, "
        f"score: {{value: {n * 7 % 11 + 1}, effort: {n * 5 % 13 + 1}, moscow: must}}}}"
        for n in range(60)
    )
    found = view(context, f"items:\n{items}")
    assert len(found.ranking.rows) == 60
    assert found.matrix
    assert len(found.matrix.chart.rows) == 60
    assert sum(len(one.refs) for one in found.matrix.quadrants) == 60


def test_the_example_has_a_story_to_tell() -> None:
    page: Any = whole.example("internal").pages[PRIORITIES].build()
    found: PrioritiesView = page.view
    by_three = [row for row in found.ranking.rows if sum(bool(cell.score) for cell in row.cells[:4]) >= 3]
    assert len(by_three) >= 12
    assert any("RICE puts it 24th, WSJF 3rd" in row.words for row in found.disputes)
    assert found.capacity
    assert len(found.capacity.charts) == 5
    assert "too many" in said(found.capacity.sentences[0])
    assert PRIORITIES not in whole.example("public").pages
    assert date(2026, 11, 23).isoformat() == found.as_of.iso


def public_page(hidden_value: int, capacity: int, importance: int) -> str:
    """The priorities page of a public site that discloses scores, of documents with private entries beside them."""
    scored = [
        {
            "id": f"i{n}",
            "title": f"Item {n}",
            "status": "planned",
            "needs": ["open"],
            "score": {"value": n + 1, "effort": 2},
        }
        for n in range(6)
    ]
    secret = {"id": "x", "title": "X", "status": "planned", "audience": "internal", "needs": ["closed"]}
    secret |= {
        "score": {"value": hidden_value, "effort": 1, "moscow": "must"},
        "effort": f"{capacity}pd",
        "team": "red",
    }
    documents = {
        "roadmap.yml": {
            "kind": "roadmap",
            "id": "r",
            "title": "R",
            "audience": "public",
            "disclose": {"public": ["scores"]},
            "items": [*scored, secret],
        },
        "portfolio.yml": {
            "kind": "portfolio",
            "title": "P",
            "audience": "public",
            "teams": [{"id": "red", "title": "Red", "capacity": [{"period": "2027-Q1", "effort": f"{capacity}pd"}]}],
        },
        "strategy.yml": {
            "kind": "strategy",
            "id": "s",
            "title": "S",
            "vision": "V",
            "audience": "public",
            "needs": [
                {"id": "open", "statement": "Open", "importance": importance, "satisfaction": 1},
                {"id": "closed", "statement": "Closed", "importance": 5, "satisfaction": 1, "audience": "internal"},
            ],
        },
    }
    found: dict[str, Any] = whole.composed(documents, "public").pages
    return str(found[PRIORITIES].render(str).html)


def test_a_public_page_is_the_same_whatever_private_scores_efforts_and_capacities_are() -> None:
    assert public_page(9, 100, 2) == public_page(1, 3, 5)
    assert "Item 5" in public_page(9, 100, 2)
    assert "Opportunity" not in public_page(9, 100, 2)
