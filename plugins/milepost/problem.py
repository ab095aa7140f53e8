"""Problems as data: rule, level, place, message, and hint."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """Severity of a problem. An error stops a build."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the most severe."""
        return _RANKS[self]


_RANKS = {Level.ERROR: 0, Level.WARNING: 1, Level.INFO: 2}


@dataclass(frozen=True, slots=True)
class Place:
    """A position in a file; line and column count from 1, in characters."""

    path: str
    line: int = 1
    column: int = 1
    excerpt: str = ""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding of a rule at a place; `hint` says how to fix it."""

    rule: str
    level: Level
    message: str
    place: Place | None = None
    hint: str | None = None

    @property
    def headline(self) -> str:
        """`path:line:column: rule-id: message`."""
        where = f"{self.place}: " if self.place else ""
        return f"{where}{self.rule}: {self.message}"

    @property
    def sentence(self) -> str:
        """Headline and hint on one line."""
        return f"{self.headline}; {self.hint}" if self.hint else self.headline

    def text(self) -> str:
        """Headline, the offending line with a caret under the column, and hint."""
        lines = [self.headline]
        if self.place and self.place.excerpt:
            excerpt, caret = _window(self.place.excerpt, self.place.column)
            lines += [f"  | {excerpt}", f"  | {' ' * caret}^"]
        if self.hint:
            lines.append(f"  = {self.hint}")
        return "\n".join(lines)

    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Sorts problems by path, line, and column."""
        place = self.place or Place("")
        return place.path, place.line, place.column, self.rule, self.message


def quoted(text: str) -> str:
    """Text in quotes for a message: on one line, at most 60 characters."""
    words = " ".join(text.split())
    return f"'{words if len(words) <= 60 else words[:59].rstrip() + '…'}'"


def _window(line: str, column: int, width: int = 100) -> tuple[str, int]:
    """The part of a long line around a column, with control characters made visible."""
    start = 0 if column <= width else column - width // 2
    shown = line[start : start + width]
    return "".join(map(_visible, shown)), max(0, min(column - 1 - start, len(shown)))


def _visible(character: str) -> str:
    if character.isprintable():
        return character
    return "→" if character == "\t" else "\N{REPLACEMENT CHARACTER}"


class MilepostError(Exception):
    """Stops the run; carries all problems found so far."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(problem.headline for problem in problems))
        self.problems = problems
