"""What was seen before, what is similar and how often: outside they depend on nothing that is inside."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from hypothesis import given, note
from hypothesis import strategies as st
from tests.property.test_redaction import AS_OF, described, read

from milepost.access.audience_filter import redacted_for
from milepost.analysis import computed
from milepost.kinds.lessons.model import Lesson
from milepost.kinds.postmortem.model import Postmortem
from milepost.kinds.roadmap.model import Item
from milepost.kit.addresses import ACTIONS, LESSONS, POSTMORTEMS, ROADMAP, Addresses
from milepost.kit.context import PageContext
from milepost.kit.prior_lessons import related_lessons_view
from milepost.kit.similar_postmortems import similar_rows
from milepost.pages.actions.view import actions_view
from milepost.pages.lessons.view import lessons_view

PUBLIC = {
    "portfolio.yml": "kind: portfolio\naudience: public\ntitle: Product\ntags: [{id: hardware, title: Hardware}]\n",
    "plan.yml": """
kind: roadmap
title: Plan
audience: public
items:
  - {id: quays, title: Readers at the quays, status: in_progress, type: rollout, theme: boarding, tags: [hardware]}
  - {id: gates, title: Gates that never sleep, status: planned, tags: [hardware], summary: Cold nights on deck}
  - {id: pier, title: A pier, status: done, theme: boarding}
  - {id: dock, title: A dock, status: done, theme: boarding}
  - {id: ramp, title: A ramp, status: done, theme: boarding}
""",
    "cold.yml": """
kind: postmortem
id: cold
title: Scanners that sleep in the cold
type: incident
audience: public
items: [pier]
affected: [scanners]
lessons:
  - id: on-deck
    title: What is tested indoors is not tested
    applies_when: {phase: rollout, technology: [readers], domain: boarding, tags: [hardware]}
""",
    "wet.yml": """
kind: postmortem
id: wet
title: Scanners that swim in the rain
type: incident
audience: public
items: [dock, ramp]
affected: [scanners]
lessons: [{id: cover, title: Cover before rain, applies_when: {technology: [gates], tags: [hardware]}}]
""",
}
WORDS = st.lists(
    st.sampled_from(("scanners", "sleep", "cold", "deck", "rain", "quays", "readers", "gates", "tested")), min_size=1
)
SAID = WORDS.map(" ".join)


@st.composite
def hidden(draw: st.DrawFn, n: int) -> str:
    """A post-mortem for the inside that has as much to do with the public ones as can be."""
    said = draw(SAID)
    lesson = {
        "id": draw(st.sampled_from(["on-deck", "cover-up", "x"])),
        "title": draw(SAID),
        "superseded_by": draw(st.sampled_from(["cold/on-deck", "wet/cover"])),
        "applies_when": "{phase: rollout, technology: [readers, gates], domain: boarding, tags: [hardware]}",
    }
    if draw(st.booleans()):
        del lesson["superseded_by"]
    return "\n".join(
        (
            f"kind: postmortem\nid: secret{n}\ntitle: {said}",
            f"type: {draw(st.sampled_from(['incident', 'project', 'release']))}",
            f"items: [{draw(st.sampled_from(['quays', 'pier', 'dock', 'gates']))}]",
            f"affected: [scanners]\nproject: {draw(st.sampled_from(['pier', 'dock', 'other']))}",
            f"similar_to: [{draw(st.sampled_from(['cold', 'wet']))}]",
            "risks_realised: [cover, cold/on-deck]",
            f"lessons: [{{{', '.join(f'{name}: {value}' for name, value in lesson.items())}}}]",
            "actions: [{id: a, title: Do, due: 2026-01-01}]\n",
        )
    )


def told(files: dict[str, str]) -> list[Any]:
    """Everything that outsiders read of it."""
    seen = redacted_for(read(files), "public", AS_OF)
    pages = frozenset((ROADMAP, LESSONS, ACTIONS, POSTMORTEMS))
    context = PageContext(seen, computed(seen, AS_OF), AS_OF, Addresses(seen, pages))
    found: list[Any] = [related_lessons_view(context, entity) for entity in seen.all(Item)]
    found += [related_lessons_view(context, name) for name in seen.project_names]
    found += [similar_rows(context, entity) for entity in seen.all(Postmortem)]
    found += [asdict(lessons_view(context, "Lessons")), asdict(actions_view(context, "Actions"))]
    found += [context.insight.lesson(one).base_rate for one in seen.all(Lesson)]
    return found


@given(st.lists(st.integers(0, 9), unique=True, max_size=4).flatmap(lambda ns: st.tuples(*map(hidden, ns))))
def test_hidden_post_mortems_change_nothing_that_is_seen_outside(secrets: tuple[str, ...]) -> None:
    files = {**PUBLIC, **{f"secret{n}.yml": text for n, text in enumerate(secrets)}}
    note(described(files))
    assert told(files) == told(PUBLIC)


def test_there_is_something_to_be_changed() -> None:
    quays, gates, *_ = told(PUBLIC)
    assert [card.rate for card in quays.cards] == ["Occurred in 1 of 3 closed items in boarding"]
    assert [card.rate for card in gates.cards] == ["Occurred in 2 of 3 closed items"]
    head = "kind: postmortem\nid: other\naudience: public\ntitle: Scanners\ntype: incident\nitems: [dock]\n"
    more = head + "affected: [scanners]\nlessons: [{id: y, title: Y, superseded_by: cold/on-deck}]\n"
    before, after = told(PUBLIC), told({**PUBLIC, "other.yml": more})
    assert after[0].cards[0].rate == "Occurred in 2 of 3 closed items in boarding"
    assert [one for one in before if one not in after]


def test_the_answer_is_the_same_every_time() -> None:
    assert told(PUBLIC) == told(dict(reversed(PUBLIC.items())))
