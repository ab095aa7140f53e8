"""Priority scores by scheme, their inputs, and ranks.

* RICE (S. McBride, Intercom, 2016): reach × impact × confidence / effort.\n* Value/effort: value / effort.\n* WSJF
  (SAFe): cost of delay / job size, with cost of delay = business value + time criticality + risk reduction.\n* MoSCoW
  (D. Clegg, 1994): an order, mapped to 3, 2, 1, 0.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import TypeVar

from milepost.graph.portfolio import Portfolio
from milepost.kinds.roadmap.item_tree import ItemEntity
from milepost.kinds.roadmap.model import Item, Score
from milepost.kinds.roadmap.progress import is_open

Key = TypeVar("Key", bound=Hashable)

MOSCOW = {"must": 3.0, "should": 2.0, "could": 1.0, "wont": 0.0}


@dataclass(frozen=True, slots=True)
class Priority:
    """A score with its scheme and inputs (`drivers`, in the scheme's order, as typed), and `rank` out of `ranked`.

    Ranks count from 1 among open items of the same scheme; ties share a rank. Closed items have none.
    """

    score: float
    scheme: str
    drivers: tuple[tuple[str, float | str], ...]
    rank: int | None = None
    ranked: int = 0


def score_of(score: Score) -> float:
    """The score; comparable only within one scheme."""
    match score.scheme:
        case "rice":
            return _product(score.reach, score.impact, score.confidence) / 100 / _required(score.effort)
        case "value_effort":
            return _required(score.value) / _required(score.effort)
        case "wsjf":
            delay = (
                _required(score.business_value) + _required(score.time_criticality) + _required(score.risk_reduction)
            )
            return delay / _required(score.job_size)
    return MOSCOW[score.moscow or "wont"]


def priorities_of_items(portfolio: Portfolio) -> dict[ItemEntity, Priority]:
    """Priority of every item with a score."""
    scored = [(item, item.entry.score) for item in portfolio.all(Item) if item.entry.score]
    scores = {item: score_of(score) for item, score in scored}
    ranks: dict[ItemEntity, tuple[int, int]] = {}
    for scheme in sorted({score.scheme for _, score in scored}):
        among = {item: scores[item] for item, score in scored if score.scheme == scheme and is_open(item)}
        ranks |= ranked(among)
    return {
        item: Priority(scores[item], score.scheme, _drivers(score), *ranks.get(item, (None, 0)))
        for item, score in scored
    }


def ranked(scores: dict[Key, float]) -> dict[Key, tuple[int, int]]:
    """(rank, number of keys) of each key: highest score first, ties share a rank, the next rank is skipped."""
    ordered = sorted(scores.values(), reverse=True)
    first: dict[float, int] = {}
    for place, score in enumerate(ordered, 1):
        first.setdefault(score, place)
    return {key: (first[score], len(ordered)) for key, score in scores.items()}


def _drivers(score: Score) -> tuple[tuple[str, float | str], ...]:
    given = ((name, getattr(score, name)) for name in type(score).model_fields)
    return tuple((name, value) for name, value in given if value is not None)


def _product(*numbers: float | None) -> float:
    found = 1.0
    for number in numbers:
        found *= _required(number)
    return found


def _required(number: float | None) -> float:
    assert number is not None, "a score has all fields of its scheme"
    return number
