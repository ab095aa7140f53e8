"""Names of what is hidden, looked for in what a broader audience reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from milepost.checks.audience_view import Outside
from milepost.checks.wordlists import ORDINARY
from milepost.graph.portfolio import Entity
from milepost.kinds.portfolio.model import Person
from milepost.schema.base import ALWAYS
from milepost.schema.fields import fields_of

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_LEAST_LETTERS = 4
_SHORT = 3  # letters: of, the, and
_MANY = 5  # words: nobody writes so many ordinary ones in this order by chance
_START = 4  # words
# What a sentence, a line of a list or a quotation begins behind.
_BEGINNING = re.compile(r"(?:\A|[.!?:;\n]|[-*•–—]|\d[.)])[\s\"'“‘(]*\Z")


@dataclass(frozen=True, slots=True)
class Name:
    """What something hidden is called, and its words in lower case.

    `exact`: it is made of ordinary words, or of one, so that it must be written like a name.
    """

    entity: Entity[Any]
    text: str
    words: tuple[str, ...]
    exact: bool

    @property
    def pattern(self) -> re.Pattern[str]:
        """Finds the name in a file, over line ends too."""
        written = _WORD.findall(self.text)
        flags = re.NOFLAG if self.exact else re.IGNORECASE
        return re.compile(r"(?<!\w)" + r"[\W_]+".join(map(re.escape, written)) + r"(?!\w)", flags)

    def is_in(self, text: str, common: frozenset[str]) -> bool:
        """Whether a text that holds the words means the name; `common` are words that texts write in lower case."""
        if not self.exact:
            return any(self._is_written(match[0]) for match in self.pattern.finditer(text))
        capitals = sum(word[:1].isupper() for word in _WORD.findall(self.text))
        coined = not ORDINARY.issuperset(self.words) and not common.issuperset(self.words)
        for match in self.pattern.finditer(text) if capitals else ():
            if capitals > 1 or coined or not _BEGINNING.search(text[max(0, match.start() - 9) : match.start()]):
                return True
        return False

    def _is_written(self, found: str) -> bool:
        """Whether it is no slug that happens to be made of its words."""
        return " " not in self.text or any(map(str.isspace, found))


def words_of(text: str) -> list[str]:
    """The words of a text in lower case."""
    return _WORD.findall(text.casefold())


class HiddenNames:
    """The names that an audience does not see: titles that are names, the true ones behind public ones, and people's.

    A sentence is no name, nor is a role. A name of ordinary words ("Mobile app"), and one of a single word, counts
    where it is written like a name: with its capitals, and not because a sentence begins with it. One that the audience
    sees elsewhere as a title is no secret. The title of a milestone or a key result, and of what is in a post-mortem or
    the like, counts with three words: "Public beta" is everybody's.
    """

    def __init__(self, outside: Outside) -> None:
        self._outside = outside
        shown = {tuple(words_of(seen.title)) for seen in outside.pairs.values()}
        names: dict[tuple[str, ...], Name] = {}
        for entity, text in _titles(outside):
            words = tuple(words_of(text))
            if words not in shown and _means_something(entity, words):
                names.setdefault(words, Name(entity, text, words, _is_ordinary(words)))
        # Names wait at their first words, so that a text need not be compared with each of thousands.
        self._by_start: dict[tuple[str, ...], list[Name]] = {}
        for words, name in names.items():
            self._by_start.setdefault(words[:_START], []).append(name)
        self._first = {words[0] for words in names}

    def __bool__(self) -> bool:
        return bool(self._by_start)

    def in_text(self, text: str) -> Iterator[Name]:
        """The hidden names that a text holds as whole words, each once."""
        found = tuple(words_of(text))
        said: set[tuple[str, ...]] = set()
        for at, word in enumerate(found):
            for length in range(1, _START + 1) if word in self._first else ():
                for name in self._by_start.get(found[at : at + length], ()) if at + length <= len(found) else ():
                    if name.words in said or found[at : at + len(name.words)] != name.words:
                        continue
                    if name.is_in(text, self._common):
                        said.add(name.words)
                        yield name

    @cached_property
    def _common(self) -> frozenset[str]:
        """The words that what the audience reads writes in lower case."""
        found: set[str] = set()
        for _, field in self._outside.texts:
            found.update(word for word in _WORD.findall(field.seen) if word.islower())
        return frozenset(found)


def _is_ordinary(words: tuple[str, ...]) -> bool:
    """Whether the words may well be met in this order without being meant."""
    if len(words) == 1:
        return True
    return len(words) < _MANY and all(len(word) <= _SHORT or word in ORDINARY for word in words)


def _means_something(entity: Entity[Any], words: tuple[str, ...]) -> bool:
    if entity.parent:
        return len(words) >= 3
    return len(words) >= 2 or (len(words) == 1 and len(words[0]) >= _LEAST_LETTERS)


def _titles(outside: Outside) -> Iterator[tuple[Entity[Any], str]]:
    """What is hidden and has a name, with the name; also the true one behind a public one, and people's."""
    pairs: Iterable[tuple[Entity[Any], Any]] = ((entity, None) for entity in outside.hidden)
    for entity, seen in (*pairs, *outside.pairs.items()):
        entry = entity.entry
        is_always_seen = fields_of(type(entry))["title"].group == ALWAYS
        if entry.has_name and not is_always_seen and (seen is None or entity.title != seen.title):
            yield entity, entity.title
        if isinstance(entry, Person) and entry.name and (seen is None or entry.name != seen.entry.name):
            yield entity, entry.name
