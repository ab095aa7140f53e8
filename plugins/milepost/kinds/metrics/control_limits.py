"""XmR control charts: the limits of routine variation, and the signals of change.

Formulas and detection rules after D. Wheeler, *Understanding Variation* (2nd ed., 2000) and *Making Sense of Data*
(2003); the NHS guide *Making Data Count* uses the same limits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

Side = Literal["above", "below"]
Rule = Literal["outside", "run", "near_limit"]

# 3 / d2 and D4 for moving ranges of two values.
LIMIT_FACTOR = 2.66
RANGE_FACTOR = 3.268
RUN = 8
_NEAR, _OF = 3, 4


@dataclass(frozen=True, slots=True)
class ControlLimits:
    """The mean of the baseline and its natural process limits, in the unit of the values.

    `upper` and `lower` are mean ± 2.66 × `mean_range`, the mean moving range; `upper_range` is 3.268 × `mean_range`.
    `points` is the number of values that they are computed from.
    """

    mean: float
    mean_range: float
    upper: float
    lower: float
    upper_range: float
    points: int

    def side(self, value: float) -> Side | None:
        """The side of the mean on which a value is; None on the mean itself."""
        return "above" if value > self.mean else "below" if value < self.mean else None

    def is_outside(self, value: float) -> bool:
        """Whether a value is beyond a limit; a value on it is not."""
        return value > self.upper or value < self.lower

    def is_near(self, value: float) -> bool:
        """Whether a value is closer to a limit than to the mean, or beyond the limit."""
        return abs(value - self.mean) > LIMIT_FACTOR * self.mean_range / 2


@dataclass(frozen=True, slots=True)
class Signal:
    """A change beyond routine variation: the rule that detects it, and the indexes of its first and last value.

    `first` to `last` are consecutive for `run`; of `near_limit`, one value in between may be closer to the mean.
    """

    rule: Rule
    side: Side
    first: int
    last: int


def control_limits(baseline: Sequence[float]) -> ControlLimits:
    """The limits that a baseline of values in sequence gives. Raises ValueError for fewer than two values."""
    if len(baseline) < 2:
        raise ValueError("control limits need two values")
    mean = sum(baseline) / len(baseline)
    ranges = [abs(later - earlier) for earlier, later in pairwise(baseline)]
    mean_range = sum(ranges) / len(ranges)
    away = LIMIT_FACTOR * mean_range
    return ControlLimits(mean, mean_range, mean + away, mean - away, RANGE_FACTOR * mean_range, len(baseline))


def signals(values: Sequence[float], limits: ControlLimits) -> tuple[Signal, ...]:
    """The signals in a sequence, in the order in which they are complete.

    Wheeler's three rules: a value outside a limit; eight or more in a row on one side of the mean; three of four in a
    row that are closer to the same limit than to the mean. A signal that goes on is one signal.
    """
    found = (*_outside(values, limits), *_runs(values, limits), *_near(values, limits))
    return tuple(sorted(found, key=lambda one: (one.first, one.last, one.rule)))


def signal_at(found: Sequence[Signal], index: int) -> Side | None:
    """The side of the mean on which the value at an index is part of a signal; None if it is part of none."""
    return next((one.side for one in found if one.first <= index <= one.last), None)


def _outside(values: Sequence[float], limits: ControlLimits) -> list[Signal]:
    sides = [limits.side(value) if limits.is_outside(value) else None for value in values]
    return _stretches("outside", sides, 1)


def _runs(values: Sequence[float], limits: ControlLimits) -> list[Signal]:
    return _stretches("run", [limits.side(value) for value in values], RUN)


def _stretches(rule: Rule, sides: Sequence[Side | None], least: int) -> list[Signal]:
    """Signals of at least so many values in a row on one side."""
    found: list[Signal] = []
    start = 0
    for at in range(1, len(sides) + 1):
        if at == len(sides) or sides[at] != sides[start]:
            side = sides[start]
            if side and at - start >= least:
                found.append(Signal(rule, side, start, at - 1))
            start = at
    return found


def _near(values: Sequence[float], limits: ControlLimits) -> list[Signal]:
    found: list[Signal] = []
    for at in range(len(values)):
        window = range(max(0, at - _OF + 1), at + 1)
        side = limits.side(values[at])
        if side is None or not limits.is_near(values[at]):
            continue
        near = [n for n in window if limits.is_near(values[n]) and limits.side(values[n]) == side]
        if len(near) < _NEAR:
            continue
        before = found[-1] if found else None
        if before and before.side == side and before.last >= near[0]:
            found[-1] = Signal("near_limit", side, before.first, at)
        else:
            found.append(Signal("near_limit", side, near[0], at))
    return found
