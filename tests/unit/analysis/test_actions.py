"""How old actions are, and how late, on 23 November 2026."""

from __future__ import annotations

from typing import Any

import pytest

from milepost.kinds.lessons.model import Action


def action(told: Any, fields: str, head: str = "", **more: Any) -> Any:
    text = f"id: p\n{head}\nactions: [{{id: a, title: A{', ' if fields else ''}{fields}}}]"
    return told(postmortem=text, **more).action("p/a")


@pytest.mark.parametrize(
    ("fields", "age", "late", "overdue"),
    [
        ("", None, 0, False),
        ("raised: 2026-11-23", 0, 0, False),
        ("raised: 2026-11-01, due: 2026-11-23", 22, 0, False),
        ("raised: 2026-11-01, due: 2026-11-22", 22, 1, True),
        ("raised: 2026-09, due: 2026-10", 54, 23, True),  # from the last day of each: no more than is certain
        ("raised: 2026-12-24, due: 2026-12-31", 0, 0, False),
        ("raised: later, due: later", None, 0, False),
        ("due: 2026-05-01, status: accepted", None, 206, True),
        ("raised: 2026-01-01, due: 2026-02-01, status: done, closed_on: 2026-02-11", 41, 10, False),
        ("raised: 2026-01-01, due: 2026-02-01, status: done, closed_on: 2026-01-11", 10, 0, False),
        ("raised: 2026-01-01, due: 2026-02-01, status: rejected", None, 0, False),
        ("raised: 2026-01-01, due: 2026-02-01, closed_on: 2026-02-03", 33, 2, False),
    ],
)
def test_age_and_lateness_in_days(told: Any, fields: str, age: int | None, late: int, overdue: bool) -> None:
    found = action(told, fields)
    assert (found.age_days, found.late_by_days, found.overdue) == (age, late, overdue)


@pytest.mark.parametrize(
    ("head", "raised", "origin", "age"),
    [
        ("reviewed_on: 2026-11-13\nresolved: 2026-11-03T12:00Z", "2026-11-13", "review", 10),
        ("started: 2026-11-01\nresolved: 2026-11-03T12:00Z", "2026-11-03", "incident", 20),
        ("started: 2026-11-01", "2026-11-01", "incident", 22),
        ("started: later", "later", "incident", None),
        ("", "None", None, None),
    ],
)
def test_an_action_that_does_not_say_is_as_old_as_the_review_or_the_incident(
    told: Any, head: str, raised: str, origin: str | None, age: int | None
) -> None:
    found = action(told, "", head)
    assert (str(found.raised), found.raised_from, found.age_days) == (raised, origin, age)


def test_an_action_knows_the_lessons_it_came_of(told: Any) -> None:
    found = told(
        postmortem="id: p\nlessons: [{id: l, title: L, actions: [a]}, {id: m, title: M}]\nactions: [{id: a, title: A}]",
        lessons="id: q\nlessons: [{id: n, title: N, actions: [p/a]}]",
    ).action("p/a")
    assert [lesson.key for lesson in found.lessons] == ["q/n", "p/l"]
    assert found.holder.id == "p"


def test_the_mention_of_an_action_is_as_old_as_the_action(told: Any) -> None:
    asked = told(
        postmortem="id: p\nactions: [{id: a, title: A, raised: 2026-11-01}]",
        handover="id: h\nopen_actions: [p/a, {id: b, title: B, raised: 2026-11-13}]",
    )
    ages = [asked.insight.of(one).age_days for one in asked.portfolio.entities("action")]
    assert sorted(ages) == [10, 22, 22]
    assert len(asked.portfolio.all(Action)) == 2
