"""Methods of prioritization side by side: the ranks of open items by each, and where the methods disagree.

The set compared is every open item with a score. RICE, value and effort, WSJF, and MoSCoW come from the inputs of the
score; the opportunity of an item is the highest opportunity score of the needs it answers directly (see
`kinds/strategy/goal_metrics`). Methods are compared in pairs, on the items that both of them score: ranks among
different sets of items say nothing about each other.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import combinations

from milepost.kinds.roadmap.item_tree import ItemEntity
from milepost.kinds.roadmap.model import METHODS
from milepost.kinds.roadmap.priority_scores import inputs_of, ordering_method, ranked
from milepost.kinds.roadmap.rank_correlation import RankCorrelation, rank_correlation
from milepost.kinds.roadmap.rank_sensitivity import RankRange, rank_ranges

OPPORTUNITY = "opportunity"
LEAST_ITEMS = 5
"""Items that two methods must both score to be compared.

Of 4 items, two random orders are the same or exactly opposite in 2 of 24 cases, more often than one in twenty. Of 5
items it is 2 of 120.
"""
DISPUTED = 1 / 2  # of the list, between the ranks of an item by two methods


@dataclass(frozen=True, slots=True)
class MethodRank:
    """The score and rank of an item by one method, from 1 among `ranked` items; `tied` items have the same rank."""

    score: Fraction
    rank: int
    ranked: int
    tied: int


@dataclass(frozen=True, slots=True)
class MethodPair:
    """Two methods, and how they order the items that both of them score."""

    methods: tuple[str, str]
    correlation: RankCorrelation

    @property
    def agreement(self) -> float | None:
        """The share of pairs of items with the same order in both, of those that neither ties."""
        return self.correlation.concordant / self.correlation.compared if self.correlation.compared else None


@dataclass(frozen=True, slots=True)
class RankDispute:
    """An item that two methods rank differently: `ranks` are among the `items` that both of them score.

    `distance` is between its mean ranks, as a share of the largest distance there can be, 0 to 1. A mean rank is the
    middle of the ranks that tied items share, so that a tie of many does not count as a disagreement.
    """

    item: ItemEntity
    methods: tuple[str, str]
    ranks: tuple[MethodRank, MethodRank]
    distance: float


class PriorityComparison:
    """The scores of open items by each method, and what follows from them; computed when it is first asked for.

    `scores` are by method, in the order of METHODS with opportunity last; `items` are all open items with a score,
    `unscored` all other open items, both in reading order.
    """

    def __init__(
        self,
        scores: Mapping[str, Mapping[ItemEntity, Fraction]],
        items: Sequence[ItemEntity],
        unscored: Sequence[ItemEntity],
        preferred: str | None,
    ) -> None:
        self.scores = scores
        self.items = tuple(items)
        self.unscored = tuple(unscored)
        self._preferred = preferred
        self._unscored = frozenset(self.unscored)

    def lacks_score(self, item: ItemEntity) -> bool:
        """Whether an item is open and has no score while others have one."""
        return bool(self.items) and item in self._unscored

    @property
    def methods(self) -> tuple[str, ...]:
        """The methods by which at least one item has a score."""
        return tuple(self.scores)

    @property
    def ordered_by(self) -> str | None:
        """The method that orders the list: the portfolio's, else the one that orders the most items; None without."""
        own = [method for method in self.methods if method in METHODS]
        if self._preferred in own:
            return self._preferred
        first = Counter(ordering_method(item, self._preferred) for item in self.items)
        return max(own, key=lambda method: first[method], default=None)

    @cached_property
    def ranks(self) -> dict[str, dict[ItemEntity, MethodRank]]:
        """The rank of every item by each method that scores it."""
        return {method: _ranks(scores) for method, scores in self.scores.items()}

    @cached_property
    def in_order(self) -> tuple[ItemEntity, ...]:
        """All items by the ordering method, then by the next ones; those it does not score come last."""
        first = self.ordered_by
        methods = [*([first] if first else []), *(one for one in self.methods if one != first)]

        def place(item: ItemEntity) -> tuple[int, ...]:
            found = (self.ranks[method].get(item) for method in methods)
            return tuple(one.rank if one else len(self.items) + 1 for one in found)

        return tuple(sorted(self.items, key=place))

    @cached_property
    def pairs(self) -> tuple[MethodPair, ...]:
        """Every pair of methods that both score at least LEAST_ITEMS items, without pairs that tie everything."""
        return tuple(self._pairs())

    @cached_property
    def agreed(self) -> tuple[ItemEntity, ...]:
        """The items in the upper third by every method that scores them, of those that at least two methods score.

        An item that ties counts by its mean rank: among many that are all a "must", nobody is in the upper third.
        """
        found = []
        for item in self.in_order:
            ranks = [of_method[item] for of_method in self.ranks.values() if item in of_method]
            if len(ranks) > 1 and all(_mean_rank(one) <= one.ranked / 3 for one in ranks):
                found.append(item)
        return tuple(found)

    @cached_property
    def disputes(self) -> tuple[RankDispute, ...]:
        """The items that two methods rank at least DISPUTED of the list apart, each with the two furthest apart.

        The largest distance comes first; of equal ones, the first in the order of the list.
        """
        worst: dict[ItemEntity, RankDispute] = {}
        for pair in self.pairs:
            for one in self._distances(pair.methods):
                if one.distance >= DISPUTED and (one.item not in worst or one.distance > worst[one.item].distance):
                    worst[one.item] = one
        return tuple(sorted((worst[one] for one in self.in_order if one in worst), key=lambda one: -one.distance))

    def ranges(self, method: str, item: ItemEntity) -> tuple[RankRange, ...]:
        """How far each input of an item may change before its rank by a method does; empty for MoSCoW.

        Raises KeyError for an item that the method does not score.
        """
        score = self.scores[method][item]
        if method == "moscow" or not item.entry.score:
            return ()
        ordered = self._ordered[method]
        at = bisect_left(ordered, score)
        return rank_ranges(method, inputs_of(item.entry.score, method), [*ordered[:at], *ordered[at + 1 :]])

    @cached_property
    def _ordered(self) -> dict[str, list[Fraction]]:
        return {method: sorted(scores.values()) for method, scores in self.scores.items()}

    def _both(self, methods: tuple[str, str]) -> list[ItemEntity]:
        first, second = (self.scores[method] for method in methods)
        return [item for item in self.items if item in first and item in second]

    def _pairs(self) -> Iterator[MethodPair]:
        for methods in combinations(self.methods, 2):
            items = self._both(methods)
            if len(items) >= LEAST_ITEMS:
                found = rank_correlation(*([self.scores[method][item] for item in items] for method in methods))
                if found.tau is not None:
                    yield MethodPair(methods, found)

    def _distances(self, methods: tuple[str, str]) -> Iterator[RankDispute]:
        items = self._both(methods)
        first, second = (_ranks({item: self.scores[method][item] for item in items}) for method in methods)
        for item in items:
            apart = abs(_mean_rank(first[item]) - _mean_rank(second[item]))
            yield RankDispute(item, methods, (first[item], second[item]), apart / (len(items) - 1))


def _ranks(scores: Mapping[ItemEntity, Fraction]) -> dict[ItemEntity, MethodRank]:
    ordered = sorted(scores.values())
    return {
        item: MethodRank(scores[item], *place, bisect_right(ordered, scores[item]) - bisect_left(ordered, scores[item]))
        for item, place in ranked(scores).items()
    }


def _mean_rank(found: MethodRank) -> float:
    """The middle of the ranks that tied items share: 2.5 for two at rank 2."""
    return found.rank + (found.tied - 1) / 2
