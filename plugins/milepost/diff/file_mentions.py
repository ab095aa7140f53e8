"""Which files some text may name, by nothing but their names: whoever asks would rather hear of one too many."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from html import unescape
from urllib.parse import unquote

# Around a file's name in Markdown, HTML, CSS, YAML and addresses.
_AROUND = re.compile(r"""[\s"'`()<>\[\]{}=,;|/\\#?&:*!]+""")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


class Mentions:
    """Remembers every word of the texts that it is given that could be the name of a file."""

    def __init__(self) -> None:
        self._words: set[str] = set()
        self._texts: list[str] = []

    def add(self, text: str) -> None:
        """Takes in a text as it is, and as it reads without the escapes of Markdown, HTML and addresses."""
        for spelling in spellings(text):
            self._words.update(word.rstrip(".") for word in _AROUND.split(spelling) if "." in word)
            self._texts.append(spelling)

    def of(self, paths: Iterable[str]) -> set[str]:
        """The paths whose last part was among the words."""
        return {path for path in paths if self._has(posixpath.basename(path))}

    def _has(self, name: str) -> bool:
        if _AROUND.search(name) or "." not in name:
            return any(name in text for text in self._texts)
        return name in self._words


def spellings(text: str) -> set[str]:
    """A text, and what it reads like in an address."""
    found = {text}
    if "%" in text or "&" in text or "\\" in text:
        found |= {unquote(unescape(text)), unquote(unescape(_ESCAPE.sub(r"\1", text)))}
    return found
