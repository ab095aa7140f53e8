"""What was seen before, in words: the reason, the rate, and YAML that can be pasted into a plan."""

from __future__ import annotations

from textwrap import dedent
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support import undrawn
from tests.unit.conftest import MakePageContext, titles

from milepost.analysis.reference_class import BaseRate
from milepost.graph.entity import DocumentFile, Entity
from milepost.kinds.lessons.model import Lesson
from milepost.kinds.roadmap.model import Item
from milepost.kit.addresses import LESSONS, POSTMORTEMS, ROADMAP
from milepost.kit.prior_lessons import RelatedLessons, related_lessons_view
from milepost.kit.risk_snippet import grade_of, risk_snippet
from milepost.prose.visible_text import visible_text
from milepost.yaml.reader import read
from milepost.yaml.text import SourceText

ROADMAP_YML = """
    audience: public
    themes: [{id: boarding, title: Boarding}]
    items:
      - {id: quays, title: Readers at nine quays, status: %s, type: rollout, theme: boarding, team: gangway, tags: [hardware]}
      - {id: pier, title: A pier, status: done, theme: boarding}
      - {id: dock, title: A dock, status: done, theme: boarding}
      - {id: ramp, title: A ramp, status: cancelled, theme: boarding}
"""
COLD = """
    id: cold
    audience: public
    team: gangway
    items: [pier]
    lessons:
      - id: on-deck
        type: obstacle
        title: What is tested indoors is not tested
        event: Devices stopped on deck.
        early_warning: [The report names ten degrees.]
        recommendation: Hang one on the *windiest* quay.
        applies_when: {phase: rollout, technology: [readers], domain: boarding, tags: [hardware]}
      - id: month
        type: shortcut
        title: A month on one quay
        applies_when: {technology: [readers], tags: [hardware]}
"""
OTHERS = {
    "postmortem_d": "id: d\naudience: public\nitems: [dock]",
    "postmortem_r": "id: r\naudience: public\nitems: [ramp]",
}
TAGS = "audience: public\ntags: [{id: hardware, title: Hardware}]"


def seen(context: MakePageContext, status: str = "in_progress", **more: Any) -> RelatedLessons | None:
    pages = (ROADMAP, LESSONS, POSTMORTEMS)
    made = context(ROADMAP_YML % status, pages=pages, postmortem=COLD, portfolio=TAGS, **OTHERS, **more)
    entity = made.portfolio.find("item", "quays")
    assert entity
    return related_lessons_view(made, entity)


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_obstacles_come_first_each_with_its_reason_and_rate(context: MakePageContext, audience: str) -> None:
    found = seen(context, audience=audience)
    assert found
    assert found.note == "1 obstacle and 1 shortcut"
    assert [(card.mark.word, card.why, card.rate) for card in found.cards] == [
        (
            "Obstacle",
            "For rollout with readers; domain boarding; same team; tag Hardware",
            "Occurred in 1 of 3 closed items in boarding",
        ),
        ("Shortcut", "For work with readers; same team; same theme; tag Hardware", "Used in 1 of 3 closed items"),
    ]
    assert found.counted


def test_a_card_leads_to_the_lesson_and_to_where_it_is_from(context: MakePageContext) -> None:
    found = seen(context)
    assert found
    card = found.cards[0]
    assert card.lesson.target == "lessons/index.md#lesson-cold/on-deck"
    assert titles(card.sources) == ["Outage"]
    assert card.sources[0].target == "postmortems/cold/index.md"
    assert (card.event, card.warnings) == ("Devices stopped on deck.", ("The report names ten degrees.",))


@pytest.mark.parametrize("status", ["done", "cancelled"])
def test_work_that_is_over_is_told_nothing(context: MakePageContext, status: str) -> None:
    assert seen(context, status) is None


def test_work_that_nothing_fits_is_told_nothing(context: MakePageContext) -> None:
    made = context("items: [{id: a, title: Posters, status: planned}]", postmortem=COLD)
    assert related_lessons_view(made, made.portfolio.all(Item)[0]) is None
    assert related_lessons_view(made, "nobody-knows") is None


def test_a_project_is_told_until_somebody_looked_back_at_it(context: MakePageContext) -> None:
    files = {
        "postmortem": COLD,
        "handover": "id: h\nproject: kiosks\ntags: [hardware]\nsummary: Readers\nfrom: a\nto: b",
    }
    running, over = context(**files), context(**files, postmortem_k="id: k\nproject: kiosks\ntags: [review]")
    assert related_lessons_view(running, "kiosks")
    assert related_lessons_view(over, "kiosks")  # an incident is no look back
    declared = context(**files, portfolio="projects: [{id: kiosks, title: Kiosks, status: done}]")
    assert related_lessons_view(declared, "kiosks") is None


def test_an_obstacle_can_be_adopted_as_a_risk_and_a_shortcut_cannot(context: MakePageContext) -> None:
    found = seen(context)
    assert found
    assert [bool(card.snippet) for card in found.cards] == [True, False]
    assert found.cards[0].snippet == dedent("""\
        risks:
          - id: on-deck
            title: What is tested indoors is not tested
            event: Devices stopped on deck.
            trigger: The report names ten degrees.
            mitigation: Hang one on the windiest quay.
            status: open
            lesson: cold/on-deck
            probability: 2 # occurred in 1 of 3 closed items in boarding
            # impact: 1 (slight) to 5 (severe)""")


@pytest.mark.parametrize(("met", "known", "grade"), [(1, 20, 1), (1, 5, 2), (1, 2, 3), (2, 3, 4), (3, 3, 5)])
def test_the_probability_of_a_copied_risk_is_the_grade_nearest_to_the_base_rate(
    met: int, known: int, grade: int
) -> None:
    assert grade_of(BaseRate(met, known, 0, None)) == grade


def test_a_copied_risk_has_an_id_that_the_plan_does_not_have(context: MakePageContext) -> None:
    plan = "id: quays\nstatus: in_progress\nitems: [quays]\nrisks: [{id: on-deck, title: Another, status: open}]"
    found = seen(context, plan=plan)
    assert found
    assert found.cards[0].snippet.splitlines()[1] == "  - id: cold-on-deck"


@pytest.mark.parametrize("place", undrawn.PLACES)
def test_what_is_not_drawn_of_a_lesson_is_not_in_its_yaml(place: str) -> None:
    lesson = Lesson.model_construct(title="L", recommendation=undrawn.texts()[place], type="obstacle")
    document = DocumentFile(lesson, "", "")  # type: ignore[arg-type]
    snippet = risk_snippet(Entity("lesson", "x", "p/x", lesson, document, ()))
    assert "Drawn" in snippet
    assert undrawn.SECRET not in snippet


TEXT = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=60).map(str.strip)
LINES = st.lists(st.text("ab:#-'\"{}[]&*!|>%@` \t", max_size=12), min_size=2, max_size=4).map("\n".join)
WORDS = st.sampled_from(
    ["NO", "yes", "null", "~", "1.10", "2026-09-14", "12:30", "0x1", "- a", "a: b", "a #b", "é", "…"]
)


@given(st.one_of(TEXT, LINES, WORDS), st.one_of(TEXT, LINES, WORDS))
def test_whatever_a_lesson_says_comes_back_from_its_yaml(title: str, text: str) -> None:
    lesson = Lesson.model_construct(title=title, cause=text, recommendation=text, type="obstacle")
    document = DocumentFile(lesson, "", "")  # type: ignore[arg-type]
    snippet = risk_snippet(Entity("lesson", "x", "p/x", lesson, document, ()))
    (risk,) = read(SourceText("plan.yml", snippet))["risks"]  # type: ignore[call-overload, index]
    said = {"id": "x", "title": title or "x", "cause": text, "mitigation": visible_text(text)}
    expected = {name: value.strip() for name, value in said.items() if value.strip()}
    assert dict(risk) == {**expected, "status": "open", "lesson": "p/x"}
