"""Lost points in words: what is missing, why, and who sees to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from milepost.insight.readiness import BY_NAME, Missing, ReadinessInsight
from milepost.portfolio import Thing
from milepost.views import words
from milepost.views.desk import Desk

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
class Point:
    """A lost point or several, in words. `part` names its part, `who` sees to it.

    `stops`: the handover waits for it. `details` are the words of who let it go, where it was `waived`.
    """

    key: str
    part: str
    about: Thing[Any] | None
    title: str
    reason: str
    who: str
    weight: int
    stops: bool
    waived: bool
    details: str


def points_of(desk: Desk, found: ReadinessInsight) -> tuple[Point, ...]:
    """Every lost point, what stops the handover first, then by part."""
    order = list(BY_NAME)
    ordered = sorted(found.missing, key=lambda one: (not one.stops, order.index(one.part)))
    return tuple(_point(desk, found, one) for one in ordered)


def title_of(desk: Desk, thing: Thing[Any]) -> str:
    """What an entry of a handover is called: for an acceptance, the role that decides."""
    if thing.type != "acceptance" or thing.entry.title:
        return thing.title
    return desk.name("person", thing.entry.role) or thing.title or NO_ROLE


def _point(desk: Desk, found: ReadinessInsight, one: Missing) -> Point:
    entry: Any = one.about.entry if one.about else found.thing.entry.backup
    return Point(
        key=one.part,
        part=BY_NAME[one.part].title,
        about=one.about,
        title=title_of(desk, one.about) if one.about else RESTORE,
        reason=_reason(desk, one, entry),
        who=_who(desk, one.part, entry),
        weight=one.weight,
        stops=one.stops,
        waived=one.waived,
        details=one.words or "",
    )


def _reason(desk: Desk, one: Missing, entry: Any) -> str:
    if one.reason == "not_transferred":
        said = _OWNERSHIP.get(entry.state or "pending", "")
        # Outside nobody can tell a missing owner from a hidden one.
        return f"{said}; nobody is named to take it over" if desk.portfolio.innermost and not entry.new else said
    if one.reason == "open" and entry.gate:
        return f"{_REASONS['open']}; {entry.gate} waits for it"
    if one.reason == "not_met" and entry.gate:
        return f"not met; {entry.gate} waits for it"
    planned = getattr(entry, _PLANNED.get(one.reason, ""), None) if one.reason in _PLANNED else None
    said = _REASONS[one.reason]
    if planned and (planned.first is None or planned.first > desk.as_of):
        return f"{said}; planned {words.on(planned) if planned.first else 'for later'}"
    if one.reason == "never_restored" and entry.last_restore_test:
        return f"{said}; planned {words.on(entry.last_restore_test)}"
    return f"{said}: {one.words}" if one.words and not one.waived else said


def _who(desk: Desk, part: str, entry: Any) -> str:
    """Who sees to it: the new owner, else the one before; who keeps it, grants it, or let it go."""
    named = (getattr(entry, field) for field in BY_NAME[part].who)
    return desk.name("person", next(filter(None, named), None))
