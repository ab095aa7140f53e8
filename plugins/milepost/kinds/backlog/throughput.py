"""Forecasts from throughput: when a number of stories is done, and how many are done by a day.

Each day to come is taken to be like one of the days of a sample, each with the same probability and independent of the
others: the model behind Monte Carlo forecasts from throughput (Magennis, "Forecasting and Simulating Software
Development Projects", 2011; Vacanti, "Actionable Agile Metrics for Predictability", 2015). A simulation draws from the
distribution of the sum of such days. Here that distribution is computed, by convolution, so there is no sampling error
and no seed: the same stories give the same bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

HORIZON_DAYS = 3 * 365  # a forecast further off than this says no more than that
MIN_DAYS = 5  # days with completions; with fewer, one busy day more or less would decide the forecast


class ThroughputForecast:
    """The probabilities of totals, up to `most` stories and `HORIZON_DAYS` days ahead.

    `sample` has the number of stories done on each calendar day of the past, days without any included. Raises
    ValueError for an empty sample or negative numbers.
    """

    def __init__(self, sample: Sequence[int], most: int) -> None:
        if not sample or min(sample) < 0:
            raise ValueError("a sample of throughput is one or more numbers that are not negative")
        counts = Counter(min(one, most) for one in sample)
        self._shares = sorted((done, number / len(sample)) for done, number in counts.items())
        self._most = most
        self._totals: Floats = np.zeros(most + 1)
        self._totals[0] = 1.0  # before the first day, nothing is done
        self._reached: list[Floats] = [_at_least(self._totals)]

    def chance(self, stories: int, days: int) -> float:
        """The probability that at least so many stories are done within so many days, from 0 to 1."""
        while len(self._reached) <= min(days, HORIZON_DAYS):
            self._next_day()
        return float(self._reached[max(0, min(days, HORIZON_DAYS))][stories])

    def stories_by(self, days: int, percent: int) -> int:
        """The most stories that are done within so many days with a probability of `percent` or more."""
        return max(k for k in range(self._most + 1) if self.chance(k, days) * 100 >= percent - _ROUNDING)

    def _next_day(self) -> None:
        # Whatever exceeds `most` counts as `most`. Element by element, as libraries differ in how they sum up arrays.
        after: Floats = np.zeros(self._most + 1)
        for done, share in self._shares:
            after[done:] += self._totals[: self._most + 1 - done] * share
            for total in range(self._most + 1 - done, self._most + 1):
                after[self._most] += self._totals[total] * share
        self._totals = after
        self._reached.append(_at_least(after))


# The sum of many shares is off by some of the last digits: 5 times 1/5 must be 100 %.
_ROUNDING = 1e-9


def _at_least(totals: Floats) -> Floats:
    return np.minimum(np.add.accumulate(totals[::-1])[::-1], 1.0)


def days_until(chances: Sequence[tuple[ThroughputForecast, int]], percent: int) -> int | None:
    """The first day, from 1, on which all of several teams are done with a probability of `percent` or more.

    `chances` are the forecast of each team and the number of stories that it has to finish. The teams are taken to be
    independent, so their probabilities are multiplied. None if that is more than `HORIZON_DAYS` off.
    """
    low, high = 1, HORIZON_DAYS
    if _is_below(joint_chance(chances, high), percent):
        return None
    while low < high:
        middle = (low + high) // 2
        if _is_below(joint_chance(chances, middle), percent):
            low = middle + 1
        else:
            high = middle
    return low


def joint_chance(chances: Sequence[tuple[ThroughputForecast, int]], days: int) -> float:
    """The probability that each of several teams is done within so many days; see `days_until`."""
    found = 1.0
    for forecast, stories in chances:
        found *= forecast.chance(stories, days)
    return found


def _is_below(chance: float, percent: int) -> bool:
    return chance * 100 < percent - _ROUNDING
