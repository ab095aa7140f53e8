from __future__ import annotations

from typing import Any

STRATEGY = """
    needs:
    - {id: served, statement: S}
    - {id: answered, statement: A}
    - {id: alone, statement: L}
    objectives:
    - id: aim
      title: Aim
      needs: [served]
      key_results:
      - {id: ok, title: K, baseline: 1, target: 2, current: 1}
      - {id: blank, title: K, baseline: 1, target: 2}
      - {id: still, title: K, baseline: 2, target: 2, current: 1}
    - {id: empty, title: Empty}
    - {id: over, title: Over, status: done}
    bets:
    - {id: tied, hypothesis: T, objective: aim}
    - {id: free, hypothesis: F}
"""
ROADMAP = """
    items:
    - {id: part, title: P, status: planned, parent: whole}
    - {id: whole, title: W, status: planned, objectives: [aim]}
    - {id: holder, title: H, status: planned}
    - {id: aimed, title: A, status: planned, parent: holder, objectives: [aim]}
    - {id: lost, title: L, status: planned, needs: [answered]}
    - {id: lost-part, title: LP, status: planned, parent: lost}
    - {id: old, title: O, status: done}
"""


def test_what_hangs_loose(told: Any) -> None:
    loose = told(ROADMAP, strategy=STRATEGY).insight.loose
    found = {name: [entity.key for entity in getattr(loose, name)] for name in loose.__dataclass_fields__}
    assert found == {
        "items_without_objective": ["lost"],
        "objectives_without_items": ["empty"],
        "objectives_without_key_results": ["empty"],
        "needs_unserved": ["alone"],
        "key_results_without_numbers": ["aim/blank", "aim/still"],
        "bets_without_objective": ["free"],
    }
    assert loose


def test_no_item_is_loose_where_nobody_has_objectives(told: Any) -> None:
    loose = told(ROADMAP.replace("objectives: [aim]", "type: x").replace("needs: [answered]", "type: x")).insight.loose
    assert loose.items_without_objective == ()
    assert not loose
