"""Priority: scores by scheme, what drives them, and ranks.

RICE (S. McBride, Intercom, 2016): reach x impact x confidence / effort. WSJF (SAFe): cost of delay / job
size, where the cost of delay is business value + time criticality + risk reduction. MoSCoW (D. Clegg, 1994)
is an order, not a number.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import TypeVar

from milepost.graph.portfolio import Portfolio
from milepost.kinds.roadmap.item_tree import ItemEntity
from milepost.kinds.roadmap.model import Item, Score
from milepost.kinds.roadmap.progress import is_open

K = TypeVar("K", bound=Hashable)

MOSCOW = {"must": 3.0, "should": 2.0, "could": 1.0, "wont": 0.0}


@dataclass(frozen=True, slots=True)
class Priority:
    """`drivers` are the fields of the scheme in their order, as typed. `rank` counts from 1, out of `ranked`.

    Ranks are among the open items of the same scheme; ties share one. What is done or cancelled has none.
    """

    score: float
    scheme: str
    drivers: tuple[tuple[str, float | str], ...]
    rank: int | None = None
    ranked: int = 0


def score_of(score: Score) -> float:
    """The number a score comes to; only comparable within one scheme."""
    match score.scheme:
        case "rice":
            return _product(score.reach, score.impact, score.confidence) / 100 / _some(score.effort)
        case "value_effort":
            return _some(score.value) / _some(score.effort)
        case "wsjf":
            delay = _some(score.business_value) + _some(score.time_criticality) + _some(score.risk_reduction)
            return delay / _some(score.job_size)
    return MOSCOW[score.moscow or "wont"]


def priorities_of_items(portfolio: Portfolio) -> dict[ItemEntity, Priority]:
    """The priority of every item that has a score."""
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


def ranked(scores: dict[K, float]) -> dict[K, tuple[int, int]]:
    """For each key its rank, the highest number first and ties sharing one, and how many there are."""
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
        found *= _some(number)
    return found


def _some(number: float | None) -> float:
    assert number is not None, "a score has all fields of its scheme"
    return number
