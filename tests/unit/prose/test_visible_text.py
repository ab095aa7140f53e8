"""The text that readers see is what a page draws of a text, whoever asks for it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support import undrawn

from milepost.prose.rendering import Prose
from milepost.prose.visible_text import hidden_text, prose_text, rendered_source, text_of, visible_text

PIECES = (
    "word", "other", " ", "\n", "\n\n", "**", "_", "`", "```", "[", "](item:a)", "](https://e.org/ 't')", "![", "<!--", "-->", "<b>",
    "</b>", "<script>", "</script>", "<style>", "</style>", "<p hidden>", "&amp;", "&#70;", "\\*", "# ", "- ", "1. ", "| a | b |\n|---|---|",
    "~~", "[x]: https://e.org 't'\n", "[x]", "<?pi?>", "<", ">", "&", "term\n: what", "    code", "é", "\u00a0",
)  # fmt: skip


class Reader(HTMLParser):
    """What a browser makes of cleaned HTML, by another parser than ours."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words = ""
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        self.words += data


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_it_is_what_a_page_draws(text: str) -> None:
    html = str(Prose(3).fragment(text).resolve(lambda *_: None))
    assert re.sub(r"\s", "", visible_text(text)) == re.sub(r"\s", "", Reader(html).words)


@given(st.lists(st.sampled_from(PIECES), max_size=10).map("".join))
def test_texts_of_which_the_same_is_drawn_look_the_same_on_a_page(text: str) -> None:
    def page(markdown: str) -> str:
        return str(Prose(3).fragment(markdown).resolve(lambda type, ref: f"{type}:{ref}"))

    hidden = f"{text}\n\n<!-- nobody reads this -->"
    if page(hidden) == page(text):
        assert rendered_source(hidden) in (rendered_source(text), page(text))


@pytest.mark.parametrize("place", undrawn.PLACES)
def test_what_is_not_drawn_is_no_part_of_it(place: str) -> None:
    text = undrawn.texts()[place]
    assert undrawn.secret_of(place) in text
    assert undrawn.SECRET not in visible_text(text)
    assert re.findall(r"(?:Drawn|[Ww]ords)\b", visible_text(text)) == ["Drawn", "Words" if "Words" in text else "words"]


def test_blocks_are_lines_and_words_stay_whole() -> None:
    text = "# Head\n\nAn *un*believable [tale](item:a),\nof <b>one</b>.\n\n- first\n- second\n\n![A map](https://e.org/m.png)"
    assert visible_text(text) == "Head\nAn unbelievable tale, of one.\nfirst\nsecond\nA map"


def test_escapes_and_references_are_read() -> None:
    assert visible_text(r"db\-3.prod &amp; &#70;alcon &lt;b&gt;") == "db-3.prod & Falcon <b>"


def test_what_is_set_as_code_can_be_left_out() -> None:
    assert visible_text("Use `@app.route` here.\n\n```\n@cached\n```") == "Use @app.route here.\n@cached"
    assert prose_text("Use `@app.route` here.\n\n```\n@cached\n```") == "Use here."
    assert prose_text("No code & none") == "No code & none"


def test_what_a_page_holds_without_drawing_it_are_addresses_and_explanations() -> None:
    text = "[x](https://a.example/?q=1&b=2) <abbr title='why'>y</abbr> <!-- https://no.example -->"
    assert hidden_text(text) == ("https://a.example/?q=1&b=2", "why")
    assert hidden_text("Plain words.") == ()


def test_a_page_is_read_without_comments_scripts_styles_and_templates() -> None:
    html = "<p>One <!-- a > b --></p><script>two</script><STYLE>three</STYLE><template>four</template><p>five &amp; six</p>"
    assert text_of(html) == "One\nfive & six"
    assert text_of("<p>cut off<!-- here") == "cut off"
