"""Records of a CSV text with the position of every cell.

The standard library's reader gives no columns, and messages name one. Quoting is that of RFC 4180.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Blanks around a quoted cell belong to it, unless they delimit cells.
_QUOTED = {blanks: re.compile(rf'[{blanks}]*"((?:[^"]++|"")*+)"[{blanks}]*') for blanks in (" \t", " ")}


@dataclass(frozen=True, slots=True)
class CsvRecord:
    """The cells of a record, without blanks around them, and the character offset of each."""

    cells: list[str]
    offsets: list[int]

    @property
    def is_blank(self) -> bool:
        """Whether no cell holds anything."""
        return not any(self.cells)


class BadQuotes(Exception):
    """A quote at an offset is not closed, or is followed by more text."""

    def __init__(self, offset: int, message: str) -> None:
        super().__init__(message)
        self.offset = offset


def records(text: str, delimiter: str, start: int = 0) -> Iterator[CsvRecord]:
    """The records of a text from an offset on; `\\n` and `\\r\\n` end one. Raises BadQuotes."""
    at, end = start, len(text)
    while at < end:
        stop = text.find("\n", at)
        stop = end if stop < 0 else stop
        line = text[at:stop]
        if '"' in line:
            record, at = _quoted_record(text, at, delimiter)
            yield record
            continue
        cells: list[str] = []
        offsets: list[int] = []
        for cell in line.split(delimiter):
            cells.append(cell.strip())
            offsets.append(at)
            at += len(cell) + 1
        yield CsvRecord(cells, offsets)


def _quoted_record(text: str, at: int, delimiter: str) -> tuple[CsvRecord, int]:
    """A record with quotes in it, and the offset after it."""
    blanks = " " if delimiter == "\t" else " \t"
    cells: list[str] = []
    offsets: list[int] = []
    while True:
        offsets.append(at)
        if found := _QUOTED[blanks].match(text, at):
            cell, stop = found[1].replace('""', '"'), found.end()
            stop += text.startswith("\r\n", stop)
            if stop < len(text) and text[stop] not in (delimiter, "\n"):
                raise BadQuotes(stop, "text behind a closing quote")
        elif text[at : at + 200].lstrip(blanks).startswith('"'):
            raise BadQuotes(text.index('"', at), "this quote is not closed")
        else:
            ends = (text.find(mark, at) for mark in (delimiter, "\n"))
            stop = min((one for one in ends if one >= 0), default=len(text))
            cell = text[at:stop]
        cells.append(cell.strip())
        at = stop + 1
        if stop >= len(text) or text[stop] != delimiter:
            return CsvRecord(cells, offsets), at
