"""Bytes to text, and offsets to the lines and columns an editor shows."""

from __future__ import annotations

import tracemalloc

import pytest
from tests.support.source import problem_of, tree_of

from milepost.problem import MilepostError
from milepost.yaml.text import MAX_EXCERPT, SourceText, decode


def test_latin_1_is_refused_at_its_first_byte() -> None:
    problem = problem_of("kind: roadmap\ntitle: Café\n".encode("latin-1"))
    assert problem.headline == "a.yml:2:11: file-encoding: byte 0xe9 is not UTF-8"
    assert problem.hint == "save the file as UTF-8"
    assert problem.place
    assert problem.place.excerpt == "title: Caf\N{REPLACEMENT CHARACTER}"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_other_encodings_of_unicode_are_refused(encoding: str) -> None:
    assert problem_of("title: é\n".encode(encoding)).rule in ("file-encoding", "file-control-character")


def test_a_place_after_a_byte_order_mark_counts_from_it() -> None:
    problem = problem_of(b"\xef\xbb\xbfa: \xff")
    assert problem.place
    assert (problem.place.line, problem.place.column) == (1, 4)


@pytest.mark.parametrize(
    ("character", "name"),
    [("\x00", "U+0000"), ("\x07", "U+0007"), ("\x1b", "U+001B"), ("\x7f", "U+007F"), ("\x9b", "U+009B"),
     ("\ufffe", "U+FFFE"), ("\ufeff", "U+FEFF")],
)  # fmt: skip
def test_control_characters_are_refused_where_they_stand(character: str, name: str) -> None:
    problem = problem_of(f"a: b\nc: d{character}e\n")
    assert problem.headline == f"a.yml:2:5: file-control-character: control character {name} is not allowed"
    assert problem.hint == "delete it"


def test_a_byte_order_mark_at_the_beginning_is_fine() -> None:
    assert tree_of(b"\xef\xbb\xbfa: b") == {"a": "b"}


def test_a_second_byte_order_mark_is_not() -> None:
    assert problem_of("\ufeff\ufeffa: b").headline.startswith("a.yml:1:1: file-control-character")


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("separator", ["", "\u2028", "\u2029", "\x85"])
@pytest.mark.parametrize("before", ["", "é", "🚢", "日本", "e\u0301"])
def test_places_are_those_an_editor_shows(before: str, separator: str, line_end: str) -> None:
    lines = ["a: b", f"t: '{before}{separator}x'", f"'{before}': 1", "c: d", f"'{before}k': *x"]
    problem = problem_of(line_end.join(lines))
    assert problem.place
    assert (problem.place.line, problem.place.column) == (5, len(before) + 6)
    assert problem.place.excerpt == lines[4]


@pytest.mark.usefixtures("parser")
def test_line_separators_inside_a_text_do_not_shift_what_follows() -> None:
    problem = problem_of("a: 'x\u2028y\x85z\u2029'\n# \u2028\nb: 1\nb: 2\n")
    assert problem.place
    assert (problem.place.line, problem.place.column, problem.place.excerpt) == (4, 1, "b: 2")


def test_a_character_beyond_the_basic_plane_is_one_column() -> None:
    source = SourceText("a.yml", "🚢🚢x")
    assert source.place(2).column == 3


def test_a_tab_is_one_column() -> None:
    assert SourceText("a.yml", "a:\tb").place(3).column == 4


def test_the_last_line_needs_no_line_end() -> None:
    place = SourceText("a.yml", "a\nbc").place(4)
    assert (place.line, place.column, place.excerpt) == (2, 3, "bc")


def test_the_end_of_a_file_is_a_line_of_its_own_after_a_line_end() -> None:
    place = SourceText("a.yml", "a\n").place(2)
    assert (place.line, place.column, place.excerpt) == (2, 1, "")


def test_an_excerpt_is_cut_and_left_out_far_to_the_right() -> None:
    source = SourceText("a.yml", "a" * 10_000)
    assert source.place(5).excerpt == "a" * MAX_EXCERPT
    assert source.place(9_000).excerpt == ""
    assert source.place(9_000).column == 9_001


def test_nothing_but_a_milepost_error_tells_of_a_bad_file() -> None:
    with pytest.raises(MilepostError) as caught:
        decode("a.yml", b"\xff")
    assert caught.value.__suppress_context__


def test_places_are_right_on_both_sides_of_every_block_of_a_long_text() -> None:
    text = "".join("x" * (number % 700) + "\n" for number in range(300))
    source = SourceText("a.yml", text)
    for offset in [*range(0, len(text), 97), *range(16_300, 16_500), len(text)]:
        before = text[:offset]
        place = source.place(offset)
        assert (place.line, place.column) == (before.count("\n") + 1, offset - before.rfind("\n"))
        assert place.excerpt == text.split("\n")[place.line - 1]


def test_a_line_longer_than_a_block_begins_where_it_begins() -> None:
    source = SourceText("a.yml", "a\n" + "x" * 100_000 + "\nb")
    assert (source.place(90_000).line, source.place(90_000).column) == (2, 89_999)
    assert (source.place(100_003).line, source.place(100_003).column) == (3, 1)


def test_millions_of_lines_cost_no_index() -> None:
    source = SourceText("a.yml", "a\n" * 4_000_000)
    tracemalloc.start()
    try:
        assert source.place(7_999_999).line == 4_000_000
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()
