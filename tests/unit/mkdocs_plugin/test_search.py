"""What search is told of a generated page."""

from __future__ import annotations

import pytest
from material.plugins.search.plugin import Parser

from milepost.mkdocs_plugin.search import searched, words


def test_it_is_the_words_without_title_and_markup() -> None:
    html = '<header><h1 dir="auto">Title</h1><p>One &amp; two.</p></header><ul><li>a</li><li>b</li></ul>'
    assert words(html) == "<p>One &amp; two. a b</p>"


def test_words_stay_apart_and_whole() -> None:
    html = "<small>Need</small><a href='x'>Buy</a>, <b>in</b>side <span>12</span><span>June</span>."
    assert words(html) == "<p>Need Buy, inside 12 June.</p>"


def test_a_title_further_down_is_not_lost() -> None:
    assert words("<h1>First</h1><svg><path d=''/></svg><h2>Second</h2>") == "<p>Second</p>"


def test_a_flood_of_brackets_is_only_text() -> None:
    assert words("<" * 100_000 + "p>x") == f"<p>{'&lt;' * 99_999} x</p>"


def test_what_a_template_holds_and_nobody_draws_is_no_word() -> None:
    html = "<p>One<!-- a > two --></p><script>three</script><style>four</style><template>five</template>"
    assert words(html) == "<p>One</p>"


@pytest.mark.parametrize(
    ("html", "left"),
    [
        (
            "<p>One</p><table class='x' data-search-exclude><tr><td>two</td></tr></table><p>three</p>",
            "<p>One</p><p>three</p>",
        ),
        ("<ul data-search-exclude><li><ul><li>a</li></ul></li></ul>b<ul><li>c</li></ul>", "b<ul><li>c</li></ul>"),
        ("<ul data-search-exclude></ul ><ul data-search-exclude>x</ul>", ""),
        ("<ul data-search-exclude><li>never closed", "<ul data-search-exclude><li>never closed"),
        ("<ul><li>data-search-exclude</li></ul>", "<ul><li>data-search-exclude</li></ul>"),
        ("<h2 id='a' data-search-exclude>A</h2>b", "<h2 id='a' data-search-exclude>A</h2>b"),
        ("<uly data-search-exclude>a</uly>", "<uly data-search-exclude>a</uly>"),
    ],
)
def test_excluded_lists_and_tables_are_not_read(html: str, left: str) -> None:
    assert searched(html) == left


def test_the_plugin_finds_the_same_in_what_is_left() -> None:
    html = (
        "<h1>Title</h1><p>One</p><h2 id='a'>A</h2><table data-search-exclude><tr><th>no</th></tr></table><p>two</p>"
        "<div><h3 id='b'>B</h3><ol data-search-exclude><b>no</b></ol>three</div>four"
    )
    assert entries(searched(html)) == entries(html)
    assert "no" not in str(entries(html))


def entries(html: str) -> list[tuple[str | None, str, str]]:
    """What Material's search plugin finds in a page."""
    parser = Parser()
    parser.feed(html)
    parser.close()
    return [(section.id, "".join(section.title), "".join(section.text)) for section in parser.data]
