"""The characters of one file: decoding, and offsets turned into lines and columns."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from milepost.problem import Level, MilepostError, Place, Problem

# What YAML 1.1 forbids, plus the lone surrogates that no encoder accepts.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# A byte order mark inside a file, where two were joined: the parsers disagree about it.
_UNWRITABLE = re.compile(FORBIDDEN.pattern[:-1] + "\ufeff]")
# A line is quoted up to here; a place further on comes without its line.
MAX_EXCERPT = 2000


class SourceText:
    """One file's text under the path that people are shown."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer(r"\n", self.text))]

    def place(self, offset: int) -> Place:
        """The place of a character offset; only line feeds end a line, as editors count them."""
        line = bisect_right(self._starts, offset)
        start = self._starts[line - 1]
        column = offset - start + 1
        if column > MAX_EXCERPT:
            return Place(self.path, line, column)
        end = self._starts[line] - 1 if line < len(self._starts) else len(self.text)
        return Place(self.path, line, column, self.text[start : min(end, start + MAX_EXCERPT)].rstrip("\r"))


def decode(path: str, data: bytes) -> SourceText:
    """UTF-8 bytes, with or without a byte order mark, as text.

    Raises MilepostError with the place of a bad byte or of a character that no file may hold.
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
    """The problem of a character that no file may hold."""
    message = f"control character U+{ord(character):04X} is not allowed"
    return Problem("file-control-character", Level.ERROR, message, source.place(offset), hint)
