"""The text of a file: decoding, and offsets to lines and columns."""

from __future__ import annotations

import re
from functools import cached_property

from milepost.problem import Level, MilepostError, Place, Problem

# What YAML 1.1 forbids, plus the lone surrogates that no encoder accepts.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# A byte order mark inside a file, where two were joined: the parsers disagree about it.
_UNWRITABLE = re.compile(FORBIDDEN.pattern[:-1] + "\ufeff]")
# Excerpts are limited to this many characters; places beyond have none.
MAX_EXCERPT = 2000
_BLOCK = 1 << 14


class SourceText:
    """The text of one file, under the path shown to people."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text

    @cached_property
    def _blocks(self) -> list[tuple[int, int]]:
        """(lines before it, offset of the line it begins in) for each block of the text.

        Much smaller than an index of all lines, of which a hostile file has millions.
        """
        ended = start = 0
        blocks = []
        for at in range(0, len(self.text) + 1, _BLOCK):
            blocks.append((ended, start))
            ended += self.text.count("\n", at, at + _BLOCK)
            start = self.text.rfind("\n", at, at + _BLOCK) + 1 or start
        return blocks

    def place(self, offset: int) -> Place:
        """The position of a character offset; only `\\n` ends a line, as in editors."""
        at = offset - offset % _BLOCK
        ended, start = self._blocks[at // _BLOCK]
        line = ended + self.text.count("\n", at, offset) + 1
        start = self.text.rfind("\n", at, offset) + 1 or start
        column = offset - start + 1
        if column > MAX_EXCERPT:
            return Place(self.path, line, column)
        end = self.text.find("\n", offset, start + MAX_EXCERPT)
        excerpt = self.text[start : end if end >= 0 else start + MAX_EXCERPT]
        return Place(self.path, line, column, excerpt.rstrip("\r"))


def decode(path: str, data: bytes) -> SourceText:
    """UTF-8 bytes, with or without a byte order mark, as text.

    Raises MilepostError at an invalid byte or a forbidden character.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").removeprefix("\ufeff")
        place = SourceText(path, data.decode("utf-8", "replace").removeprefix("\ufeff")).place(len(before))
        message = f"byte 0x{data[error.start]:02x} is not UTF-8"
        problem = Problem("file-encoding", Level.ERROR, message, place, "save the file as UTF-8")
        raise MilepostError(problem) from None
    source = SourceText(path, text.removeprefix("\ufeff"))
    if bad := _UNWRITABLE.search(source.text):
        raise MilepostError(forbidden(source, bad.group(), bad.start(), "delete it"))
    return source


def forbidden(source: SourceText, character: str, offset: int, hint: str | None = None) -> Problem:
    """The problem of a forbidden character."""
    message = f"control character U+{ord(character):04X} is not allowed"
    return Problem("file-control-character", Level.ERROR, message, source.place(offset), hint)
