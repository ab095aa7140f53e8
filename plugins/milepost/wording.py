"""Nouns in messages: with their article, and with a count."""

from __future__ import annotations


def with_article(noun: str) -> str:
    """A noun with its indefinite article, by its first letter: `an item`, `a key result`."""
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


def count(number: int, noun: str, plural: str | None = None) -> str:
    """A whole number with its noun: `1 page`, `1,200 pages`, `2 stories`."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"
