"""Unified diffs of long files in reasonable time.

`difflib` compares every line with every other, which takes minutes for an import of thousands of stories. Lines that
both texts have once, in the same order, are taken as anchors first ("patience diff", Bram Cohen); `difflib` then
compares what is between two of them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import Match, SequenceMatcher

_LARGEST = 1_000_000  # pairs of lines between two anchors that are still compared
_CONTEXT = 3


def unified(old: Sequence[str], new: Sequence[str], old_name: str, new_name: str) -> Iterator[str]:
    """The lines of a unified diff with three lines of context; none if there is no difference."""
    matcher = SequenceMatcher[str](None, old, new, autojunk=False)
    matcher.matching_blocks = [*_blocks(old, new), Match(len(old), len(new), 0)]  # type: ignore[attr-defined]
    for number, group in enumerate(matcher.get_grouped_opcodes(_CONTEXT)):
        if not number:
            yield from (f"--- {old_name}", f"+++ {new_name}")
        first, last = group[0], group[-1]
        yield f"@@ -{_range(first[1], last[2])} +{_range(first[3], last[4])} @@"
        for tag, old_start, old_end, new_start, new_end in group:
            if tag == "equal":
                yield from (f" {line}" for line in old[old_start:old_end])
            else:
                yield from (f"-{line}" for line in old[old_start:old_end])
                yield from (f"+{line}" for line in new[new_start:new_end])


def _range(start: int, end: int) -> str:
    count = end - start
    return f"{start + 1 if count else start}{'' if count == 1 else f',{count}'}"


def _blocks(old: Sequence[str], new: Sequence[str]) -> Iterator[Match]:
    """Runs of equal lines, joined where they touch."""
    last = Match(0, 0, 0)
    for block in _pieces(old, new):
        if (last.a + last.size, last.b + last.size) == (block.a, block.b):
            last = Match(last.a, last.b, last.size + block.size)
            continue
        if last.size:
            yield last
        last = block
    if last.size:
        yield last


def _pieces(old: Sequence[str], new: Sequence[str]) -> Iterator[Match]:
    start = (0, 0)
    for at, there in [*_anchors(old, new), (len(old), len(new))]:
        gap_old, gap_new = old[start[0] : at], new[start[1] : there]
        if gap_old and gap_new and len(gap_old) * len(gap_new) <= _LARGEST:
            for found in SequenceMatcher(None, gap_old, gap_new, autojunk=False).get_matching_blocks():
                if found.size:
                    yield Match(start[0] + found.a, start[1] + found.b, found.size)
        if at < len(old):
            yield Match(at, there, 1)
        start = (at + 1, there + 1)


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The most lines that each text has once and that are in the same order in both, as pairs of places."""
    counts, others = Counter(old), Counter(new)
    places = {line: at for at, line in enumerate(new) if others[line] == 1}
    pairs = [(at, places[line]) for at, line in enumerate(old) if counts[line] == 1 and line in places]
    ends: list[int] = []  # the smallest last place of a rising run of each length
    runs: list[int] = []
    back: list[int] = [-1] * len(pairs)
    for number, (_, there) in enumerate(pairs):
        length = bisect_left(ends, there)
        ends[length : length + 1] = [there]
        runs[length : length + 1] = [number]
        back[number] = runs[length - 1] if length else -1
    found = []
    number = runs[-1] if runs else -1
    while number >= 0:
        found.append(pairs[number])
        number = back[number]
    return found[::-1]
