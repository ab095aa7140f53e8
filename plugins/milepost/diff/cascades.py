"""What moves because something else does, and is told of that: an item of its release, a milestone of its item."""

from __future__ import annotations

from typing import Any

from milepost.diff.comparison import Comparison
from milepost.diff.matching import Pair
from milepost.graph.portfolio import Entity
from milepost.schema.date_arithmetic import slip
from milepost.schema.period import Period

Releases = tuple[Entity[Any] | None, Entity[Any] | None]


def releases(states: Comparison, item: Pair) -> Releases:
    """The release that an item was in, and the one it is in."""
    found = (
        entity and portfolio.target(entity, "release")
        for entity, portfolio in ((item.before, states.base), (item.after, states.head))
    )
    before, after = found
    return before, after


def in_same_release(states: Comparison, item: Pair) -> bool:
    """Whether an item is in the release that it was in, or by a name that nothing has, or in none as before."""
    assert item.before
    assert item.after
    before, after = releases(states, item)
    if before or after:
        return (before and states.pairs.later(before)) is after
    return (item.before.entry.release or "").lower() == (item.after.entry.release or "").lower()


def told_of_release(states: Comparison, item: Pair, field: str) -> bool:
    """Whether the start or end of an item is that of its release, before and now."""
    assert item.before
    assert item.after
    source = f"{field}_from"
    sides = (states.before.item(item.before), states.after.item(item.after))
    return all(getattr(one, source) == "release" for one in sides) and in_same_release(states, item)


def moves_along(states: Comparison, milestone: Pair) -> bool:
    """Whether a milestone moves by just as much as what it stands in, which is told of that."""
    if milestone.entity.type != "milestone" or not milestone.both:
        return False
    before, after = milestone.both
    if not (before.parent and after.parent and states.pairs.later(before.parent) is after.parent):
        return False
    around: Pair = Pair(before.parent, after.parent)
    near = slip(after.entry.date, before.entry.date)
    if not near or not near.days or near != slip(_end(states, around, now=True), _end(states, around, now=False)):
        return False
    return around.entity.type != "item" or not told_of_release(states, around, "end")


def milestones_along(states: Comparison, around: Pair) -> int:
    """How many milestones of an item or a release move with it."""
    assert around.after
    inside = (Pair(states.pairs.earlier(entity), entity) for entity in states.inside(around.after))
    return sum(moves_along(states, one) for one in inside)


def _end(states: Comparison, pair: Pair, *, now: bool) -> Period | None:
    entity = pair.after if now else pair.before
    assert entity
    return states.main_date(entity, now=now)
