"""View-model of the lessons page: obstacles and shortcuts by phase of work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from milepost.analysis import LessonInsight
from milepost.analysis.text_similarity import folded
from milepost.graph.portfolio import Entity
from milepost.kinds.lessons.model import AppliesWhen, Lesson, Lessons
from milepost.kit import phrasing
from milepost.kit.addresses import ACTIONS, anchor, plain_name
from milepost.kit.components import BasePageView, Choice, EmptyState, Mark, Ref, WebLink
from milepost.kit.context import PageContext
from milepost.kit.entry_details import EntryDetails, details_of, worth_listing
from milepost.kit.prior_lessons import in_sentence, lesson_mark, rate_words, sources_of
from milepost.kit.web_links import links_of
from milepost.pages.actions.view import ActionLine, action_line

ANY_PHASE = "Any phase"
# The usual order of work, used if the portfolio's labels set none.
_USUAL = (
    "initiation", "discovery", "planning", "design", "procurement", "execution", "development", "build", "testing",
    "migration", "pilot", "release", "rollout", "operation", "operations", "monitoring", "maintenance", "closing",
)  # fmt: skip
_KINDS = ("type", "phase", "technology", "domain", "tag")
_LABELS = {"phase": "Phase", "technology": "Technology", "domain": "Domain", "tag": "Tag"}


@dataclass(frozen=True, slots=True)
class DuplicateLesson:
    """A lesson that another one supersedes, or the same lesson recorded elsewhere."""

    anchor: str
    title: str
    sources: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class LessonCard:
    """A lesson in full. `facets` are the values that filters use; `idle` means that no action follows from it."""

    anchor: str
    title: str
    mark: Mark
    facets: dict[str, str]
    summary: str
    event: str
    effect: str
    cause: str
    warnings: tuple[str, ...]
    recommendation: str
    applies: tuple[str, ...]
    times: str
    rate: str
    sources: tuple[Ref, ...]
    also: tuple[DuplicateLesson, ...]
    actions: tuple[ActionLine, ...]
    idle: bool
    description: str
    links: tuple[WebLink, ...]


@dataclass(frozen=True, slots=True)
class LessonGroup:
    """The lessons of a phase."""

    anchor: str
    title: str
    count: str
    cards: tuple[LessonCard, ...]


@dataclass(frozen=True, slots=True)
class FilterMenu:
    """A filter with too many values for chips."""

    kind: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class LessonsView(BasePageView):
    """The page of all lessons; `collections` are the files of lessons with a summary, a description or links."""

    opening: str
    actions: str | None
    types: tuple[Choice, ...]
    menus: tuple[FilterMenu, ...]
    groups: tuple[LessonGroup, ...]
    count: str
    collections: tuple[EntryDetails, ...]


def lessons_view(context: PageContext, title: str) -> LessonsView:
    """Each distinct lesson once, the most often seen first; duplicates are listed on its card."""
    insight = context.insight
    heads = dict.fromkeys(insight.lesson(one).head for one in context.portfolio.all(Lesson))
    ranked = sorted(heads, key=lambda one: -insight.lesson(one).times_seen)
    found = [(_phase(one), _card(context, insight.lesson(one))) for one in ranked]
    cards = [card for _, card in found]
    return LessonsView(
        frame=context.frame(title, None if cards or not context.portfolio.innermost else _EMPTY),
        opening=_opening(cards),
        actions=context.addresses.page(ACTIONS),
        types=_types(cards),
        menus=tuple(menu for kind in _LABELS if len((menu := _menu(context, kind, ranked)).choices) > 1),
        groups=tuple(_groups(context, found)),
        count=phrasing.count(len(cards), "lesson"),
        collections=worth_listing(details_of(context, one) for one in context.portfolio.all(Lessons)),
    )


_EMPTY = EmptyState(
    "Lessons stand in post-mortems, or in a file of their own where they come from no single one.",
    "kind: lessons\ntitle: What we have learned\nlessons:\n  - id: one-quay-first\n    type: shortcut\n"
    "    title: One quay first, for a whole month\n    recommendation: Plan the month.\n"
    "    applies_when: {phase: rollout, domain: boarding}",
)


def _opening(cards: list[LessonCard]) -> str:
    """How many lessons there are, and how many recurred."""
    counts = Counter(card.mark.value for card in cards)
    parts = [phrasing.count(counts[kind], kind) for kind in ("obstacle", "shortcut") if counts[kind]]
    again = sum(bool(card.times) for card in cards)
    came = f", of which {phrasing.cardinal(again)} came back" if again else ""
    return f"{phrasing.listing(parts)}{came}." if parts else ""


def _phase(lesson: Entity[Lesson]) -> str:
    when = lesson.entry.applies_when
    return (when.phase if when else None) or ""


def _groups(context: PageContext, found: list[tuple[str, LessonCard]]) -> Iterable[LessonGroup]:
    """Phases in the order of the portfolio's labels, else in the usual order of work; lessons for any phase last."""
    labels = [folded(phase) for phase in (context.portfolio.head.labels or {}).get("phase", {})]
    order = labels or [folded(phase) for phase in _USUAL]
    groups: dict[str, list[LessonCard]] = {}
    names: dict[str, str] = {}
    for phase, card in found:
        key = folded(phase) if phase else ""
        names.setdefault(key, context.portfolio.label("phase", phase) if phase else ANY_PHASE)
        groups.setdefault(key, []).append(card)

    def place(key: str) -> tuple[int, str]:
        return (len(order) + (not key), key) if key not in order else (order.index(key), "")

    for key in sorted(groups, key=place):
        cards = tuple(groups[key])
        yield LessonGroup(
            f"phase-{plain_name(key)}" if key else "any-phase", names[key], phrasing.count(len(cards), "lesson"), cards
        )


def _card(context: PageContext, found: LessonInsight) -> LessonCard:
    lesson, entry = found.entity, found.entity.entry
    mark = lesson_mark(lesson)
    return LessonCard(
        anchor=anchor(lesson),
        title=lesson.title,
        mark=mark,
        facets={kind: " ".join(folded(value) for value in _values(lesson, kind)) for kind in _KINDS},
        summary=entry.summary or "",
        event=entry.event or "",
        effect=entry.effect or "",
        cause=entry.cause or "",
        warnings=entry.early_warning,
        recommendation=entry.recommendation or "",
        applies=tuple(_applies(context, entry.applies_when or AppliesWhen())),
        times=f"Seen in {phrasing.count(found.times_seen, 'post-mortem')}" if found.times_seen > 1 else "",
        rate=phrasing.sentence(rate_words(found.base_rate, mark.value)),
        sources=sources_of(context, lesson),
        also=tuple(
            DuplicateLesson(anchor(one), one.title, context.refs([one.parent] if one.parent else []))
            for one in found.same
        ),
        actions=tuple(action_line(context, one) for one in found.actions),
        idle=found.idle and context.portfolio.innermost,
        description=entry.description or "",
        links=links_of(entry),
    )


def _applies(context: PageContext, when: AppliesWhen) -> Iterable[str]:
    """What the lesson applies to, without the phase, which is the heading of its group."""
    named = (
        *when.technology,
        *((when.domain,) if when.domain else ()),
        *(context.name("tag", tag) for tag in when.tags),
    )
    said: dict[str, str] = {}
    for word in named:
        said.setdefault(folded(word), in_sentence(word))
    yield from said.values()
    if when.supplier:
        yield f"supplier {in_sentence(when.supplier)}"
    if when.team_size:
        yield f"team of {in_sentence(when.team_size)}"


def _values(lesson: Entity[Lesson], kind: str) -> tuple[str, ...]:
    """The values of a lesson for a filter, as written."""
    when = lesson.entry.applies_when or AppliesWhen()
    match kind:
        case "type":
            return (lesson_mark(lesson).value,)
        case "technology":
            return when.technology
        case "tag":
            return tuple(dict.fromkeys((*when.tags, *lesson.entry.tags)))
    value: str | None = getattr(when, kind)
    return (value,) if value else ()


def _types(cards: list[LessonCard]) -> tuple[Choice, ...]:
    marks = {card.mark.value: card.mark for card in cards}
    counts = Counter(card.mark.value for card in cards)
    return tuple(
        Choice(kind, phrasing.plural(2, marks[kind].word), counts[kind], marks[kind])
        for kind in ("obstacle", "shortcut")
        if kind in marks and len(marks) > 1
    )


def _menu(context: PageContext, kind: str, lessons: Iterable[Entity[Lesson]]) -> FilterMenu:
    named: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for lesson in lessons:
        for value in dict.fromkeys(_values(lesson, kind)):
            word = context.name("tag", value) if kind == "tag" else context.portfolio.label(kind, value)
            named.setdefault(folded(value), word)
            counts[folded(value)] += 1
    choices = sorted(named.items(), key=lambda one: (folded(one[1]), one[0]))
    return FilterMenu(kind, _LABELS[kind], tuple(Choice(key, word, counts[key]) for key, word in choices))
