"""Beeswarm layout: marks placed side by side without overlap, each as near the middle of its lane as possible."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

_STEP, _GAP = 0.15, 0.1  # rem


@dataclass(frozen=True, slots=True)
class SwarmMark:
    """The extent of a mark in rem: from `left` to `right`, `size` high."""

    left: float
    right: float
    size: float

    @classmethod
    def of(cls, start: float, end: float, size: float, track: float) -> SwarmMark:
        """The extent of a mark between two percentages of a track: at least its size, never beyond the ends; rem."""
        width = max(size, (end - start) / 100 * track)
        left = (start + end) / 200 * track - width / 2
        left = max(0.0, min(left, track - width))
        return cls(left, left + width, size)


@dataclass(frozen=True, slots=True)
class Swarm:
    """The offset of each mark below the middle of the lane, in input order, and the height of all; rem.

    `middle` is how far the center of all marks is below the position of a single mark.
    """

    ys: tuple[float, ...]
    height: float
    middle: float = 0.0


def swarm(spots: Sequence[SwarmMark], *, step: float = _STEP, gap: float = _GAP) -> Swarm:
    """Place marks from left to right, each in the free position nearest the middle, in multiples of `step`, `gap`
    apart; rem.
    """
    taken: dict[int, float] = {}  # step → the end of the last mark in it
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
