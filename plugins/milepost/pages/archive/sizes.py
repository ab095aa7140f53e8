"""Mark sizes: by people affected if at least a third of the post-mortems state it, else by severity."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from milepost.kit import phrasing
from milepost.pages.archive.records import Record

SIZES = (0.8, 1.05, 1.35, 1.7, 2.1)  # rem
_NICE = (1, 2, 5, 10)


@dataclass(frozen=True, slots=True)
class SizeKey:
    """A mark size in rem, and what it stands for."""

    size: float
    words: str


class Sizes:
    """The sizing rule of one archive, with its `legend`."""

    def __init__(self, records: Sequence[Record]) -> None:
        known = [number for record in records if (number := affected(record))]
        ranks = {record.severity.rank for record in records if record.severity and record.severity.rank}
        self.most = _nice(max(known)) if len(known) > 1 and len(known) * 3 >= len(records) else 0
        self._ranked = len(ranks) > 1
        self.legend = "Size: people affected" if self.most else "Size: severity" if self._ranked else ""

    def of(self, record: Record) -> float:
        """The size of a mark in rem.

        The area grows with the people affected, in five steps; unknown is the smallest.
        """
        if self.most:
            share = math.sqrt((affected(record) or 0) / self.most)
            return SIZES[max(0, math.ceil(share * len(SIZES)) - 1)]
        rank = record.severity.rank if record.severity else None
        return SIZES[max(0, 4 - rank)] if self._ranked and rank else SIZES[1]

    def keys(self, factor: float) -> tuple[SizeKey, ...]:
        """Legend of the smallest, a middle and the largest size, scaled by `factor`."""
        if not self.most:
            return ()
        steps = (0, 2, 4)
        most = (phrasing.number(round(self.most * ((step + 1) / len(SIZES)) ** 2)) for step in steps)
        return tuple(
            SizeKey(round(SIZES[step] * factor, 2), f"up to {number}") for step, number in zip(steps, most, strict=True)
        )


def affected(record: Record) -> int | None:
    """How many people a post-mortem states as affected; None if it does not."""
    impact = record.entity.entry.impact
    return impact.users_affected if impact else None


def _nice(number: int) -> int:
    """The next higher 1, 2 or 5 times a power of ten."""
    power: int = 10 ** (len(str(number)) - 1)
    return next(step for step in (times * power for times in _NICE) if step >= number)
