"""Find the fenced blocks of a Markdown page by the rules of pymdownx.superfences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

LANGUAGE = "milepost"
_TAB = 4
_OPENING = re.compile(r"(?P<fence>~{3,}|`{3,})[ \t]*(?P<header>.*?)[ \t]*\Z")
_LANGUAGE = re.compile(r"\.?(?P<name>[\w#.+-]+)(?=[ \t]|\Z)(?P<options>.*)\Z")
_ATTRIBUTES = re.compile(r"\{[ \t]*\.(?P<name>[\w#.+-]+)(?=[ \t}])(?P<options>[^}]*)\}\Z")


@dataclass(frozen=True, slots=True)
class Block:
    """A `milepost` block. `first` and `last` are the lines of its fences in the page, from 1.

    `prefix` precedes each of its lines: list indentation or quote marks. `options` follow the language in the first
    line. An unclosed block ends where it breaks off.
    """

    first: int
    last: int
    prefix: str
    options: str
    body: str
    closed: bool


@dataclass(slots=True)
class _OpenFence:
    """A fence that is not closed yet. `blank`: the last line was blank, after which a quote must keep its marks."""

    first: int
    prefix: str
    end: re.Pattern[str]
    language: str
    options: str
    lines: list[str] = field(default_factory=list)
    blank: bool = False

    def block(self, last: int, *, closed: bool) -> Block:
        return Block(self.first, last, self.prefix, self.options.strip(), "\n".join(self.lines), closed)


def blocks_in(lines: Sequence[str]) -> list[Block]:
    """Our blocks in the lines of a page, except inside other fences and HTML comments."""
    found: list[Block] = []
    rest = list(lines)  # what is not within fences
    fence: _OpenFence | None = None
    for number, line in enumerate((line.expandtabs(_TAB) for line in lines), 1):
        if fence is None:
            fence = _opening_fence(line, number)
            continue
        state = _advance(fence, line)
        if state is None:
            continue
        rest[fence.first : number] = [""] * (number - fence.first)
        if fence.language == LANGUAGE:
            found.append(fence.block(number, closed=state))
        fence = None
    if fence and fence.language == LANGUAGE:
        found.append(fence.block(len(lines), closed=False))
    hidden = list(_comments(rest))
    return [block for block in found if not any(first <= block.first <= last for first, last in hidden)]


def _opening_fence(line: str, number: int) -> _OpenFence | None:
    content = line.lstrip("> ")
    match = _OPENING.match(content)
    if not match or (match["fence"][0] == "`" and "`" in match["header"]):  # code within a line
        return None
    found = _LANGUAGE.match(match["header"]) or _ATTRIBUTES.match(match["header"])
    language, options = (found["name"], found["options"]) if found else ("", match["header"])
    end = re.compile(re.escape(match["fence"]) + r"[ \t]*\Z")
    return _OpenFence(number, line[: len(line) - len(content)], end, language, options)


def _advance(fence: _OpenFence, line: str) -> bool | None:
    """Whether a line closes a fence (True), breaks it off (False), or belongs to it (None)."""
    width = len(fence.prefix)
    size = next((n for n, character in enumerate(line[:width]) if character not in "> "), len(line[:width]))
    before, content = line[:size], line[size:]
    quotes, depth = before.count(">"), fence.prefix.count(">")
    blank = not content if depth else not line.strip()
    if quotes > depth:
        return False
    if not blank:
        if size < width or (fence.blank and quotes < depth):
            return False
        if fence.end.match(content):
            return True
    fence.blank = bool(blank)
    fence.lines.append("" if blank else line[width:])
    return None


def _comments(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """(first line, last line) of each HTML comment at the start of a line; unclosed ones do not count."""
    first = 0
    for number, line in enumerate(lines, 1):
        if not first and line.lstrip().startswith("<!--"):
            first = number
        if first and "-->" in line:
            yield first, number
            first = 0
