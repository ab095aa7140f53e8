"""Priority scores by method, their inputs, and ranks.

* RICE (S. McBride, *RICE: Simple prioritization for product managers*, Intercom, 2016): reach × impact × confidence /
  effort.
* Value and effort: value / effort.
* WSJF (D. Reinertsen, *The Principles of Product Development Flow*, 2009, as in SAFe): cost of delay / job size, with
  cost of delay = business value + time criticality + risk reduction.
* MoSCoW (D. Clegg, 1994): an order of four classes, as 3, 2, 1, and 0.

Scores are exact fractions of the numbers as written. With rounded ones, items that tie could get different ranks.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeVar

from milepost.graph.portfolio import Portfolio
from milepost.kinds.roadmap.item_tree import ItemEntity
from milepost.kinds.roadmap.model import METHODS, Item, Score
from milepost.kinds.roadmap.progress import is_open

Key = TypeVar("Key", bound=Hashable)
Inputs = Mapping[str, Fraction]

MOSCOW = {"must": 3, "should": 2, "could": 1, "wont": 0}


@dataclass(frozen=True, slots=True)
class Priority:
    """A score by one method with its inputs (`drivers`, in the method's order, as typed), and `rank` out of `ranked`.

    Ranks count from 1 among open items with a score by the same method; ties share a rank. Closed items have none.
    """

    score: float
    method: str
    drivers: tuple[tuple[str, float | str], ...]
    rank: int | None = None
    ranked: int = 0


def rice(inputs: Inputs) -> Fraction:
    """The RICE score: reach × impact × confidence (percent) / effort."""
    return inputs["reach"] * inputs["impact"] * inputs["confidence"] / 100 / inputs["effort"]


def value_effort(inputs: Inputs) -> Fraction:
    """Value per effort."""
    return inputs["value"] / inputs["effort"]


def wsjf(inputs: Inputs) -> Fraction:
    """The WSJF score: cost of delay / job size."""
    delay = inputs["business_value"] + inputs["time_criticality"] + inputs["risk_reduction"]
    return delay / inputs["job_size"]


def moscow(inputs: Inputs) -> Fraction:
    """The class as a number, 3 (must) to 0 (won't)."""
    return inputs["moscow"]


FORMULAS: dict[str, Callable[[Inputs], Fraction]] = {
    "rice": rice,
    "value_effort": value_effort,
    "wsjf": wsjf,
    "moscow": moscow,
}
assert FORMULAS.keys() == METHODS.keys()


def exact(value: Any) -> Fraction:
    """A number as written, without rounding: 0.1 is 1/10; a class of MoSCoW as its number."""
    return Fraction(MOSCOW[value]) if value in MOSCOW else Fraction(str(value))


def inputs_of(score: Score, method: str) -> dict[str, Fraction]:
    """The inputs of a method, in the order of its fields. Raises ValueError for a method that lacks one."""
    if method not in score.methods:
        raise ValueError(f"the score has no inputs for {method}")
    return {name: exact(getattr(score, name)) for name in type(score).model_fields if name in METHODS[method]}


def score_of(score: Score, method: str) -> Fraction:
    """The score by a method; comparable only with others by the same one."""
    return FORMULAS[method](inputs_of(score, method))


def ordering_method(item: ItemEntity, preferred: str | None) -> str | None:
    """The method that an item is ordered by: the portfolio's, if the item has its inputs, else its first.

    None for an item without a score.
    """
    methods = item.entry.score.methods if item.entry.score else ()
    return preferred if preferred in methods else next(iter(methods), None)


def method_scores(portfolio: Portfolio) -> dict[str, dict[ItemEntity, Fraction]]:
    """The scores of all items by method, closed items included; without the methods that nobody uses."""
    found: dict[str, dict[ItemEntity, Fraction]] = {method: {} for method in METHODS}
    for item in portfolio.all(Item):
        if score := item.entry.score:
            for method in score.methods:
                found[method][item] = score_of(score, method)
    return {method: scores for method, scores in found.items() if scores}


def priorities_of_items(
    portfolio: Portfolio, scores: Mapping[str, Mapping[ItemEntity, Fraction]]
) -> dict[ItemEntity, tuple[Priority, ...]]:
    """The priorities of every item with a score, that by the method which orders it first."""
    preferred = portfolio.head.priority_method
    found: dict[ItemEntity, list[Priority]] = {}
    for method, of_method in scores.items():
        ranks = ranked({item: score for item, score in of_method.items() if is_open(item)})
        for item, score in of_method.items():
            one = Priority(float(score), method, _drivers(item, method), *ranks.get(item, (None, 0)))
            found.setdefault(item, []).append(one)
    return {
        item: tuple(sorted(several, key=lambda one: one.method != ordering_method(item, preferred)))
        for item, several in found.items()
    }


def ranked(scores: Mapping[Key, float | Fraction]) -> dict[Key, tuple[int, int]]:
    """(rank, number of keys) of each key: highest score first, ties share a rank, the next rank is skipped."""
    ordered = sorted(scores.values(), reverse=True)
    first: dict[float | Fraction, int] = {}
    for place, score in enumerate(ordered, 1):
        first.setdefault(score, place)
    return {key: (first[score], len(ordered)) for key, score in scores.items()}


def _drivers(item: ItemEntity, method: str) -> tuple[tuple[str, float | str], ...]:
    return tuple((name, getattr(item.entry.score, name)) for name in Score.model_fields if name in METHODS[method])
