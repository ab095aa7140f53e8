"""The search for private strings in the contents and paths of files."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from milepost.leak_check.audit.contents import LEAST_LOOSE, Piece, Unpacker
from milepost.leak_check.audit.decoding import DecodedMatch, OffsetMap, decoded, text_and_tags
from milepost.leak_check.audit.matcher import Matcher
from milepost.leak_check.audit.private_string import Demand, Pattern, PrivateString
from milepost.leak_check.audit.words import words_of, words_of_text

MOST_PLACES = 50  # occurrences of a pattern in a text that are checked for their spelling
_ID_BREAK = re.compile(r"[^\w.\-/]|\s")
_GROUPS = re.compile(r"[,'’.\s\u00a0\u202f\u2009_]+")
_THOUSANDS = re.compile(r"\d{1,3}(?:[,'’\u00a0\u202f\u2009]\d{3})+(?:\.\d+)?")
_PARTS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class FoundString:
    """A match. `line` and `column` count from 1 in the piece; both are 0 in a path."""

    private: PrivateString
    pattern: Pattern
    line: int
    column: int
    inside: tuple[str, ...]
    text: str
    forms: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Searched:
    """The result for one file."""

    found: tuple[FoundString, ...]
    closed: tuple[str, ...]


class Search:
    """Searches files for all private strings at once."""

    def __init__(self, strings: Sequence[PrivateString]) -> None:
        self._owners = [(one, pattern) for one in strings for pattern in one.patterns]
        self._numbers = [number for number, one in enumerate(strings) for _ in one.patterns]
        self._matcher = Matcher([pattern.words for _, pattern in self._owners])
        self._opener = Unpacker()

    def path(self, path: str) -> tuple[FoundString, ...]:
        """The private strings in the path of a file."""
        found = self._piece(Piece((), path.encode("utf-8", "replace")), tags=False)
        return tuple(FoundString(one.private, one.pattern, 0, 0, (), one.text, one.forms, one.count) for one in found)

    def file(self, data: bytes) -> Searched:
        """The private strings in a file, each once, at its first occurrence."""
        self._opener.closed.clear()
        found: dict[int, FoundString] = {}
        if not self._owners:
            return Searched((), ())
        for piece in self._opener.pieces(data):
            for one in self._piece(piece, tags=True):
                found.setdefault(id(one.private), one)
        return Searched(tuple(found.values()), tuple(dict.fromkeys(self._opener.closed)))

    def present(self, data: bytes) -> Iterator[int]:
        """The indexes of the private strings in a file, however they are spelled: the fast way, for a control."""
        for piece in self._opener.pieces(data):
            for text in text_and_tags(decoded(piece.text)):
                yield from (self._numbers[index] for index, _ in self._matcher.find(words_of(text)))

    def _piece(self, piece: Piece, *, tags: bool) -> list[FoundString]:
        text = decoded(piece.text)
        plain, attributes = text_and_tags(text) if tags else (text, b"")
        found = self._reading(piece, plain, tags=plain is not text)
        if attributes:  # search the whole text again, to find their place
            known = {id(one.private) for one in found}
            if any(True for _ in self._matcher.find(words_of(attributes))):
                found += [one for one in self._reading(piece, text, tags=False) if id(one.private) not in known]
        return found

    def _reading(self, piece: Piece, text: bytes, *, tags: bool) -> list[FoundString]:
        places: dict[int, list[int]] = {}
        for index, word in self._matcher.find(words_of(text)):
            places.setdefault(index, []).append(word)
        if not places:
            return []
        lines, way = _Lines(piece.text), OffsetMap(piece.text, tags=tags)
        found: dict[int, FoundString] = {}
        for index, words in places.items():
            private, pattern = self._owners[index]
            if id(private) in found or (piece.loose and sum(map(len, pattern.words)) < LEAST_LOOSE):
                continue
            for word in words[:MOST_PLACES]:
                spot = way.spot(word, len(pattern.words))
                if meets(pattern, private, spot.text):
                    place = lines.place(spot.start)
                    forms = _forms(private, spot)
                    found[id(private)] = FoundString(
                        private, pattern, *place, piece.inside, spot.text, forms, len(words)
                    )  # fmt: skip
                    break
        return list(found.values())


class _Lines:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._starts = [0, *(match.end() for match in re.finditer(rb"\n", data))]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, in characters, of a byte offset."""
        line = bisect_right(self._starts, offset)
        start = self._starts[line - 1]
        return line, len(self._data[start:offset].decode("utf-8", "replace")) + 1


def meets(pattern: Pattern, private: PrivateString, text: str) -> bool:
    """Whether a match is spelled as its pattern demands."""
    shown = text.replace("\u00ad", "")
    if pattern.demand is Demand.AS_ID:
        return not _ID_BREAK.search(shown)
    if pattern.demand is Demand.AS_WRITTEN:
        parts = _PARTS.findall(shown)
        return _has(_PARTS.findall(private.text), parts) or (len(parts) > 1 and not _ID_BREAK.search(shown))
    if pattern.demand is Demand.CAMEL:
        return len(re.findall(r"[A-Z][a-z]", shown[1:])) >= len(words_of_text(private.text)) - 1
    if pattern.demand is Demand.AS_AMOUNT:
        digits = [word for word in pattern.words if word.isdigit()]
        if len(digits) < len(pattern.words):  # with its currency
            return all(_GROUPS.fullmatch(gap) for gap in re.split(r"\w+", shown)[1:-1])
        return len(digits) == 1 or bool(_THOUSANDS.fullmatch(shown.strip()))
    return True


def _has(whole: list[str], parts: list[str]) -> bool:
    return any(whole[at : at + len(parts)] == parts for at in range(len(whole) - len(parts) + 1))


def _forms(private: PrivateString, spot: DecodedMatch) -> tuple[str, ...]:
    """How a match differs from the private string."""
    forms = list(spot.codings)
    if any(character in spot.text for character in "\u00ad\u200b\u200c\u200d\u2060\ufeff"):
        forms.append("invisible characters")
    text = " ".join(spot.text.split())
    if text in " ".join(private.text.split()):
        return tuple(forms)
    parts = _PARTS.findall(text)
    if len(parts) > 1 and not _ID_BREAK.search(text) and _ID_BREAK.search(private.text):
        forms.append("as in an address")
    elif len(parts) == 1 and len(words_of_text(private.text)) > 1:
        forms.append("as one word")
    elif text.casefold() in " ".join(private.text.casefold().split()):
        forms.append("letter case")
    elif not forms:
        forms.append("other spelling" if private.kind not in ("date", "moment", "money") else "other format")
    return tuple(forms)
