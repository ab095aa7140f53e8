"""Lessons that nobody acts on, and actions that nobody finishes."""

from __future__ import annotations

import pytest
from tests.unit.checks.conftest import Find


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ("lessons: [{title: L}]", True),
        ("lessons: [{title: L, type: obstacle}]", True),
        ("lessons: [{title: L, type: shortcut}]", False),
        ("lessons: [{title: L, superseded_by: b/l}]", False),
        ("lessons: [{title: L, actions: [a]}]\nactions: [{id: a, title: A}]", False),
        ("lessons: [{title: L}]\nactions: [{id: a, title: A}]", False),  # nobody says which is for which
        ("lessons: [{title: L}, {title: M, actions: [a]}]\nactions: [{id: a, title: A}]", True),
    ],
)
def test_something_is_done_about_a_lesson(find: Find, fields: str, found: bool) -> None:
    other = "id: b\nlessons: [{id: l, title: Later, type: shortcut}]"
    said = find("lesson-without-action", postmortem=f"id: a\n{fields}", lessons=other)
    assert said == (["postmortem.yml:2:11: nothing is done about the lesson 'L'"] if found else [])


def test_an_action_long_overdue_is_told(find: Find) -> None:
    text = """\
id: a
actions:
  - {title: Late, due: 2026-10-23, status: accepted}
  - {title: A month, due: 2026-10-24}
  - {title: Done, due: 2026-01-01, status: done}
"""
    assert find("action-overdue", postmortem=text) == [
        "postmortem.yml:3:24: 'Late' was due 2026-10-23, 31 days ago, and is still open"
    ]
    assert len(find("action-overdue", postmortem=text, rules={"action-overdue": {"days": 29}})) == 2


def test_a_handover_is_not_told_of_an_action_twice(find: Find) -> None:
    text = "id: a\nactions: [{id: x, title: X, due: 2026-01-01}]"
    assert len(find("action-overdue", postmortem=text, handover="id: h\nopen_actions: [a/x]")) == 1


def test_somebody_does_it(find: Find) -> None:
    text = "id: a\nactions: [{title: A}, {title: B, owner: Ada}, {title: C, team: crew}, {title: D, status: rejected}]"
    assert find("action-without-owner", postmortem=text) == ["postmortem.yml:2:11: nobody is named who does 'A'"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ("status: done, closed_on: 2026-11-23", []),
        ("status: rejected, closed_on: 2026-11-01", []),
        ("closed_on: 2026-11-01", []),
        ("status: in_progress, closed_on: 2026-11-01", "54: 'A' was closed 2026-11-01, and is still in progress"),
        ("status: done, closed_on: 2026-11-24", "47: 'A' is closed, and the day of that (2026-11-24) is yet to come"),
    ],
)
def test_what_was_closed_is_closed(find: Find, fields: str, said: str) -> None:
    text = f"id: a\nactions: [{{title: A, {fields}}}]"
    assert find("closed-on-without-done", postmortem=text) == ([f"postmortem.yml:2:{said}"] if said else [])
