"""Seen before: the lessons of others that fit a piece of work, with the reasons and how often they came true."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from milepost.analysis.lesson_clusters import Family, LessonEntity
from milepost.analysis.reference_class import BaseRate
from milepost.analysis.text_similarity import Alike, folded, keys_of
from milepost.analysis.work_profile import Profile, is_within
from milepost.kinds.lessons.model import AppliesWhen

Kind = Literal["phase", "technology", "supplier", "domain", "theme", "team", "team_size", "tags", "words"]

MOST = 5
THRESHOLD = 4.0
WEIGHTS: dict[Kind, float] = {
    "technology": 3.0,
    "supplier": 3.0,
    "phase": 2.0,
    "domain": 2.0,
    "tags": 1.0,  # each, three at most
    "theme": 1.0,
    "team": 1.0,
    "team_size": 1.0,
    "words": 3.0,  # times the share of the lesson's words that both have
}
AGAINST = -1.0
_TAGS = 3
_ENOUGH_WORDS = 4
_LEAST_WORDS = 1.0

# What the work is about; without one of these, a lesson of the same team in the same phase is a lesson of anything.
_SUBSTANCE = frozenset(("technology", "supplier", "domain", "tags", "words"))


@dataclass(frozen=True, slots=True)
class Reason:
    """What a lesson and a piece of work have in common, in the lesson's words, and the points for it.

    With points below 0 it is what the lesson says it is for, and the work is not that.
    """

    kind: Kind
    values: tuple[str, ...]
    points: float


@dataclass(frozen=True, slots=True)
class SeenMatch:
    """A lesson that fits, the reasons from the strongest on, and the sum of their points.

    They are of the lesson in `fits`, where `lesson` stands in for that. `base_rate` is None where too little is known.
    """

    lesson: LessonEntity
    fits: LessonEntity
    score: float
    because: tuple[Reason, ...]
    base_rate: BaseRate | None


@dataclass(frozen=True, slots=True)
class Terms:
    """A lesson and what it says it is for: each term as written, and as it is compared. Made once for many works."""

    lesson: LessonEntity
    phase: str
    technology: tuple[tuple[str, frozenset[str]], ...]
    domain: frozenset[str]
    supplier: frozenset[str]
    tags: tuple[tuple[str, frozenset[str]], ...]
    team: str
    themes: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, lesson: LessonEntity, themes: Iterable[str]) -> Terms:
        """The terms of a lesson; `themes` are the names of those that it comes from."""
        when = lesson.entry.applies_when or AppliesWhen()
        tags = dict.fromkeys((*when.tags, *lesson.entry.tags))
        return cls(
            lesson=lesson,
            phase=folded(when.phase) if when.phase else "",
            technology=tuple((one, keys_of(one)) for one in when.technology),
            domain=keys_of(when.domain or ""),
            supplier=keys_of(when.supplier or ""),
            tags=tuple((tag, keys_of(tag)) for tag in tags),
            team=(getattr(lesson.parent.entry, "team", None) or "").lower() if lesson.parent else "",
            themes=tuple((theme, folded(theme)) for theme in themes),
        )

    @property
    def words(self) -> frozenset[str]:
        """The words of all that it is about. A work without one of them may only say the same."""
        return frozenset().union(self.domain, self.supplier, *(keys for _, keys in (*self.technology, *self.tags)))


def matches(
    profile: Profile,
    lore: Iterable[Terms],
    families: Mapping[LessonEntity, Family],
    alike: Mapping[LessonEntity, Alike],
    base_rate: Callable[[Family], BaseRate | None],
) -> tuple[SeenMatch, ...]:
    """The lessons that fit best, best first; of equals the one that was seen more often, then the first.

    A lesson from a post-mortem of the work itself was not seen before. One that another stands in for counts for that.
    """
    best: dict[LessonEntity, tuple[float, LessonEntity, tuple[Reason, ...]]] = {}
    for terms in lore:
        lesson = terms.lesson
        head = families[lesson].head
        if lesson.parent in profile.own or head.parent in profile.own:
            continue
        because = (*_applies(profile, terms), *_same_hands(profile, terms), *_words(alike.get(lesson)))
        score = round(sum(one.points for one in because), 2)
        if score < THRESHOLD or not any(one.kind in _SUBSTANCE and one.points > 0 for one in because):
            continue
        if head not in best or score > best[head][0]:
            best[head] = (score, lesson, because)
    ranked = sorted(best.items(), key=lambda one: (-one[1][0], -len(families[one[0]].seen_in)))[:MOST]
    return tuple(
        SeenMatch(head, fits, score, tuple(sorted(because, key=lambda one: -one.points)), base_rate(families[head]))
        for head, (score, fits, because) in ranked
    )


def _applies(profile: Profile, terms: Terms) -> Iterator[Reason]:
    """What the lesson says it is for. A word that it says twice, as a technology and a tag, counts once."""
    when = terms.lesson.entry.applies_when
    used = [(one, keys) for one, keys in terms.technology if is_within(keys, (profile.words,))]
    known = {terms.domain, *(keys for _, keys in used)}
    if when and when.phase:
        yield _fits("phase", (when.phase,), terms.phase in profile.phases)
    if terms.technology:
        yield _fits("technology", tuple(one for one, _ in used or terms.technology), bool(used))
    if when and when.domain:
        yield _fits("domain", (when.domain,), is_within(terms.domain, profile.domains))
    if when and when.supplier and terms.supplier not in known:
        known.add(terms.supplier)
        yield _fits("supplier", (when.supplier,), is_within(terms.supplier, (profile.words,)))
    if when and when.team_size and profile.has_size(when.team_size):
        yield _fits("team_size", (when.team_size,), True)
    if shared := tuple(tag for tag, keys in terms.tags if keys not in known and tag.lower() in profile.tags):
        yield Reason("tags", shared, WEIGHTS["tags"] * min(_TAGS, len(shared)))


def _fits(kind: Kind, values: tuple[str, ...], yes: bool) -> Reason:
    return Reason(kind, values, WEIGHTS[kind] if yes else AGAINST)


def _same_hands(profile: Profile, terms: Terms) -> Iterator[Reason]:
    """The team and the theme that it comes from; a theme that is the lesson's domain counts as that."""
    if terms.team and terms.team in profile.teams:
        yield Reason("team", (terms.team,), WEIGHTS["team"])
    shared = tuple(theme for theme, key in terms.themes if key in profile.themes)
    if shared and not is_within(terms.domain, profile.domains):
        yield Reason("theme", shared, WEIGHTS["theme"])


def _words(alike: Alike | None) -> Iterator[Reason]:
    """What both say: the share of the lesson's words, less where it is only a few words."""
    points = round(WEIGHTS["words"] * alike.share * min(1.0, len(alike.words) / _ENOUGH_WORDS), 2) if alike else 0
    if alike and points >= _LEAST_WORDS:
        yield Reason("words", alike.words, points)
