"""A handover while its page is put together: where each entry stands, and what its part has reached."""

from __future__ import annotations

from typing import Any

from milepost.insight.readiness import PARTS
from milepost.model.handover import Handover
from milepost.portfolio import Thing
from milepost.views import words
from milepost.views.desk import Desk
from milepost.views.handover.pieces import Cell

# The anchors of entries by their types: those of parts that have points, and of others.
_ANCHORS = {
    **{part.type_name: part.name for part in PARTS if part.type_name},
    "monitor": "monitoring",
    "contract": "contracts",
    "known-issue": "known-issues",
    "debt": "debt",
}


def parties(desk: Desk, thing: Thing[Handover]) -> tuple[str, str]:
    """Who hands it over and who takes it over; empty for who is not named."""
    one, other = (getattr(thing.entry, name) for name in ("from", "to"))
    return desk.name("team", one), desk.name("team", other)


class Case:
    """Anchors are counted among the entries that these readers see."""

    def __init__(self, desk: Desk, thing: Thing[Handover]) -> None:
        self.desk = desk
        self.thing = thing
        self._anchors = {
            one: f"{part}-{number}"
            for type_name, part in _ANCHORS.items()
            for number, one in enumerate(desk.portfolio.nested(thing, type_name), 1)
        }
        parts = desk.insight.readiness(thing).parts
        self._notes = {part.name: f"{part.points} of {words.count(part.of, 'point')}" for part in parts}

    def of(self, entry: Thing[Any]) -> str:
        """The anchor of an entry."""
        return self._anchors[entry]

    def about(self, entry: Thing[Any], address: str = "") -> Cell:
        """The cell that says what a row is about; `address` is where that is, out of the site."""
        written = entry.entry
        return Cell(entry.title, address=address, sub=written.summary or "", about=written.description or "")

    def note(self, part: str) -> str:
        """The points of a part, "2 of 6 points"; nothing for one that has none."""
        return self._notes.get(part, "")
