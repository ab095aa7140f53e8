"""What a broader audience sees of the full portfolio, entity by entity."""

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


class BroaderView:
    """What one audience sees and what is hidden from it.

    `pairs` maps each visible entity of the full portfolio to its redacted copy, in reading order; `hidden` are the
    others. `redacted` is the portfolio of the copies.
    """

    def __init__(self, portfolio: Portfolio, audience: str, as_of: date) -> None:
        self.audience = audience
        self._portfolio = portfolio
        self.redacted, self.pairs = side_by_side(portfolio, audience, as_of)
        self.hidden = dict.fromkeys(entity for entity in all_entities(portfolio) if entity not in self.pairs)

    @cached_property
    def texts(self) -> tuple[tuple[Entity[Any], TextField], ...]:
        """All visible texts, each with its entity in the full portfolio and the path of the field it was written in."""
        return tuple((entity, field) for entity, field in self.strings if not field.short)

    @cached_property
    def strings(self) -> tuple[tuple[Entity[Any], TextField], ...]:
        """`texts`, and short strings as well: single words, undeclared names, addresses."""
        return tuple(self._strings())

    def _strings(self) -> Iterator[tuple[Entity[Any], TextField]]:
        for entity, seen in self.pairs.items():
            words = entity.entry.public
            replaced = words.model_fields_set if words else frozenset()
            for field in strings_of(seen.entry):
                if field.ref and self._portfolio.resolve_id(seen, field.ref, field.text):
                    continue  # shown as the title of what it refers to
                yield entity, replace(field, steps=("public", *field.steps)) if field.steps[0] in replaced else field
        for entity in self.hidden:
            yield from ((entity, field) for field in self._always_public(entity))

    def _always_public(self, entity: Entity[Any]) -> Iterator[TextField]:
        """Texts that every audience reads of an otherwise hidden document, such as the name of the product."""
        for field in strings_of(entity.entry) if not entity.loc else ():
            if field.group == ALWAYS and not self._is_for_another_audience(field):
                yield field

    def _is_for_another_audience(self, field: TextField) -> bool:
        """Whether a text belongs to a mapping with one text for each audience, and is not for this one."""
        audiences = self._portfolio.audiences
        return len(field.steps) == 2 and field.steps[1] in audiences and field.steps[1] != self.audience
