"""The portfolio as a broader audience sees it, side by side with the whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

from milepost.access.audience_filter import side_by_side
from milepost.checks.id_suggestions import all_entities
from milepost.checks.texts import TextField, strings_of
from milepost.graph.portfolio import Entity, Portfolio
from milepost.schema.base import ALWAYS


class Outside:
    """What one audience sees, and what is hidden from it.

    `pairs`: for each entity that is seen, in reading order, what is seen of it. `hidden`: the others.
    """

    def __init__(self, portfolio: Portfolio, audience: str, as_of: date) -> None:
        self.audience = audience
        self._portfolio = portfolio
        _, self.pairs = side_by_side(portfolio, audience, as_of)
        self.hidden = dict.fromkeys(entity for entity in all_entities(portfolio) if entity not in self.pairs)

    @cached_property
    def texts(self) -> tuple[tuple[Entity[Any], TextField], ...]:
        """All texts that are seen, with the whole entity; each field leads to where the text was written."""
        return tuple((entity, field) for entity, field in self.told if not field.short)

    @cached_property
    def told(self) -> tuple[tuple[Entity[Any], TextField], ...]:
        """The texts, and what is written in short: words, names of what is not declared, addresses."""
        return tuple(self._strings())

    def _strings(self) -> Iterator[tuple[Entity[Any], TextField]]:
        for entity, seen in self.pairs.items():
            words = entity.entry.public
            replaced = words.model_fields_set if words else frozenset()
            for field in strings_of(seen.entry):
                if field.ref and self._portfolio.named(seen, field.ref, field.text):
                    continue  # the words for it are in what it names
                yield entity, replace(field, steps=("public", *field.steps)) if field.steps[0] in replaced else field
        for entity in self.hidden:
            yield from ((entity, field) for field in self._always(entity))

    def _always(self, entity: Entity[Any]) -> Iterator[TextField]:
        """What every audience reads of a document that is hidden from it, such as the name of the product."""
        for field in strings_of(entity.entry) if not entity.loc else ():
            if field.group == ALWAYS and not self._is_for_others(field):
                yield field

    def _is_for_others(self, field: TextField) -> bool:
        """Whether it is one of the texts that a mapping has for each audience, and for another one."""
        audiences = self._portfolio.audiences
        return len(field.steps) == 2 and field.steps[1] in audiences and field.steps[1] != self.audience
