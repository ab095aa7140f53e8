"""What a metric is: a function that computes values about entries of one class, from what one audience may see."""

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
    """`compute(insight, entity)` gives the values about an entry of `cls`, or of a class derived from it.

    It is asked through `Insight`, which keeps what has been computed.
    """

    cls: type[E]
    compute: Callable[[Insight, Entity[E]], R]


def metric(cls: type[E]) -> Callable[[Callable[[Insight, Entity[E]], R]], Metric[E, R]]:
    """Makes a metric of the function that computes the values about entries of a class."""
    return lambda compute: Metric(cls, compute)


def by_class(metrics: Iterable[Metric[Any, Any]]) -> dict[type[Entry], Metric[Any, Any]]:
    """Metrics by the class they are about. Raises ValueError where two are about one class."""
    found: dict[type[Entry], Metric[Any, Any]] = {}
    for one in metrics:
        if one.cls in found:
            raise ValueError(f"two metrics are about {one.cls.__name__}")
        found[one.cls] = one
    return found
