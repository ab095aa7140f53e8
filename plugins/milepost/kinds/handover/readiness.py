"""How ready a handover is: points for what is done, and every point that is missing with its reason."""

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
    """A part of a handover that has points: `weight` for each entry of `type_name` that lacks nothing.

    `lacks(entry, as_of)` says whether an entry counts, and the reason why it has no points, None where it has them.
    `who` are the fields that name who sees to it, the first that is written.
    """

    name: str
    title: str
    type_name: str
    weight: int
    lacks: Callable[[Any, date], tuple[bool, str | None]] | None = None
    who: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """A lost point or several: `weight` points of `part`, because of `reason`.

    `about` is the entry; None for the backup, which is none. `stops`: the handover cannot be done before that.
    `waived`: somebody let it go, which is not the same as having it; `words` say why.
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
    """The points of one part of a handover."""

    name: str
    points: int
    of: int
    waived: int


@dataclass(frozen=True, slots=True)
class ReadinessInsight:
    """About one handover: `points` reached `of` those there are. The weights in `missing` add up to the difference.

    `open_actions` are those that go with it and the open ones in post-mortems of its project.
    """

    entity: Entity[Handover]
    points: int
    of: int
    parts: tuple[ReadinessPart, ...]
    missing: tuple[Missing, ...]
    open_actions: tuple[Entity[Action], ...]

    @property
    def readiness(self) -> float | None:
        """Points in percent of those there are, 0 to 100; None where nothing is written that could be ready."""
        return self.points / self.of * 100 if self.of else None

    @property
    def waived(self) -> int:
        """The points that were let go."""
        return sum(one.weight for one in self.missing if one.waived)

    @property
    def stops(self) -> bool:
        """Whether something is missing that the handover has to wait for."""
        return any(one.stops for one in self.missing)


def readiness_insight(portfolio: Portfolio, entity: Entity[Handover], as_of: date) -> ReadinessInsight:
    """How ready a handover is on a day."""
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
    """For each entry that can have points its part, and what is missing of it."""
    for part in PARTS:
        if not part.lacks:
            continue
        for entry in portfolio.nested(entity, part.type_name):
            counts, reason = part.lacks(entry.entry, as_of)
            if counts:
                yield part, _missing(part, entry, reason) if reason else None
    if backup := entity.entry.backup:
        part = BY_NAME[BACKUP]
        tested = _has_been(backup.last_restore_test, as_of)
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


def _has_been(period: Period | None, as_of: date) -> bool:
    """Whether something may have happened by a day: its period has begun."""
    return period is not None and period.first is not None and period.first <= as_of


def _criterion(entry: Any, _: date) -> tuple[bool, str | None]:
    return True, None if entry.status == "met" else entry.status or "open"


def _ownership(entry: Any, _: date) -> tuple[bool, str | None]:
    return True, None if entry.state == "transferred" else "not_transferred"


def _access(entry: Any, as_of: date) -> tuple[bool, str | None]:
    return entry.rotate is True, None if _has_been(entry.rotated_on, as_of) else "not_rotated"


def _artefact(entry: Any, _: date) -> tuple[bool, str | None]:
    return True, None if entry.accepted else "not_accepted"


def _runbook(entry: Any, as_of: date) -> tuple[bool, str | None]:
    return True, None if _has_been(entry.last_rehearsed, as_of) else "never_rehearsed"


def _knowledge(entry: Any, _: date) -> tuple[bool, str | None]:
    return True, None if entry.demonstrated else "not_demonstrated"


def _acceptance(entry: Any, _: date) -> tuple[bool, str | None]:
    return True, None if entry.decision == "accepted" else entry.decision or "no_decision"


# What one entry of each is worth: a signature more than a document, a way in more than a talk.
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
BY_NAME = {part.name: part for part in PARTS}


def _open_actions(portfolio: Portfolio, entity: Entity[Handover]) -> Iterator[Entity[Action]]:
    """Its own and those it names, then those of its project's post-mortems, each once."""
    found: list[Entity[Action]] = []
    for one in portfolio.nested(entity, "action"):
        found += portfolio.targets(one, "action") if mentioned_id(one) else (one,)
    for postmortem in portfolio.of_project("postmortem", entity.entry.project) if entity.entry.project else ():
        found += portfolio.nested(postmortem, "action")
    yield from dict.fromkeys(one for one in found if one.entry.is_open and not mentioned_id(one))
