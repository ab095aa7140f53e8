"""The order in which dates of items depend on each other, and how far they overlap today.

Each item has two events: it starts, and it ends. It starts after the items that it depends on end, and after the item
that it is a part of starts, so that a part waits for whatever the whole waits for. It ends after it starts, and after
its parts end. Sorted by these rules, every delay can be passed on in one go. Linear in items and references.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from milepost.kinds.roadmap.item_tree import ItemEntity
from milepost.kinds.roadmap.model import Item
from milepost.schema.period import Period

if TYPE_CHECKING:
    from milepost.analysis.insight import Insight

Event = tuple[ItemEntity, bool]
"""An item, and whether it ends rather than starts."""


@dataclass(frozen=True, slots=True)
class ItemOrder:
    """The rank of every event, what follows it, and by how many days an item starts too early as it is.

    `place` is that of each item in reading order.
    Items in a circle come last, in reading order. A delay is never passed on to an event of a lower rank, so that a
    circle ends where it began.
    """

    rank: Mapping[Event, int]
    following: Mapping[Event, tuple[Event, ...]]
    overlap: Mapping[ItemEntity, int]
    place: Mapping[ItemEntity, int]


def item_order(insight: Insight) -> ItemOrder:
    """The order of the events of all items."""
    portfolio, tree = insight.portfolio, insight.tree
    following: dict[Event, list[Event]] = {}
    for item in portfolio.all(Item):
        following.setdefault((item, False), []).append((item, True))
        if parent := tree.parents.get(item):
            following.setdefault((parent, False), []).append((item, False))
            following.setdefault((item, True), []).append((parent, True))
        for before in portfolio.targets(item, "depends_on"):
            if before is not item:
                following.setdefault((before, True), []).append((item, False))
    order = _sorted([(item, end) for item in portfolio.all(Item) for end in (False, True)], following)
    links = {event: tuple(found) for event, found in following.items()}
    place = {item: at for at, item in enumerate(portfolio.all(Item))}
    return ItemOrder({event: at for at, event in enumerate(order)}, links, _overlaps(insight), place)


def _sorted(events: list[Event], following: Mapping[Event, list[Event]]) -> list[Event]:
    """Events in topological order (Kahn, 1962), those that are in a circle or behind one last."""
    left = dict.fromkeys(events, 0)
    for found in following.values():
        for event in found:
            left[event] += 1
    order = [event for event in events if not left[event]]
    for event in order:  # grows while it is walked
        for after in following.get(event, ()):
            left[after] -= 1
            if not left[after]:
                order.append(after)
    done = set(order)
    return [*order, *(event for event in events if event not in done)]


def _overlaps(insight: Insight) -> dict[ItemEntity, int]:
    """Calendar days by which an item certainly starts before what it waits for ends; 0 if it does not."""
    ends: dict[ItemEntity, int] = {}  # the first day on which the latest of all that it waits for can end
    found: dict[ItemEntity, int] = {}
    for item in reversed(insight.tree.bottom_up):
        before = [first_day(insight.dates[one].end) for one in insight.portfolio.targets(item, "depends_on")]
        parent = insight.tree.parents.get(item)
        known = [*(day for day in before if day is not None), *((ends[parent],) if parent in ends else ())]
        if known:
            ends[item] = max(known)
            start = last_day(insight.dates[item].start)
            found[item] = max(0, ends[item] - start + 1) if start is not None else 0
    return found


def first_day(period: Period | None) -> int | None:
    """The first day of a period with both ends, as an ordinal."""
    return period.first.toordinal() if period and period.first and period.last else None


def last_day(period: Period | None) -> int | None:
    """The last day of a period with both ends, as an ordinal."""
    return period.last.toordinal() if period and period.first and period.last else None
