"""Similarity of texts by their common words: BM25, for any language.

BM25 (Robertson and Zaragoza, *The Probabilistic Relevance Framework: BM25 and Beyond*, 2009) weighs each word of a
text: more if fewer texts have it, less the longer the text is. Here a weight is expressed as a share of its text's
total, so that numbers are comparable between texts.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from typing import Any

MAX_CANDIDATES = 60
ONE_WORD_SHARE = 0.3
_LANGUAGES = (
    "EN_PLUS", "GERMAN", "DUTCH", "FRENCH", "SPANISH", "ITALIAN", "PORTUGUESE", "DANISH", "SWEDISH", "NORWEGIAN",
    "RUSSIAN", "TURKISH",
)  # fmt: skip
_LANGUAGE_SHARE = (
    0.2  # of all words, the function words of the language a text is in are more, those of its neighbours fewer
)
_ACCENT = re.compile("[\u0300-\u036f]")  # not the vowel signs of other scripts, which are letters
_WORD = re.compile(
    r"[^\s\x00-/:-@\[-`{-\xbf\u0589\u060c\u061b\u061f\u0964\u0965\u2000-\u206f\u2190-\u2bff\u3000-\u3004\u3008-\u3020\uff00-\uff0f\uff1a-\uff20]+"
)
# Scripts that put no space between words: Thai, Lao, Burmese, Khmer, kana and Han.
_SCRIPTS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff"
_UNSPACED = re.compile(f"[{_SCRIPTS}]")
_PARTS = re.compile(f"[{_SCRIPTS}]+|[^{_SCRIPTS}]+")


@dataclass(frozen=True, slots=True)
class TextMatch:
    """A similar text: the share of its weight, 0 to 1, in words that both have; and these words, rarest first."""

    share: float
    words: tuple[str, ...]


class TextIndex:
    """An index of texts; each is known by its position."""

    def __init__(self, texts: Sequence[str]) -> None:
        found = [list(words_of(text)) for text in texts]
        idle = _function_words(Counter(word.casefold() for one in found for _, word in one))
        self._words = [{key: word for key, word in reversed(one) if word.casefold() not in idle} for one in found]
        self._keys = [[key for key, word in one if word.casefold() not in idle] for one in found]
        self._document_counts = Counter(key for one in self._words for key in one)

    def similar_to(self, text: str) -> dict[int, TextMatch]:
        """Indexed texts that are similar to another text, by position."""
        words = {key: word for key, word in words_of(text) if key in self._document_counts}
        return self._search(words, None)

    def similar_to_own(self, place: int) -> dict[int, TextMatch]:
        """Indexed texts similar to one of them.

        Shares are of the heavier of the two, since a short text within a long one is not all of it.
        """
        return self._search(self._words[place], place)

    def _search(self, words: dict[str, str], own: int | None) -> dict[int, TextMatch]:
        if not words or self._index is None:
            return {}
        # Sorted, since the order of floating-point additions decides the last digit.
        scores = self._index.get_scores(sorted(words))
        weights = self._weights if own is None else self._weights.clip(min=self._weights[own])
        order = (-scores).argsort(kind="stable")[: MAX_CANDIDATES + 1].tolist()
        found: dict[int, TextMatch] = {}
        for place in order:
            if place == own or not scores[place] > 0:
                continue
            share = round(float(scores[place] / weights[place]), 4)
            shared = self._distinctive(words.keys() & self._words[place].keys())
            if len(shared) > 1 or (shared and share >= ONE_WORD_SHARE):
                found[place] = TextMatch(min(share, 1.0), tuple(self._words[place][key] for key in shared))
        return found

    def _distinctive(self, keys: Set[str]) -> list[str]:
        """The words that at most half of the texts have, rarest first."""
        most = max(2, len(self._words) / 2)
        held = sorted((self._document_counts[key], key) for key in keys)
        return [key for number, key in held if number <= most]

    @cached_property
    def _index(self) -> Any:
        if not self._document_counts:
            return None
        import bm25s  # type: ignore[import-untyped]  # brings numpy, which takes a while to load

        # Numbered in sorted order: bm25s would follow set order, which depends on the hash seed, and sum accordingly.
        numbers = {key: number for number, key in enumerate(sorted(self._document_counts))}
        index = bm25s.BM25()
        index.index(([[numbers[key] for key in one] for one in self._keys], numbers), show_progress=False)
        return index

    @cached_property
    def _weights(self) -> Any:
        import numpy as np

        made = self._index.scores
        return np.bincount(made["indices"], weights=made["data"], minlength=len(self._words))


def words_of(text: str) -> Iterator[tuple[str, str]]:
    """The words of a text as readers see it, in order: (as compared, as written).

    Compared without case, accents, and the plural s. In scripts without spaces, each pair of characters is a word.
    """
    for word in _WORD.findall(unicodedata.normalize("NFC", text)):
        for part in _PARTS.findall(word):
            key = _ACCENT.sub("", unicodedata.normalize("NFKD", part.casefold()))
            if _UNSPACED.match(part):
                yield from ((part[at : at + 2],) * 2 for at in range(max(1, len(part) - 1)))
            elif len(key) > 1 and not key.isdigit():
                yield _singular(key), part


def keys_of(text: str) -> frozenset[str]:
    """The words of a text as compared; a text without words, such as "R", is a single one."""
    return frozenset(key for key, _ in words_of(text)) or frozenset(filter(None, (text.strip().casefold(),)))


def folded(word: str) -> str:
    """A word or name as compared: letters and digits only."""
    return "".join(key for key, _ in words_of(word)) or word.casefold()


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _function_words(counts: Counter[str]) -> frozenset[str]:
    """Stop words of the languages that the texts are written in."""
    if not counts:
        return frozenset()
    from bm25s import stopwords

    total = counts.total()
    lists = [frozenset(getattr(stopwords, f"STOPWORDS_{name}")) for name in _LANGUAGES]
    spoken = [one for one in lists if sum(counts[word] for word in one) >= _LANGUAGE_SHARE * total]
    return frozenset().union(*spoken)
