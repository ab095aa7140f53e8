"""Duplicate titles."""

from __future__ import annotations

from collections.abc import Iterator

from milepost.checks.check import Context, check, named
from milepost.checks.violation import Violation
from milepost.kinds.roadmap.item_tree import ItemEntity


@check("title-twice", "info", "Two open items have the same title.")
def title_twice(c: Context) -> Iterator[Violation]:
    first: dict[str, ItemEntity] = {}
    for item in c.open_items:
        other = first.setdefault(" ".join(item.title.casefold().split()), item)
        if other is not item:
            place = c.portfolio.place(other)
            message = f"{named(item)} is also the title of {other.id}, in {place.path}, line {place.line}"
            yield c.found(item, ("title",), message, "give one of them another title")
