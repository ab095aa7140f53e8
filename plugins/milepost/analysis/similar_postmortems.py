"""Similar post-mortems: linked by their authors, or by what they have in common.

The score is a sum of weighted similarities (WEIGHTS). Weights and threshold are our own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from milepost.analysis.lesson_clusters import PostmortemEntity
from milepost.analysis.text_similarity import TextIndex, folded
from milepost.graph.portfolio import Portfolio
from milepost.kinds.postmortem.model import Postmortem
from milepost.prose.visible_text import visible_text

MAX_MATCHES = 5
THRESHOLD = 2.5
SimilarityKind = Literal["services", "factors", "tags", "project", "words"]
WEIGHTS: dict[SimilarityKind, float] = {
    "services": 2.0,  # for each of at most three, as for factors and tags
    "factors": 2.0,
    "tags": 1.0,
    "project": 2.0,
    "words": 6.0,  # times the share of the text weight that both have
}
_MAX_EACH = 3
_FULL_WORDS = 4
# A value in over a quarter of the archive tells nothing about a pair, and would make the comparison quadratic.
_COMMON_SHARE = 0.25
_COMMON_COUNT = 20


@dataclass(frozen=True, slots=True)
class Similarity:
    """What two post-mortems have in common, as the other one writes it, with its points."""

    kind: SimilarityKind
    values: tuple[str, ...]
    points: float


@dataclass(frozen=True, slots=True)
class SimilarMatch:
    """A similar post-mortem. `named`: one of the two lists the other in `similar_to`. `because`: strongest first."""

    postmortem: PostmortemEntity
    named: bool
    score: float
    because: tuple[Similarity, ...]


class PostmortemSimilarity:
    """Similarity between all post-mortems of a portfolio.

    A query takes time linear in their number, except for texts with common words.
    """

    def __init__(self, portfolio: Portfolio) -> None:
        self._portfolio = portfolio
        self._all = portfolio.all(Postmortem)
        self._place = {one: place for place, one in enumerate(self._all)}

    def to(self, postmortem: PostmortemEntity) -> tuple[SimilarMatch, ...]:
        """The most similar: those it names, those that name it, then by score; ties in reading order."""
        portfolio = self._portfolio
        named = portfolio.targets(postmortem, "similar_to") + portfolio.sources(postmortem, "similar_to", "postmortem")
        first = dict.fromkeys(one for one in named if one is not postmortem)
        words = self._text_similarities(postmortem)
        scores = self._scores(postmortem, words)
        others = [one for one, score in scores.items() if score >= THRESHOLD and one not in first]
        others.sort(key=lambda one: (-scores[one], self._place[one]))
        return tuple(
            SimilarMatch(
                one, one in first, round(scores.get(one, 0.0), 2), self._reasons(postmortem, one, words.get(one))
            )
            for one in [*first, *others][:MAX_MATCHES]
        )

    def _text_similarities(self, postmortem: PostmortemEntity) -> dict[PostmortemEntity, Similarity]:
        """Post-mortems with a similar text."""
        found: dict[PostmortemEntity, Similarity] = {}
        for place, alike in self._texts.similar_to_own(self._place[postmortem]).items():
            enough = min(1.0, len(alike.words) / _FULL_WORDS)
            if points := round(WEIGHTS["words"] * alike.share * enough, 2):
                found[self._all[place]] = Similarity("words", alike.words, points)
        return found

    def _scores(
        self, postmortem: PostmortemEntity, words: dict[PostmortemEntity, Similarity]
    ) -> dict[PostmortemEntity, float]:
        scores = {one: shared.points for one, shared in words.items()}
        for kind, values in self._fields[postmortem].items():
            counts = Counter(other for key in values for other in self._indexes[kind].get(key, ()))
            for other, count in counts.items():
                scores[other] = scores.get(other, 0.0) + WEIGHTS[kind] * min(_MAX_EACH, count)
        scores.pop(postmortem, None)
        return scores

    def _reasons(
        self, one: PostmortemEntity, other: PostmortemEntity, words: Similarity | None
    ) -> tuple[Similarity, ...]:
        found = [words] if words else []
        for kind, values in self._fields[one].items():
            held = self._fields[other][kind]
            if common := tuple(held[key] for key in values if key in held and key in self._indexes[kind]):
                found.append(Similarity(kind, common, WEIGHTS[kind] * min(_MAX_EACH, len(common))))
        return tuple(sorted(found, key=lambda shared: -shared.points))

    @cached_property
    def _indexes(self) -> dict[SimilarityKind, dict[str, list[PostmortemEntity]]]:
        """Post-mortems by value, for values rare enough to tell two of them from most others."""
        indexes: dict[SimilarityKind, dict[str, list[PostmortemEntity]]] = {kind: {} for kind in WEIGHTS}
        for one, fields in self._fields.items():
            for kind, values in fields.items():
                for key in values:
                    indexes[kind].setdefault(key, []).append(one)
        most = max(_COMMON_COUNT, _COMMON_SHARE * len(self._all))
        return {
            kind: {key: held for key, held in index.items() if len(held) <= most} for kind, index in indexes.items()
        }

    @cached_property
    def _fields(self) -> dict[PostmortemEntity, dict[SimilarityKind, dict[str, str]]]:
        return {one: _fields(one.entry) for one in self._all}

    @cached_property
    def _texts(self) -> TextIndex:
        return TextIndex([_postmortem_text(one) for one in self._all])


def _fields(entry: Postmortem) -> dict[SimilarityKind, dict[str, str]]:
    """The compared values of a post-mortem by kind: folded text to text as written."""
    factors = [one.category for one in entry.contributing_factors if one.category]
    lists: dict[SimilarityKind, Iterable[str]] = {
        "services": entry.affected,
        "factors": (*factors, *entry.categories),
        "tags": entry.tags,
        "project": (entry.project,) if entry.project else (),
    }
    return {kind: {folded(value): value for value in values} for kind, values in lists.items()}


def _postmortem_text(postmortem: PostmortemEntity) -> str:
    """The text that similarity is computed from.

    The course of events is left out: calls and restarts are in all of them.
    """
    entry = postmortem.entry
    texts: tuple[str | None, ...] = (
        postmortem.title,
        entry.summary,
        visible_text(entry.description or ""),
        visible_text((entry.impact and entry.impact.description) or ""),
        entry.trigger,
        visible_text(entry.resolution or ""),
        *(one.text for one in entry.contributing_factors),
        *(one.title for field in (entry.went_wrong, entry.surprises) for one in field),
        *(text for one in entry.lessons for text in (one.title, one.cause)),
    )
    return "\n".join(filter(None, texts))
