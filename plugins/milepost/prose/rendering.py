"""Render Markdown text fields: each on its own, sanitized, cached, with links that each page resolves."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from html import unescape
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup, escape

from milepost.kinds.registry import LINKED_TYPES

ID_PREFIX = "text-"

_EXTENSIONS = ("tables", "fenced_code", "sane_lists", "def_list", "pymdownx.tilde", "toc")
_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "code", "dd", "del", "dl", "dt", "em", "h2", "h3",
    "h4", "h5", "h6", "hr", "i", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "samp",
    "small", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "var",
}  # fmt: skip
_ATTRIBUTES: dict[str, set[str]] = {
    "*": set(),
    "a": {"href"},
    "abbr": {"title"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    **{heading: {"id"} for heading in ("h2", "h3", "h4", "h5", "h6")},
}
_LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)
_MARKUP = re.compile(r"[\\`*_\[\]<>&~|#=\x00-\x09\x0b-\x1f\x7f-\xa0]|^[ :+-]|^\d+[.)]| $|\n\n\n", re.MULTILINE)
# Emphasis and code between spaces, with nothing in them that could be markup: most markup of most texts.
_SIMPLE = re.compile(
    r"(?<![^\s(])(?:\*\*(?P<strong>[^\W_][^\\`*_\[\]<>&~|#=\s]*(?: [^\\`*_\[\]<>&~|#=\s]+)*)\*\*"
    r"|`(?P<code>[^\W_](?:[^\\`<>&|~*\s]| (?! |`))*)`)(?![^\s.,;:!?)])"
)
# Source that may not appear on the page: raw HTML with comments, reference definitions, and escapes of all kinds.
UNDRAWN = re.compile(r"[<>&\\\x00-\x08\x0b-\x1f\x7f-\xa0]|\]\s?[\[:]|!\[|\][(][^)]*[ <\"'(\n]|`{3}|~{3}")


def is_plain(text: str) -> bool:
    """Whether a text has no markup, so that Markdown only makes paragraphs of it."""
    return _MARKUP.search(text) is None


@dataclass(frozen=True, slots=True)
class TextLink:
    """A link by type and id, with the sanitized HTML of its label."""

    type: str
    ref: str
    words: str


@dataclass(frozen=True, slots=True)
class Fragment:
    """The HTML of a text in pieces; a TextLink marks where each page inserts its own address."""

    pieces: tuple[str | TextLink, ...]

    def resolve(self, address: Callable[[str, str], str | None]) -> Markup:
        """The HTML for one page. A link whose `address(type, ref)` is None is reduced to its label."""
        return Markup("".join(piece if isinstance(piece, str) else _anchor(piece, address) for piece in self.pieces))


def _anchor(link: TextLink, address: Callable[[str, str], str | None]) -> str:
    found = address(link.type, link.ref)
    return f'<a href="{escape(found)}">{link.words}</a>' if found else link.words


class Prose:
    """Renders texts whose first heading becomes `h<level>`, 2 to 5."""

    def __init__(self, level: int) -> None:
        self._level = level
        self._markdown = self._converter()
        self.fragment = lru_cache(maxsize=4096)(self._fragment)

    def _fragment(self, text: str) -> Fragment:
        if is_plain(text):
            return Fragment((_paragraphs(text),))
        if is_plain(_SIMPLE.sub("a", text)):
            return Fragment((_paragraphs(_SIMPLE.sub(_simple, text)),))
        self._markdown.reset()
        try:
            html = self._markdown.convert(text)
        except RecursionError:  # nested in a way that reading did not foresee
            self._markdown = self._converter()  # the other one stopped halfway
            html = f"<pre>{escape(text)}</pre>"
        return Fragment(tuple(_pieces(_CLEANER.clean(html))))

    def _converter(self) -> Markdown:
        configs = {"toc": {"baselevel": self._level}}
        return Markdown(extensions=[*_EXTENSIONS, _ImagesAsLinks()], extension_configs=configs, output_format="html")


# Rendering depends on the text alone, so one renderer for each level serves all pages.
prose_of_level = cache(Prose)


def _paragraphs(text: str) -> str:
    """What Markdown makes of a text without markup, but many times faster."""
    return "\n".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n\n"))


def _simple(found: re.Match[str]) -> str:
    strong, code = found["strong"], found["code"]
    return f"<strong>{strong}</strong>" if strong else f"<code>{code}</code>"


# Shared, since creating a cleaner takes ten times as long as using it.
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    link_rel=None,
    url_schemes={"http", "https", "mailto", *LINKED_TYPES},
    url_relative=lambda url: f"#{ID_PREFIX}{url[1:]}" if url.startswith("#") else None,
    id_prefix=ID_PREFIX,
)


def _pieces(html: str) -> list[str | TextLink]:
    """Split sanitized HTML at its typed links."""
    pieces: list[str | TextLink] = []
    end = 0
    for match in _LINK.finditer(html):
        scheme, _, ref = unescape(match[1]).partition(":")
        if scheme in LINKED_TYPES:
            pieces += [html[end : match.start()], TextLink(scheme, ref, match[2])]
            end = match.end()
    return [*pieces, html[end:]]


class _ImagesAsLinks(Extension):
    """Turns images in text fields into links, so that no page loads anything from other servers."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.treeprocessors.register(_LinkImages(md), "milepost-images", 5)


class _LinkImages(Treeprocessor):
    def run(self, root: Element) -> None:
        for parent in root.iter():
            for image in parent.findall("img"):
                image.tag = "span" if parent.tag == "a" else "a"
                image.text = image.get("alt")
                image.attrib = {"href": image.get("src", "")}
