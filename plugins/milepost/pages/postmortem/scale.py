"""Height of an incident timeline: one scale for all of it, with breaks where nothing happened for too long.

A dot is at its timestamp. Its label is beside it, or below the previous label if there is no room. Lengths are in rem,
times in seconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_LONG = 6  # times the usual gap: break to save space
_ENDLESS = 50  # times the usual gap: always break
_DISTINCT = 0.6  # rem between two dots, if a little more height allows it


@dataclass(frozen=True, slots=True)
class LabelStyle:
    """Typesetting at a page width: letters per line, line height, space between labels, and `push`, how far a label
    may be below its dot before the scale grows; rem.
    """

    letters: int
    line: float
    space: float
    push: float

    def height(self, texts: Iterable[str], least: int = 1) -> float:
        """The estimated height of a label in rem, of at least `least` lines; only the scale depends on it."""
        lines = sum(-(-len(line) // self.letters) or 1 for text in texts for line in text.splitlines())
        return max(least, lines) * self.line + self.space


WIDE = LabelStyle(letters=64, line=1.02, space=0.42, push=2.6)
NARROW = LabelStyle(letters=34, line=1.02, space=0.6, push=4.0)


def needed(times: Sequence[float], heights: Sequence[float], push: float) -> float:
    """The smallest scale (rem per second) at which no label of a run is more than `push` below its dot."""
    least = 0.0
    for first in range(len(times)):
        tall = 0.0
        for last in range(first + 1, len(times)):
            tall += heights[last - 1]
            if times[last] > times[first]:
                least = max(least, (tall - push) / (times[last] - times[first]))
    return least


def broken(times: Sequence[float], heights: Sequence[float], face: LabelStyle, cuts: Iterable[int] = ()) -> set[int]:
    """Where to break a timeline, as indexes of the first entry after each break. Breaks at `cuts` are forced."""
    found = set(cuts)
    while True:
        gaps = {n: times[n] - times[n - 1] for n in range(1, len(times)) if n not in found and times[n] > times[n - 1]}
        if len(gaps) < 2:
            return found
        longest = max(gaps, key=lambda n: gaps[n])
        usual = median(gap for n, gap in gaps.items() if n != longest)
        tall = sum(gaps.values()) * max(needed(*run, face.push) for run in split(times, heights, found))
        if gaps[longest] <= usual * (_LONG if tall > _most(heights) else _ENDLESS):
            return found
        found.add(longest)


def scale(runs: Sequence[tuple[Sequence[float], Sequence[float]]], face: LabelStyle) -> float:
    """Rem per second for all runs of (times, heights): enough for the labels, but never too tall for the page."""
    long = sum(times[-1] - times[0] for times, _ in runs)
    if not long:
        return 0.0
    heights = [height for _, tall in runs for height in tall]
    gaps = [after - before for times, _ in runs for before, after in pairwise(times) if after > before]
    roomy = min(_DISTINCT / min(gaps), (sum(heights) * 1.1 + 8) / long)
    wanted = max(roomy, (sum(heights) * 1.1 + 3) / long, *(needed(*run, face.push) for run in runs))
    return min(wanted, _most(heights) / long)


def split(
    times: Sequence[float], heights: Sequence[float], breaks: Iterable[int]
) -> list[tuple[Sequence[float], Sequence[float]]]:
    """Times and heights, run by run."""
    edges = [0, *sorted(breaks), len(times)]
    return [(times[start:end], heights[start:end]) for start, end in pairwise(edges) if start < end]


def _most(heights: Sequence[float]) -> float:
    return sum(heights) * 1.3 + 12
