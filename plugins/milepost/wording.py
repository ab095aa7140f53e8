"""Nouns in messages: with their article, and with a count."""

from __future__ import annotations


def with_article(noun: str) -> str:
    """A noun with its indefinite article, by its first letter: `an item`, `a key result`."""
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


def count(number: int, noun: str) -> str:
    """A whole number with its noun: `1 page`, `1,200 pages`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
