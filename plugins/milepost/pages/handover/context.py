"""The context of one handover page: anchors of its entries, and the points of its parts."""

from __future__ import annotations

from typing import Any

from milepost.graph.portfolio import Entity
from milepost.kinds.handover.model import Handover
from milepost.kinds.handover.readiness import PARTS
from milepost.kit import phrasing
from milepost.kit.context import PageContext
from milepost.kit.web_links import links_of
from milepost.pages.handover.components import FactCell

# Anchor prefixes by entry type: first parts that have points, then others.
_ANCHORS = {
    **{part.type_name: part.name for part in PARTS if part.type_name},
    "monitor": "monitoring",
    "contract": "contracts",
    "known-issue": "known-issues",
    "debt": "debt",
}


def parties(context: PageContext, entity: Entity[Handover]) -> tuple[str, str]:
    """The teams that hand over and take over; empty if not named."""
    one, other = (getattr(entity.entry, name) for name in ("from", "to"))
    return context.name("team", one), context.name("team", other)


class HandoverContext:
    """A handover with the anchors of its entries.

    Entries are numbered among those visible to this audience, so that a gap cannot reveal a hidden one.
    """

    def __init__(self, context: PageContext, entity: Entity[Handover]) -> None:
        self.context = context
        self.entity = entity
        self._anchors = {
            one: f"{part}-{number}"
            for type_name, part in _ANCHORS.items()
            for number, one in enumerate(context.portfolio.nested(entity, type_name), 1)
        }
        parts = context.insight.readiness(entity).parts
        self._notes = {part.name: f"{part.points} of {phrasing.count(part.of, 'point')}" for part in parts}

    def of(self, entry: Entity[Any]) -> str:
        """The anchor of an entry."""
        return self._anchors[entry]

    def about(self, entry: Entity[Any], address: str = "") -> FactCell:
        """The first cell of an entry's row; `address` links it to another site."""
        written = entry.entry
        return FactCell(
            entry.title,
            address=address,
            sub=written.summary or "",
            about=written.description or "",
            links=links_of(written),
        )

    def note(self, part: str) -> str:
        """The points of a part, "2 of 6 points"; empty for a part without points."""
        return self._notes.get(part, "")
