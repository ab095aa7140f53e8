"""Items as a forest: who is part of whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from milepost.graph.portfolio import Entity, Portfolio
from milepost.kinds.roadmap.model import Item, Theme

ItemEntity: TypeAlias = "Entity[Item]"


class ItemTree:
    """`children` are in reading order; `bottom_up` has every item after all of its children.

    An item that is a part of itself, over however many steps, counts as having no parent.
    """

    def __init__(self, portfolio: Portfolio) -> None:
        self.parents: dict[ItemEntity, ItemEntity] = {}
        for item in portfolio.all(Item):
            if item.entry.parent and (parent := portfolio.target(item, "parent")):
                self.parents[item] = parent
        for circle in circles(self.parents):
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
        """The items that name this one as their parent."""
        return self._children.get(item, ())

    def line(self, item: ItemEntity) -> Iterator[ItemEntity]:
        """The item, its parent, the parent's parent and so on."""
        found: ItemEntity | None = item
        while found:
            yield found
            found = self.parents.get(found)

    def with_descendants(self, items: Iterable[ItemEntity]) -> set[ItemEntity]:
        """The items and everything that is a part of them."""
        found = set(items)
        waiting = list(found)
        while waiting:
            for child in self.children(waiting.pop()):
                if child not in found:
                    found.add(child)
                    waiting.append(child)
        return found


def circles(steps: dict[ItemEntity, ItemEntity]) -> list[list[ItemEntity]]:
    """The circles that one runs into by going from each item to its next."""
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
    """The items of each theme: those that name it, and those that name none and are a part of one that does."""
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
