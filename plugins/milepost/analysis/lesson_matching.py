"""Related lessons: score how well each lesson fits a piece of work, and say why.

The score is a sum of weighted reasons (WEIGHTS). The weights and the threshold are our own, set so that a shared
technology or supplier alone is not enough, but is with any second reason of substance.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from milepost.analysis.lesson_clusters import LessonCluster, LessonEntity
from milepost.analysis.reference_class import BaseRate
from milepost.analysis.text_similarity import TextMatch, folded, keys_of
from milepost.analysis.work_profile import WorkProfile, is_within
from milepost.kinds.lessons.model import AppliesWhen

ReasonKind = Literal["phase", "technology", "supplier", "domain", "theme", "team", "team_size", "tags", "words"]

MAX_MATCHES = 5
THRESHOLD = 4.0
WEIGHTS: dict[ReasonKind, float] = {
    "technology": 3.0,
    "supplier": 3.0,
    "phase": 2.0,
    "domain": 2.0,
    "tags": 1.0,  # for each of at most three
    "theme": 1.0,
    "team": 1.0,
    "team_size": 1.0,
    "words": 3.0,  # times the share of the lesson's text weight that both have
}
MISMATCH = -1.0
_MAX_TAGS = 3
_FULL_WORDS = 4
_MIN_WORD_POINTS = 1.0

# Reasons about the subject of the work. Without one of them, same team and same phase would match any lesson at all.
_SUBSTANTIAL = frozenset(("technology", "supplier", "domain", "tags", "words"))


@dataclass(frozen=True, slots=True)
class MatchReason:
    """A reason for or against a lesson, in the lesson's words, with its points.

    Below 0 points it is a condition of the lesson that the work does not meet.
    """

    kind: ReasonKind
    values: tuple[str, ...]
    points: float


@dataclass(frozen=True, slots=True)
class RelatedLesson:
    """A lesson that fits, its reasons with the strongest first, and the sum of their points.

    The reasons apply to `fits`, which `lesson` supersedes or repeats, or to `lesson` itself. `base_rate` is None if
    too few closed works are known.
    """

    lesson: LessonEntity
    fits: LessonEntity
    score: float
    because: tuple[MatchReason, ...]
    base_rate: BaseRate | None


@dataclass(frozen=True, slots=True)
class LessonTerms:
    """A lesson and the conditions it applies under, each as written and as compared. Computed once for all works."""

    lesson: LessonEntity
    phase: str
    technology: tuple[tuple[str, frozenset[str]], ...]
    domain: frozenset[str]
    supplier: frozenset[str]
    tags: tuple[tuple[str, frozenset[str]], ...]
    team: str
    themes: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, lesson: LessonEntity, themes: Iterable[str]) -> LessonTerms:
        """The terms of a lesson; `themes` are ids and titles of the themes it comes from."""
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
        """The words of its conditions. Work with none of them can only match by text."""
        return frozenset().union(self.domain, self.supplier, *(keys for _, keys in (*self.technology, *self.tags)))


def matches(
    profile: WorkProfile,
    candidates: Iterable[LessonTerms],
    clusters: Mapping[LessonEntity, LessonCluster],
    alike: Mapping[LessonEntity, TextMatch],
    base_rate: Callable[[LessonCluster], BaseRate | None],
) -> tuple[RelatedLesson, ...]:
    """The best related lessons, best first; ties go to the one seen in more post-mortems, then to the first.

    Lessons from the work's own post-mortems are left out. Versions of one lesson count once, for the head of their
    cluster.
    """
    best: dict[LessonEntity, tuple[float, LessonEntity, tuple[MatchReason, ...]]] = {}
    for terms in candidates:
        lesson = terms.lesson
        head = clusters[lesson].head
        if lesson.parent in profile.own or head.parent in profile.own:
            continue
        because = (
            *_condition_reasons(profile, terms),
            *_context_reasons(profile, terms),
            *_text_reasons(alike.get(lesson)),
        )
        score = round(sum(one.points for one in because), 2)
        if score < THRESHOLD or not any(one.kind in _SUBSTANTIAL and one.points > 0 for one in because):
            continue
        if head not in best or score > best[head][0]:
            best[head] = (score, lesson, because)
    ranked = sorted(best.items(), key=lambda one: (-one[1][0], -len(clusters[one[0]].seen_in)))[:MAX_MATCHES]
    return tuple(
        RelatedLesson(head, fits, score, tuple(sorted(because, key=lambda one: -one.points)), base_rate(clusters[head]))
        for head, (score, fits, because) in ranked
    )


def _condition_reasons(profile: WorkProfile, terms: LessonTerms) -> Iterator[MatchReason]:
    """Conditions of the lesson that the work meets or fails; a word that is both technology and tag counts once."""
    when = terms.lesson.entry.applies_when
    used = [(one, keys) for one, keys in terms.technology if is_within(keys, (profile.words,))]
    known = {terms.domain, *(keys for _, keys in used)}
    if when and when.phase:
        yield _reason("phase", (when.phase,), terms.phase in profile.phases)
    if terms.technology:
        yield _reason("technology", tuple(one for one, _ in used or terms.technology), bool(used))
    if when and when.domain:
        yield _reason("domain", (when.domain,), is_within(terms.domain, profile.domains))
    if when and when.supplier and terms.supplier not in known:
        known.add(terms.supplier)
        yield _reason("supplier", (when.supplier,), is_within(terms.supplier, (profile.words,)))
    if when and when.team_size and profile.has_team_size(when.team_size):
        yield _reason("team_size", (when.team_size,), True)
    if shared := tuple(tag for tag, keys in terms.tags if keys not in known and tag.lower() in profile.tags):
        yield MatchReason("tags", shared, WEIGHTS["tags"] * min(_MAX_TAGS, len(shared)))


def _reason(kind: ReasonKind, values: tuple[str, ...], yes: bool) -> MatchReason:
    return MatchReason(kind, values, WEIGHTS[kind] if yes else MISMATCH)


def _context_reasons(profile: WorkProfile, terms: LessonTerms) -> Iterator[MatchReason]:
    """Team and theme that the lesson comes from; a theme that is also the lesson's domain counts only as that."""
    if terms.team and terms.team in profile.teams:
        yield MatchReason("team", (terms.team,), WEIGHTS["team"])
    shared = tuple(theme for theme, key in terms.themes if key in profile.themes)
    if shared and not is_within(terms.domain, profile.domains):
        yield MatchReason("theme", shared, WEIGHTS["theme"])


def _text_reasons(alike: TextMatch | None) -> Iterator[MatchReason]:
    """Common words: the share of the lesson's text weight, reduced for fewer than four words."""
    points = round(WEIGHTS["words"] * alike.share * min(1.0, len(alike.words) / _FULL_WORDS), 2) if alike else 0
    if alike and points >= _MIN_WORD_POINTS:
        yield MatchReason("words", alike.words, points)
