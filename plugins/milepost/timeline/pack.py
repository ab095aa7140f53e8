"""Rows for what lies on one line: first fit, so that no two rooms in a row overlap.

The script of the pages follows the same rule when a reader zooms, filters or makes other lanes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf

_LEAST = 0.6
_HALF_DIAMOND = 0.4


@dataclass(frozen=True, slots=True)
class PackedSpan:
    """What wants a place: from `start` to `end` in percent, its label `room` units wide, its outermost ends."""

    start: float
    end: float
    room: float
    first: float
    last: float


@dataclass(frozen=True, slots=True)
class RowSpot:
    """Where it goes: a row, from 0, and whether its label ends with it. A row of -1: there was no room."""

    row: int
    flip: bool


def span(start: float, end: float, room: float, others: Iterable[tuple[float, float]] = ()) -> PackedSpan:
    """A span that also keeps clear what `others` cover: stretches in percent that are drawn in its row."""
    stretches = tuple(others)
    first = min([start, *(one for one, _ in stretches)])
    last = max([end, *(one for _, one in stretches)])
    return PackedSpan(start, end, room, first, last)


def point(at: float, room: float) -> PackedSpan:
    """A diamond with its label behind it."""
    return PackedSpan(at, at, room, at, at)


def pack(spans: Sequence[PackedSpan], width: float, gap: float, rows: int | None = None) -> list[RowSpot]:
    """A spot for each span on a scale `width` units wide, in their order; at most so many `rows`.

    A span goes into the first row where it fits behind all others, or before the first of those that began it.
    """
    taken: list[_Row] = []
    spots = []
    for one in spans:
        start, end, flip = _room(one, width)
        row = next((n for n, found in enumerate(taken) if found.fits(start - gap, end + gap)), len(taken))
        if rows is not None and row >= rows:
            spots.append(RowSpot(-1, flip))
            continue
        if row == len(taken):
            taken.append(_Row(start, end))
        else:
            taken[row].take(start, end)
        spots.append(RowSpot(row, flip))
    return spots


@dataclass(slots=True)
class _Row:
    """What a row holds already: one stretch from `begin` to `end`, and before it another up to `before`."""

    begin: float
    end: float
    before: float = -inf

    def fits(self, start: float, end: float) -> bool:
        return self.end <= start or (self.before <= start and end <= self.begin)

    def take(self, start: float, end: float) -> None:
        if start >= self.end:
            self.end = end
        else:
            self.before = end


def _room(one: PackedSpan, width: float) -> tuple[float, float, bool]:
    """From where to where a span and its label reach, in units, and whether the label ends with it."""
    lead = _HALF_DIAMOND if one.start == one.end else 0.0
    start = one.start / 100 * width - lead
    least = max(one.end / 100 * width, start + _LEAST)
    end = max(least, start + one.room)
    flip = end > width and least - one.room >= 0
    if flip:
        start, end = min(start, least - one.room), least
    return min(start, one.first / 100 * width), max(end, one.last / 100 * width), flip
