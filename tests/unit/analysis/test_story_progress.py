"""The progress of an item comes from its stories unless somebody has typed it."""

from __future__ import annotations

from typing import Any

import pytest

ITEMS = """
items:
- {id: whole, title: Whole, status: STATUS}
- {id: part, title: Part, status: in_progress, progress: 10, parent: whole}
"""
STORIES = """
stories:
- {id: a, title: A, status: done, item: whole, estimate: 5}
- {id: b, title: B, status: in_review, item: whole, estimate: 3}
- {id: c, title: C, status: todo, item: whole, estimate: 2}
- {id: d, title: D, status: dropped, item: whole, estimate: 90}
- {id: e, title: E, status: done, estimate: 90}
"""


def progress(told: Any, items: str, stories: str, **options: Any) -> tuple[Any, ...]:
    found = told(items, backlog=stories, **options).item("whole")
    return found.progress, found.progress_from, found.progress_of


def test_points_count_where_every_story_has_an_estimate(told: Any) -> None:
    assert progress(told, ITEMS.replace("STATUS", "in_progress"), STORIES) == (50.0, "stories", (1, 3))


@pytest.mark.parametrize(("estimate", "points"), [(", estimate: 2", (5, 10)), ("", None), (", estimate: 0", None)])
def test_points_are_given_where_they_are_what_counts(
    told: Any, estimate: str, points: tuple[float, float] | None
) -> None:
    stories = STORIES.replace(", estimate: 2", estimate)
    assert told(ITEMS.replace("STATUS", "in_progress"), backlog=stories).item("whole").progress_points == points


@pytest.mark.parametrize("estimate", ["", ", estimate: 0"])
def test_stories_are_counted_where_one_has_no_estimate(told: Any, estimate: str) -> None:
    found = progress(told, ITEMS.replace("STATUS", "in_progress"), STORIES.replace(", estimate: 2", estimate))
    assert found == (pytest.approx(100 / 3), "stories", (1, 3))


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("in_progress, progress: 70", (70.0, "typed")),
        ("done", (100.0, "status")),
        ("cancelled", (None, None)),
    ],
)
def test_what_is_typed_or_closed_does_not_take_it_from_stories(told: Any, status: str, expected: Any) -> None:
    assert progress(told, ITEMS.replace("STATUS", status), STORIES)[:2] == expected


def test_without_stories_that_count_it_comes_from_parts(told: Any) -> None:
    dropped = "stories: [{id: d, title: D, status: dropped, item: whole}]"
    assert progress(told, ITEMS.replace("STATUS", "in_progress"), dropped) == (10.0, "children", (1, 1))


def test_readers_see_the_share_of_what_they_see(told: Any) -> None:
    items = "audience: public\n" + ITEMS.replace("STATUS", "in_progress").lstrip()
    stories = "audience: public\n" + STORIES.lstrip().replace("id: c,", "id: c, audience: internal,")
    assert progress(told, items, stories, audience="public") == (50.0, "stories", (1, 2))
    assert progress(told, items, stories.replace("estimate: 3", "estimate: 1"), audience="public")[0] == 50.0
