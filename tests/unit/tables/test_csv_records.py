"""Cells of a CSV text, each with its position, as the standard library reads them."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from milepost.tables.csv_records import BadQuotes, records

CELLS = st.text(st.sampled_from('ab1,;\t" \n'), max_size=6)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), max_size=5), st.sampled_from(",;\t"), st.booleans())
@example([['a"b', "c\nd"]], "\t", True)
@example([["", ""]], ",", False)
def test_what_another_program_writes_is_read_as_it_was(rows: list[list[str]], delimiter: str, every: bool) -> None:
    stream = io.StringIO()
    quoting = csv.QUOTE_ALL if every else csv.QUOTE_MINIMAL
    csv.writer(stream, delimiter=delimiter, quoting=quoting).writerows(rows)
    found = list(records(stream.getvalue(), delimiter))
    assert [one.cells for one in found] == [[cell.strip() for cell in row] for row in rows]


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=5))
def test_every_cell_is_where_its_position_says(rows: list[list[str]]) -> None:
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    text = stream.getvalue()
    for record in records(text, ","):
        for cell, at in zip(record.cells, record.offsets, strict=True):
            assert text[at:].lstrip(' "\n\t').startswith(cell.replace('"', '""').lstrip('"\n\t '))


def test_crlf_and_a_missing_last_line_end_make_no_difference() -> None:
    plain = [one.cells for one in records('a,"b"\n1,"2"\n', ",")]
    assert [one.cells for one in records('a,"b"\r\n1,"2"', ",")] == plain == [["a", "b"], ["1", "2"]]


def test_a_quote_within_a_cell_is_a_character() -> None:
    assert [one.cells for one in records('5" pipe,1\n', ",")] == [['5" pipe', "1"]]


@pytest.mark.parametrize(
    ("text", "offset", "message"),
    [('a,"b\nc,d\n', 2, "not closed"), ('a,"b""\n', 2, "not closed"), ('a,"b"c,d\n', 5, "behind a closing quote")],
)
def test_bad_quotes_have_a_place(text: str, offset: int, message: str) -> None:
    with pytest.raises(BadQuotes, match=message) as error:
        list(records(text, ","))
    assert error.value.offset == offset
