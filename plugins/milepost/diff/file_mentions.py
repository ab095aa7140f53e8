"""Which files a text may refer to, judged by file name alone; errs on the side of too many."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from html import unescape
from urllib.parse import unquote

# What separates file names in Markdown, HTML, CSS, YAML, and URLs.
_AROUND = re.compile(r"""[\s"'`()<>\[\]{}=,;|/\\#?&:*!]+""")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


class Mentions:
    """Collects every word of some texts that could be a file name."""

    def __init__(self) -> None:
        self._words: set[str] = set()
        self._texts: list[str] = []

    def add(self, text: str) -> None:
        """Add a text as written, and with the escapes of Markdown, HTML, and URLs decoded."""
        for spelling in spellings(text):
            self._words.update(word.rstrip(".") for word in _AROUND.split(spelling) if "." in word)
            self._texts.append(spelling)

    def of(self, paths: Iterable[str]) -> set[str]:
        """The paths whose file name was mentioned."""
        return {path for path in paths if self._has(posixpath.basename(path))}

    def _has(self, name: str) -> bool:
        if _AROUND.search(name) or "." not in name:
            return any(name in text for text in self._texts)
        return name in self._words


def spellings(text: str) -> set[str]:
    """A text as written, and with its escapes decoded."""
    found = {text}
    if "%" in text or "&" in text or "\\" in text:
        found |= {unquote(unescape(text)), unquote(unescape(_ESCAPE.sub(r"\1", text)))}
    return found
