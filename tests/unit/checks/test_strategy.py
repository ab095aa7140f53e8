from __future__ import annotations

from typing import Any

STRATEGY = """
    objectives:
    - {id: aim, title: Aim, key_results: [{title: K, baseline: 1, target: 2, current: 1}]}
"""


def test_open_items_serve_an_objective_themselves_or_with_their_family(find: Any) -> None:
    roadmap = """
        items:
        - {id: lost, title: Lost, status: planned}
        - {id: lost-part, title: Lost part, status: planned, parent: lost}
        - {id: aimed, title: Aimed, status: planned, objectives: [aim]}
        - {id: part, title: Part, status: planned, parent: aimed}
        - {id: done, title: Done, status: done}
    """
    told = "roadmap.yml:2:3: 'Lost' serves no objective"
    assert find("item-without-objective", roadmap, strategy=STRATEGY) == [told]


def test_items_need_no_objective_where_there_is_none(find: Any) -> None:
    assert not find("item-without-objective", "items: [{id: a, title: A, status: planned}]")


def test_objectives_are_served_by_items(problems: Any) -> None:
    strategy = "objectives:\n- {id: aim, title: Aim}\n- {id: past, title: Past, status: done}"
    [problem] = problems("objective-unserved", "items: [{id: a, title: A, status: done}]", strategy=strategy)
    assert problem.headline == "strategy.yml:2:3: objective-unserved: no item serves 'Aim'"
    assert problem.hint == "name it in an item: objectives: [aim]"
    served = "items: [{id: a, title: A, status: done, objectives: [aim]}]"
    assert not problems("objective-unserved", served, strategy=strategy)


def test_a_strategy_without_a_roadmap_is_not_scolded(find: Any) -> None:
    assert not find("objective-unserved", strategy=STRATEGY)


def test_objectives_have_key_results(find: Any) -> None:
    strategy = STRATEGY + "    - {id: vague, title: Vague}\n    - {id: old, title: Old, status: cancelled}\n"
    assert find("objective-without-key-results", strategy=strategy) == ["strategy.yml:3:3: 'Vague' has no key results"]


def test_needs_are_answered(find: Any) -> None:
    strategy = """
        needs:
        - {id: a, statement: Alone}
        - {id: b, statement: By objective}
        - {id: c, statement: By item}
        objectives: [{id: o, title: O, needs: [b]}]
    """
    roadmap = "items: [{id: i, title: I, status: planned, needs: [c]}]"
    told = "strategy.yml:2:3: no objective and no item answers the need 'Alone'"
    assert find("need-unserved", roadmap, strategy=strategy) == [told]
    assert not find("need-unserved", strategy="needs: [{id: a, statement: Alone}]")


def test_key_results_have_numbers(find: Any) -> None:
    found = find(
        "key-result-numbers",
        strategy="""
        objectives:
        - id: o
          title: O
          key_results:
          - {title: Bare}
          - {title: Unmeasured, baseline: 1, target: 2}
          - {title: Still, baseline: 2, target: 2, current: 1}
          - {title: Fine, baseline: 0, target: 2, current: 0}
        """,
    )
    assert found == [
        "strategy.yml:5:5: 'Bare' has no baseline, target and current, so nobody can tell how far it is",
        "strategy.yml:6:5: 'Unmeasured' has no current, so nobody can tell how far it is",
        "strategy.yml:7:41: the baseline and the target of 'Still' are both 2",
    ]


def test_decided_bets_have_taught_something(find: Any) -> None:
    found = find(
        "bet-without-learning",
        strategy="""
        bets:
        - {id: a, hypothesis: They come, outcome: invalidated}
        - {id: b, hypothesis: They stay, outcome: validated, learned: Much}
        - {id: c, hypothesis: They pay, outcome: open}
        """,
    )
    assert found == ["strategy.yml:2:43: 'They come' was invalidated, and nothing says what it taught"]


def test_titles_tell_open_items_apart(find: Any) -> None:
    found = find(
        "title-twice",
        """
        items:
        - {id: a, title: Faster boarding, status: planned}
        - {id: b, title: "Faster  Boarding", status: planned}
        - {id: c, title: Faster boarding, status: done}
        """,
    )
    assert found == ["roadmap.yml:3:18: 'Faster Boarding' is also the title of a, in roadmap.yml, line 2"]
