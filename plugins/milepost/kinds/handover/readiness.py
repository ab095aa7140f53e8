"""Readiness of a handover: points for what is done, and a reason for every missing point.

The weights in PARTS are our own: how much one entry of each part matters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from milepost.graph.entity import mentioned_id
from milepost.graph.portfolio import Entity, Portfolio
from milepost.kinds.handover.model import Handover
from milepost.kinds.lessons.model import Action
from milepost.schema.period import Period

BACKUP = "backup"  # the one part that is no list of entries


@dataclass(frozen=True, slots=True)
class ScoredPart:
    """A part of a handover that earns points: `weight` for each complete entry of `type_name`.

    `gap_of(entry, as_of)` returns whether the entry counts at all, and the reason why it earns no points, None if it
    does. `responsible_fields` name who is responsible, the first written one first.
    """

    name: str
    title: str
    type_name: str
    weight: int
    gap_of: Callable[[Any, date], tuple[bool, str | None]] | None = None
    responsible_fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """Missing points of one entry: `weight` points of `part`, because of `reason`.

    `about` is None for the backup, which is no entry. `stops`: it blocks the handover. `waived`: it was waived, which
    is not the same as done; `words` say why.
    """

    part: str
    about: Entity[Any] | None
    title: str
    weight: int
    reason: str
    waived: bool = False
    stops: bool = False
    words: str | None = None


@dataclass(frozen=True, slots=True)
class ReadinessPart:
    """Points of one part: `points` earned and `waived`, out of `of`."""

    name: str
    points: int
    of: int
    waived: int


@dataclass(frozen=True, slots=True)
class ReadinessInsight:
    """Values of one handover: `points` earned out of `of`. The weights in `missing` add up to the difference.

    `open_actions` are its own and those of post-mortems of its project.
    """

    entity: Entity[Handover]
    points: int
    of: int
    parts: tuple[ReadinessPart, ...]
    missing: tuple[Missing, ...]
    open_actions: tuple[Entity[Action], ...]

    @property
    def readiness(self) -> float | None:
        """Earned points in percent, 0 to 100; None if nothing that earns points is written."""
        return self.points / self.of * 100 if self.of else None

    @property
    def waived(self) -> int:
        """The waived points."""
        return sum(one.weight for one in self.missing if one.waived)

    @property
    def stops(self) -> bool:
        """Whether a missing entry blocks the handover."""
        return any(one.stops for one in self.missing)


def readiness_insight(portfolio: Portfolio, entity: Entity[Handover], as_of: date) -> ReadinessInsight:
    """Readiness of a handover as of a day."""
    found = list(_points(portfolio, entity, as_of))
    parts = []
    for scored in PARTS:
        lost = [one for part, one in found if part is scored]
        if lost:
            waived = sum(one.weight for one in lost if one and one.waived)
            parts.append(
                ReadinessPart(scored.name, scored.weight * lost.count(None), scored.weight * len(lost), waived)
            )
    return ReadinessInsight(
        entity=entity,
        points=sum(part.points for part in parts),
        of=sum(part.of for part in parts),
        parts=tuple(parts),
        missing=tuple(one for _, one in found if one),
        open_actions=tuple(_open_actions(portfolio, entity)),
    )


def _points(portfolio: Portfolio, entity: Entity[Handover], as_of: date) -> Iterator[tuple[ScoredPart, Missing | None]]:
    """For each entry that counts: (part, what is missing); None if it earns its points."""
    for part in PARTS:
        if not part.gap_of:
            continue
        for entry in portfolio.nested(entity, part.type_name):
            counts, reason = part.gap_of(entry.entry, as_of)
            if counts:
                yield part, _missing(part, entry, reason) if reason else None
    if backup := entity.entry.backup:
        part = PARTS_BY_NAME[BACKUP]
        tested = _has_happened(backup.last_restore_test, as_of)
        yield part, None if tested else Missing(part.name, None, "", part.weight, "never_restored")


def _missing(part: ScoredPart, entity: Entity[Any], reason: str) -> Missing:
    entry = entity.entry
    return Missing(
        part.name,
        entity,
        entity.title,
        part.weight,
        reason,
        waived=reason == "waived",
        stops=reason == "rejected" or (reason in ("not_met", "open") and bool(entry.gate)),
        words=getattr(entry, "waiver_reason" if reason == "waived" else "conditions", None),
    )


def _has_happened(period: Period | None, as_of: date) -> bool:
    """Whether something may have happened by a day, that is, whether its period has begun."""
    return period is not None and period.first is not None and period.first <= as_of


def _criterion(entry: Any, _: date) -> tuple[bool, str | None]:
    return True, None if entry.status == "met" else entry.status or "open"


def _ownership(entry: Any, _: date) -> tuple[bool, str | None]:
    return True, None if entry.state == "transferred" else "not_transferred"


def _access(entry: Any, as_of: date) -> tuple[bool, str | None]:
    return entry.rotate is True, None if _has_happened(entry.rotated_on, as_of) else "not_rotated"


def _artefact(entry: Any, _: date) -> tuple[bool, str | None]:
    return True, None if entry.accepted else "not_accepted"


def _runbook(entry: Any, as_of: date) -> tuple[bool, str | None]:
    return True, None if _has_happened(entry.last_rehearsed, as_of) else "never_rehearsed"


def _knowledge(entry: Any, _: date) -> tuple[bool, str | None]:
    return True, None if entry.demonstrated else "not_demonstrated"


def _acceptance(entry: Any, _: date) -> tuple[bool, str | None]:
    return True, None if entry.decision == "accepted" else entry.decision or "no_decision"


# Acceptance weighs most, then what nobody can operate without: criteria, ownership, and access.
PARTS = (
    ScoredPart("criteria", "Readiness criteria", "criterion", 2, _criterion, ("approver",)),
    ScoredPart("ownership", "Ownership", "ownership", 2, _ownership, ("new", "current")),
    ScoredPart("access", "Access", "access", 2, _access, ("granted_via",)),
    ScoredPart("artefacts", "Artefacts", "artefact", 1, _artefact, ("owner",)),
    ScoredPart("runbooks", "Runbooks", "runbook", 1, _runbook),
    ScoredPart(BACKUP, "Backup", "", 1),
    ScoredPart("knowledge", "Knowledge transfer", "knowledge", 1, _knowledge),
    ScoredPart("acceptance", "Acceptance", "acceptance", 3, _acceptance),
)
PARTS_BY_NAME = {part.name: part for part in PARTS}


def _open_actions(portfolio: Portfolio, entity: Entity[Handover]) -> Iterator[Entity[Action]]:
    """Open actions of the handover, then those of its project's post-mortems, without duplicates."""
    found: list[Entity[Action]] = []
    for one in portfolio.nested(entity, "action"):
        found += portfolio.targets(one, "action") if mentioned_id(one) else (one,)
    for postmortem in portfolio.of_project("postmortem", entity.entry.project) if entity.entry.project else ():
        found += portfolio.nested(postmortem, "action")
    yield from dict.fromkeys(one for one in found if one.entry.is_open and not mentioned_id(one))
