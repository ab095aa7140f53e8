"""Search for many sequences of words at once, with an Aho–Corasick automaton.

The automaton reads words, not letters: each word of a pattern is encoded as three characters of three separate
alphabets, so that no match can begin inside a word, and every other word is one space.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from typing import Any

Words = Sequence[bytes]

_DIGIT = 64
_ALPHABETS = (0x100, 0x200, 0x300)
_MOST_WORDS = _DIGIT**3


class Matcher:
    """Finds patterns, which are identified by index."""

    def __init__(self, patterns: Sequence[Words]) -> None:
        self._codes: dict[bytes, str] = {}
        keys: dict[str, list[int]] = {}
        for index, pattern in enumerate(patterns):
            keys.setdefault("".join(map(self._code, pattern)), []).append(index)
        self._lengths = [len(pattern) for pattern in patterns]
        self._automaton = _automaton(keys) if keys else None

    def find(self, words: Words) -> Iterator[tuple[int, int]]:
        """(pattern index, index of its first word) of every match, including overlapping ones."""
        if self._automaton is None:
            return
        text = "".join(map(self._codes.get, words, repeat(" ")))
        if text.isspace() or not text:
            return
        last, at = -1, 0  # a word's index is the number of words that end before it
        for end, indexes in self._automaton(text):
            if end > last:
                at += _ends(text, last + 1, end + 1)
                last = end
            for index in indexes:
                yield index, at - self._lengths[index]

    def _code(self, word: bytes) -> str:
        found = self._codes.get(word)
        if found is None:
            number = len(self._codes)
            if number >= _MOST_WORDS:
                raise ValueError(f"more than {_MOST_WORDS:,} different words to search for")
            digits = (number // _DIGIT**2, number // _DIGIT % _DIGIT, number % _DIGIT)
            found = "".join(chr(alphabet + digit) for alphabet, digit in zip(_ALPHABETS, digits, strict=True))
            self._codes[word] = found
        return found


def _ends(text: str, start: int, end: int) -> int:
    """How many words end in a range of the encoded text."""
    return sum(character == " " or character >= _LAST for character in text[start:end])


_LAST = chr(_ALPHABETS[-1])


def _automaton(keys: dict[str, list[int]]) -> Any:
    """A function from a text to (offset of a match's last character, pattern indexes). Depends on what is installed."""
    try:
        from ahocorasick import Automaton
    except ImportError:  # no wheel for Windows on ARM: the same automaton in plain Python
        return _in_python(keys)
    automaton = Automaton()
    for key, indexes in keys.items():
        automaton.add_word(key, indexes)
    automaton.make_automaton()
    return automaton.iter


def _in_python(keys: dict[str, list[int]]) -> Any:
    from ahocorapy.keywordtree import KeywordTree

    tree = KeywordTree()
    for key in keys:
        tree.add(key)
    tree.finalize()

    def find(text: str) -> Iterable[tuple[int, list[int]]]:
        for key, start in tree.search_all(text):
            yield start + len(key) - 1, keys[key]

    return find
