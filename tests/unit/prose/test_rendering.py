"""Text fields become clean HTML: nothing in them can run, clash with the page, or lead astray."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from milepost.prose import rendering
from milepost.prose.rendering import Fragment, Prose, TextLink


def html(text: str, level: int = 3) -> str:
    return str(Prose(level).fragment(text).resolve(lambda type, ref: f"../{type}/{ref}/"))


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html,hi)",
        "[x](vbscript:x)",
        '<a href="javascript:alert(1)">x</a>',
        "<iframe src=https://example.org></iframe>",
        "<style>body{display:none}</style>",
        '<p style="position:fixed" onclick="x()">y</p>',
        "<form action=https://example.org><input></form>",
        "<svg><use href=#x /></svg>",
        "![x](https://example.org/pixel.png)",
        '[x](https://example.org "a\\" onclick=\\"x")',
    ],
)
def test_nothing_in_a_text_can_run_or_load(hostile: str) -> None:
    found = html(hostile)
    assert not re.search(r"<(script|img|iframe|style|form|input|svg|object|base|meta)|\son\w+=|style=", found)
    assert not re.search(r'href="(?!https://|#|\.\./)', found)


def test_a_typed_link_becomes_a_token_that_each_page_resolves() -> None:
    fragment = Prose(3).fragment("See [the *cart*](item:checkout) now.")
    assert fragment == Fragment(("<p>See ", TextLink("item", "checkout", "the <em>cart</em>"), " now.</p>"))
    assert fragment.resolve(lambda *_: "../a&b/") == '<p>See <a href="../a&amp;b/">the <em>cart</em></a> now.</p>'


def test_a_link_that_leads_nowhere_leaves_its_words() -> None:
    assert Prose(3).fragment("[Secret](item:x)").resolve(lambda *_: None) == "<p>Secret</p>"


def test_a_nested_entity_is_named_by_its_parent() -> None:
    assert html("[x](kr:boarding/median)") == '<p><a href="../kr/boarding/median/">x</a></p>'


def test_headings_are_demoted_and_their_ids_kept_apart() -> None:
    found = html("# One\n\n## Two\n\n[down](#two)", level=3)
    assert '<h3 id="text-one">One</h3>' in found
    assert '<h4 id="text-two">Two</h4>' in found
    assert '<a href="#text-two">down</a>' in found


def test_an_image_is_a_link_that_says_what_it_shows() -> None:
    assert html("![A map](https://example.org/map.png)") == '<p><a href="https://example.org/map.png">A map</a></p>'
    assert html("[![Build](b.svg)](https://example.org)") == '<p><a href="https://example.org">Build</a></p>'
    assert "![A](b)" in html("`![A](b)`")


def test_a_relative_link_leads_nowhere_since_a_text_has_no_place() -> None:
    assert "href" not in html("[x](../../secret.md)")


def test_tables_code_and_lists_are_kept() -> None:
    found = html("|a|b|\n|-|-|\n|1|2|\n\n```\nx < 1\n```\n\n- ~~one~~\n- two")
    assert all(
        part in found for part in ("<td>1</td>", "<pre><code>x &lt; 1\n</code></pre>", "<li><del>one</del></li>")
    )


def test_a_text_nested_beyond_reading_is_shown_as_typed() -> None:
    renderer = Prose(3)
    deep = "1. " * 1_000 + "<b>"
    assert str(renderer.fragment(deep).resolve(lambda *_: None)) == f"<pre>{deep.replace('<b>', '&lt;b&gt;')}</pre>"
    assert html("- a\n\nb") == str(renderer.fragment("- a\n\nb").resolve(lambda *_: None))


@given(st.text(alphabet="ab1 .,:;!?'\"()/%-+*_#>&<|=~`\\[]\n\té—", max_size=60))
def test_the_short_way_for_plain_text_gives_what_markdown_gives(text: str) -> None:
    text = text.strip()
    renderer = Prose(3)
    quick = renderer.fragment(text)
    if text and not rendering._MARKUP.search(text):
        slow = rendering._CLEANER.clean(renderer._markdown.reset().convert(text))
        assert quick.resolve(lambda *_: None).replace("\n", " ") == slow.replace("\n", " ")


PARTS = [
    "a",
    "**",
    "`",
    "*",
    "b c",
    " ",
    " ",
    ".",
    ",",
    "(",
    ")",
    "\n",
    "\n\n",
    "_",
    "1",
    "-",
    "é",
    "'",
    '"',
    "b-1",
    "/",
    ":",
    "x=1",
]


@given(
    st.lists(st.sampled_from([*PARTS, "**bold**", "`code`", "**two words**", "`some.code(x)`", " **b**, ", " `c` "]))
)
@settings(max_examples=100)
@example(["**bold** and `code`."])
@example(["(**bold**)\n`code`:\n\n**two words**!"])
@example(["a **b **c** d** e"])
@example(["`a **b` c**"])
@example(["**1. a**"])
@example(["`a`\n---"])
def test_the_short_way_for_simple_markup_gives_what_markdown_gives(parts: list[str]) -> None:
    text = "".join(parts).strip() or "a"
    renderer = Prose(3)
    quick = renderer.fragment(text)
    slow = rendering._CLEANER.clean(renderer._markdown.reset().convert(text))
    assert quick.resolve(lambda *_: None).replace("\n", " ") == slow.replace("\n", " ")


def test_most_markup_is_rendered_the_short_way(monkeypatch: pytest.MonkeyPatch) -> None:
    renderer = Prose(3)
    monkeypatch.setattr(renderer, "_markdown", None)
    found = renderer.fragment("The **gate** reads `ticket.id`, and\nthe **second gate**.\n\n(`x`) is **new**!")
    assert str(found.resolve(lambda *_: None)) == (
        "<p>The <strong>gate</strong> reads <code>ticket.id</code>, and\nthe <strong>second gate</strong>.</p>\n"
        "<p>(<code>x</code>) is <strong>new</strong>!</p>"
    )


def test_a_text_is_rendered_once_however_often_it_is_shown() -> None:
    renderer = Prose(3)
    assert renderer.fragment("Some *text*") is renderer.fragment("Some *text*")
