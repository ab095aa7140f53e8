"""Words that belong to what is hidden, looked for in what an outer audience reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from milepost.checks.outside import Outside
from milepost.model.portfolio import Person
from milepost.portfolio import Thing

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_LEAST_LETTERS = 6
_START = 4  # words
_NESTED = ("milestone", "kr")


@dataclass(frozen=True, slots=True)
class Name:
    """What a hidden thing is called, and its words in lower case; a single word must be written just so."""

    thing: Thing[Any]
    text: str
    words: tuple[str, ...]

    @property
    def pattern(self) -> re.Pattern[str]:
        """Finds the name in a file, over line ends too."""
        flags = re.IGNORECASE if len(self.words) > 1 else re.NOFLAG
        written = _WORD.findall(self.text)
        return re.compile(r"(?<!\w)" + r"[\W_]+".join(map(re.escape, written)) + r"(?!\w)", flags)


def words_of(text: str) -> list[str]:
    """The words of a text in lower case."""
    return _WORD.findall(text.casefold())


class HiddenNames:
    """The titles and names that an audience does not see.

    A title counts with two words or with one of six letters; one that the audience sees elsewhere as a title
    is no secret. The title of a milestone or key result, and of what stands in a post-mortem or the like, counts
    with three words: "Public beta" is everybody's.
    """

    def __init__(self, outside: Outside) -> None:
        shown = {tuple(words_of(seen.title)) for seen in outside.pairs.values()}
        names: dict[tuple[str, ...], Name] = {}
        for thing, text in _titles(outside):
            words = tuple(words_of(text))
            if words not in shown and _means_something(thing, words):
                names.setdefault(words, Name(thing, text, words))
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
                    if len(name.words) > 1 or name.pattern.search(text):
                        said.add(name.words)
                        yield name


def _means_something(thing: Thing[Any], words: tuple[str, ...]) -> bool:
    if thing.type in _NESTED or (thing.loc and thing.document.model.holds):
        return len(words) >= 3
    return len(words) >= 2 or (len(words) == 1 and len(words[0]) >= _LEAST_LETTERS)


def _titles(outside: Outside) -> Iterator[tuple[Thing[Any], str]]:
    """What is hidden and what it is called, also the true title behind a public one, and people's names."""
    for thing in outside.hidden:
        yield thing, thing.title
        if isinstance(thing.entry, Person) and thing.entry.name:
            yield thing, thing.entry.name
    for thing, seen in outside.pairs.items():
        if thing.title != seen.title:
            yield thing, thing.title
        if isinstance(thing.entry, Person) and thing.entry.name and thing.entry.name != seen.entry.name:
            yield thing, thing.entry.name
