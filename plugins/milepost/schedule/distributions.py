"""Three-point estimates as distributions: the duration that a given share of outcomes does not exceed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from milepost.schedule.portable_math import exponential, natural_log

Floats = npt.NDArray[np.float64]

_PERT_CELLS = 256
_NORMAL_CELLS = 4096
_NORMAL_LIMIT = 8.5


class Distribution(StrEnum):
    """The shape between the optimistic and the pessimistic value."""

    PERT_BETA = "pert-beta"
    TRIANGULAR = "triangular"


@dataclass(frozen=True, slots=True)
class ThreePoint:
    """Optimistic, most likely, and pessimistic duration of an activity, all in working minutes."""

    optimistic: float
    likely: float
    pessimistic: float

    @property
    def flaw(self) -> str | None:
        """What is wrong with the estimate, as a sentence without a full stop; None if it can be used."""
        values = (self.optimistic, self.likely, self.pessimistic)
        if not all(math.isfinite(value) for value in values):
            return "an estimate has a value that is not a number"
        if self.optimistic < 0:
            return "the optimistic duration is negative"
        if self.optimistic > self.likely:
            return "the optimistic duration is longer than the likely one"
        if self.likely > self.pessimistic:
            return "the likely duration is longer than the pessimistic one"
        return None

    @property
    def certain(self) -> bool:
        """Whether all three values are the same, so that nothing is drawn."""
        return self.optimistic == self.pessimistic


@dataclass(frozen=True, slots=True, eq=False)
class QuantileTable:
    """A distribution as points of its cumulative function, linear in between; `shares` rise from 0 to 1."""

    values: Floats
    shares: Floats

    def quantiles(self, shares: Floats) -> Floats:
        """The values that these shares (0 to 1) of the distribution do not exceed."""
        return _interpolate(shares, self.shares, self.values)

    def shares_below(self, values: Floats) -> Floats:
        """The share of the distribution below each value; 0 and 1 outside the table."""
        return _interpolate(np.clip(values, self.values[0], self.values[-1]), self.values, self.shares)


def durations(estimate: ThreePoint, distribution: Distribution, shares: Floats) -> Floats:
    """The durations, in working minutes, that these shares (0 to 1) of all outcomes do not exceed.

    PERT-beta: a beta distribution on [optimistic, pessimistic] with α = 1 + 4(likely − optimistic)/range and
    β = 1 + 4(pessimistic − likely)/range, so that α + β = 6 and the mean is (o + 4m + p)/6 (Malcolm, Roseboom, Clark &
    Fazar, Operations Research 7, 1959; Vose, "Risk Analysis", 3rd edition, 2008). Triangular: the closed inverse.
    """
    if estimate.certain:
        return np.full_like(shares, estimate.likely)
    spread = estimate.pessimistic - estimate.optimistic
    mode = (estimate.likely - estimate.optimistic) / spread
    if distribution is Distribution.PERT_BETA:
        unit = pert_table(mode).quantiles(shares)
    else:
        rising = np.sqrt(shares * mode)
        unit = np.where(shares < mode, rising, 1.0 - np.sqrt((1.0 - shares) * (1.0 - mode)))
    result: Floats = estimate.optimistic + spread * unit
    return result


@lru_cache(maxsize=4096)
def pert_table(mode: float) -> QuantileTable:
    """The PERT-beta distribution on [0, 1] with its most likely value at `mode`; quantiles are right to 1e-4 or better.

    The density x^(4·mode)·(1 − x)^(4 − 4·mode) has a steep end where the mode is near it. With x = t²(3 − 2t) both ends
    are flat in t, so that Simpson's rule on even steps of t is accurate.
    """
    t, x, log_x, log_rest = _pert_grid()
    density = np.zeros_like(t)
    exponent = 4.0 * mode * log_x + 4.0 * (1.0 - mode) * log_rest
    density[1:-1] = exponential(exponent) * (t[1:-1] * (1.0 - t[1:-1]))
    return _integrated(x[::2], density)


@lru_cache(maxsize=1)
def normal_table() -> QuantileTable:
    """The standard normal distribution, as a table from −8.5 to 8.5; shares are right to 1e-6."""
    steps = np.arange(2 * _NORMAL_CELLS + 1, dtype=np.float64)
    z = steps * (_NORMAL_LIMIT / _NORMAL_CELLS) - _NORMAL_LIMIT
    return _integrated(z[::2], exponential(z * z * -0.5))


def with_common_factor(own: Floats, common: Floats, correlation: float) -> Floats:
    """Uniforms that share a part: those of an activity, `own`, drawn towards those of its group, `common`.

    A Gaussian copula with one factor (Nelsen, "An Introduction to Copulas", 2006): z = √ρ·z_common + √(1 − ρ)·z_own, so
    that the normal scores of any two activities of the group correlate by ρ. Each result is uniform by itself.
    """
    normal = normal_table()
    z = math.sqrt(correlation) * normal.quantiles(common) + math.sqrt(1.0 - correlation) * normal.quantiles(own)
    return normal.shares_below(z)


@lru_cache(maxsize=1)
def _pert_grid() -> tuple[Floats, Floats, Floats, Floats]:
    """t, x, and, without the two ends, ln x and ln(1 − x)."""
    t = np.arange(2 * _PERT_CELLS + 1, dtype=np.float64) / (2.0 * _PERT_CELLS)
    x = t * t * (3.0 - 2.0 * t)
    rest = (1.0 - t) * (1.0 - t) * (1.0 + 2.0 * t)
    return t, x, natural_log(x[1:-1]), natural_log(rest[1:-1])


def _integrated(values: Floats, density: Floats) -> QuantileTable:
    """The table whose cells have the areas that Simpson's rule gives; `density` is known in their middles too."""
    areas = density[:-2:2] + 4.0 * density[1::2] + density[2::2]
    # Added one after the other: np.sum and np.cumsum may pick another order.
    totals = np.array(list(accumulate(areas.tolist(), initial=0.0)))
    return QuantileTable(values, totals / totals[-1])


def _interpolate(at: Floats, known: Floats, results: Floats) -> Floats:
    """Linear interpolation, one rounded operation at a time: np.interp may be compiled to fused ones."""
    cell = np.clip(np.searchsorted(known, at, side="right") - 1, 0, len(known) - 2)
    left, width = known[cell], known[cell + 1] - known[cell]
    # The outermost cells of a table may hold nothing that 53 bits can show.
    fraction = (at - left) / np.where(width > 0.0, width, 1.0)
    interpolated: Floats = results[cell] + (results[cell + 1] - results[cell]) * fraction
    return interpolated
