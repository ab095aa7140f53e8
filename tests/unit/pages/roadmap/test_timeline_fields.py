"""Every field that items say something in can be filtered by, value by value."""

from __future__ import annotations

from tests.unit.conftest import MakePageContext

from milepost.kinds.roadmap.model import Item
from milepost.kit.context import PageContext
from milepost.pages.roadmap.timeline_fields import fields_of
from milepost.timeline.entry import TimelineField

STRATEGY = "objectives: [{id: fast, title: Be fast}, {id: safe, title: Be safe}]"


def fields(context: PageContext) -> dict[str, TimelineField]:
    return {field.key: field for field in fields_of(context, context.portfolio.all(Item))}


def values(field: TimelineField) -> list[tuple[str, str]]:
    return [(value.token, value.title) for value in field.values]


def held(field: TimelineField) -> dict[str, tuple[str, ...]]:
    return dict(field.of)


def test_a_field_that_nobody_says_anything_in_is_not_there(context: MakePageContext) -> None:
    found = fields(context("items: [{id: a, title: A, status: planned}]"))
    assert list(found) == ["status", "horizon", "roadmap"]
    assert fields(context("")) == {}


def test_declared_values_come_in_their_order_then_loose_names_by_the_alphabet(context: MakePageContext) -> None:
    plan = """
    themes: [{id: See, title: Seeing}, {id: idle, title: Idle}, {id: pay, title: Paying}]
    items:
      - {id: a, title: A, status: planned, theme: zoo}
      - {id: b, title: B, status: planned, theme: PAY}
      - {id: c, title: C, status: planned, theme: see}
      - {id: d, title: D, status: planned, theme: Ark}
    """
    theme = fields(context(plan))["theme"]
    assert values(theme) == [("see", "Seeing"), ("pay", "Paying"), ("ark", "Ark"), ("zoo", "zoo")]
    assert held(theme) == {"a": ("zoo",), "b": ("pay",), "c": ("see",), "d": ("ark",)}


def test_loose_names_have_tokens_without_spaces_that_no_other_value_has(context: MakePageContext) -> None:
    plan = """
    items:
      - {id: a, title: A, status: planned, tags: [on board, on-board, On Board, "???", "!", 船, deck-2]}
      - {id: b, title: B, status: planned, tags: [Deck 2, deck]}
    """
    made = context(plan, portfolio="tags: [{id: deck-2, title: Upper deck}]")
    tag = fields(made)["tag"]
    assert values(tag) == [
        ("deck-2", "Upper deck"),
        ("x", "!"),
        ("x-2", "???"),
        ("deck", "deck"),
        ("deck-2-2", "Deck 2"),
        ("on-board", "On Board"),
        ("on-board-2", "on-board"),
        ("船", "船"),
    ]
    assert held(tag)["a"] == ("on-board", "on-board-2", "x-2", "x", "船", "deck-2")


def test_a_part_has_the_theme_team_and_objectives_of_what_it_is_a_part_of(context: MakePageContext) -> None:
    plan = """
    themes: [{id: pay, title: Paying}]
    items:
      - {id: big, title: Big, status: planned, theme: pay, team: Quay, objectives: [fast, fast]}
      - {id: part, title: Part, status: planned, parent: big, release: Out}
      - {id: own, title: Own, status: planned, parent: part, team: Deck, objectives: [safe]}
    releases: [{id: out, title: Out}]
    """
    found = fields(context(plan, strategy=STRATEGY))
    assert held(found["theme"]) == dict.fromkeys(("big", "part", "own"), ("pay",))
    assert held(found["team"]) == {"big": ("quay",), "part": ("quay",), "own": ("deck",)}
    assert held(found["objective"]) == {"big": ("fast",), "part": ("fast",), "own": ("safe",)}
    assert held(found["release"]) == {"big": (), "part": ("out",), "own": ()}


def test_the_team_that_leads_comes_first_and_is_named_once(context: MakePageContext) -> None:
    plan = "items: [{id: a, title: A, status: planned, team: Quay, teams: [deck, quay, Crew Two]}]"
    assert held(fields(context(plan))["team"]) == {"a": ("quay", "deck", "crew-two")}


def test_releases_go_by_their_date(context: MakePageContext) -> None:
    plan = """
    releases:
      - {id: some, title: Some day}
      - {id: late, title: Late, date: 2027-Q1}
      - {id: soon, title: Soon, date: 2026-12-07}
    items:
      - {id: a, title: A, status: planned, release: some}
      - {id: b, title: B, status: planned, release: late}
      - {id: c, title: C, status: planned, release: soon}
    """
    assert values(fields(context(plan))["release"]) == [("soon", "Soon"), ("late", "Late"), ("some", "Some day")]


def test_what_has_parts_is_grouped_with_them_at_the_outermost(context: MakePageContext) -> None:
    plan = """
    items:
      - {id: big, title: Big, status: planned}
      - {id: part, title: Part, status: planned, parent: big}
      - {id: deep, title: Deep, status: planned, parent: part}
      - {id: alone, title: Alone, status: planned}
    """
    parent = fields(context(plan))["parent"]
    assert values(parent) == [("big", "Big")]
    assert held(parent) == {"big": ("big",), "part": ("big",), "deep": ("big",), "alone": ()}
    assert (parent.label, parent.none) == ("Part of", "On its own")


def test_values_are_in_the_words_of_the_portfolio(context: MakePageContext) -> None:
    plan = """
    items:
      - {id: a, title: A, status: in_progress, type: epic, stage: beta, health: at_risk, health_reason: x}
      - {id: b, title: B, status: done, health: off_track, health_reason: x, confidence: 80, owner: ada}
      - {id: c, title: C, status: planned, confidence: low, owner: Bo}
    """
    labels = "{type: {epic: {title: Voyage}}, confidence: {low: {title: Hazy}}, stage: {beta: {title: Trial}}, status: {done: {title: Ashore}}}"
    found = fields(context(plan, portfolio=f"labels: {labels}\npeople: [{{id: ada, title: Ada, role: Captain}}]"))
    assert values(found["type"]) == [("epic", "Voyage")]
    assert values(found["stage"]) == [("beta", "Trial")]
    assert values(found["status"]) == [("in_progress", "In progress"), ("planned", "Planned"), ("done", "Ashore")]
    assert values(found["health"]) == [("at_risk", "At risk")]
    assert values(found["confidence"]) == [("high", "High"), ("low", "Hazy")]
    assert values(found["owner"]) == [("ada", "Ada"), ("bo", "Bo")]
    assert values(found["horizon"]) == [("now", "Now"), ("later", "Later")]


def test_only_what_tells_items_apart_divides_them(context: MakePageContext) -> None:
    plan = """
    items:
      - {id: a, title: A, status: planned, team: Quay, theme: pay, type: epic}
      - {id: b, title: B, status: planned, team: Quay, theme: see}
    """
    found = fields(context(plan))
    assert {key: field.divides for key, field in found.items()} == {
        "status": False,
        "theme": True,
        "team": False,
        "horizon": False,
        "type": True,
    }


def test_the_lanes_of_the_site_keep_their_colours(context: MakePageContext) -> None:
    plan = """
    themes: [{id: idle, title: Idle}, {id: pay, title: Paying}]
    items: [{id: a, title: A, status: planned, theme: pay, team: Quay}]
    """
    found = fields(context(plan))
    assert [value.number for value in found["theme"].values] == [2]
    assert [value.number for value in found["team"].values] == [0]
