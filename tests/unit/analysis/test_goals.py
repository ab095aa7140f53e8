from __future__ import annotations

from typing import Any

import pytest

STRATEGY = """
    needs:
    - {id: speed, statement: Be quick, importance: 5, satisfaction: 2}
    - {id: price, statement: Be cheap, importance: 3, satisfaction: 4}
    - {id: calm, statement: Be calm, importance: 4}
    - {id: tied, statement: Be on time, importance: 5, satisfaction: 2}
    objectives:
    - id: quick
      title: Quick
      timeframe: 2026
      needs: [speed, price]
      key_results:
      - {id: up, title: Up, baseline: 10, target: 20, current: 15}
      - {id: down, title: Down, baseline: 8, target: 4, current: 5, due: 2026-12-31}
      - {id: none, title: None yet, baseline: 8, target: 4}
    - {id: idle, title: Idle, needs: [calm]}
    bets:
    - {id: bet, hypothesis: They will come, objective: quick}
"""
ROADMAP = """
    items:
    - {id: part, title: Part, status: done, parent: whole}
    - {id: whole, title: Whole, status: in_progress, objectives: [quick]}
    - {id: direct, title: Direct, status: planned, needs: [price]}
"""


@pytest.mark.parametrize(
    ("numbers", "direction", "raw", "ratio"),
    [
        ("baseline: 10, target: 20, current: 15", "up", 0.5, 0.5),
        ("baseline: 8, target: 4, current: 5", "down", 0.75, 0.75),
        ("baseline: 10, target: 20, current: 25", "up", 1.5, 1.0),
        ("baseline: 10, target: 20, current: 5", "up", -0.5, 0.0),
        ("baseline: 8, target: 4, current: 10", "down", -0.5, 0.0),
        ("baseline: -10, target: 0, current: -10", "up", 0.0, 0.0),
        ("baseline: 10, target: 20", "up", None, None),
        ("target: 20, current: 5", None, None, None),
        ("baseline: 10, target: 10, current: 10", None, None, None),
    ],
)
def test_a_key_result_goes_from_baseline_to_target_in_either_direction(
    told: Any, numbers: str, direction: str | None, raw: float | None, ratio: float | None
) -> None:
    found = told(
        strategy=f"""
        objectives:
        - {{id: o, title: O, key_results: [{{id: k, title: K, {numbers}}}]}}
    """
    ).kr("o/k")
    assert (found.direction, found.raw, found.ratio) == (direction, raw, ratio)
    assert found.met is (raw is not None and raw >= 1)


@pytest.mark.parametrize(
    ("as_of", "current", "on_course"),
    [
        ("2026-07-02", 15, True),  # half of the year, half of the way
        ("2026-07-02", 14.1, True),  # a little behind is on course
        ("2026-07-02", 13.5, False),
        ("2027-05-01", 19.5, True),
        ("2027-05-01", 15, False),
        ("2025-12-31", 10, None),
    ],
)
def test_a_key_result_is_on_course_when_it_keeps_up_with_time(
    told: Any, as_of: str, current: float, on_course: bool | None
) -> None:
    found = told(
        strategy=f"""
        objectives:
        - id: o
          title: O
          timeframe: 2026
          key_results: [{{id: k, title: K, baseline: 10, target: 20, current: {current}}}]
        """,
        as_of=as_of,
    ).kr("o/k")
    assert found.on_course is on_course


def test_nobody_says_on_course_without_a_start(told: Any) -> None:
    found = told(
        strategy="""
        objectives:
        - {id: o, title: O, key_results: [{id: k, title: K, baseline: 1, target: 2, current: 1, due: 2026}]}
    """
    ).kr("o/k")
    assert (found.expected, found.on_course) == (None, None)


def test_nobody_says_on_course_before_a_time_that_is_only_later(told: Any) -> None:
    found = told(
        strategy="""
        objectives:
        - id: o
          title: O
          timeframe: later
          key_results: [{id: k, title: K, baseline: 1, target: 2, current: 1, due: 2026-12-31}]
    """
    ).kr("o/k")
    assert found.expected is None


def test_a_key_result_is_late_after_its_day_unless_it_is_met(told: Any) -> None:
    found = told(
        strategy="""
        objectives:
        - id: o
          title: O
          key_results:
          - {id: late, title: K, baseline: 1, target: 2, current: 1, due: 2026-11-20}
          - {id: met, title: K, baseline: 1, target: 2, current: 2, due: 2026-11-20}
    """
    )
    assert (found.kr("o/late").late_by_days, found.kr("o/met").late_by_days) == (3, 0)


def test_an_objective_is_the_mean_of_key_results_that_are_known(told: Any) -> None:
    found = told(ROADMAP, strategy=STRATEGY).objective("quick")
    assert (found.progress, found.progress_of) == (62.5, (2, 3))
    assert [one.entity.id for one in found.key_results] == ["up", "down", "none"]


def test_an_objective_counts_items_that_name_it_and_their_parts(told: Any) -> None:
    found = told(ROADMAP, strategy=STRATEGY)
    objective = found.objective("quick")
    assert [item.id for item in objective.items] == ["part", "whole"]
    assert objective.items_done == 1
    assert [bet.id for bet in objective.bets] == ["bet"]
    idle = found.objective("idle")
    assert (idle.progress, idle.progress_of, idle.items, idle.needs_met) == (None, (0, 0), (), None)


def test_needs_are_met_where_customers_are_satisfied(told: Any) -> None:
    found = told(ROADMAP, strategy=STRATEGY)
    assert found.objective("quick").needs_met == 1
    assert [found.need(id).met for id in ("speed", "price", "calm")] == [False, True, None]


def test_opportunity_is_importance_plus_what_satisfaction_falls_short_of_it(told: Any) -> None:
    found = told(ROADMAP, strategy=STRATEGY)
    assert [found.need(id).opportunity for id in ("speed", "price", "calm")] == [8, 3, None]
    assert [found.need(id).rank for id in ("speed", "tied", "price", "calm")] == [1, 1, 3, None]


def test_a_need_is_answered_directly_or_by_an_objective(told: Any) -> None:
    found = told(ROADMAP, strategy=STRATEGY)
    price = found.need("price")
    assert [item.id for item in price.items] == ["part", "whole", "direct"]
    assert [objective.id for objective in price.objectives] == ["quick"]
    assert price.items_done == 1


def test_outsiders_get_no_opportunity_where_scores_are_not_disclosed(told: Any) -> None:
    text = "audience: public\n" + STRATEGY.replace("    needs:", "needs:", 1).replace("\n    ", "\n")
    assert told(strategy=text, audience="public").need("speed").opportunity is None
    assert told(strategy="disclose: {public: [scores]}\n" + text, audience="public").need("speed").opportunity == 8
