"""The library of lessons: each once, by phase, with what came of it."""

from __future__ import annotations

from tests.unit.conftest import MakePageContext, titles

from milepost.kit.addresses import ACTIONS, LESSONS
from milepost.pages.lessons.view import LessonCard, LessonsView, lessons_view

COLD = """
    id: cold
    audience: public
    lessons:
      - id: on-deck
        type: obstacle
        title: Tested indoors is not tested
        applies_when: {phase: rollout, technology: [readers, scanners], domain: boarding, tags: [boarding, hardware]}
        actions: [winter]
      - {id: calm, type: shortcut, title: Calm voices, applies_when: {phase: operation}}
      - {id: alarm, title: Watch refusals}
    actions: [{id: winter, title: A winter on deck, status: in_progress, due: 2026-10-24}]
"""
MAP = "id: map\naudience: public\nlessons: [{id: dry, title: Drawings are dry, superseded_by: cold/on-deck}]"


def view(context: MakePageContext, **more: str) -> LessonsView:
    audience = more.pop("audience", "internal")
    made = context(postmortem=COLD, postmortem_map=MAP, pages=(LESSONS, ACTIONS), audience=audience, **more)
    return lessons_view(made, "Lessons")


def cards(found: LessonsView) -> dict[str, LessonCard]:
    return {card.title: card for group in found.groups for card in group.cards}


def test_groups_go_as_work_goes_and_what_is_for_any_phase_comes_last(context: MakePageContext) -> None:
    groups = view(context).groups
    assert [(group.title, group.anchor, group.count) for group in groups] == [
        ("Rollout", "phase-rollout", "1 lesson"),
        ("Operation", "phase-operation", "1 lesson"),
        ("Any phase", "any-phase", "1 lesson"),
    ]


def test_labels_give_phases_their_order_and_their_words(context: MakePageContext) -> None:
    labels = "labels: {phase: {operation: {title: Running it}, rollout: {title: Roll-out}}}"
    assert [group.title for group in view(context, portfolio=labels).groups] == ["Running it", "Roll-out", "Any phase"]


def test_a_lesson_that_came_back_is_told_once_and_keeps_both_anchors(context: MakePageContext) -> None:
    found = view(context)
    card = cards(found)["Tested indoors is not tested"]
    assert "Drawings are dry" not in cards(found)
    assert (card.anchor, card.times) == ("lesson-cold/on-deck", "Seen in 2 post-mortems")
    assert [(one.anchor, one.title) for one in card.also] == [("lesson-map/dry", "Drawings are dry")]
    assert titles(card.sources) == ["Outage", "Outage"]
    assert found.opening == "2 obstacles and 1 shortcut, of which one came back."


def test_a_card_says_where_it_applies_and_a_word_only_once(context: MakePageContext) -> None:
    card = cards(view(context))["Tested indoors is not tested"]
    assert card.applies == ("readers", "scanners", "boarding", "hardware")
    assert card.facets == {
        "type": "obstacle",
        "phase": "rollout",
        "technology": "reader scanner",
        "domain": "boarding",
        "tag": "boarding hardware",
    }


def test_a_card_says_what_is_done_about_it_and_inside_when_nothing_is(context: MakePageContext) -> None:
    inside, outside = cards(view(context)), cards(view(context, audience="public"))
    (line,) = inside["Tested indoors is not tested"].actions
    assert (line.words, line.late) == ("In progress, due 24 Oct", "30 days overdue")
    assert line.ref.target == "actions/index.md#action-cold/winter"
    assert [card.idle for card in inside.values()] == [False, False, True]
    assert not any(card.idle or card.actions for card in outside.values())


def test_filters_offer_what_there_is_to_choose(context: MakePageContext) -> None:
    found = view(context)
    assert [(one.word, one.count) for one in found.types] == [("Obstacles", 2), ("Shortcuts", 1)]
    assert [(menu.label, [(one.word, one.count) for one in menu.choices]) for menu in found.menus] == [
        ("Phase", [("Operation", 1), ("Rollout", 1)]),
        ("Technology", [("Readers", 1), ("Scanners", 1)]),
        ("Tag", [("boarding", 1), ("hardware", 1)]),
    ]


def test_an_empty_library_says_inside_what_to_write(context: MakePageContext) -> None:
    inside, outside = lessons_view(context(), "Lessons"), lessons_view(context(audience="public"), "Lessons")
    assert inside.empty
    assert (outside.empty, outside.groups, outside.opening) == (None, (), "")
