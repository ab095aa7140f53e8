"""A metric: a function that computes values of entries of one class, from what one audience may see."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from milepost.graph.portfolio import Entity
from milepost.schema.base import Entry

if TYPE_CHECKING:
    from milepost.analysis.insight import Insight

E = TypeVar("E", bound=Entry)
R = TypeVar("R")


@dataclass(frozen=True, slots=True, eq=False)
class Metric(Generic[E, R]):
    """`compute(insight, entity)` returns the values of an entry of `cls` or a subclass.

    Call it through `Insight`, which caches results.
    """

    cls: type[E]
    compute: Callable[[Insight, Entity[E]], R]


def metric(cls: type[E]) -> Callable[[Callable[[Insight, Entity[E]], R]], Metric[E, R]]:
    """Decorator that turns a function into a Metric for entries of a class."""
    return lambda compute: Metric(cls, compute)


def by_class(metrics: Iterable[Metric[Any, Any]]) -> dict[type[Entry], Metric[Any, Any]]:
    """Metrics by class. Raises ValueError if two are for the same class."""
    found: dict[type[Entry], Metric[Any, Any]] = {}
    for one in metrics:
        if one.cls in found:
            raise ValueError(f"two metrics are about {one.cls.__name__}")
        found[one.cls] = one
    return found
