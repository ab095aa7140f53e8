"""The lessons of one post-mortem."""

from __future__ import annotations

from dataclasses import dataclass

from milepost.model.lessons import AppliesWhen, Lesson
from milepost.model.postmortem import Postmortem
from milepost.portfolio import Thing
from milepost.views.desk import Desk
from milepost.views.pieces import Mark, Ref
from milepost.views.seen import lesson_mark, low

_KNOWN: dict[bool | None, str] = {True: "It was a known risk.", False: "Nobody had named it as a risk."}


@dataclass(frozen=True, slots=True)
class LessonCard:
    """A lesson. `story` says what happened, what came of it and why, `applies` is the work it is for."""

    ref: Ref
    mark: Mark
    story: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]
    recommendation: str
    applies: tuple[str, ...]
    known: str
    superseded_by: Ref | None


def lesson_cards(desk: Desk, thing: Thing[Postmortem]) -> tuple[LessonCard, ...]:
    """The lessons of a post-mortem, as written."""
    return tuple(_card(desk, lesson) for lesson in desk.portfolio.nested(thing, "lesson"))


def _card(desk: Desk, thing: Thing[Lesson]) -> LessonCard:
    entry = thing.entry
    told = (("What happened", entry.event), ("What came of it", entry.effect), ("Why", entry.cause))
    newer = desk.portfolio.target(thing, "superseded_by")
    return LessonCard(
        ref=desk.ref(thing),
        mark=lesson_mark(thing),
        story=tuple((label, text) for label, text in told if text),
        warnings=entry.early_warning,
        recommendation=entry.recommendation or "",
        applies=_applies(desk, entry.applies_when),
        known=_KNOWN.get(entry.was_known_risk, ""),
        superseded_by=desk.ref(newer) if newer else None,
    )


def _applies(desk: Desk, when: AppliesWhen | None) -> tuple[str, ...]:
    if when is None:
        return ()
    tags = (desk.name("tag", tag) for tag in when.tags)
    named = filter(None, (when.phase, *when.technology, when.domain, *tags))
    said = list(dict.fromkeys(map(low, named)))
    said += [f"supplier {when.supplier}"] if when.supplier else []
    said += [f"team of {when.team_size}"] if when.team_size else []
    return tuple(said)
