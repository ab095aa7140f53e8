"""Entries that lead to no goal, and goals with nothing under them: each level by a worked example."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from milepost.analysis.orphans import LEVELS
from milepost.analysis.traceability import CHAINS, TRACED, linking_fields
from milepost.kinds.backlog.model import Story
from milepost.kinds.metrics.model import Feedback, Opportunity, ProductMetric
from milepost.kinds.roadmap.model import Item

STRATEGY = """
    needs:
    - {id: served, statement: S}
    - {id: answered, statement: A}
    - {id: promised, statement: P}
    - {id: alone, statement: L}
    objectives:
    - id: aim
      title: Aim
      needs: [served]
      key_results:
      - {id: ok, title: K, metric: speed}
    - {id: empty, title: Empty, needs: [promised]}
    - {id: called-off, title: Called off, key_results: [{title: K}]}
    - {id: over, title: Over, status: done}
    bets:
    - {id: tied, hypothesis: T, objective: aim}
    - {id: free, hypothesis: F}
    - {id: decided, hypothesis: D, outcome: validated}
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
    - {id: stopped, title: S, status: cancelled, objectives: [called-off]}
"""
BACKLOG = """
    stories:
    - {id: in, title: In, item: part, status: todo}
    - {id: epic-only, title: E, epic: Big, status: todo}
    - {id: of-stopped, title: S, item: stopped, status: ready}
    - {id: finished, title: F, status: done}
    - {id: given-up, title: G, status: dropped}
"""
METRICS = """
    metrics:
    - {id: speed, title: Speed}
    - {id: star, title: Star, type: north_star}
    - {id: lead, title: Lead, drives: star, objective: aim}
    - {id: guard, title: Guard, type: guardrail}
    - {id: stray, title: Stray}
    feedback:
    - {id: named, title: N, date: 2026-01-01, needs: [alone]}
    - {id: based, title: B, date: 2026-01-01}
    - {id: bare, title: B, date: 2026-01-01}
    opportunities:
    - {id: taken, title: T, item: part, feedback: [based]}
    - {id: dead, title: D, item: stopped}
    - {id: open, title: O}
"""
PLAN = "title: Quay\nid: quay\nstatus: in_progress\n"


def orphans(told: Any, **files: str) -> dict[str, list[str]]:
    found = told(**files).insight.orphans
    return {one.level.rule.id: [entity.key for entity in one.entities] for one in found}


def test_orphans_at_every_level(told: Any) -> None:
    assert orphans(told, roadmap=ROADMAP, strategy=STRATEGY, backlog=BACKLOG, metrics=METRICS, plan=PLAN) == {
        "objective-unserved": ["empty", "called-off"],
        "objective-without-key-results": ["empty"],
        "objective-without-metric": ["empty", "called-off"],
        "objective-without-need": ["called-off"],
        "item-without-objective": ["lost"],
        "item-without-need": [],
        "need-unserved": ["promised", "alone"],
        "story-without-item": ["epic-only", "of-stopped"],
        "metric-unused": ["stray"],
        "opportunity-unanswered": ["dead", "open"],
        "feedback-unlinked": ["bare"],
        "bet-without-objective": ["free"],
        "project-without-item": ["quay"],
    }


def test_parts_count_with_the_item_that_they_are_a_part_of(told: Any) -> None:
    found = {one.level.rule.id: one for one in told(ROADMAP, strategy=STRATEGY).insight.orphans}
    # Open: part, whole, holder, aimed, lost with its part.
    assert (len(found["item-without-objective"].entities), found["item-without-objective"].total) == (1, 5)


def test_an_item_answers_a_need_through_its_objective_an_opportunity_or_its_family(told: Any) -> None:
    roadmap = """
        items:
        - {id: by-objective, title: A, status: planned, objectives: [aim]}
        - {id: by-opportunity, title: B, status: planned}
        - {id: piece, title: C, status: planned, parent: by-opportunity}
        - {id: none, title: D, status: planned, objectives: [vague]}
    """
    strategy = "needs: [{id: n, statement: N}]\nobjectives: [{id: aim, title: A, needs: [n]}, {id: vague, title: V}]"
    metrics = "opportunities: [{id: o, title: O, needs: [n], item: by-opportunity}]"
    assert orphans(told, roadmap=roadmap, strategy=strategy, metrics=metrics)["item-without-need"] == ["none"]


@pytest.mark.parametrize(
    ("files", "levels"),
    [
        ({"roadmap": ROADMAP.replace("objectives: [aim]", "type: x").replace("needs: [answered]", "type: x")}, set()),
        ({"strategy": "objectives: [{id: o, title: O}]"}, {"objective-without-key-results"}),
        ({"backlog": "stories: [{id: s, title: S, status: todo}]"}, set()),
        ({"metrics": "metrics: [{id: m, title: M}]"}, set()),
        ({"metrics": "opportunities: [{id: o, title: O}]"}, {"opportunity-unanswered"}),
    ],
    ids=["no strategy", "no roadmap", "only stories", "only metrics", "only opportunities"],
)
def test_a_level_is_asked_only_where_there_is_something_to_lead_to(
    told: Any, files: dict[str, str], levels: set[str]
) -> None:
    if "roadmap" in files:
        files = {"roadmap": files["roadmap"].replace("objectives: [called-off]", "type: x")}
    assert set(orphans(told, **files)) == levels


def test_cycles_of_parents_and_of_metrics_do_not_hang(told: Any) -> None:
    strategy = "objectives: [{id: aim, title: A}]"
    roadmap = "items: [{id: a, title: A, status: planned, parent: b}, {id: b, title: B, status: planned, parent: a}]"
    metrics = "metrics: [{id: m, title: M, drives: n}, {id: n, title: N, drives: m}]"
    found = orphans(told, roadmap=roadmap, strategy=strategy, metrics=metrics)
    assert (found["item-without-objective"], found["metric-unused"]) == (["a", "b"], ["m", "n"])


# Links that show what an entry is based on or was expected to do; no level asks for them.
_EVIDENCE = {
    (ProductMetric, Item): "an expected effect is a forecast",
    (Opportunity, ProductMetric): "a metric is evidence of an opportunity",
}


def test_every_declared_link_between_traced_classes_is_followed_by_some_level() -> None:
    """A reference that is added to a model is asked for here, rather than left out of the alignment in silence."""
    followed = set()
    for level in LEVELS:
        step = {level.cls, *level.goals, *level.through}
        followed |= set(permutations(step, 2))
    for source, target in permutations(TRACED, 2):
        if linking_fields(source, target) and (source, target) not in followed:
            assert (source, target) in _EVIDENCE, f"{source.__name__} refers to {target.__name__}, and no level asks"
    for pair in _EVIDENCE:
        assert linking_fields(*pair)
        assert pair not in followed


def test_links_are_read_off_the_declarations() -> None:
    assert linking_fields(Item, Story) == ()
    assert linking_fields(Story, Item) == ("item",)
    assert linking_fields(ProductMetric, Item) == ("expected.item",)
    assert linking_fields(Feedback, Item) == ("items",)
    assert all(name in linking_fields(cls, cls) for cls, name in CHAINS.items())
