"""Suggestions for unknown ids and names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from milepost.graph.portfolio import Entity, Portfolio
from milepost.kinds.registry import label_of_type
from milepost.suggestions import nearest
from milepost.wording import with_article

# Limits the work in a large portfolio with many wrong ids; the first ones get a suggestion.
_COMPARISONS = 20_000


def type_with_article(type: str) -> str:
    """Label of a type with its article: `an item`, `a key result`."""
    return with_article(label_of_type(type))


def all_entities(portfolio: Portfolio) -> Iterator[Entity[Any]]:
    """Every entity of every type."""
    for type_name in portfolio.types:
        yield from portfolio.entities(type_name)


class IdSuggestions:
    """Finds what an unknown id or name was probably meant to be."""

    def __init__(self, portfolio: Portfolio) -> None:
        self.portfolio = portfolio
        self._comparisons_left = _COMPARISONS
        self._hints: dict[tuple[str, str], str | None] = {}

    def suggest(self, type: str, ref: str) -> str | None:
        """Hint for an id that no entity of a type has: its new id, another type, its parent, or the nearest id."""
        key = (type, ref.lower())
        if key not in self._hints:
            self._hints[key] = self._advice(type, ref)
        return self._hints[key]

    def _advice(self, type: str, ref: str) -> str | None:
        if now := self._renamed_ids.get((type, ref.lower())):
            return f"it is called '{now}' now"
        if other := next((one for one in self.portfolio.types if self.portfolio.find(one, ref)), None):
            return f"'{ref}' is the id of {type_with_article(other)}"
        if whole := self._nested.get((type, ref.lower())):
            return f"did you mean '{whole}'?"
        return self.nearest(type, ref)

    def nearest(self, type: str, ref: str) -> str | None:
        """The most similar id of a type; None once too many comparisons were made in this run."""
        if self._comparisons_left <= 0:
            return None
        known = [entity.key if entity.parent else entity.id for entity in self.portfolio.entities(type) if entity.id]
        self._comparisons_left -= len(known)
        found = nearest(ref, known)
        return found or (nearest(ref, {key.rpartition("/")[2]: None for key in known}) if "/" not in ref else None)

    def id_of_title(self, type: str, title: str) -> str | None:
        """The id of the entity of a type with this title."""
        return self._titles.get((type, title.casefold()))

    @cached_property
    def _renamed_ids(self) -> dict[tuple[str, str], str]:
        return {
            (entity.type, former.lower()): entity.id
            for entity in all_entities(self.portfolio)
            for former in entity.entry.formerly
        }

    @cached_property
    def _nested(self) -> dict[tuple[str, str], str]:
        nested = (entity for entity in all_entities(self.portfolio) if entity.parent and entity.id)
        return {(entity.type, entity.slug): entity.key for entity in nested}

    @cached_property
    def _titles(self) -> dict[tuple[str, str], str]:
        named = (entity for entity in all_entities(self.portfolio) if entity.id)
        return {(entity.type, entity.title.casefold()): entity.id for entity in named}
