"""Which entities a block shows, and in which order."""

from __future__ import annotations

import pytest
from tests.unit.conftest import MakePageContext

from milepost.embeds.block_source import BlockText
from milepost.embeds.reading import read_block
from milepost.embeds.scan import Block
from milepost.embeds.select import select
from milepost.embeds.spec import Spec
from milepost.kit.context import PageContext

PLAN = """
themes: [{id: pay, title: Paying}, {id: sail, title: Sailing}]
releases:
  - {id: spring, title: Spring, date: 2027-03-08, milestones: [{id: freeze, title: Code freeze, date: 2027-02-01}]}
  - {id: autumn, title: Autumn, date: 2026-10-05, status: done}
items:
  - {id: big, title: Big, status: in_progress, theme: pay, team: Ticket Window, objectives: [quick], start: 2026-09,
     end: 2027-04-30, baseline: {end: 2027-01-31}}
  - {id: part, title: Part, status: in_progress, parent: big, end: 2026-11-10, health: at_risk, health_reason: Wait,
     score: {value: 9, effort: 3}}
  - {id: inner, title: Inner, status: planned, parent: part, teams: [gangway], start: 2027-Q2, depends_on: [part]}
  - {id: boat, title: Boat, status: planned, theme: sail, team: gangway, release: spring, tags: [Wood], type: Epic,
     end: 2027-06, confidence: 80, horizon: next, milestones: [{id: keel, title: Keel laid, date: 2026-10-01, done: true, tags: [Hull]}],
     score: {value: 20, effort: 2}, owner: ada}
  - {id: dream, title: Dream of a boat, status: proposed, end: later, summary: One day}
  - {id: old, title: Old, status: done, end: 2025-03-01, outcome: achieved, stage: live}
"""
STRATEGY = """
needs:
  - {id: walk, title: Walk on, statement: I want to walk on, customer: Commuter, importance: 5, satisfaction: 2}
  - {id: rest, title: Rest, statement: I want to rest, importance: 2, satisfaction: 4}
objectives:
  - {id: quick, title: Quick, needs: [walk], team: gangway, timeframe: 2026-H2}
  - {id: calm, title: Calm, status: done, timeframe: 2025}
"""
TEAMS = "teams: [{id: gangway, title: Gangway}]\npeople: [{id: ada, role: Rollout Manager}]"


@pytest.fixture
def plan(context: MakePageContext) -> PageContext:
    return context(PLAN, strategy=STRATEGY, portfolio=TEAMS)


def spec(body: str) -> Spec:
    block = Block(1, 9, "", "", body, closed=True)
    found, problems = read_block(block, BlockText("a.md", block), 1)
    assert found, problems
    return found


def ids(context: PageContext, body: str) -> str:
    return " ".join(entity.id for entity in select(context, spec(body)))


ITEMS = {
    "id: [boat, BIG]": "big boat",
    "status: [planned, proposed]": "boat inner dream",
    "status: planned, theme: sail": "boat",
    "theme: pay": "part big inner",
    "team: gangway": "boat inner",
    "team: ticket window": "part big inner",
    "objectives: quick": "part big inner",
    "objective: quick, status: planned": "inner",
    "release: spring": "boat",
    "parent: big": "part inner",
    "horizon: next": "boat inner",
    "type: epic": "boat",
    "tags: wood": "boat",
    "stage: live": "old",
    "owner: Ada": "boat",
    "outcome: achieved": "old",
    "confidence: high": "boat",
    "health: at_risk": "part big",
    "roadmap: roadmap": "part big boat inner dream old",
    "start: 2026-09-30": "big",
    "end: 2027-Q2": "big boat",
    "due: 2027-04-30": "big",
    "end: 2027-05/": "boat",
    "end: [2025, 2026-11]": "part old",
    "end: later": "dream",
    "when: 2026-12": "big",
    "when: 2027-05/2027-07": "boat inner",
    "when: 2030": "inner",
    "moved: true": "big",
    "moved: false, open: true": "part boat inner dream",
    "overdue: true": "part",
    "blocked: true": "inner",
    "open: false": "old",
    "text: boat": "boat dream",
    "text: day ONE": "dream",
    "text: [old, big]": "big old",
    "theme: nothing-of-that-name": "",
}


@pytest.mark.parametrize("where", ITEMS)
def test_items_are_chosen_by_every_field(plan: PageContext, where: str) -> None:
    assert ids(plan, f"view: list\nwhere: {{{where}}}") == ITEMS[where]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("view: releases", "spring autumn"),
        ("view: releases\nwhere: {date: 2027}", "spring"),
        ("view: releases\nwhere: {status: done}", "autumn"),
        ("view: releases\nwhere: {status: planned}", "spring"),
        ("view: objectives", "quick calm"),
        ("view: objectives\nwhere: {when: 2026-09}", "quick"),
        ("view: objectives\nwhere: {team: gangway, needs: walk}", "quick"),
        ("view: needs", "walk rest"),
        ("view: needs\nwhere: {customer: commuter}", "walk"),
        ("view: needs\nwhere: {text: want rest}", "rest"),
        ("view: milestones", "keel freeze"),
        ("view: milestones\nwhere: {met: false}", "freeze"),
        ("view: milestones\nwhere: {item: boat}", "keel"),
        ("view: milestones\nwhere: {release: spring, date: 2027-Q1}", "freeze"),
        ("view: milestones\nwhere: {theme: sail}", "keel"),
        ("view: milestones\nwhere: {tag: hull}", "keel"),
        ("view: objectives\nwhere: {need: walk}", "quick"),
        ("item: boat", "boat"),
        ("release: Spring", "spring"),
        ("objective: calm", "calm"),
        ("item: nowhere", ""),
    ],
)
def test_other_entities_are_chosen_by_fields_of_their_own(plan: PageContext, body: str, found: str) -> None:
    assert ids(plan, body) == found


@pytest.mark.parametrize(
    ("sort", "found"),
    [
        ("title", "big boat dream inner old part"),
        ("-title", "part old inner dream boat big"),
        ("end", "old part big boat inner dream"),
        ("-end", "boat big part old inner dream"),
        ("-score", "boat part big inner dream old"),
        ("[team, -end]", "boat big part old inner dream"),
        ("status", "part big boat inner dream old"),
    ],
)
def test_a_list_is_sorted_by_any_column_with_what_has_nothing_in_it_last(
    plan: PageContext, sort: str, found: str
) -> None:
    assert ids(plan, f"view: list\nsort: {sort}") == found


@pytest.mark.parametrize("view", ["timeline", "board"])
def test_what_was_closed_long_ago_is_only_there_for_who_asks_for_it(plan: PageContext, view: str) -> None:
    assert "old" not in ids(plan, f"view: {view}")
    assert ids(plan, f"view: {view}\nwhere: {{status: done}}") == "old"


def test_a_field_that_is_not_to_be_seen_never_fits(context: MakePageContext) -> None:
    roadmap = PLAN + "audience: public\n"
    outside = context(roadmap, strategy=STRATEGY, portfolio=TEAMS, audience="public")
    assert ids(outside, "view: list\nwhere: {id: boat}") == "boat"
    assert ids(outside, "view: list\nwhere: {owner: ada}") == ""
    assert ids(outside, "view: list\nwhere: {confidence: high}") == ""
    assert ids(outside, "view: list\nwhere: {objectives: quick}") == ""
