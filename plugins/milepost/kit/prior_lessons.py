"""Prior lessons: related lessons of others, shown beside work that is not finished."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from milepost.analysis import RelatedLesson
from milepost.analysis.lesson_matching import MatchReason, ReasonKind
from milepost.analysis.reference_class import BaseRate
from milepost.graph.portfolio import Entity
from milepost.kinds.lessons.model import Lesson
from milepost.kinds.plan.registers import Risk
from milepost.kit import phrasing
from milepost.kit.components import Mark, Ref
from milepost.kit.context import CLOSED, PageContext
from milepost.kit.risk_snippet import risk_snippet

_MOST_WORDS = 3
_LONG = 5


@dataclass(frozen=True, slots=True)
class RelatedLessonCard:
    """A lesson in brief.

    `why` is what it shares with the work, `rate` how often others met it. `event` and `effect` are plain text,
    `recommendation` is Markdown, `snippet` is YAML for a plan's risks. It is empty for a shortcut, and where `risks` of
    the plan come from the lesson already.
    """

    lesson: Ref
    mark: Mark
    why: str
    rate: str
    event: str
    effect: str
    warnings: tuple[str, ...]
    recommendation: str
    sources: tuple[Ref, ...]
    snippet: str
    risks: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class RelatedLessons:
    """The related lessons, obstacles first. `counted` explains what the rates count; empty if none has a rate."""

    note: str
    cards: tuple[RelatedLessonCard, ...]
    counted: str


def related_lessons_view(context: PageContext, entity: Entity[Any] | str) -> RelatedLessons | None:
    """Related lessons of an item or a project (or of a project id that is only referenced).

    None if the work is closed or nothing matches.
    """
    if _is_over(context, entity):
        return None
    found = sorted(context.insight.seen_before(entity), key=lambda one: one.lesson.entry.type == "shortcut")
    if not found:
        return None
    register = _register(context, entity)
    shortcuts = sum(one.lesson.entry.type == "shortcut" for one in found)
    counts = ((len(found) - shortcuts, "obstacle"), (shortcuts, "shortcut"))
    return RelatedLessons(
        note=phrasing.listing(phrasing.count(number, noun) for number, noun in counts if number),
        cards=tuple(_card(context, one, register) for one in found),
        counted=_COUNTED if any(one.base_rate for one in found) else "",
    )


_COUNTED = "Rates count closed projects and items that have a post-mortem."


def lesson_mark(lesson: Entity[Lesson]) -> Mark:
    """The type of a lesson; one without a type counts as an obstacle."""
    kind = lesson.entry.type or "obstacle"
    return Mark("lesson", kind, phrasing.sentence(kind))


def rate_words(rate: BaseRate | None, kind: str) -> str:
    """The base rate in words: "occurred in 2 of 5 closed items in boarding"; for a shortcut, "used in"."""
    if not rate:
        return ""
    noun = {0: "closed items", rate.known: "closed projects"}.get(rate.projects, "closed projects and items")
    around = f" in {in_sentence(rate.domain)}" if rate.domain else ""
    return f"{'used' if kind == 'shortcut' else 'occurred'} in {rate.met} of {rate.known} {noun}{around}"


def sources_of(context: PageContext, lesson: Entity[Lesson]) -> tuple[Ref, ...]:
    """The sources of a lesson: the document that holds it, then the post-mortems in which it was seen again."""
    holders = (lesson.parent, *context.insight.lesson(lesson).seen_in)
    return context.refs(dict.fromkeys(one for one in holders if one and one.type in ("postmortem", "lessons")))


def _is_over(context: PageContext, entity: Entity[Any] | str) -> bool:
    if isinstance(entity, str):
        return context.insight.prior_lessons.is_closed(entity)
    if entity.type == "item":
        return entity.entry.status in CLOSED
    return context.insight.prior_lessons.is_closed(entity.id)


def _register(context: PageContext, entity: Entity[Any] | str) -> tuple[Entity[Risk], ...]:
    """The risks in the plan of a project, or of the project with the id of an item."""
    plan = context.portfolio.find("plan", entity if isinstance(entity, str) else entity.id)
    return context.portfolio.nested(plan, "risk") if plan else ()


def _card(context: PageContext, match: RelatedLesson, register: tuple[Entity[Risk], ...]) -> RelatedLessonCard:
    lesson, mark = match.lesson, lesson_mark(match.lesson)
    entry = lesson.entry
    rate = rate_words(match.base_rate, mark.value)
    versions = {lesson, *context.insight.lesson(lesson).same}
    risks = [risk for risk in register if context.portfolio.target(risk, "lesson") in versions]
    taken = {risk.slug for risk in register}
    # Only for those who write the plan, and only what is not in it yet.
    copied = context.portfolio.innermost and mark.value == "obstacle" and not risks
    return RelatedLessonCard(
        lesson=context.ref(lesson),
        mark=mark,
        why=phrasing.sentence("; ".join(_why(context, match.because))),
        rate=phrasing.sentence(rate),
        event=entry.event or "",
        effect=entry.effect or "",
        warnings=entry.early_warning,
        recommendation=entry.recommendation or "",
        sources=sources_of(context, lesson),
        snippet=risk_snippet(lesson, match.base_rate, rate, taken) if copied else "",
        risks=context.refs(risks),
    )


def _why(context: PageContext, because: tuple[MatchReason, ...]) -> Iterator[str]:
    found: dict[ReasonKind, tuple[str, ...]] = {one.kind: one.values for one in because if one.points > 0}
    if "phase" in found or "technology" in found:
        phase = in_sentence(context.portfolio.label("phase", found["phase"][0])) if "phase" in found else "work"
        used = f" with {phrasing.listing(map(in_sentence, found['technology']))}" if "technology" in found else ""
        yield f"for {phase}{used}"
    if domain := found.get("domain"):
        yield f"domain {in_sentence(domain[0])}"
    if "supplier" in found:
        yield f"supplier {found['supplier'][0]}"
    if "team" in found:
        yield "same team"
    if "team_size" in found:
        yield f"team of {found['team_size'][0]}"
    if "theme" in found:
        yield "same theme"
    if tags := found.get("tags"):
        yield f"{phrasing.plural(len(tags), 'tag')} {phrasing.listing(context.name('tag', tag) for tag in tags)}"
    if alike := found.get("words"):
        yield shared_words(alike)


def shared_words(shared: tuple[str, ...]) -> str:
    """At most three words that two texts share: those of five or more letters, which say more, else any."""
    telling = [word for word in shared if len(word) >= _LONG] or shared
    return f"mentions {phrasing.listing(map(in_sentence, telling[:_MOST_WORDS]))}"


def in_sentence(word: str) -> str:
    """A word in lower case as within a sentence; abbreviations keep their capitals."""
    return word if word[1:2].isupper() else word[:1].lower() + word[1:]
