""" "Did you mean": the known word nearest to an unknown one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

_LONGEST = 80
_FEW = 200


def nearest(word: str, known: Iterable[str], otherwise: str | None = None) -> str | None:
    """`did you mean 'x'?`, else all known words (at most 20) after `otherwise`, or None."""
    words = tuple(dict.fromkeys(known))
    if found := _closest(word.casefold(), words) if len(word) <= _LONGEST else None:
        return f"did you mean '{found}'?"
    if otherwise is None or not words:
        return None
    return otherwise + ", ".join(words[:20]) + (", …" if len(words) > 20 else "")


@lru_cache(maxsize=1024)
def _closest(word: str, words: tuple[str, ...]) -> str | None:
    if len(words) > _FEW:
        words = _sharing_pairs(word, words)
    folded = {candidate.casefold(): candidate for candidate in reversed(words)}
    found = get_close_matches(word, folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def _sharing_pairs(word: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """The candidates that share the most letter pairs with a word, as a full comparison is slow."""
    index = _pairs_of(words)
    shared = Counter(number for pair in _pairs(word) for number in index.get(pair, ()))
    best = sorted(shared.items(), key=lambda item: (-item[1], len(words[item[0]]), item[0]))[:_FEW]
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
