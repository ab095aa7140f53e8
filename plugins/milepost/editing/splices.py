"""Changes of a text at offsets, applied together."""

from __future__ import annotations

from collections.abc import Iterable

from milepost.editing.spans import break_near


class CannotSplice(Exception):
    """The text is written in a way that is not understood well enough to change it."""


class Splices:
    """Collects splices. What is inserted at one offset stays in the order in which it came."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._splices: list[tuple[int, int, str]] = []

    @property
    def first(self) -> int:
        """Offset of the first change."""
        return min((start for start, _, _ in self._splices), default=0)

    def text(self) -> str:
        """The text with all splices. Raises CannotSplice if two of them overlap."""
        parts: list[str] = []
        at = 0
        for start, end, words in sorted(self._splices, key=lambda splice: splice[:2]):
            if start < at:
                raise CannotSplice
            parts += (self.source[at:start], words)
            at = end
        return "".join([*parts, self.source[at:]])

    def put(self, start: int, end: int, words: str) -> None:
        """Replace what is between two offsets."""
        if start != end or words:
            self._splices.append((start, end, words))

    def insert_lines(self, at: int, lines: Iterable[str]) -> None:
        """Whole lines at the beginning of a line."""
        ending = break_near(self.source, at)
        self.put(at, at, "".join(line + ending for line in lines))
