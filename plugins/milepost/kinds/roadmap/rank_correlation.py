"""Rank correlation of two scores of the same things: Kendall's τ-b.

M. G. Kendall, "The treatment of ties in ranking problems", Biometrika 33 (1945), 239–251. Discordant pairs are counted
by a merge sort, in O(n log n): W. R. Knight, "A computer method for calculating Kendall's tau with ungrouped data",
JASA 61 (1966), 436–439.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

Number = int | float | Fraction


@dataclass(frozen=True, slots=True)
class RankCorrelation:
    """How two orders of `items` things compare, pair by pair.

    `concordant` pairs have the same order in both, `discordant` ones the opposite. A pair that is tied in at least one
    order is neither. `tau` is Kendall's τ-b, −1 (opposite) to 1 (the same); None if one order ties everything.
    """

    items: int
    concordant: int
    discordant: int
    tau: float | None

    @property
    def compared(self) -> int:
        """The pairs that neither order ties."""
        return self.concordant + self.discordant


def rank_correlation(first: Sequence[Number], second: Sequence[Number]) -> RankCorrelation:
    """The rank correlation of two scores of the same things, in the same order.

    Raises ValueError if there are more of one than of the other.
    """
    both = sorted(zip(first, second, strict=True))
    items = len(both)
    pairs = items * (items - 1) // 2
    tied_first, tied_second, tied_both = _tied_pairs(first), _tied_pairs(second), _tied_pairs(both)
    # Sorted by the first score and then by the second, pairs that the first one ties are in order: no inversions.
    discordant = _inversions([one for _, one in both])
    concordant = pairs - tied_first - tied_second + tied_both - discordant
    scale = (pairs - tied_first) * (pairs - tied_second)
    return RankCorrelation(items, concordant, discordant, (concordant - discordant) / sqrt(scale) if scale else None)


def _tied_pairs(values: Iterable[Hashable]) -> int:
    """The number of pairs of equal values."""
    return sum(count * (count - 1) // 2 for count in Counter(values).values())


def _inversions(values: Sequence[Number]) -> int:
    """The number of pairs in which the earlier value is greater, by a merge sort from the bottom up."""
    ordered, width, found = list(values), 1, 0
    while width < len(ordered):
        merged: list[Number] = []
        for start in range(0, len(ordered), 2 * width):
            left, right = ordered[start : start + width], ordered[start + width : start + 2 * width]
            at = 0
            for one in right:
                while at < len(left) and left[at] <= one:
                    merged.append(left[at])
                    at += 1
                found += len(left) - at
                merged.append(one)
            merged += left[at:]
        ordered, width = merged, 2 * width
    return found
