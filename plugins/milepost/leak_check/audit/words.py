"""Text as a sequence of normalized words, the form in which private strings and sites are compared.

Case and accents are removed, and any character that is not a letter or digit only separates words. So `New till`,
`new-till`, `new_till` and `NEW TILL` are equal, and a match always begins and ends at a word boundary.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from milepost.leak_check.audit.substitution import Substitution

_SEPARATED = bytes(
    code if code >= 0x80 else ord(chr(code).lower()) if chr(code).isalnum() else 0x20 for code in range(256)
)
# Scripts that are written without spaces: each character is a word.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def _fold(run: bytes) -> bytes:
    text = unicodedata.normalize("NFKD", run.decode("utf-8", "replace"))
    kept: list[str] = []
    for character in text.casefold():
        category = unicodedata.category(character)
        if category in ("Mn", "Me", "Cf"):  # accents, soft hyphens, zero-width characters
            continue
        if _UNSPACED.match(character):
            kept.append(f" {character} ")
        else:
            kept.append(character if category[0] in "LNM" else " ")
    return "".join(kept).encode()


# Common typographic characters that only separate words.
_MARKS = tuple(mark.encode() for mark in "\u00a0–—…·‘’“”×→")
_folded = lru_cache(maxsize=1 << 16)(_fold)

FOLDING = Substitution("accents", b"", rb"[\x80-\xff]+", lambda match: _folded(match[0]))


def separated(data: bytes) -> bytes:
    """Bytes of the same length, with ASCII letters in lower case and spaces for other ASCII characters than digits."""
    return data.translate(_SEPARATED)


def words_of(data: bytes) -> list[bytes]:
    """The normalized words of UTF-8 text."""
    if not data.isascii():
        for mark in _MARKS:  # same result, faster
            data = data.replace(mark, b" ")
        data = FOLDING.apply(data)
    return data.translate(_SEPARATED).split()


def words_of_text(text: str) -> tuple[bytes, ...]:
    """The normalized words of a text."""
    return tuple(words_of(text.encode("utf-8", "replace")))
