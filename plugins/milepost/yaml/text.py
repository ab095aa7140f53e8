"""The text of a file: decoding, and offsets to lines and columns."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
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
    """The text of one file, under the path shown to people.

    Other files can be attached to it, so that one kind of offset leads into each of them: rows of a tree may come from
    a table beside the YAML.
    """

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self._attached: list[SourceText] = []
        self._starts: list[int] = []

    def attach(self, other: SourceText) -> int:
        """Attach another file. Its positions are offsets in it plus the returned number."""
        start = self._starts[-1] + len(self._attached[-1].text) + 1 if self._starts else len(self.text) + 1
        self._attached.append(other)
        self._starts.append(start)
        return start

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
        if self._starts and offset >= self._starts[0]:
            number = bisect_right(self._starts, offset) - 1
            return self._attached[number].place(offset - self._starts[number])
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
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            place, message = Place(path), "the file is UTF-16, not UTF-8"
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
