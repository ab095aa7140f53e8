"""The text of a block, with positions in the page it is in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from milepost.embeds.scan import Block
from milepost.problem import Place, Problem
from milepost.yaml.text import MAX_EXCERPT, SourceText

_TAB = 4


class BlockText(SourceText):
    """The YAML of a block, padded so that each character keeps its line and column in the page (tabs expanded).

    `lines` are those of the page, of which the first `before` were not scanned. Without them the block came from
    elsewhere, such as a snippet, and only the page can be named.
    """

    def __init__(self, path: str, block: Block, lines: Sequence[str] = (), before: int = 0) -> None:
        first = before + block.first if lines else 0
        self.indent = " " * len(block.prefix) if lines else ""
        padded = "\n".join(self.indent + line if line else "" for line in block.body.split("\n"))
        super().__init__(path, "\n" * first + padded)
        self.lines = lines
        self.first = first

    @property
    def opening(self) -> int:
        """Offset of the block's first line."""
        return max(0, self.first - 1)

    def at_page_position(self, problem: Problem) -> Problem:
        """A problem at the position its author sees: in the page a tab is one character, as editors count."""
        place = problem.place
        if not place:
            return problem
        if not self.lines:
            message = f"{problem.message}, in line {place.line} of a block that this page takes in"
            return replace(problem, message=message, place=Place(self.path))
        line = self.lines[place.line - 1] if place.line <= len(self.lines) else ""
        return replace(
            problem,
            place=Place(self.path, place.line, _typed_column(line, place.column), line[:MAX_EXCERPT].rstrip("\r")),
        )


def _typed_column(line: str, column: int) -> int:
    """The typed column of a character, from its column with tabs expanded."""
    for typed in range(len(line)):
        if len(line[:typed].expandtabs(_TAB)) >= column - 1:
            return typed + 1
    return max(1, len(line) + column - len(line.expandtabs(_TAB))) if line else column
