"""What MkDocs takes from the beginning of a page, and what of it says who may read the page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.utils.meta import get_data
from tests.support.spellings import ORDINARY, READ, UNREAD

from milepost.front_matter.page_audience import PageAudience, page_audience
from milepost.front_matter.parser import decode_page, read_front_matter, with_line_feeds
from milepost.leak_check.redacted_pages import plain_audience

AUDIENCES = ("public", "partners", "internal")
LINES = [
    "---", "--- ", "----", "...", "", "title: x", "Title: x", "audience: internal", "Audience: public", "    more", "\tmore",
    "Note: x", "text", "a: [1", "date: 2026-02-30", " k: v", "# h", "- a", "a:b", "? x", "\x0c", "\u0085", "\u00a0", "a: &b c", "d: *b",
]  # fmt: skip


def read(text: str, audiences: tuple[str, ...] = ("public", "internal")) -> PageAudience:
    return page_audience("docs/a.md", decoded(text), audiences)


def decoded(text: str) -> str:
    """A text as it is read from a file."""
    return decode_page(text.encode())


@given(st.lists(st.sampled_from(LINES), max_size=9), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
def test_front_matter_is_what_mkdocs_reads(lines: list[str], end: str, ended: bool) -> None:
    text = end.join(lines) + (end if ended else "")
    found = read_front_matter(text)
    assert (found.body, found.fields or {}) == get_data(with_line_feeds(text))


@given(st.text(alphabet="-: \n\r\t\"'[]{}#&*!audienc\ufeff", max_size=60))
def test_front_matter_is_what_mkdocs_reads_of_any_text(text: str) -> None:
    found = read_front_matter(text)
    assert (found.body, found.fields or {}) == get_data(with_line_feeds(text))


@pytest.mark.parametrize("name", READ)
def test_a_page_that_mkdocs_can_read_is_internal(name: str) -> None:
    found = read(READ[name])
    assert (found.audience, found.problems) == ("internal", ())


@pytest.mark.parametrize("name", UNREAD)
def test_whatever_else_seems_to_say_so_is_an_error_at_its_place_and_closes_the_page(name: str) -> None:
    found = read(UNREAD[name])
    (problem,) = found.problems
    assert found.audience == "internal"
    assert problem.rule in ("page-front-matter", "unknown-audience")
    assert problem.hint or "cannot be read" in problem.message
    assert problem.place
    text = decoded(UNREAD[name])
    assert problem.place.excerpt == text.split("\n")[problem.place.line - 1]
    assert 1 <= problem.place.column <= len(problem.place.excerpt) + 1


@pytest.mark.parametrize("name", ORDINARY)
def test_an_ordinary_page_says_nothing(name: str) -> None:
    found = read(ORDINARY[name])
    assert (found.audience, found.problems) == (None, ())


@pytest.mark.parametrize("name", ORDINARY)
def test_a_page_that_is_plainly_public_may_hold_any_text(name: str) -> None:
    if not ORDINARY[name].startswith(("---\ntitle", "---\r\n", "---\ndate")):
        found = read("---\naudience: public\n---\n" + ORDINARY[name])
        assert (found.audience, found.problems) == ("public", ())


@pytest.mark.parametrize("text", ["audience: internal\n", "<!-- audience: internal -->\n", "**Audience**: internal\n"])
def test_a_second_word_on_a_public_page_that_would_close_it_is_an_error(text: str) -> None:
    assert read(f"---\naudience: public\n---\n{text}\nWords.\n").problems[0].rule == "page-front-matter"
    assert read(f"---\naudience: internal\n---\n{text}\nWords.\n").problems == ()


@pytest.mark.parametrize("group", [READ, UNREAD, ORDINARY])
@pytest.mark.parametrize("audience", ["public", "partners"])
def test_the_redacted_copy_never_hides_what_the_filter_shows(group: dict[str, str], audience: str) -> None:
    for name, spelling in group.items():
        text = decoded(spelling.replace("internal", audience))
        found = page_audience("docs/a.md", text, AUDIENCES)
        plain = plain_audience(text, AUDIENCES)
        assert found.problems or plain == found.audience, name


@pytest.mark.parametrize("name", READ)
def test_the_redacted_copy_reads_the_plain_forms_too(name: str) -> None:
    assert plain_audience(decoded(READ[name]), AUDIENCES) == "internal"


CLOSED_BY_BOTH = [
    "colon in a title", "a day there is not", "blank line before", "comment before", "capital", "capitals", "blank",
    "doubled", "TOML", "list", "full-width colon", "no-break space", "four dashes", "no end", "HTML comment", "nested",
    "no space behind the colon", "equals sign",
]  # fmt: skip


@pytest.mark.parametrize("name", CLOSED_BY_BOTH)
def test_the_redacted_copy_hides_what_was_published_before(name: str) -> None:
    assert plain_audience(decoded(UNREAD[name]), AUDIENCES) == "internal"


def test_deep_front_matter_and_bombs_cost_nothing() -> None:
    for text in (
        "a: " + "[" * 100_000,
        "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)),
    ):
        assert read(f"---\n{text}\naudience: internal\n---\n").problems


def test_bytes_are_read_as_mkdocs_reads_a_file() -> None:
    assert decode_page(b"\xef\xbb\xbf---\r\na: b\r---\n") == "---\na: b\n---\n"
    with pytest.raises(UnicodeDecodeError):
        decode_page(b"\xff")
