from __future__ import annotations

from typing import Any

import pytest

CHILDREN = """
    items:
    - {id: whole, title: Whole, status: STATUS}
    - {id: done, title: Done, status: done, parent: whole}
    - {id: half, title: Half, status: in_progress, progress: 50, parent: whole}
    - {id: unknown, title: Unknown, status: in_progress, parent: whole}
    - {id: planned, title: Planned, status: planned, parent: whole}
    - {id: gone, title: Gone, status: cancelled, progress: 90, parent: whole}
"""


def test_a_typed_number_is_what_counts(told: Any) -> None:
    found = told(CHILDREN.replace("STATUS", "in_progress, progress: 12.5")).item("whole")
    assert (found.progress, found.progress_from) == (12.5, "typed")


def test_without_one_it_is_the_mean_of_parts_that_are_known_and_not_cancelled(told: Any) -> None:
    found = told(CHILDREN.replace("STATUS", "in_progress")).item("whole")
    assert (found.progress, found.progress_from, found.progress_of) == (50.0, "children", (3, 4))


def test_what_is_done_is_at_100_whatever_its_parts_say(told: Any) -> None:
    found = told(CHILDREN.replace("STATUS", "done")).item("whole")
    assert (found.progress, found.progress_from) == (100.0, "status")


@pytest.mark.parametrize("status", ["proposed", "planned", "in_progress", "paused", "cancelled"])
def test_nobody_knows_the_progress_of_an_item_without_number_or_parts(told: Any, status: str) -> None:
    found = told(f"items: [{{id: a, title: A, status: {status}}}]").item("a")
    assert (found.progress, found.progress_from, found.progress_of) == (None, None, (0, 0))


def test_nothing_is_claimed_where_no_part_is_known(told: Any) -> None:
    found = told("""
        items:
        - {id: whole, title: Whole, status: in_progress}
        - {id: part, title: Part, status: in_progress, parent: whole}
    """).item("whole")
    assert (found.progress, found.progress_from, found.progress_of) == (None, None, (0, 1))


def test_progress_climbs_over_several_levels(told: Any) -> None:
    found = told("""
        items:
        - {id: leaf, title: Leaf, status: done, parent: twig}
        - {id: twig, title: Twig, status: in_progress, parent: tree}
        - {id: other, title: Other, status: planned, parent: tree}
        - {id: tree, title: Tree, status: in_progress}
    """)
    assert found.item("twig").progress == 100
    assert found.item("tree").progress == 50


def test_health_is_the_worst_of_open_parts_and_says_whose(told: Any) -> None:
    found = told("""
        items:
        - {id: whole, title: Whole, status: in_progress}
        - {id: good, title: Good, status: in_progress, health: on_track, parent: whole}
        - {id: risky, title: Risky, status: paused, health: at_risk, health_reason: Ice, parent: whole}
        - {id: over, title: Over, status: done, health: off_track, health_reason: Was late, parent: whole}
    """).item("whole")
    assert (found.health, found.health_from) == ("at_risk", "children")
    assert [child.id for child in found.health_because] == ["risky"]


def test_a_typed_health_stands_and_a_closed_item_takes_none_from_its_parts(told: Any) -> None:
    found = told("""
        items:
        - {id: typed, title: Typed, status: in_progress, health: on_track}
        - {id: a, title: A, status: in_progress, health: off_track, health_reason: Ice, parent: typed}
        - {id: shut, title: Shut, status: done}
        - {id: b, title: B, status: in_progress, health: off_track, health_reason: Ice, parent: shut}
    """)
    assert (found.item("typed").health, found.item("typed").health_from) == ("on_track", "typed")
    assert (found.item("shut").health, found.item("shut").health_from) == (None, None)


def test_a_hidden_part_changes_nothing_that_outsiders_read(told: Any) -> None:
    found = told(
        """
        audience: public
        items:
        - {id: whole, title: Whole, status: in_progress}
        - {id: seen, title: Seen, status: done, parent: whole}
        - {id: hidden, title: H, status: in_progress, progress: 1, parent: whole, audience: internal,
           health: off_track, health_reason: No}
        """,
        audience="public",
    ).item("whole")
    assert (found.progress, found.progress_of, found.health) == (100.0, (1, 1), None)
