"""Names of hidden entities, searched for in what a broader audience reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from milepost.checks.audience_view import BroaderView
from milepost.checks.wordlists import ORDINARY
from milepost.graph.portfolio import Entity
from milepost.kinds.portfolio.model import Person
from milepost.schema.base import ALWAYS
from milepost.schema.fields import fields_of

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_MIN_LETTERS = 4
_SHORT_WORD = 3  # letters: of, the, and
_PHRASE_WORDS = 5  # words: this many ordinary ones in order are no coincidence
_PREFIX_WORDS = 4  # words
# What a sentence, a line of a list or a quotation begins behind.
_BEGINNING = re.compile(r"(?:\A|[.!?:;\n]|[-*•–—]|\d[.)])[\s\"'“‘(]*\Z")


@dataclass(frozen=True, slots=True)
class HiddenName:
    """The name of a hidden entity, and its words in lower case.

    `exact`: it consists of ordinary words or of a single one, so it only counts where it is capitalized like a name.
    """

    entity: Entity[Any]
    text: str
    words: tuple[str, ...]
    exact: bool

    @property
    def pattern(self) -> re.Pattern[str]:
        """Finds the name in a file, also across line ends."""
        written = _WORD.findall(self.text)
        flags = re.NOFLAG if self.exact else re.IGNORECASE
        return re.compile(r"(?<!\w)" + r"[\W_]+".join(map(re.escape, written)) + r"(?!\w)", flags)

    def is_in(self, text: str, common: frozenset[str]) -> bool:
        """Whether a text that contains the words means the name; `common` are words also used in lower case."""
        if not self.exact:
            return any(self._is_not_slug(match[0]) for match in self.pattern.finditer(text))
        capitals = sum(word[:1].isupper() for word in _WORD.findall(self.text))
        coined = not ORDINARY.issuperset(self.words) and not common.issuperset(self.words)
        for match in self.pattern.finditer(text) if capitals else ():
            if capitals > 1 or coined or not _BEGINNING.search(text[max(0, match.start() - 9) : match.start()]):
                return True
        return False

    def _is_not_slug(self, found: str) -> bool:
        """Whether a match is not just a slug made of the same words."""
        return " " not in self.text or any(map(str.isspace, found))


def words_of(text: str) -> list[str]:
    """The words of a text in lower case."""
    return _WORD.findall(text.casefold())


class HiddenNames:
    """Names that an audience must not see: hidden titles, true titles behind public ones, and names of people.

    Sentences and roles are not names. A name of ordinary words ("Mobile app") or of a single word counts only where it
    is capitalized like a name, and not merely at the start of a sentence. A title that the audience also sees
    elsewhere is no secret. Titles of nested entries, such as milestones and key results, need three words: "Public
    beta" is nobody's secret.
    """

    def __init__(self, view: BroaderView) -> None:
        self._view = view
        shown = {tuple(words_of(seen.title)) for seen in view.pairs.values()}
        names: dict[tuple[str, ...], HiddenName] = {}
        for entity, text in _hidden_titles(view):
            words = tuple(words_of(text))
            if words not in shown and _is_distinctive(entity, words):
                names.setdefault(words, HiddenName(entity, text, words, _is_ordinary(words)))
        # Indexed by their first words, so that a text is not compared with each of thousands of names.
        self._by_start: dict[tuple[str, ...], list[HiddenName]] = {}
        for words, name in names.items():
            self._by_start.setdefault(words[:_PREFIX_WORDS], []).append(name)
        self._first = {words[0] for words in names}

    def __bool__(self) -> bool:
        return bool(self._by_start)

    def in_text(self, text: str) -> Iterator[HiddenName]:
        """Yield the hidden names that a text contains as whole words, each once."""
        found = tuple(words_of(text))
        said: set[tuple[str, ...]] = set()
        for at, word in enumerate(found):
            for length in range(1, _PREFIX_WORDS + 1) if word in self._first else ():
                for name in self._by_start.get(found[at : at + length], ()) if at + length <= len(found) else ():
                    if name.words in said or found[at : at + len(name.words)] != name.words:
                        continue
                    if name.is_in(text, self._common):
                        said.add(name.words)
                        yield name

    @cached_property
    def _common(self) -> frozenset[str]:
        """Words that the audience's texts write in lower case."""
        found: set[str] = set()
        for _, field in self._view.texts:
            found.update(word for word in _WORD.findall(field.seen) if word.islower())
        return frozenset(found)


def _is_ordinary(words: tuple[str, ...]) -> bool:
    """Whether these words can occur in this order by chance."""
    if len(words) == 1:
        return True
    return len(words) < _PHRASE_WORDS and all(len(word) <= _SHORT_WORD or word in ORDINARY for word in words)


def _is_distinctive(entity: Entity[Any], words: tuple[str, ...]) -> bool:
    """Whether a title is specific enough to be searched for."""
    if entity.parent:
        return len(words) >= 3
    return len(words) >= 2 or (len(words) == 1 and len(words[0]) >= _MIN_LETTERS)


def _hidden_titles(view: BroaderView) -> Iterator[tuple[Entity[Any], str]]:
    """(entity, title or name) that must not be visible: hidden ones, and true ones replaced by `public:`."""
    pairs: Iterable[tuple[Entity[Any], Any]] = ((entity, None) for entity in view.hidden)
    for entity, seen in (*pairs, *view.pairs.items()):
        entry = entity.entry
        is_always_seen = fields_of(type(entry))["title"].group == ALWAYS
        if entry.has_name and not is_always_seen and (seen is None or entity.title != seen.title):
            yield entity, entity.title
        if isinstance(entry, Person) and entry.name and (seen is None or entry.name != seen.entry.name):
            yield entity, entry.name
