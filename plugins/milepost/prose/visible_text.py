"""The text that readers see of a Markdown field or HTML: without comments, styles, addresses, and markup.

Everything that compares, searches, counts, or repeats words uses it: related lessons, similar post-mortems, search
records, checks, `diff`. Raw text would publish what its author believed nobody could see.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from html import unescape

from milepost.prose.rendering import UNDRAWN, is_plain, prose_of_level

# Entries: twice the texts of a large archive, of at most 20,000 characters each.
_CACHE_SIZE = 8192
_LEVEL = 3  # of the first heading: the most common one, and it does not affect the words

_NOT_DRAWN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|template|noscript)\b[^<>]*>.*?(?:</\1\s*>|\Z)|<!\w[^<>]*>|<\?[^<>]*>",
    re.DOTALL | re.IGNORECASE,
)
_ANCHOR = re.compile(r"</?a\b[^<>]*>")
_WITHIN_A_WORD = re.compile(r"</?(?:abbr|b|code|del|em|i|ins|kbd|mark|q|s|samp|strong|su[bp]|u|var|wbr)\b[^<>]*>")
_BLOCK = re.compile(
    r"</?(?:blockquote|br|caption|d[dlt]|div|h[1-6r]|li|[ou]l|p|pre|section|table|t[bdhr]|tbody|tfoot|thead)\b[^<>]*>"
)
_TAG = re.compile(r"<[^<>]*>")
_GAP = re.compile(r" +(?=[,.;:!?)])")
_CODE = re.compile(r"<(pre|code)\b[^<>]*>.*?</\1>", re.DOTALL)
_ADDRESS = re.compile(r'\s(?:href|title)="([^"]*)"')


def visible_text(markdown: str) -> str:
    """The visible text of a Markdown field, each block on a line of its own."""
    return markdown if is_plain(markdown) else _visible(markdown)


def prose_text(markdown: str) -> str:
    """The visible text without code, in which words mean something else."""
    return markdown if is_plain(markdown) else _without_code(markdown)


def hidden_text(markdown: str) -> tuple[str, ...]:
    """Text in the page that is not displayed: link addresses and explanations of abbreviations."""
    return () if is_plain(markdown) else _hidden(markdown)


def rendered_source(markdown: str) -> str:
    """A comparable form of a Markdown field; two that differ only in comments are equal."""
    return _html(markdown) if UNDRAWN.search(markdown) else markdown


def text_of(html: str) -> str:
    """The displayed text of HTML, without tags, comments, scripts, styles, and templates; entities are decoded."""
    html = _NOT_DRAWN.sub(" ", html) if "<!" in html or "<?" in html or _holds_more(html) else html
    html = _TAG.sub(" ", _BLOCK.sub("\n", _WITHIN_A_WORD.sub("", html.replace("\n", " "))))
    lines = (_GAP.sub("", " ".join(line.split())) for line in unescape(html).split("\n"))
    return "\n".join(filter(None, lines))


def _holds_more(html: str) -> bool:
    """Whether HTML may have elements that are not displayed; a substring test is faster than a pattern."""
    folded = html.lower()
    return any(f"<{name}" in folded for name in ("script", "style", "template", "noscript"))


@lru_cache(maxsize=_CACHE_SIZE)
def _visible(markdown: str) -> str:
    return text_of(_ANCHOR.sub("", _html(markdown)))


@lru_cache(maxsize=_CACHE_SIZE)
def _without_code(markdown: str) -> str:
    html = _html(markdown)
    return text_of(_ANCHOR.sub("", _CODE.sub(" ", html))) if "<code" in html or "<pre" in html else _visible(markdown)


@lru_cache(maxsize=_CACHE_SIZE)
def _hidden(markdown: str) -> tuple[str, ...]:
    return tuple(unescape(found) for found in _ADDRESS.findall(_html(markdown, lambda *_: None)))


def _html(markdown: str, address: Callable[[str, str], str | None] = "{}:{}".format) -> str:
    return str(prose_of_level(_LEVEL).fragment(markdown).resolve(address))
