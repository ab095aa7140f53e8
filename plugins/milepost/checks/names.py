"""Words that belong to what is hidden, looked for in what an outer audience reads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from milepost.checks.outside import Outside
from milepost.model.portfolio import Person
from milepost.portfolio import Thing

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_LEAST_LETTERS = 6
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
        # Every text is looked up word by word, so each name waits at the word that the fewest others share.
        shared = Counter(word for words in names for word in set(words))
        self._by_word: dict[str, list[tuple[int, Name]]] = {}
        for words, name in names.items():
            anchor = min(range(len(words)), key=lambda at: (shared[words[at]], -len(words[at])))
            self._by_word.setdefault(words[anchor], []).append((anchor, name))

    def __bool__(self) -> bool:
        return bool(self._by_word)

    def in_text(self, text: str) -> Iterator[Name]:
        """The hidden names that a text holds as whole words, each once."""
        found = words_of(text)
        if self._by_word.keys().isdisjoint(found):
            return
        said: set[tuple[str, ...]] = set()
        for at, word in enumerate(found):
            for anchor, name in self._by_word.get(word, ()):
                start = at - anchor
                if start < 0 or name.words in said or tuple(found[start : start + len(name.words)]) != name.words:
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
