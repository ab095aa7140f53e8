"""Post-mortems that resemble one another: because somebody said so, or by what they have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from milepost.analysis.lesson_clusters import PostmortemEntity
from milepost.analysis.text_similarity import Texts, folded
from milepost.graph.portfolio import Portfolio
from milepost.kinds.postmortem.model import Postmortem
from milepost.prose.visible_text import visible_text

MOST = 5
THRESHOLD = 2.5
Kind = Literal["services", "factors", "tags", "project", "words"]
WEIGHTS: dict[Kind, float] = {
    "services": 2.0,  # each, like factors and tags; three at most
    "factors": 2.0,
    "tags": 1.0,
    "project": 2.0,
    "words": 6.0,  # times the share of the words that both have
}
_EACH = 3
_ENOUGH_WORDS = 4
# What half of an archive shares says nothing about two of it, and would compare each with half of all others.
_COMMON = 0.25
_FEW = 20


@dataclass(frozen=True, slots=True)
class Shared:
    """What two post-mortems have in common, as the other one writes it."""

    kind: Kind
    values: tuple[str, ...]
    points: float


@dataclass(frozen=True, slots=True)
class SimilarMatch:
    """`named` is whether one of the two says so in `similar_to`. `because` goes from the strongest on."""

    postmortem: PostmortemEntity
    named: bool
    score: float
    because: tuple[Shared, ...]


class Similar:
    """The post-mortems of a portfolio, side by side. Times grow with their number, but for the words they share."""

    def __init__(self, portfolio: Portfolio) -> None:
        self._portfolio = portfolio
        self._all = portfolio.all(Postmortem)
        self._place = {one: place for place, one in enumerate(self._all)}

    def to(self, postmortem: PostmortemEntity) -> tuple[SimilarMatch, ...]:
        """Its nearest: those that it names, those that name it, then by what is shared; of equals the first."""
        portfolio = self._portfolio
        named = portfolio.targets(postmortem, "similar_to") + portfolio.sources(postmortem, "similar_to", "postmortem")
        first = dict.fromkeys(one for one in named if one is not postmortem)
        words = self._words(postmortem)
        scores = self._scores(postmortem, words)
        others = [one for one, score in scores.items() if score >= THRESHOLD and one not in first]
        others.sort(key=lambda one: (-scores[one], self._place[one]))
        return tuple(
            SimilarMatch(
                one, one in first, round(scores.get(one, 0.0), 2), self._because(postmortem, one, words.get(one))
            )
            for one in [*first, *others][:MOST]
        )

    def _words(self, postmortem: PostmortemEntity) -> dict[PostmortemEntity, Shared]:
        """Who says the same, and how much that counts."""
        found: dict[PostmortemEntity, Shared] = {}
        for place, alike in self._texts.near_one(self._place[postmortem]).items():
            enough = min(1.0, len(alike.words) / _ENOUGH_WORDS)
            if points := round(WEIGHTS["words"] * alike.share * enough, 2):
                found[self._all[place]] = Shared("words", alike.words, points)
        return found

    def _scores(
        self, postmortem: PostmortemEntity, words: dict[PostmortemEntity, Shared]
    ) -> dict[PostmortemEntity, float]:
        scores = {one: shared.points for one, shared in words.items()}
        for kind, values in self._fields[postmortem].items():
            counts = Counter(other for key in values for other in self._indexes[kind].get(key, ()))
            for other, count in counts.items():
                scores[other] = scores.get(other, 0.0) + WEIGHTS[kind] * min(_EACH, count)
        scores.pop(postmortem, None)
        return scores

    def _because(self, one: PostmortemEntity, other: PostmortemEntity, words: Shared | None) -> tuple[Shared, ...]:
        found = [words] if words else []
        for kind, values in self._fields[one].items():
            held = self._fields[other][kind]
            if common := tuple(held[key] for key in values if key in held and key in self._indexes[kind]):
                found.append(Shared(kind, common, WEIGHTS[kind] * min(_EACH, len(common))))
        return tuple(sorted(found, key=lambda shared: -shared.points))

    @cached_property
    def _indexes(self) -> dict[Kind, dict[str, list[PostmortemEntity]]]:
        """Who has a value of a field, for the values that tell two post-mortems from most others."""
        indexes: dict[Kind, dict[str, list[PostmortemEntity]]] = {kind: {} for kind in WEIGHTS}
        for one, fields in self._fields.items():
            for kind, values in fields.items():
                for key in values:
                    indexes[kind].setdefault(key, []).append(one)
        most = max(_FEW, _COMMON * len(self._all))
        return {
            kind: {key: held for key, held in index.items() if len(held) <= most} for kind, index in indexes.items()
        }

    @cached_property
    def _fields(self) -> dict[PostmortemEntity, dict[Kind, dict[str, str]]]:
        return {one: _fields(one.entry) for one in self._all}

    @cached_property
    def _texts(self) -> Texts:
        return Texts([_text(one) for one in self._all])


def _fields(entry: Postmortem) -> dict[Kind, dict[str, str]]:
    """What is compared of a post-mortem: the words of a field, by how they are compared."""
    factors = [one.category for one in entry.contributing_factors if one.category]
    lists: dict[Kind, Iterable[str]] = {
        "services": entry.affected,
        "factors": (*factors, *entry.categories),
        "tags": entry.tags,
        "project": (entry.project,) if entry.project else (),
    }
    return {kind: {folded(value): value for value in values} for kind, values in lists.items()}


def _text(postmortem: PostmortemEntity) -> str:
    """What it says of itself, but for the course of events, in which all of them speak of calls and restarts."""
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
