"""Missing readiness points in words: what is missing, why, and who is responsible."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from milepost.graph.portfolio import Entity
from milepost.kinds.handover.readiness import PARTS_BY_NAME, Missing, ReadinessInsight
from milepost.kit import phrasing
from milepost.kit.context import PageContext

NO_ROLE = "A role that is not named"
RESTORE = "Restoring from a backup"

_REASONS = {
    "not_met": "not met",
    "open": "nobody has said yet whether it is met",
    "waived": "waived",
    "not_accepted": "not accepted by the new owners",
    "not_rotated": "to be changed with the handover, and not changed yet",
    "never_restored": "never tried",
    "never_rehearsed": "never rehearsed",
    "not_demonstrated": "not yet done by the new owners themselves",
    "no_decision": "no decision yet",
    "conditional": "accepted on a condition",
    "rejected": "rejected",
}
_OWNERSHIP = {"in_progress": "changing hands, not there yet", "pending": "has not changed hands yet"}
_PLANNED = {"never_rehearsed": "last_rehearsed", "not_demonstrated": "date", "not_rotated": "rotated_on"}


@dataclass(frozen=True, slots=True)
class MissingPoint:
    """One or more missing points, in words. `part` names their part, `who` is responsible.

    `stops`: blocks the handover. `details` is the reason given if it was `waived`.
    """

    key: str
    part: str
    about: Entity[Any] | None
    title: str
    reason: str
    who: str
    weight: int
    stops: bool
    waived: bool
    details: str


def points_of(context: PageContext, found: ReadinessInsight) -> tuple[MissingPoint, ...]:
    """Every missing point, those that block the handover first, then by part."""
    order = list(PARTS_BY_NAME)
    ordered = sorted(found.missing, key=lambda one: (not one.stops, order.index(one.part)))
    return tuple(_point(context, found, one) for one in ordered)


def title_of(context: PageContext, entity: Entity[Any]) -> str:
    """The title of an entry of a handover; for an acceptance without one, the role that decides."""
    if entity.type != "acceptance" or entity.entry.title:
        return entity.title
    return context.name("person", entity.entry.role) or entity.title or NO_ROLE


def _point(context: PageContext, found: ReadinessInsight, one: Missing) -> MissingPoint:
    entry: Any = one.about.entry if one.about else found.entity.entry.backup
    return MissingPoint(
        key=one.part,
        part=PARTS_BY_NAME[one.part].title,
        about=one.about,
        title=title_of(context, one.about) if one.about else RESTORE,
        reason=_reason(context, one, entry),
        who=_who(context, one.part, entry),
        weight=one.weight,
        stops=one.stops,
        waived=one.waived,
        details=one.words or "",
    )


def _reason(context: PageContext, one: Missing, entry: Any) -> str:
    if one.reason == "not_transferred":
        said = _OWNERSHIP.get(entry.state or "pending", "")
        # For other audiences a missing owner cannot be told from a hidden one.
        return f"{said}; nobody is named to take it over" if context.portfolio.innermost and not entry.new else said
    if one.reason == "open" and entry.gate:
        return f"{_REASONS['open']}; blocks {entry.gate}"
    if one.reason == "not_met" and entry.gate:
        return f"not met; blocks {entry.gate}"
    planned = getattr(entry, _PLANNED.get(one.reason, ""), None) if one.reason in _PLANNED else None
    said = _REASONS[one.reason]
    if planned and (planned.first is None or planned.first > context.as_of):
        return f"{said}; planned {phrasing.on(planned) if planned.first else 'for later'}"
    if one.reason == "never_restored" and entry.last_restore_test:
        return f"{said}; planned {phrasing.on(entry.last_restore_test)}"
    return f"{said}: {one.words}" if one.words and not one.waived else said


def _who(context: PageContext, part: str, entry: Any) -> str:
    """Who is responsible: the new owner, else the current one; who keeps it, grants it, or waived it."""
    named = (getattr(entry, field) for field in PARTS_BY_NAME[part].responsible_fields)
    return context.name("person", next(filter(None, named), None))
