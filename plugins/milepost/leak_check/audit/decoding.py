"""Decoding of texts: escapes and markup that could hide a word from a search are removed.

Each step is a substitution, so that a match can be traced to its place in the file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from urllib.parse import unquote_to_bytes

from milepost.leak_check.audit.substitution import Origin, Substitution
from milepost.leak_check.audit.words import FOLDING, separated

MOST_ROUNDS = 4  # levels of nested encodings, such as HTML in JSON in an attribute
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b" ", b"f": b" "}
_INLINE = (
    rb"(?:a|abbr|b|bdi|bdo|big|cite|code|del|dfn|em|font|g|i|ins|kbd|label|mark|q|rp|rt|ruby|s|samp|small|span|strike|"
    rb"strong|sub|sup|t|tspan|tt|u|var|wbr|w:[a-zA-Z]+|a:[a-zA-Z]+)"
)


def _percent(match: re.Match[bytes]) -> bytes:
    return unquote_to_bytes(match[0])


def _entity(match: re.Match[bytes]) -> bytes:
    return _character(match[0])


@lru_cache(maxsize=1 << 12)
def _character(entity: bytes) -> bytes:
    return unescape(entity.decode("ascii")).encode("utf-8", "replace")


def _escape(match: re.Match[bytes]) -> bytes:
    code = match[1]
    if code[:1] in b"ux" and len(code) > 1:
        return chr(int(code[1:].strip(b"{}"), 16)).encode("utf-8", "replace")
    return _ESCAPES[code]


URL = Substitution("URL coding", b"%", rb"%[0-9A-Fa-f]{2}", _percent)
ENTITIES = Substitution(
    "HTML entities", b"&", rb"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});", _entity
)
ESCAPES = Substitution(
    "JSON escapes", b"\\", rb"\\(u[0-9A-Fa-f]{4}|u\{[0-9A-Fa-f]{1,5}\}|x[0-9A-Fa-f]{2}|[nrtbf])", _escape
)
FOLDS = Substitution("folded lines", b"BEGIN:V", rb"\r?\n[ \t]", lambda _: b"")
CODINGS = (URL, ESCAPES, ENTITIES)
# Tags that do not end a word: `N<b>ew</b> till` reads "New till".
TAGS = Substitution("inline tags", b"<", rb"</?" + _INLINE + rb"(?:\s[^<>]*)?/?>", lambda _: b"")
_TAG = re.compile(rb"</?" + _INLINE + rb"(?:\s[^<>]*)?/?>")


def decoded(data: bytes) -> bytes:
    """UTF-8 text without URL encoding, JSON escapes, HTML entities and folded lines, however nested."""
    for step in _steps(data):
        data = step.apply(data)
    return data


def text_and_tags(data: bytes) -> tuple[bytes, bytes]:
    """Decoded text without its inline tags, and those tags alone, for the text in their attributes."""
    if b"<" not in data:
        return data, b""
    parts = _TAG.split(data)
    if len(parts) == 1:
        return data, b""
    return b"".join(parts), b"\n".join(_TAG.findall(data))


def _steps(data: bytes) -> Sequence[Substitution]:
    """The substitutions that change a text, in order."""
    steps: list[Substitution] = []
    if FOLDS.marker in data[:200]:
        steps.append(FOLDS)
        data = FOLDS.apply(data)
    for _ in range(MOST_ROUNDS):
        before = data
        for coding in CODINGS:
            new = coding.apply(data)
            if new is not data:
                steps.append(coding)
                data = new
        if data is before:
            break
    return steps


@dataclass(frozen=True, slots=True)
class DecodedMatch:
    """The place of a match in a text: byte offsets, its decoded text, and the encodings that were removed."""

    start: int
    end: int
    text: str
    codings: tuple[str, ...]


class OffsetMap:
    """Maps words of a decoded text to byte offsets in the original.

    Slower than `decoded`: used for texts with matches.
    """

    def __init__(self, data: bytes, *, tags: bool) -> None:
        self.data = data
        self.origins: list[Origin] = []
        text = data
        steps = _steps(data)
        self.folded = FOLDS in steps
        for step in [*steps, *([TAGS] if tags else [])]:
            text, origin = step.apply_with_origin(text)
            self.origins.append(origin)
        self.text = text
        folded, self.folding = FOLDING.apply_with_origin(text)
        self.words = [match.span() for match in re.finditer(rb"[^ ]+", separated(folded).translate(_SPACES))]

    def spot(self, first: int, length: int) -> DecodedMatch:
        """The place of `length` words, starting with word number `first`."""
        start, end = self.words[first][0], self.words[first + length - 1][1]
        start, end = self.folding.back(start), self.folding.back_end(end)
        text = self.text[start:end].decode("utf-8", "replace")
        for origin in reversed(self.origins):
            start, end = origin.back(start), origin.back_end(end)
        original = self.data[start:end]
        folds = [FOLDS.name] if self.folded and FOLDS.compiled.search(original) else []
        return DecodedMatch(start, end, text, (*folds, *_codings(original)))


_SPACES = bytes(0x20 if code in b"\t\n\v\f\r" else code for code in range(256))


def _codings(original: bytes) -> tuple[str, ...]:
    found = [step.name for step in _steps(original)]
    if TAGS.compiled.search(decoded(original)):
        found.append(TAGS.name)
    return tuple(dict.fromkeys(found))
