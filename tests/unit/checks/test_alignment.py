"""Each level of the strategy alignment is a rule, which reports an orphan at its line and says what to write."""

from __future__ import annotations

from typing import Any

import pytest

from milepost.analysis.orphans import LEVELS

AIM = "objectives:\n- {id: aim, title: Aim}\n- {id: past, title: Past, status: done}"
ITEM = "items: [{id: tap, title: Tap, status: in_progress}]"
LEVELS_AT = {
    "objective-unserved": (
        {"roadmap": ITEM, "strategy": AIM},
        "strategy.yml:2:3: 'Aim' has no roadmap item",
        "name it in an item: objectives: [aim]",
    ),
    "objective-without-key-results": (
        {"strategy": AIM},
        "strategy.yml:2:3: 'Aim' has no key results",
        "name some in key_results: how would you know it is reached?",
    ),
    "objective-without-metric": (
        {"strategy": AIM, "metrics": "metrics: [{id: m, title: M}]"},
        "strategy.yml:2:3: 'Aim' has no metric",
        "name one in a key result: metric: …, or name the objective in a metric: objective: aim",
    ),
    "objective-without-need": (
        {"strategy": f"{AIM}\nneeds: [{{id: n, statement: N}}]"},
        "strategy.yml:2:3: 'Aim' serves no need",
        "name one in needs:, or ask whom it is for",
    ),
    "item-without-objective": (
        {"roadmap": ITEM, "strategy": AIM},
        "roadmap.yml:1:9: 'Tap' serves no objective",
        "name one in objectives:, or ask what it is for",
    ),
    "item-without-need": (
        {"roadmap": ITEM, "strategy": "needs: [{id: n, statement: N}]"},
        "roadmap.yml:1:9: 'Tap' answers no need",
        "name one in needs:, or in the objective that it serves",
    ),
    "need-unserved": (
        {"roadmap": ITEM, "strategy": "needs: [{id: n, statement: Calm}]"},
        "strategy.yml:1:9: 'Calm' has no roadmap item that answers it",
        "name it in an item or in an objective that items serve: needs: [n]",
    ),
    "story-without-item": (
        {"roadmap": ITEM, "backlog": "stories: [{id: s, title: Story, epic: Big, status: todo}]"},
        "backlog.yml:1:11: 'Story' belongs to no roadmap item",
        "name one in item:",
    ),
    "metric-unused": (
        {"strategy": AIM, "metrics": "metrics: [{id: m, title: Speed}]"},
        "metrics.yml:1:11: 'Speed' measures no objective",
        "name one in objective:, or take the numbers of a key result from it: metric: m",
    ),
    "opportunity-unanswered": (
        {"metrics": "opportunities: [{id: o, title: Gap}]"},
        "metrics.yml:1:17: 'Gap' has no roadmap item that answers it",
        "name one in item:",
    ),
    "feedback-unlinked": (
        {"roadmap": ITEM, "metrics": "feedback: [{id: f, title: Slow, date: 2026-10-01}]"},
        "metrics.yml:1:12: 'Slow' is linked with no need or item",
        "name a need in needs:, or an item in items:",
    ),
    "bet-without-objective": (
        {"strategy": f"{AIM}\nbets: [{{hypothesis: They come}}]"},
        "strategy.yml:4:8: 'They come' is on no objective",
        "name one in objective:",
    ),
    "project-without-item": (
        {"roadmap": ITEM, "plan": "id: quay\ntitle: Quay\nstatus: in_progress"},
        "plan.yml:1:1: 'Quay' delivers no roadmap item",
        "name one in items:",
    ),
}


@pytest.mark.parametrize("level", LEVELS, ids=[one.rule.id for one in LEVELS])
def test_an_orphan_is_reported_at_its_line(problems: Any, level: Any) -> None:
    files, told, hint = LEVELS_AT[level.rule.id]
    rest = {name: text for name, text in files.items() if name != "roadmap"}
    on = {level.rule.id: level.rule.level.value}
    [problem] = problems(level.rule.id, files.get("roadmap", ""), rules=on, **rest)
    assert (f"{problem.place}: {problem.message}", problem.hint) == (told, hint)


def test_a_need_is_asked_for_only_where_a_site_wants_it(problems: Any) -> None:
    for rule in ("objective-without-need", "item-without-need"):
        files = LEVELS_AT[rule][0]
        assert not problems(rule, files.get("roadmap", ""), strategy=files["strategy"])


def test_a_level_becomes_a_gate_where_the_site_makes_its_rule_an_error(problems: Any) -> None:
    files = LEVELS_AT["story-without-item"][0]
    [problem] = problems("story-without-item", ITEM, backlog=files["backlog"], rules={"story-without-item": "error"})
    assert problem.level == "error"


def test_done_work_serves_an_objective_and_cancelled_work_does_not(find: Any) -> None:
    item = "items: [{id: a, title: A, status: STATUS, objectives: [aim]}]"
    assert not find("objective-unserved", item.replace("STATUS", "done"), strategy=AIM)
    assert find("objective-unserved", item.replace("STATUS", "cancelled"), strategy=AIM)


def test_open_items_serve_an_objective_themselves_or_with_their_family(find: Any) -> None:
    roadmap = """
        items:
        - {id: lost, title: Lost, status: planned}
        - {id: lost-part, title: Lost part, status: planned, parent: lost}
        - {id: aimed, title: Aimed, status: planned, objectives: [aim]}
        - {id: part, title: Part, status: planned, parent: aimed}
        - {id: done, title: Done, status: done}
    """
    assert find("item-without-objective", roadmap, strategy=AIM) == ["roadmap.yml:2:3: 'Lost' serves no objective"]


@pytest.mark.parametrize(
    ("rule", "files"),
    [
        ("item-without-objective", {"roadmap": ITEM}),
        ("objective-unserved", {"strategy": AIM}),
        ("need-unserved", {"strategy": "needs: [{id: a, statement: Alone}]"}),
        ("story-without-item", {"backlog": "stories: [{id: s, title: S, status: todo}]"}),
    ],
)
def test_nothing_is_asked_where_there_is_nothing_to_lead_to(find: Any, rule: str, files: dict[str, str]) -> None:
    roadmap = files.pop("roadmap", "")
    assert not find(rule, roadmap, **files)
