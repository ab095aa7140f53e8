"""The lessons of one post-mortem."""

from __future__ import annotations

from dataclasses import dataclass

from milepost.graph.portfolio import Entity
from milepost.kinds.lessons.model import AppliesWhen, Lesson
from milepost.kinds.postmortem.model import Postmortem
from milepost.kit.components import Mark, Ref
from milepost.kit.context import PageContext
from milepost.kit.prior_lessons import in_sentence, lesson_mark

_KNOWN: dict[bool | None, str] = {True: "It was a known risk.", False: "Nobody had named it as a risk."}


@dataclass(frozen=True, slots=True)
class PostmortemLesson:
    """A lesson. `story` is labeled text: what happened, its effect and cause; `applies` is the work it applies to."""

    ref: Ref
    mark: Mark
    story: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]
    recommendation: str
    applies: tuple[str, ...]
    known: str
    superseded_by: Ref | None


def lesson_cards(context: PageContext, entity: Entity[Postmortem]) -> tuple[PostmortemLesson, ...]:
    """The lessons of a post-mortem, in the order written."""
    return tuple(_card(context, lesson) for lesson in context.portfolio.nested(entity, "lesson"))


def _card(context: PageContext, entity: Entity[Lesson]) -> PostmortemLesson:
    entry = entity.entry
    told = (("What happened", entry.event), ("What came of it", entry.effect), ("Why", entry.cause))
    newer = context.portfolio.target(entity, "superseded_by")
    return PostmortemLesson(
        ref=context.ref(entity),
        mark=lesson_mark(entity),
        story=tuple((label, text) for label, text in told if text),
        warnings=entry.early_warning,
        recommendation=entry.recommendation or "",
        applies=_applies(context, entry.applies_when),
        known=_KNOWN.get(entry.was_known_risk, ""),
        superseded_by=context.ref(newer) if newer else None,
    )


def _applies(context: PageContext, when: AppliesWhen | None) -> tuple[str, ...]:
    if when is None:
        return ()
    tags = (context.name("tag", tag) for tag in when.tags)
    named = filter(None, (when.phase, *when.technology, when.domain, *tags))
    said = list(dict.fromkeys(map(in_sentence, named)))
    said += [f"supplier {when.supplier}"] if when.supplier else []
    said += [f"team of {when.team_size}"] if when.team_size else []
    return tuple(said)
