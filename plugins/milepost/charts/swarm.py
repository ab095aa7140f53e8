"""Marks side by side without any upon another, each as near the middle of its lane as it can be."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

_STEP, _GAP = 0.15, 0.1  # rem


@dataclass(frozen=True, slots=True)
class SwarmSpot:
    """A mark from `left` to `right`, `size` high, in rem."""

    left: float
    right: float
    size: float

    @classmethod
    def of(cls, start: float, end: float, size: float, track: float) -> SwarmSpot:
        """Where a mark from one percent to another is drawn on a track: at least its size, never beyond the ends."""
        width = max(size, (end - start) / 100 * track)
        left = (start + end) / 200 * track - width / 2
        left = max(0.0, min(left, track - width))
        return cls(left, left + width, size)


@dataclass(frozen=True, slots=True)
class Swarm:
    """How far below the middle of the lane each mark stands, in the order given, and how tall all are; rem.

    `middle` is how far the middle of them all is below where a mark alone stands.
    """

    ys: tuple[float, ...]
    height: float
    middle: float = 0.0


def swarm(spots: Sequence[SwarmSpot], *, step: float = _STEP, gap: float = _GAP) -> Swarm:
    """From left to right, each in the free place that is nearest to the middle, in steps and `gap` apart; rem."""
    taken: dict[int, float] = {}  # step → where the last mark in it ends
    bases: dict[int, tuple[int, int]] = {}
    for n in sorted(range(len(spots)), key=lambda n: (spots[n].left, -spots[n].size)):
        spot = spots[n]
        steps = math.ceil((spot.size + gap) / step)
        base = next(
            base
            for away in count()
            for base in (-(steps // 2) - away, -(steps // 2) + away)
            if all(taken.get(place, -math.inf) <= spot.left for place in range(base, base + steps))
        )
        bases[n] = base, steps
        for place in range(base, base + steps):
            taken[place] = spot.right + gap
    low = min((base for base, _ in bases.values()), default=0)
    high = max((base + steps for base, steps in bases.values()), default=0)
    middle = (low + high) / 2
    ys = (round((base + steps / 2 - middle) * step, 2) for base, steps in (bases[n] for n in range(len(spots))))
    return Swarm(tuple(ys), round((high - low) * step, 2), middle * step)
