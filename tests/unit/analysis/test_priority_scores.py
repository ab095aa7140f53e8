from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("score", "method", "expected"),
    [
        ("{reach: 400, impact: 2, confidence: 50, effort: 4}", "rice", 100.0),
        ("{value: 8, effort: 5}", "value_effort", 1.6),
        ("{business_value: 8, time_criticality: 5, risk_reduction: 2, job_size: 3}", "wsjf", 5.0),
        ("{moscow: must}", "moscow", 3.0),
        ("{moscow: wont}", "moscow", 0.0),
    ],
)
def test_every_method_has_its_formula(told: Any, score: str, method: str, expected: float) -> None:
    found = told(f"items: [{{id: a, title: A, status: planned, score: {score}}}]").item("a")
    assert (found.method, found.score, found.rank) == (method, expected, 1)


def test_drivers_are_what_was_typed_in_the_order_of_the_method(told: Any) -> None:
    found = told("items: [{id: a, title: A, status: done, score: {effort: 4, reach: 9, confidence: 50, impact: 0.5}}]")
    assert found.item("a").drivers == (("reach", 9), ("impact", 0.5), ("confidence", 50), ("effort", 4))


def test_ranks_are_among_open_items_of_one_method_and_ties_share_them(told: Any) -> None:
    found = told("""
        items:
        - {id: a, title: A, status: planned, score: {value: 4, effort: 2}}
        - {id: b, title: B, status: in_progress, score: {value: 9, effort: 3}}
        - {id: c, title: C, status: planned, score: {value: 2, effort: 1}}
        - {id: d, title: D, status: planned, score: {value: 1, effort: 1}}
        - {id: e, title: E, status: done, score: {value: 90, effort: 1}}
        - {id: f, title: F, status: planned, score: {moscow: could}}
        - {id: g, title: G, status: planned}
    """)
    assert [found.item(id).rank for id in "abcdefg"] == [2, 1, 2, 4, None, 1, None]
    assert found.item("a").priority.ranked == 4
    assert found.item("e").score == 90
    assert (found.item("g").score, found.item("g").drivers) == (None, ())


def test_an_item_has_a_score_and_a_rank_by_each_method_of_which_it_has_the_inputs(told: Any) -> None:
    roadmap = """
        items:
        - {id: a, title: A, status: planned, score: {moscow: must, value: 4, effort: 2}}
        - {id: b, title: B, status: planned, score: {value: 9, effort: 3}}
    """
    found = told(roadmap).item("a")
    assert [(one.method, one.score, one.rank, one.ranked) for one in found.priorities] == [
        ("value_effort", 2.0, 2, 2),
        ("moscow", 3.0, 1, 1),
    ]
    assert (found.method, found.score) == ("value_effort", 2.0)


def test_the_portfolio_says_which_method_comes_first_for_items_that_have_it(told: Any) -> None:
    found = told(
        """
        items:
        - {id: a, title: A, status: planned, score: {moscow: must, value: 4, effort: 2}}
        - {id: b, title: B, status: planned, score: {value: 9, effort: 3}}
        """,
        portfolio="priority_method: moscow",
    )
    assert [found.item(id).method for id in "ab"] == ["moscow", "value_effort"]


def test_outsiders_are_ranked_against_nothing_they_do_not_see(told: Any) -> None:
    text = """
        audience: public
        items:
        - {id: a, title: A, status: planned, score: {value: 1, effort: 1}, disclose: {public: [scores]}}
        - {id: b, title: B, status: planned, score: {value: 2, effort: 1}}
        - {id: c, title: C, status: planned, score: {value: 3, effort: 1}, audience: internal}
    """
    outside = told(text, audience="public")
    assert (outside.item("a").rank, outside.item("a").priority.ranked) == (1, 1)
    assert outside.item("b").rank is None
    assert told(text).item("a").rank == 3
