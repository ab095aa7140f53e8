"""The hierarchy of items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from milepost.graph.portfolio import Entity, Portfolio
from milepost.kinds.roadmap.model import Item, Theme

ItemEntity: TypeAlias = "Entity[Item]"


class ItemTree:
    """Items by parent. `children` are in reading order; in `bottom_up`, every item follows its children.

    An item in a cycle of parents counts as having no parent.
    """

    def __init__(self, portfolio: Portfolio) -> None:
        self.parents: dict[ItemEntity, ItemEntity] = {}
        for item in portfolio.all(Item):
            if item.entry.parent and (parent := portfolio.target(item, "parent")):
                self.parents[item] = parent
        for circle in cycles(self.parents):
            for item in circle:
                del self.parents[item]
        children: dict[ItemEntity, list[ItemEntity]] = {}
        for item, parent in self.parents.items():
            children.setdefault(parent, []).append(item)
        self._children = {parent: tuple(found) for parent, found in children.items()}
        top_down = [item for item in portfolio.all(Item) if item not in self.parents]
        for item in top_down:  # grows while it is walked
            top_down += self.children(item)
        self.bottom_up = tuple(reversed(top_down))

    def children(self, item: ItemEntity) -> tuple[ItemEntity, ...]:
        """Items whose parent is this one."""
        return self._children.get(item, ())

    def ancestry(self, item: ItemEntity) -> Iterator[ItemEntity]:
        """The item and its ancestors, nearest first."""
        found: ItemEntity | None = item
        while found:
            yield found
            found = self.parents.get(found)

    def with_descendants(self, items: Iterable[ItemEntity]) -> set[ItemEntity]:
        """The items and all their descendants."""
        found = set(items)
        waiting = list(found)
        while waiting:
            for child in self.children(waiting.pop()):
                if child not in found:
                    found.add(child)
                    waiting.append(child)
        return found


def cycles(steps: dict[ItemEntity, ItemEntity]) -> list[list[ItemEntity]]:
    """All cycles in a graph in which each item has at most one successor."""
    done: set[ItemEntity] = set()
    found: list[list[ItemEntity]] = []
    for item in steps:
        path: dict[ItemEntity, int] = {}
        here: ItemEntity | None = item
        while here and here not in done and here not in path:
            path[here] = len(path)
            here = steps.get(here)
        if here in path:
            found.append(list(path)[path[here] :])
        done.update(path)
    return found


def items_by_theme(portfolio: Portfolio, tree: ItemTree) -> dict[Entity[Theme], list[ItemEntity]]:
    """Items of each theme; an item without a theme of its own belongs to that of its nearest ancestor."""
    named: dict[ItemEntity, Entity[Theme] | None] = {}
    for item in reversed(tree.bottom_up):
        parent = tree.parents.get(item)
        own = item.entry.theme
        named[item] = portfolio.target(item, "theme") if own else named[parent] if parent else None
    found: dict[Entity[Theme], list[ItemEntity]] = {}
    for item in portfolio.all(Item):
        if theme := named[item]:
            found.setdefault(theme, []).append(item)
    return found
