"""How far one input of a score may change before its item changes rank.

One input varies at a time, everything else stays as it is (one-at-a-time sensitivity analysis). Every formula is, in
each of its inputs, a straight line or inversely proportional, so the value at which a score equals another one has a
closed form, and is exact: see `_solved`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from milepost.kinds.roadmap.priority_scores import FORMULAS, Inputs

_DIVISORS = ("effort", "job_size")
_LARGEST: Mapping[str, Fraction] = {"confidence": Fraction(100)}


@dataclass(frozen=True, slots=True)
class RankRange:
    """The values of one input with which an item keeps its rank, if no other input changes.

    `improves_at` is the value from which on it ranks better, `worsens_beyond` the value beyond which it ranks worse; at
    that value itself it ties, and a tie keeps the rank. Both are on the side that makes the score larger or smaller:
    a larger reach, but a smaller effort, improves it. None if no possible value of the input gets there.
    """

    input: str
    value: Fraction
    improves_at: Fraction | None
    worsens_beyond: Fraction | None

    @property
    def is_divisor(self) -> bool:
        """Whether a larger value makes the score smaller."""
        return self.input in _DIVISORS

    @property
    def margin(self) -> float | None:
        """The least relative change, up or down, that changes the rank; None if none does, 0 if any does."""
        limits = [one for one in (self.improves_at, self.worsens_beyond) if one is not None]
        return min((float(abs(one - self.value) / self.value) for one in limits), default=None) if self.value else None


def rank_ranges(method: str, inputs: Inputs, others: Sequence[Fraction]) -> tuple[RankRange, ...]:
    """The range of each input of an item; `others` are the scores of all other items by the method, in order.

    Takes O(log n) for n others.
    """
    score = FORMULAS[method](inputs)
    above = bisect_right(others, score)
    better = others[above] if above < len(others) else None
    # One with the same score is the next one below: any loss drops the item behind it.
    worse = others[above - 1] if above else None
    return tuple(
        RankRange(name, value, _solved(method, inputs, name, better), _solved(method, inputs, name, worse))
        for name, value in inputs.items()
    )


def _solved(method: str, inputs: Inputs, name: str, score: Fraction | None) -> Fraction | None:
    """The value of an input with which the method gives a score; None if it cannot.

    With an input x as a factor or summand, the score is a·x + b, and two values of x give a and b. As a divisor, it is
    c ÷ x, and c is the score with x = 1.
    """
    if score is None:
        return None
    formula = FORMULAS[method]
    if name in _DIVISORS:
        product = formula({**inputs, name: Fraction(1)})
        return product / score if score > 0 and product > 0 else None
    constant = formula({**inputs, name: Fraction(0)})
    slope = formula({**inputs, name: Fraction(1)}) - constant
    if not slope:
        return None
    found = (score - constant) / slope
    return found if 0 < found <= _LARGEST.get(name, found) else None
