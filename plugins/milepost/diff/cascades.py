"""Changes reported with another that causes them: an item's with its release, a milestone's with its parent."""

from __future__ import annotations

from typing import Any

from milepost.diff.comparison import Comparison
from milepost.diff.matching import Pair
from milepost.graph.portfolio import Entity
from milepost.schema.date_arithmetic import slip
from milepost.schema.period import Period

Releases = tuple[Entity[Any] | None, Entity[Any] | None]


def releases(comparison: Comparison, item: Pair) -> Releases:
    """The release of an item before and after; None where it has none."""
    found = (
        entity and portfolio.target(entity, "release")
        for entity, portfolio in ((item.before, comparison.base), (item.after, comparison.head))
    )
    before, after = found
    return before, after


def in_same_release(comparison: Comparison, item: Pair) -> bool:
    """Whether an item stayed in its release, also if the release has another id now or the name resolves to nothing."""
    assert item.before
    assert item.after
    before, after = releases(comparison, item)
    if before or after:
        return (before and comparison.pairs.later(before)) is after
    return (item.before.entry.release or "").lower() == (item.after.entry.release or "").lower()


def dated_by_release(comparison: Comparison, item: Pair, field: str) -> bool:
    """Whether a date of an item (`start` or `end`) is that of its release in both revisions, which did not change."""
    assert item.before
    assert item.after
    source = f"{field}_from"
    sides = (comparison.before.item(item.before), comparison.after.item(item.after))
    return all(getattr(one, source) == "release" for one in sides) and in_same_release(comparison, item)


def moves_with_parent(comparison: Comparison, milestone: Pair) -> bool:
    """Whether a milestone moves by exactly as many days as its parent does, so that the parent's change covers it."""
    if milestone.entity.type != "milestone" or not milestone.both:
        return False
    before, after = milestone.both
    if not (before.parent and after.parent and comparison.pairs.later(before.parent) is after.parent):
        return False
    around: Pair = Pair(before.parent, after.parent)
    near = slip(after.entry.date, before.entry.date)
    if (
        not near
        or not near.days
        or near != slip(_end(comparison, around, now=True), _end(comparison, around, now=False))
    ):
        return False
    # An item that takes its end from its release is not reported itself, so its milestones would vanish from the
    # report.
    return around.entity.type != "item" or not dated_by_release(comparison, around, "end")


def milestones_moving_with(comparison: Comparison, around: Pair) -> int:
    """Number of milestones that move together with an item or a release."""
    assert around.after
    inside = (Pair(comparison.pairs.earlier(entity), entity) for entity in comparison.children(around.after))
    return sum(moves_with_parent(comparison, one) for one in inside)


def _end(comparison: Comparison, pair: Pair, *, now: bool) -> Period | None:
    entity = pair.after if now else pair.before
    assert entity
    return comparison.main_date(entity, now=now)
