"""The strategy shows goals as gauges, needs by opportunity, and the thread from need to item."""

from __future__ import annotations

from tests.unit.conftest import ALL_PAGES, MakePageContext, titles

from milepost.kit.addresses import ALIGNMENT
from milepost.pages.strategy.view import strategy_view

STRATEGY = """
    audience: public
    customers: [{id: rider, title: Riders, jobs: [Get home]}]
    needs:
      - {id: calm, title: Calm, statement: I want to be calm, importance: 3, satisfaction: 4}
      - {id: walk, statement: I want to walk on, customer: rider, importance: 5, satisfaction: 2}
    objectives:
      - id: quick
        title: Quick boarding
        timeframe: 2026
        needs: [walk]
        key_results:
          - {id: time, title: Time, baseline: 6.4, current: 3.9, target: 2.5, unit: s, confidence: high}
          - {id: sales, title: Sales, baseline: 10, current: 8, target: 20, unit: "%"}
          - {id: done, title: Done, baseline: 0, current: 6, target: 5, unit: €}
          - {id: none, title: None}
      - {id: lonely, title: Lonely}
    bets:
      - {id: b1, title: First, hypothesis: They will come, because: They said so, objective: quick,
         outcome: validated, learned: They **came**.}
      - {hypothesis: Nobody reads}
    principles: [Never sell data]
    competitors: [{id: x, title: Paper, strengths: [Cheap]}]
"""
PLAN = """
    audience: public
    items:
      - {id: a, title: A, status: in_progress, objectives: [quick], needs: [walk]}
      - {id: b, title: B, status: planned}
"""


def test_a_gauge_goes_in_the_right_direction_and_says_what_it_means(context: MakePageContext) -> None:
    gauges = {
        one.title: one for one in strategy_view(context(PLAN, strategy=STRATEGY), "Strategy").objectives[0].key_results
    }
    time = gauges["Time"]
    assert (time.baseline, time.current, time.target, time.percent) == (
        "6.4\xa0s",
        "3.9\xa0s",
        "2.5\xa0s",
        64,
    )
    assert (time.verdict, time.state.value) == ("64%, behind", "at_risk")
    assert time.anchor == "kr-quick/time"
    assert (gauges["Sales"].verdict, gauges["Sales"].percent) == ("worse than at the start", 0)
    assert (gauges["Done"].verdict, gauges["Done"].state.value, gauges["Done"].target) == (
        "reached",
        "done",
        "€5",
    )
    assert gauges["None"].percent is None


def test_the_biggest_opportunity_comes_first_in_words_and_numbers(context: MakePageContext) -> None:
    walk, calm = strategy_view(context(PLAN, strategy=STRATEGY), "Strategy").needs
    assert walk.score
    assert (walk.title, walk.score.importance_words, walk.score.satisfaction_words) == (
        "I want to walk on",
        "vital",
        "poorly met",
    )
    assert (walk.score.words, walk.score.percent) == ("8 of 9, the biggest", 88)
    assert titles(walk.answered) == ["Quick boarding", "A"]
    assert walk.customer
    assert walk.customer.target == "strategy/index.md#customer-rider"
    assert (calm.title, calm.statement) == ("Calm", "I want to be calm")


def test_outside_scores_stay_hidden_until_disclosed(context: MakePageContext) -> None:
    needs = strategy_view(context(PLAN, strategy=STRATEGY, audience="public"), "Strategy").needs
    assert [need.score for need in needs] == [None, None]
    assert [need.title for need in needs] == ["Calm", "I want to walk on"]


def test_the_alignment_leads_from_needs_to_items(context: MakePageContext) -> None:
    quick, lonely = strategy_view(context(PLAN, strategy=STRATEGY), "Strategy").alignment
    assert (titles(quick.needs), quick.objective.title, titles(quick.items)) == (
        ["I want to walk on"],
        "Quick boarding",
        ["A"],
    )
    assert quick.progress
    assert quick.progress.note == "from 3 of 4 key results"
    assert (lonely.no_needs, lonely.no_items) == ("No need is named", "No item serves it yet")


def test_orphans_are_counted_only_for_the_internal_site_and_lead_to_their_list(context: MakePageContext) -> None:
    pages = (*ALL_PAGES, ALIGNMENT)
    inside = strategy_view(context(PLAN, strategy=STRATEGY, pages=pages), "Strategy")
    outside = strategy_view(context(PLAN, strategy=STRATEGY, pages=pages, audience="public"), "Strategy")
    assert [(one.title, one.target) for one in inside.gaps] == [
        ("1 objective without an item", "strategy/alignment.md#objective-unserved"),
        ("1 objective without key results", "strategy/alignment.md#objective-without-key-results"),
        ("1 objective without a need", "strategy/alignment.md#objective-without-need"),
        ("1 item without an objective", "strategy/alignment.md#item-without-objective"),
        ("1 item without a need", "strategy/alignment.md#item-without-need"),
        ("1 need without an item", "strategy/alignment.md#need-unserved"),
        ("1 bet without an objective", "strategy/alignment.md#bet-without-objective"),
    ]
    assert inside.alignment_note == "1 of 2 open items serve an objective"
    assert not outside.gaps
    assert not outside.alignment_note
    assert [(row.no_needs, row.no_items) for row in outside.alignment] == [("", "")] * 2


def test_bets_say_what_came_of_them(context: MakePageContext) -> None:
    first, second = strategy_view(context(PLAN, strategy=STRATEGY), "Strategy").bets
    assert (first.title, first.hypothesis, first.outcome.word, first.learned) == (
        "First",
        "They will come",
        "Validated",
        "They **came**.",
    )
    assert [(fact.label, fact.words, titles(fact.refs)) for fact in first.facts] == [
        ("Because:", "They said so", []),
        ("For", "", ["Quick boarding"]),
    ]
    assert (second.title, second.hypothesis, second.outcome.value, second.anchor) == (
        "Nobody reads",
        "",
        "in_progress",
        "",
    )


def test_views_on_competitors_stay_inside(context: MakePageContext) -> None:
    inside, outside = (
        strategy_view(context(PLAN, strategy=STRATEGY, audience=audience), "Strategy").competitors
        for audience in ("internal", "public")
    )
    assert (inside[0].strengths, outside[0].strengths) == (("Cheap",), ())


def test_a_product_is_named_only_where_there_are_several(context: MakePageContext) -> None:
    one = strategy_view(context(strategy=STRATEGY), "Strategy")
    two = strategy_view(context(strategy=STRATEGY, strategy_second="id: second\nproduct: Freight"), "Strategy")
    assert [vision.product for vision in one.visions] == [""]
    assert "Freight" in [vision.product for vision in two.visions]


def test_without_a_strategy_the_page_says_inside_what_to_write(context: MakePageContext) -> None:
    view = strategy_view(context(PLAN), "Strategy")
    assert view.empty
    assert "kind: strategy" in view.empty.example
