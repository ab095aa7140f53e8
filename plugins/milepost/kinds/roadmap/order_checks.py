"""Dependencies that cannot work: cycles, wrong order, and dependencies on cancelled items."""

from __future__ import annotations

from collections.abc import Iterator

from milepost.checks.check import Context, check, day_count, named
from milepost.checks.violation import Violation
from milepost.graph.portfolio import Portfolio
from milepost.kinds.roadmap.item_tree import ItemEntity, cycles
from milepost.kinds.roadmap.model import Item
from milepost.kinds.roadmap.progress import is_open

_MAX_TITLES = 12

_CYCLE_FIELDS = {
    "depends_on": "waits for itself",
    "parent": "is a part of itself",
    "superseded_by": "is superseded by itself",
    "replaces": "replaces itself",
    "continues": "carries on from itself",
}


@check("reference-cycle", "error", "Items wait for each other, or are parts of each other, in a circle.")
def reference_cycle(c: Context) -> Iterator[Violation]:
    for field, words in _CYCLE_FIELDS.items():
        for circle in cycles(_cycle_successors(c.portfolio, field)):
            first = circle.index(min(circle, key=c.positions.__getitem__))
            way = [*circle[first:], *circle[: first + 1]]
            titles = [named(item) for item in way]
            if len(titles) > _MAX_TITLES:
                titles[_MAX_TITLES - 2 : -1] = ["…"]
            hint = "take one of these references out"
            steps: tuple[str | int, ...] = (field, *_reference_index(c.portfolio, way[0], field, way[1]))
            yield c.found(way[0], steps, f"{named(way[0])} {words}: {' → '.join(titles)}", hint)


def _cycle_successors(portfolio: Portfolio, field: str) -> dict[ItemEntity, ItemEntity]:
    """For every item on a cycle or leading to one, one successor on the way to it.

    Items without a successor are removed until none are left (Kahn, "Topological sorting of large networks", 1962);
    what remains leads into a cycle.
    """
    targets = {item: portfolio.targets(item, field) for item in portfolio.all(Item) if getattr(item.entry, field)}
    sources: dict[ItemEntity, list[ItemEntity]] = {}
    for item, found in targets.items():
        for target in found:
            sources.setdefault(target, []).append(item)
    left = {item: sum(target in targets for target in found) for item, found in targets.items()}
    ends = [item for item, count in left.items() if count == 0]
    while ends:
        ended = ends.pop()
        del targets[ended]
        for item in sources.get(ended, ()):
            left[item] -= 1
            if left[item] == 0:
                ends.append(item)
    return {item: next(target for target in found if target in targets) for item, found in targets.items()}


def _reference_index(portfolio: Portfolio, item: ItemEntity, field: str, target: ItemEntity) -> tuple[int, ...]:
    value = getattr(item.entry, field)
    if isinstance(value, str):
        return ()
    return next(((at,) for at, ref in enumerate(value) if portfolio.find("item", ref) is target), ())


def dependencies(c: Context) -> Iterator[tuple[ItemEntity, int, ItemEntity]]:
    """Each open item with each of its dependencies: (item, index in `depends_on`, dependency)."""
    for item in c.open_items:
        for at, ref in enumerate(item.entry.depends_on):
            before = c.portfolio.find("item", ref)
            if before and before is not item:
                yield item, at, before


@check("depends-on-parent", "warning", "An item waits for the one it is a part of.")
def depends_on_parent(c: Context) -> Iterator[Violation]:
    for item, at, before in dependencies(c):
        if item.entry.parent and before in c.insight.tree.ancestry(item):
            message = f"{named(item)} waits for {named(before)}, which it is a part of: neither can be done first"
            hint = "say which part it waits for"
            yield c.found(item, ("depends_on", at), message, hint)


@check("dependency-order", "warning", "An item starts before something it waits for has ended.")
def dependency_order(c: Context) -> Iterator[Violation]:
    for item, at, before in dependencies(c):
        gap = c.insight.slack_days(before, item) if is_open(before) else None
        if gap is None or gap >= 0:
            continue
        start, end = c.insight.dates[item].start, c.insight.dates[before].end
        order = f"but {named(before)}, which it waits for, ends {end}: {day_count(-gap)} too early"
        message = f"{named(item)} starts {start}, {order}"
        hint = "move one of them, or let them go side by side"
        yield c.found(item, ("depends_on", at), message, hint)


@check("depends-on-cancelled", "warning", "An open item waits for one that was cancelled.")
def depends_on_cancelled(c: Context) -> Iterator[Violation]:
    for item, at, before in dependencies(c):
        if before.entry.status == "cancelled":
            instead = c.portfolio.target(before, "superseded_by")
            hint = f"'{instead.id}' stands in for it" if instead else "does it still need it?"
            message = f"{named(item)} waits for {named(before)}, which was cancelled"
            yield c.found(item, ("depends_on", at), message, hint)


@check("started-too-early", "info", "An item is in progress before something it waits for is done.")
def started_too_early(c: Context) -> Iterator[Violation]:
    for item, at, before in dependencies(c):
        if item.entry.status == "in_progress" and is_open(before):
            blocker = f"{named(before)}, which it waits for, is {c.state(before)}"
            message = f"{named(item)} is {c.state(item)}, and {blocker}"
            hint = "does it wait for all of it? Name the part that it waits for"
            yield c.found(item, ("depends_on", at), message, hint)


@check("superseded-but-open", "warning", "An open item names one that stands in for it.")
def superseded_but_open(c: Context) -> Iterator[Violation]:
    for item in c.open_items:
        if instead := c.portfolio.target(item, "superseded_by"):
            message = f"{named(item)} is {c.state(item)}, though {named(instead)} stands in for it"
            hint = "set its status to done or cancelled"
            yield c.found(item, ("superseded_by",), message, hint)
