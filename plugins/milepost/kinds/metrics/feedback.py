"""Feedback counted by theme, channel, segment, and month, and the score of opportunities."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, get_args

from milepost.graph.portfolio import Entity
from milepost.kinds.metrics.model import Feedback, Opportunity, Sentiment
from milepost.kinds.roadmap.item_tree import ItemEntity
from milepost.kinds.strategy.model import Need

if TYPE_CHECKING:
    from milepost.analysis.insight import Insight

FeedbackEntity = Entity[Feedback]
SENTIMENTS: tuple[Sentiment, ...] = get_args(Sentiment)


@dataclass(frozen=True, slots=True)
class FeedbackCount:
    """How much feedback there is under one key, None for feedback without it.

    `customers` adds up `count`, an entry without one being one customer; `sentiments` has the customers by sentiment.
    """

    key: str | None
    entries: int
    customers: int
    sentiments: dict[Sentiment | None, int]


@dataclass(frozen=True, slots=True)
class FeedbackMonth:
    """The feedback of a calendar month, by sentiment; `month` is its first day."""

    month: date
    sentiments: dict[Sentiment | None, int]


@dataclass(frozen=True, slots=True)
class OpportunityInsight:
    """Values of one opportunity.

    `score` is the highest opportunity score of its needs, 1 to 9, None if none is known; `need` is the need that has
    it. `rank` counts from 1, out of `ranked`; ties share a rank. `customers` adds up the feedback it is based on.
    """

    entity: Entity[Opportunity]
    score: float | None
    need: Entity[Need] | None
    rank: int | None
    ranked: int
    needs: tuple[Entity[Need], ...]
    feedback: tuple[FeedbackEntity, ...]
    customers: int
    item: ItemEntity | None


def customers_of(entity: FeedbackEntity) -> int:
    """How many customers gave a piece of feedback: its `count`, else 1."""
    return 1 if entity.entry.count is None else entity.entry.count


def counted(found: Iterable[FeedbackEntity], key: Callable[[FeedbackEntity], str | None]) -> tuple[FeedbackCount, ...]:
    """Feedback by a key, most customers first, then in reading order; what has no key comes last."""
    groups: dict[str | None, list[FeedbackEntity]] = {}
    for one in found:
        groups.setdefault(key(one), []).append(one)
    counts = [
        FeedbackCount(name, len(group), sum(map(customers_of, group)), _by_sentiment(group))
        for name, group in groups.items()
    ]
    return tuple(sorted(counts, key=lambda one: (one.key is None, -one.customers)))


def by_month(found: Sequence[FeedbackEntity], as_of: date) -> tuple[FeedbackMonth, ...]:
    """Feedback by calendar month, from the first month with any to that of `as_of`, months without any included.

    Feedback of which readers see no month is left out.
    """
    groups: dict[tuple[int, int], list[FeedbackEntity]] = {}
    for one in found:
        first, last = one.entry.date.first, one.entry.date.last
        if first and last and (first.year, first.month) == (last.year, last.month) and first <= as_of:
            groups.setdefault((first.year, first.month), []).append(one)
    if not groups:
        return ()
    start, end = (year * 12 + month - 1 for year, month in (min(groups), (as_of.year, as_of.month)))
    months = [(at // 12, at % 12 + 1) for at in range(start, end + 1)]
    return tuple(FeedbackMonth(date(*month, 1), _by_sentiment(groups.get(month, ()))) for month in months)


def _by_sentiment(found: Iterable[FeedbackEntity]) -> dict[Sentiment | None, int]:
    counts: dict[Sentiment | None, int] = {}
    for one in found:
        counts[one.entry.sentiment] = counts.get(one.entry.sentiment, 0) + customers_of(one)
    return {name: counts[name] for name in (*SENTIMENTS, None) if name in counts}


def opportunity_score(insight: Insight, needs: Iterable[Entity[Need]]) -> tuple[float | None, Entity[Need] | None]:
    """The highest opportunity score of some needs, and the need that has it.

    The highest, not the mean: an opportunity is as large as the need that is met worst.
    """
    scored = [(score, need) for need in needs if (score := insight.need(need).opportunity) is not None]
    return max(scored, key=lambda one: one[0]) if scored else (None, None)
