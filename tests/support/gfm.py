"""What a forge shows of Markdown: parsed by GitHub's own parser, then by what GitHub and GitLab look for in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from cmarkgfm import cmark

INVISIBLE = "\N{WORD JOINER}"
_OPTIONS = cmark.Options.CMARK_OPT_UNSAFE | cmark.Options.CMARK_OPT_FOOTNOTES
_EXTENSIONS = ["table", "autolink", "strikethrough", "tasklist"]
_VOID = {"br", "hr", "img", "input"}
_FOUND = {
    "somebody": r"(?<![\w/.])@[a-z0-9\"]",
    "an issue": r"(?<!\w)(?:[\w.-]+/[\w.-]+)?#\d",
    "an issue of old": r"\bGH-\d",
    "a merge request": r"(?<!\w)!\d",
    "an epic": r"(?<!\w)&\d",
    "a snippet": r"(?<!\w)\$\d+\b(?=[^,.\d]|$)",
    "a label or milestone": r"(?<!\w)[~%][\w\"]",
    "a commit": r"(?<![0-9a-zA-Z])[0-9a-fA-F]{7,40}(?![0-9a-zA-Z])",
    "a picture": r":[a-z0-9_+-]+:",
    "an address": r"\b[a-z][a-z0-9+.-]*://|\bwww\.\w|\bmailto:[^\s@]+@\w|(?<![\w.+-])[\w.+-]+@[\w-]+\.\w",
    "a formula": r"\$\S[^$]*\$|\$`",
    "words put in or taken out": r"[{\[][+-]",
}


@dataclass
class Shown:
    """What a reader sees: elements as `a href`, the text, and what the forge would make something of."""

    elements: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    text: str = ""
    told: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The visible text on one line."""
        return " ".join(self.text.replace(INVISIBLE, "").split())


def read(markdown: str) -> Shown:
    """What is shown of a comment."""
    page = _Page()
    page.feed(cmark.markdown_to_html_with_extensions(markdown, _OPTIONS, extensions=_EXTENSIONS))
    page.close()
    shown = page.shown
    for piece in page.pieces:
        shown.told += [what for what, pattern in _FOUND.items() if re.search(pattern, piece, re.IGNORECASE)]
    return shown


class _Page(HTMLParser):
    """Collects elements and text; pieces of text that an element parts are looked at one by one."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.shown = Shown()
        self.pieces: list[str] = []
        self._code = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.shown.elements.append(" ".join([tag, *(f"{name}={value}" for name, value in attrs if name != "href")]))
        self.shown.links += [value or "" for name, value in attrs if name in ("href", "src")]
        self._code += tag in ("code", "pre")

    def handle_endtag(self, tag: str) -> None:
        self._code -= tag in ("code", "pre")

    def handle_comment(self, data: str) -> None:
        self.shown.elements.append(f"<!--{data}-->")

    def handle_data(self, data: str) -> None:
        self.shown.text += data
        if not self._code:
            self.pieces.append(data)
