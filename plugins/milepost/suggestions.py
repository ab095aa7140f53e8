""" "Did you mean": the known word nearest to an unknown one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

_MAX_WORD = 80
_MAX_COMPARED = 200


def nearest(word: str, known: Iterable[str], otherwise: str | None = None) -> str | None:
    """`did you mean 'x'?`, else up to 20 known words after `otherwise`, else None."""
    words = tuple(dict.fromkeys(known))
    if found := _closest(word.casefold(), words) if len(word) <= _MAX_WORD else None:
        return f"did you mean '{found}'?"
    if otherwise is None or not words:
        return None
    return otherwise + ", ".join(words[:20]) + (", …" if len(words) > 20 else "")


@lru_cache(maxsize=1024)
def _closest(word: str, words: tuple[str, ...]) -> str | None:
    if len(words) > _MAX_COMPARED:
        words = _best_by_pairs(word, words)
    folded = {candidate.casefold(): candidate for candidate in reversed(words)}
    found = get_close_matches(word, folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def _best_by_pairs(word: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """The words with the most letter pairs in common; comparing all of many words would be slow."""
    index = _pairs_of(words)
    shared = Counter(number for pair in _pairs(word) for number in index.get(pair, ()))
    best = sorted(shared.items(), key=lambda item: (-item[1], len(words[item[0]]), item[0]))[:_MAX_COMPARED]
    return tuple(words[number] for number, _ in best)


@lru_cache(maxsize=8)
def _pairs_of(words: tuple[str, ...]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, word in enumerate(words):
        for pair in _pairs(word.casefold()):
            found.setdefault(pair, []).append(number)
    return found


def _pairs(word: str) -> set[str]:
    return {word[at : at + 2] for at in range(len(word) - 1)}
