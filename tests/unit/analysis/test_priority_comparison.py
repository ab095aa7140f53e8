"""Methods side by side: on one set of items, in pairs on the items that both score."""

from __future__ import annotations

from typing import Any

import pytest

from milepost.kinds.roadmap.priority_comparison import PriorityComparison

ITEMS = "\n".join(
    f"- {{id: i{n}, title: I{n}, status: planned, score: {{value: {value}, effort: 1, business_value: {delay}, "
    "time_criticality: 0, risk_reduction: 0, job_size: 1}}"
    for n, (value, delay) in enumerate([(10, 9), (9, 8), (8, 7), (7, 6), (6, 5), (5, 10)])
)


def compared(told: Any, roadmap: str, **files: str) -> PriorityComparison:
    found = told(f"items:\n{roadmap}", **files).insight.priorities
    assert isinstance(found, PriorityComparison)
    return found


def test_two_methods_are_compared_on_the_items_that_both_score(told: Any) -> None:
    found = compared(told, ITEMS + "\n- {id: x, title: X, status: planned, score: {value: 99, effort: 1}}")
    (pair,) = found.pairs
    assert pair.methods == ("value_effort", "wsjf")
    # The last by value is the first by WSJF: of 15 pairs, the 5 with it are turned around.
    assert (pair.correlation.items, pair.correlation.concordant, pair.correlation.discordant) == (6, 10, 5)
    assert pair.correlation.tau == pytest.approx(1 / 3)
    assert pair.agreement == pytest.approx(2 / 3)


def test_the_item_they_disagree_on_is_named_with_its_ranks_among_those(told: Any) -> None:
    (dispute,) = compared(
        told, ITEMS + "\n- {id: x, title: X, status: planned, score: {value: 99, effort: 1}}"
    ).disputes
    assert dispute.item.id == "i5"
    assert [(one.rank, one.ranked, one.tied) for one in dispute.ranks] == [(6, 6, 1), (1, 6, 1)]
    assert dispute.distance == 1


def test_four_items_are_too_few_to_compare(told: Any) -> None:
    found = compared(told, "\n".join(ITEMS.splitlines()[:4]))
    assert (found.methods, found.pairs, found.disputes) == (("value_effort", "wsjf"), (), ())
    assert len(compared(told, "\n".join(ITEMS.splitlines()[:5])).pairs) == 1


def test_a_method_that_ties_everything_is_compared_with_none(told: Any) -> None:
    found = compared(told, ITEMS.replace("{value: ", "{moscow: must, value: "))
    assert "moscow" in found.methods
    assert [pair.methods for pair in found.pairs] == [("value_effort", "wsjf")]


def test_done_and_cancelled_items_are_out_and_open_ones_without_a_score_are_counted(told: Any) -> None:
    found = compared(
        told,
        """
        - {id: a, title: A, status: planned, score: {moscow: must}}
        - {id: b, title: B, status: done, score: {moscow: must}}
        - {id: c, title: C, status: cancelled, score: {moscow: must}}
        - {id: d, title: D, status: paused}
        - {id: e, title: E, status: done}
        """,
    )
    assert [item.id for item in found.items] == ["a"]
    assert [item.id for item in found.unscored] == ["d"]
    assert found.ranks["moscow"][found.items[0]].ranked == 1


def test_opportunity_is_the_highest_of_the_needs_an_item_answers_itself(told: Any) -> None:
    found = compared(
        told,
        """
        - {id: a, title: A, status: planned, needs: [low, high], score: {moscow: must}}
        - {id: b, title: B, status: planned, needs: [unknown], score: {moscow: could}}
        - {id: c, title: C, status: planned, needs: [high]}
        """,
        strategy="""
        vision: V
        needs:
        - {id: low, statement: L, importance: 2, satisfaction: 4}
        - {id: high, statement: H, importance: 5, satisfaction: 1.5}
        - {id: unknown, statement: U, importance: 5}
        """,
    )
    assert {item.id: float(score) for item, score in found.scores["opportunity"].items()} == {"a": 8.5}


def test_equal_scores_tie_however_they_are_written(told: Any) -> None:
    # 0.1 × 3 ÷ 0.3 is not 1 in binary floating point.
    found = compared(
        told,
        """
        - {id: a, title: A, status: planned, score: {value: 0.3, effort: 0.1}}
        - {id: b, title: B, status: planned, score: {value: 3, effort: 1}}
        - {id: c, title: C, status: planned, score: {value: 0.9, effort: 0.3}}
        """,
    )
    assert {(one.rank, one.tied) for one in found.ranks["value_effort"].values()} == {(1, 3)}


def test_the_list_is_in_the_order_of_the_portfolios_method_else_of_the_most_used(told: Any) -> None:
    roadmap = """
        - {id: a, title: A, status: planned, score: {moscow: must, value: 1, effort: 1}}
        - {id: b, title: B, status: planned, score: {moscow: could, value: 9, effort: 1}}
        - {id: c, title: C, status: planned, score: {moscow: should}}
        """
    found = compared(told, roadmap)
    assert (found.ordered_by, [item.id for item in found.in_order]) == ("value_effort", ["b", "a", "c"])
    found = compared(told, roadmap, portfolio="priority_method: moscow")
    assert (found.ordered_by, [item.id for item in found.in_order]) == ("moscow", ["a", "c", "b"])


def test_items_in_the_upper_third_by_every_method_are_agreed_on(told: Any) -> None:
    both = "score: {{value: {0}, effort: 1, business_value: {1}, time_criticality: 0, risk_reduction: 0, job_size: 1}}"
    rows = [(9, 9), (8, 1), (1, 8), (2, 2), (3, 3), (4, 4)]
    found = compared(
        told,
        "\n".join(f"- {{id: i{n}, title: I{n}, status: planned, {both.format(*one)}}}" for n, one in enumerate(rows)),
    )
    assert [item.id for item in found.agreed] == ["i0"]


def test_outsiders_compare_nothing_they_do_not_see(told: Any) -> None:
    text = f"audience: public\nitems:\n{ITEMS}".replace(
        "status: planned", "status: planned, disclose: {public: [scores]}", 3
    )
    seen = told(text, audience="public").insight.priorities
    assert [item.id for item in seen.items] == ["i0", "i1", "i2"]
    assert not seen.pairs
    assert {one.ranked for one in seen.ranks["wsjf"].values()} == {3}
