"""Row packing: first fit, so that no two labels or bars in a row overlap.

The script of the pages follows the same rule when a reader zooms, filters or regroups.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf

from milepost.kit.geometry import TEXT, TIMELINE


@dataclass(frozen=True, slots=True)
class PackedSpan:
    """A span to pack: `start` to `end` in percent of the scale, with a label `room` units wide.

    `first` and `last` (percent) are the outermost ends of everything drawn in its row.
    """

    start: float
    end: float
    room: float
    first: float
    last: float


@dataclass(frozen=True, slots=True)
class RowPlacement:
    """A row, counted from 0, and whether the label ends with the bar instead of starting with it.

    Row -1 means that there was no room.
    """

    row: int
    flip: bool


def span(start: float, end: float, room: float, others: Iterable[tuple[float, float]] = ()) -> PackedSpan:
    """A span that also keeps clear the ranges `others` (percent), which are drawn in its row."""
    stretches = tuple(others)
    first = min([start, *(one for one, _ in stretches)])
    last = max([end, *(one for _, one in stretches)])
    return PackedSpan(start, end, room, first, last)


def point(at: float, room: float) -> PackedSpan:
    """A diamond with its label behind it."""
    return PackedSpan(at, at, room, at, at)


def pack(spans: Sequence[PackedSpan], width: float, gap: float, rows: int | None = None) -> list[RowPlacement]:
    """Assign a row to each span, in the given order, on a scale `width` units wide with at most `rows` rows.

    A span goes into the first row where it fits after all others, or before the first of those that started the row.
    """
    taken: list[_Row] = []
    spots = []
    for one in spans:
        start, end, flip = _room(one, width)
        row = next((n for n, found in enumerate(taken) if found.fits(start - gap, end + gap)), len(taken))
        if rows is not None and row >= rows:
            spots.append(RowPlacement(-1, flip))
            continue
        if row == len(taken):
            taken.append(_Row(start, end))
        else:
            taken[row].take(start, end)
        spots.append(RowPlacement(row, flip))
    return spots


@dataclass(slots=True)
class _Row:
    """The occupied part of a row: one range from `begin` to `end`, and another before it up to `before`; units."""

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
    """The range that a span and its label take up, in units, and whether the label ends with the span."""
    lead = TEXT.icon / 2 if one.start == one.end else 0.0
    start = one.start / 100 * width - lead
    least = max(one.end / 100 * width, start + TIMELINE.least)
    end = max(least, start + one.room)
    flip = end > width and least - one.room >= 0
    if flip:
        start, end = min(start, least - one.room), least
    return min(start, one.first / 100 * width), max(end, one.last / 100 * width), flip
