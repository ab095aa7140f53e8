"""Lanes of items: by theme, else by team, else by roadmap."""

from __future__ import annotations

from collections.abc import Iterable

from milepost.analysis import Insight
from milepost.graph.portfolio import Entity, Portfolio
from milepost.kinds.roadmap.model import Item
from milepost.kit.components import LaneRef
from milepost.schema.fields import shown_in
from milepost.schema.meaning import LANE

_COLOURS = 8
# The fields that a site's lanes can be made of: each item has one value, its own or its parent's.
_FIELDS = [spec for spec in shown_in(Item, LANE) if spec.inherited and not spec.many]


class Lanes:
    """The lanes of a portfolio.

    `by` is `theme`, `team` or `roadmap`; `all` are the lanes in order, declared ones first.
    """

    def __init__(self, portfolio: Portfolio, insight: Insight) -> None:
        self._portfolio = portfolio
        self._insight = insight
        entries = [item.entry for item in portfolio.all(Item)]
        spec = next((spec for spec in _FIELDS if any(getattr(entry, spec.name) for entry in entries)), None)
        self.by, self.label = (spec.name, spec.heading) if spec else ("roadmap", "Roadmap")
        names = {
            key: (item, value) for item in portfolio.all(Item) if (value := self._name(item)) and (key := value.lower())
        }
        named = spec.ref.type if spec and spec.ref else self.by
        declared = [entity for entity in portfolio.entities(named) if self.by == "theme" or entity.key in names]
        titles = {entity.key: entity.title or entity.id for entity in declared}
        loose = {key: value for key, (_, value) in names.items() if key not in titles}
        if self.by == "roadmap":
            loose = {}
        titles |= dict(sorted(loose.items()))
        self.all = tuple(LaneRef(key, title, n % _COLOURS + 1) for n, (key, title) in enumerate(titles.items()))
        self._by_key = {lane.key: lane for lane in self.all}

    def of(self, item: Entity[Item]) -> LaneRef | None:
        """The lane of an item, or None if it has none."""
        return self._by_key.get((self._name(item) or "").lower())

    def group(self, items: Iterable[Entity[Item]]) -> list[tuple[LaneRef | None, list[Entity[Item]]]]:
        """Items by lane, in lane order, items without a lane last. EmptyState lanes are left out."""
        found: dict[str, list[Entity[Item]]] = {}
        for item in items:
            lane = self.of(item)
            found.setdefault(lane.key if lane else "", []).append(item)
        groups: list[tuple[LaneRef | None, list[Entity[Item]]]] = [
            (lane, found[lane.key]) for lane in self.all if lane.key in found
        ]
        return groups + ([(None, found[""])] if "" in found else [])

    def _name(self, item: Entity[Item]) -> str | None:
        """The name of the item's lane; a part without a theme of its own inherits that of its parent."""
        if self.by == "roadmap":
            return item.document.model.id if item.document.visible else None
        holder = self._insight.holder(item, self.by)
        return getattr(holder.entry, self.by) if holder else None
