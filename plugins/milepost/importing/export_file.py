"""An export as a table: its first line, its rows, and the place of every cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from milepost.importing.export_columns import ExportColumns, columns_of
from milepost.problem import Level, MilepostError, Problem
from milepost.tables.csv_records import BadQuotes, CsvRecord, records
from milepost.yaml.text import SourceText, decode

_DELIMITERS = (",", ";", "\t")
_SYNTAX = "csv-syntax"
_LONGEST_PREAMBLE = 10  # lines of an export before the names of its columns


@dataclass(frozen=True, slots=True)
class ExportCell:
    """A cell that holds something, and its character offset."""

    text: str
    offset: int


@dataclass(frozen=True, slots=True)
class ExportRow:
    """A row: the cells of each field, empty ones left out; of a repeated column, all of them."""

    offset: int
    cells: Mapping[str, tuple[ExportCell, ...]]

    def cell(self, field: str) -> ExportCell | None:
        """The only cell of a field, or the last of several."""
        found = self.cells.get(field)
        return found[-1] if found else None


@dataclass(frozen=True, slots=True)
class Export:
    """A file that a tool has exported. `problems` are about single rows, which are not among `rows`."""

    source: SourceText
    columns: ExportColumns
    rows: tuple[ExportRow, ...]
    problems: tuple[Problem, ...]


def read_export(path: str, content: bytes, chosen: Mapping[str, str]) -> Export:
    """An export from its bytes; `chosen` as in `columns_of`.

    Raises MilepostError if it is not UTF-8, has an open quote, or lacks a column without which nothing can be imported.
    """
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        content = content.decode("utf-16").encode()
    source = decode(path, content)
    try:
        every = list(records(source.text, _delimiter(source.text)))
    except BadQuotes as error:
        hint = 'close it, or write two quotes ("") for one in the text'
        raise MilepostError(_problem(str(error), source, error.offset, hint)) from None
    filled = [record for record in every if not record.is_blank]
    if not filled:
        raise MilepostError(Problem("file-empty", Level.ERROR, "the file is empty", source.place(0), None))
    start, columns = _header(filled, source, chosen)
    width = len(filled[start].cells)
    rows: list[ExportRow] = []
    problems: list[Problem] = []
    for record in filled[start + 1 :]:
        if len(record.cells) > width:
            message = f"{len(record.cells)} cells in this row, and {width} columns"
            problems.append(
                _problem(message, source, record.offsets[width], "put text with a delimiter in it in quotes")
            )
        else:
            rows.append(ExportRow(record.offsets[0], dict(_fields(record, columns))))
    return Export(source, columns, tuple(rows), tuple(problems))


def _delimiter(text: str) -> str:
    """The delimiter of which the first lines have most."""
    first = text[:4000].split("\n", _LONGEST_PREAMBLE)[:_LONGEST_PREAMBLE]
    return max(_DELIMITERS, key=lambda one: max((line.count(one) for line in first), default=0))


def _header(filled: list[CsvRecord], source: SourceText, chosen: Mapping[str, str]) -> tuple[int, ExportColumns]:
    """The place of the line with the names of the columns, and what they are; a few lines may precede it."""
    reasons: list[Problem] = []
    for start, record in enumerate(filled[:_LONGEST_PREAMBLE]):
        columns, problems = columns_of(record, source, chosen)
        if columns:
            return start, columns
        reasons = reasons or problems
    raise MilepostError(*reasons)


def _fields(record: CsvRecord, columns: ExportColumns) -> Iterator[tuple[str, tuple[ExportCell, ...]]]:
    for field, places in columns.places.items():
        cells = ((record.cells[place], record.offsets[place]) for place in places if place < len(record.cells))
        if found := tuple(ExportCell(text, offset) for text, offset in cells if text):
            yield field, found


def _problem(message: str, source: SourceText, offset: int, hint: str | None) -> Problem:
    return Problem(_SYNTAX, Level.ERROR, message, source.place(min(offset, len(source.text))), hint)
