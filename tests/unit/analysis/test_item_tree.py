from __future__ import annotations

from typing import Any

import pytest


def test_parents_and_parts_know_each_other_in_reading_order(told: Any) -> None:
    found = told("""
        items:
        - {id: b, title: B, status: planned, parent: whole}
        - {id: whole, title: W, status: planned}
        - {id: a, title: A, status: planned, parent: WHOLE}
    """)
    assert [child.id for child in found.item("whole").children] == ["b", "a"]
    assert found.item("a").parent is found.entity("item", "whole")
    assert found.item("whole").parent is None


@pytest.mark.parametrize("members", ["a:b b:a", "a:b b:c c:a", "a:a"])
def test_a_circle_of_parents_is_nobodys_parent(told: Any, members: str) -> None:
    pairs = [pair.split(":") for pair in members.split()]
    items = "".join(f"\n- {{id: {item}, title: T, status: planned, parent: {parent}}}" for item, parent in pairs)
    found = told(f"items:{items}\n- {{id: tail, title: T, status: done, parent: a}}")
    assert [found.item(item).parent for item, _ in pairs] == [None] * len(pairs)
    assert found.item("tail").parent.id == "a"
    assert found.item("a").progress == 100


def test_a_line_of_thousands_of_parts_is_no_trouble(told: Any) -> None:
    items = "".join(f"\n- {{id: i{at}, title: T, status: planned, parent: i{at + 1}}}" for at in range(3000))
    found = told(
        f"items:{items}\n- {{id: i3000, title: T, status: planned}}".replace("status: planned", "status: done", 1)
    )
    assert found.item("i3000").progress == 100


def test_a_field_is_looked_up_along_the_line_of_parents(told: Any) -> None:
    found = told("""
        items:
        - {id: whole, title: W, status: planned, team: sails}
        - {id: part, title: P, status: planned, parent: whole}
        - {id: bit, title: B, status: planned, parent: part}
    """)
    holder = found.insight.holder(found.entity("item", "bit"), "team")
    assert holder.id == "whole"
    assert found.insight.holder(found.entity("item", "bit"), "theme") is None
