from __future__ import annotations

from typing import Any


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
