"""Texts of one page keep out of each other's way."""

from __future__ import annotations

import re

from milepost.prose.rendering import Prose
from milepost.render.page_buffer import PageBuffer


def html(text: str) -> str:
    return str(Prose(3).fragment(text).resolve(lambda *_: None))


def ids(html: str) -> list[str]:
    return re.findall(r' id="([^"]*)"', html)


def test_two_texts_with_the_same_heading_have_ids_of_their_own_and_each_links_to_its_own() -> None:
    buffer, text = PageBuffer(str), html("# Risks\n\n[up](#risks)")
    first, second = buffer.apart(text), buffer.apart(text)

    assert ids(first + second) == ["text-risks", "text-risks_2"]
    assert 'href="#text-risks"' in first
    assert 'href="#text-risks_2"' in second


def test_a_link_to_a_heading_of_another_text_stays() -> None:
    buffer = PageBuffer(str)
    buffer.apart(html("# Risks"))

    assert 'href="#text-risks"' in buffer.apart(html("[Risks](#risks)"))


def test_every_block_of_code_has_an_id_of_its_own() -> None:
    buffer, text = PageBuffer(str), html("```\none\n```\n\n    two\n")
    found = ids(buffer.apart(text) + buffer.apart(text) + f' id="{buffer.code_id()}"')

    assert len(set(found)) == len(found) == 5


def test_sheets_of_one_page_are_kept_apart_by_their_prefix() -> None:
    text = html("# Risks\n\n[up](#risks)\n\n```\ncode\n```")
    first, second = (PageBuffer(str, prefix).apart(text) for prefix in ("view-1-", "view-2-"))

    assert ids(first) == ["view-1-text-risks", "_mp-view-1-code-1"]
    assert not set(ids(first)) & set(ids(second))
    assert 'href="#view-2-text-risks"' in second


def test_words_that_look_like_an_id_stay_words() -> None:
    text = html('*x* &lt;h3 id="text-risks"&gt; `<pre>` <a href="#text-x">')

    assert re.sub(r' href="[^"]*"', "", PageBuffer(str).apart(text)) == re.sub(r' href="[^"]*"', "", text)
