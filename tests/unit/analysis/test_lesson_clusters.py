"""A lesson that came back is one lesson: by what stands in for it, and by an id that says what it is about."""

from __future__ import annotations

from typing import Any

from tests.unit.analysis.conftest import ids


def pm(id: str, *lessons: str) -> str:
    return f"id: {id}\nlessons: [{', '.join(f'{{{one}}}' for one in lessons)}]"


def test_the_last_of_a_chain_stands_in_for_all(told: Any) -> None:
    one = told(
        postmortem_a=pm("a", "id: first, title: A, superseded_by: b/second"),
        postmortem_b=pm("b", "id: second, title: B, superseded_by: q/third"),
        lessons="id: q\nlessons: [{id: third, title: C}]",
    )
    found = one.lesson("a/first")
    assert found.head.key == "q/third"
    assert ids(found.seen_in) == ["a", "b"]
    assert one.lesson("q/third").times_seen == 2
    assert ids(one.lesson("q/third").same) == ["a/first", "b/second"]


def test_the_same_telling_id_in_two_documents_is_the_same_lesson(told: Any) -> None:
    one = told(
        postmortem_a=pm("a", "id: test-on-deck, title: A", "id: l1, title: X", "id: lesson-2, title: Y"),
        postmortem_b=pm("b", "id: test-on-deck, title: B", "id: l1, title: Z", "id: lesson-2, title: W"),
    )
    assert (one.lesson("b/test-on-deck").head.key, one.lesson("b/test-on-deck").times_seen) == ("a/test-on-deck", 2)
    assert one.lesson("b/l1").times_seen == one.lesson("b/lesson-2").times_seen == 1


def test_lessons_that_name_each_other_in_a_circle_are_told_once(told: Any) -> None:
    one = told(
        postmortem=pm("a", "id: x, title: X, superseded_by: a/y", "id: y, title: Y, superseded_by: a/x"),
    )
    assert one.lesson("a/x").head is one.lesson("a/y").head


def test_a_lesson_whose_successor_is_hidden_stands_for_itself(told: Any) -> None:
    files = {
        "postmortem": "audience: public\n" + pm("a", "id: old, title: Old, superseded_by: q/new"),
        "lessons": "id: q\nlessons: [{id: new, title: New}]",
    }
    assert told(**files).lesson("a/old").head.key == "q/new"
    assert told(audience="public", **files).lesson("a/old").head.key == "a/old"


def test_an_obstacle_is_idle_when_nothing_is_done_about_it(told: Any) -> None:
    def idle(lesson: str, more: str = "") -> bool:
        return bool(told(postmortem=f"{pm('a', 'id: x, title: X' + lesson)}\n{more}").lesson("a/x").idle)

    assert idle("")
    assert not idle(", type: shortcut")
    assert not idle(", actions: [do]", "actions: [{id: do, title: Do}]")
    assert not idle("", "actions: [{id: do, title: Do}]")
