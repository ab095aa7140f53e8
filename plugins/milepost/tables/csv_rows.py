"""Read a CSV file as rows of a document: a tree as if they had been written in its YAML.

What is checked here is the table: its columns, quotes, and the length of its rows. Cells are read by the fields that
they hold, as values in YAML are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from milepost.problem import Level, Problem, quoted
from milepost.suggestions import nearest
from milepost.tables.csv_records import BadQuotes, CsvRecord, records
from milepost.yaml.nodes import Map, Seq
from milepost.yaml.text import SourceText

SUFFIX = ".csv"
MAX_ROWS = 200_000
DELIMITERS = (",", ";", "\t")
_NAMES = {",": "commas", ";": "semicolons", "\t": "tabs"}
_SYNTAX, _COLUMNS = "csv-syntax", "csv-columns"


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that rows may have. `required` must be there; `key` is the one of them that names a row."""

    known: tuple[str, ...]
    required: tuple[str, ...]
    key: str

    @property
    def header(self) -> str:
        """The first line of a file with all columns."""
        return ",".join(self.known)


@dataclass(slots=True)
class TableRows:
    """The rows of a table as a sequence of mappings.

    `without_value` are rows whose required cells but the key are all empty: they state that there is no value.
    """

    rows: Seq
    without_value: list[Map] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_rows(source: SourceText, columns: Columns, base: int, at: int) -> TableRows:
    """The rows of a CSV text. `base` is added to all offsets in it; `at` is the position of the whole sequence."""
    found = TableRows(Seq(at))
    delimiter = delimiter_of(source.text, columns)
    read = records(source.text, delimiter)
    try:
        header = next((record for record in read if not record.is_blank), None)
        if header is None:
            message = "the file is empty"
            found.problems.append(
                _problem("file-empty", message, source, 0, f"begin it with the line {columns.header}")
            )
            return found
        names = [cell.lower() for cell in header.cells]
        found.problems += _column_problems(names, header, columns, source)
        if not found.problems:
            _add_rows(found, read, names, columns, source, base, delimiter)
    except BadQuotes as error:
        hint = 'close it, or write two quotes ("") for one in the text'
        found.problems.append(_problem(_SYNTAX, str(error), source, error.offset, hint))
    return found


def delimiter_of(text: str, columns: Columns) -> str:
    """The delimiter that the first line is written with: the one that gives most of the columns."""
    first = text.lstrip().partition("\n")[0]

    def known(delimiter: str) -> int:
        return sum(cell.strip(' "').lower() in columns.known for cell in first.split(delimiter))

    return max(DELIMITERS, key=lambda delimiter: (known(delimiter), first.count(delimiter)))


def _column_problems(names: list[str], header: CsvRecord, columns: Columns, source: SourceText) -> Iterator[Problem]:
    """One problem for a header that names no column, else one for unknown, repeated, and missing columns each."""
    hint = f"begin the file with the line {columns.header}"
    known = set(names).intersection(columns.known)
    if not known:
        yield _problem(_COLUMNS, "the first line names no column", source, header.offsets[0], hint)
        return
    unknown = [n for n, name in enumerate(names) if name not in columns.known]
    if unknown:
        cells = [quoted(header.cells[n]) if header.cells[n] else "one without a name" for n in unknown]
        listed = ", ".join(cells[:5]) + (", …" if len(cells) > 5 else "")
        message = f"unknown {'column' if len(unknown) == 1 else 'columns'}: {listed}"
        guess = nearest(header.cells[unknown[0]], columns.known, "the columns are: ")
        yield _problem(_COLUMNS, message, source, header.offsets[unknown[0]], guess)
    for n, name in enumerate(names):
        if name in columns.known and names.index(name) < n:
            yield _problem(_COLUMNS, f"a second column {quoted(name)}", source, header.offsets[n], "delete one of them")
    missing = [name for name in columns.required if name not in known]
    if missing and not unknown:
        message = f"the column {quoted(missing[0])} is missing"
        yield _problem(_COLUMNS, message, source, header.offsets[0], hint)


def _add_rows(
    found: TableRows,
    read: Iterator[CsvRecord],
    names: Sequence[str],
    columns: Columns,
    source: SourceText,
    base: int,
    delimiter: str,
) -> None:
    width = len(names)
    values = [n for n, name in enumerate(names) if name in columns.required and name != columns.key]
    for record in read:
        cells, offsets = record.cells, record.offsets
        if not any(cells):
            continue
        if len(cells) != width:
            found.problems.append(_ragged(record, names, source, delimiter))
            continue
        row = Map(base + offsets[0])
        for n, cell in enumerate(cells):
            if cell:
                row[names[n]] = cell
                at = base + offsets[n]
                row.offsets += (at, at)
        if not any(cells[n] for n in values):
            found.without_value.append(row)
            continue
        found.rows.append(row)
        found.rows.values_at.append(row.start)
        if len(found.rows) > MAX_ROWS:
            message = f"more than {MAX_ROWS:,} rows in one file"
            found.problems.append(
                _problem("csv-too-large", message, source, offsets[0], "keep fewer periods, or longer ones")
            )
            return


def _ragged(record: CsvRecord, names: Sequence[str], source: SourceText, delimiter: str) -> Problem:
    count, width = len(record.cells), len(names)
    message = f"{count} {'cell' if count == 1 else 'cells'} in this row, and {width} columns in the first line"
    at = record.offsets[width] if count > width else record.offsets[-1]
    hint = f"write one cell for each column, between {_NAMES[delimiter]}; a cell may be empty"
    if delimiter == "," and count == width + 1:
        pair = next((n for n in range(count - 1) if all(c.isdigit() for c in record.cells[n : n + 2])), None)
        if pair is not None:
            whole, part = record.cells[pair : pair + 2]
            hint = f"write {whole}.{part} for a decimal fraction, or {whole}{part} for a number in thousands"
            at = record.offsets[pair]
    return _problem(_SYNTAX, message, source, at, hint)


def _problem(rule: str, message: str, source: SourceText, offset: int, hint: str | None) -> Problem:
    return Problem(rule, Level.ERROR, message, source.place(min(offset, len(source.text))), hint)
