"""The private strings of a site: everything in its data and pages that one audience may not see."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from milepost.graph import loader
from milepost.leak_check.audit import search_patterns
from milepost.leak_check.audit.private_string import Demand, Pattern, PrivateString, PrivateStrings
from milepost.leak_check.audit.raw_fields import RawFields, RawString, Visibility
from milepost.leak_check.audit.raw_pages import PageFolder, RawPages, nav_strings
from milepost.leak_check.audit.search_patterns import patterns
from milepost.leak_check.audit.words import words_of_text
from milepost.problem import MilepostError, Place

PUBLIC, COMMON, LONE = "also public", "too short or too common", "dates that name nothing alone"
_SEARCHED = ("id", "title", "name", "text", "email", "address", "money", "date", "moment", "file")
_SHORT = ("id", "title", "name", "file", "email", "address", "money", "date", "moment", "vocabulary", "labels")
_WORD = re.compile(r"(?<![\w-])[^\W\d_]{3,}(?![\w-])")
_USUAL = 3  # a word in so many public texts is no accidental leak
# Types of strings that are reported even if they occur in public prose; others then count as public.
_NAMING = ("id", "title", "name", "file", "email", "money")
# Types that name an entry; of equal strings the first type is reported.
_CALLED = {"title": 0, "id": 1, "name": 2, "file": 3}


@dataclass(frozen=True, slots=True)
class StringSource:
    """The inputs of a site. `nav` is that of its configuration, `nav_place` its place there."""

    data_dir: Path
    audiences: tuple[str, ...]
    as_of: date | None = None
    pages: tuple[PageFolder, ...] = ()
    nav: Sequence[Any] = ()
    nav_place: Place | None = None


def private_strings(source: StringSource, audience: str) -> PrivateStrings:
    """The strings that an audience's site must not contain.

    Strings that also occur in something the audience may see are not among them, nor are those too short or too common
    to search for. Raises ValueError for an unknown audience or the most restricted one, MilepostError for a missing
    folder and for data that cannot be read, OSError for pages.
    """
    if audience not in source.audiences[:-1]:
        raise ValueError(f"'{audience}' is not an audience from which something can be hidden")
    return _select(list(_raw(source, audience)), audience)


def _raw(source: StringSource, audience: str) -> Iterator[RawString]:
    files, problems = loader.read_files(source.data_dir)
    if problems:  # what cannot be read cannot be searched for
        raise MilepostError(*problems)
    yield from RawFields(files, source.audiences, audience, source.as_of).strings()
    hidden: set[str] = set()
    for folder in source.pages:
        if not folder.path.is_dir():
            continue
        for found in RawPages(folder, source.audiences, audience, source.data_dir).strings():
            if found.what == "file" and found.visibility is Visibility.PRIVATE:
                hidden.add(_below(found.place.path, folder.path))
            yield found
    yield from nav_strings(list(source.nav), frozenset(hidden), source.nav_place or Place("mkdocs.yml"))


def _below(path: str, folder: Path) -> str:
    full = Path(path).absolute()
    return full.relative_to(folder.absolute()).as_posix() if full.is_relative_to(folder.absolute()) else path


def _select(raw: list[RawString], audience: str) -> PrivateStrings:
    public = _Public(raw)
    aside: Counter[str] = Counter()
    found: dict[tuple[str, tuple[bytes, ...]], PrivateString] = {}
    for one in _private(raw, aside):
        rows = patterns(one.text, one.what, one.currency)
        if not rows:
            aside[COMMON] += 1
            continue
        kept = tuple(public.stricter(row, one.text) for row in rows if not public.has(row, one.what, one.text))
        short = one.what in _SHORT
        if not kept or (short and (kept[0].words != rows[0].words or public.is_value(one))):
            aside[PUBLIC] += 1
            continue
        # An id, a name and a title with the same words count as one string.
        key = ("" if one.what in _CALLED else one.what, words_of_text(one.text))
        before = found.get(key)
        if before is None:
            found[key] = PrivateString(one.text.strip(), one.what, one.place, one.field, kept)
        elif _CALLED.get(one.what, 0) < _CALLED.get(before.kind, 0):
            rows = tuple(dict.fromkeys((*before.patterns, *kept)))
            found[key] = PrivateString(one.text.strip(), one.what, one.place, one.field, rows)
        else:
            found[key] = replace(before, patterns=tuple(dict.fromkeys((*before.patterns, *kept))))
    return PrivateStrings(audience, tuple(found.values()), tuple(sorted(aside.items())))


def _private(raw: Iterable[RawString], aside: Counter[str]) -> Iterator[RawString]:
    """The private strings, texts split into sentences, with the addresses in them."""
    for one in raw:
        if one.visibility is not Visibility.PRIVATE or one.what not in _SEARCHED:
            continue
        if one.what in ("date", "moment") and not one.field_visible:
            aside[LONE] += 1
        elif one.what == "text":
            for what, contact in search_patterns.contacts(one.text):
                yield replace(one, text=contact, what=what)
            yield from (replace(one, text=sentence) for sentence in search_patterns.sentences(one.text))
        else:
            yield one


class _Public:
    """What the audience may see, so that it is not reported."""

    def __init__(self, raw: Iterable[RawString]) -> None:
        public = [one for one in raw if one.visibility is Visibility.PUBLIC]
        self.values: set[tuple[bytes, ...]] = set()
        short: list[bytes] = []
        long: list[bytes] = []
        lower: Counter[str] = Counter()
        for one in public:
            words = words_of_text(one.text)
            (short if one.what in _SHORT else long).append(b" ".join(words))
            if one.what in _SHORT:
                self.values.add(words)
            if one.what == "text":
                lower.update({word for word in _WORD.findall(one.text) if word.islower()})
                self.values.update(map(words_of_text, search_patterns.sentences(one.text)))
            if one.what == "date":
                self.values.update(row.words for row in patterns(one.text, "date"))
        self.lower = lower
        # The zero byte is a word that occurs in no pattern.
        self.short = b" " + b" \x00 ".join(short) + b" "
        self.long = b" " + b" \x00 ".join(long) + b" "

    def is_value(self, one: RawString) -> bool:
        """Whether the audience sees the same value elsewhere."""
        return words_of_text(one.text) in self.values

    def stricter(self, row: Pattern, text: str) -> Pattern:
        """A pattern of one word that also occurs in public texts must match in its original case."""
        return replace(row, demand=Demand.AS_WRITTEN) if self._uses(row) and not text.islower() else row

    def _uses(self, row: Pattern) -> int:
        """How many public texts contain the single word of a pattern, in lower case."""
        return self.lower[row.words[0].decode("utf-8", "replace")] if len(row.words) == 1 else 0

    def has(self, row: Pattern, what: str, text: str) -> bool:
        """Whether a pattern is part of something public, so that finding it would mean nothing."""
        if row.words in self.values:
            return True
        if self._uses(row) >= (1 if text.islower() else _USUAL):
            return True
        joined = b" " + b" ".join(row.words) + b" "
        if joined in self.short:  # part of a title or a name that the audience reads
            return True
        return what not in _NAMING and joined in self.long
