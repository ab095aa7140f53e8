"""Percentiles by nearest rank."""

from __future__ import annotations

from collections.abc import Sequence


def nearest_rank(values: Sequence[int], percent: int) -> int:
    """The smallest of the values that at least `percent` (1 to 100) of all values do not exceed.

    Nearest rank: the value at position ⌈percent / 100 × n⌉ of the sorted values. It is one of them, so that a
    percentile of whole days is a whole number of days. Raises ValueError if there are no values.
    """
    if not values:
        raise ValueError("there is no percentile of nothing")
    position = -(-percent * len(values) // 100)
    return sorted(values)[max(position, 1) - 1]
