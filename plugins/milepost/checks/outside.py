"""The portfolio as an outer audience sees it, side by side with the whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Any

from milepost.audience import side_by_side
from milepost.checks.directory import all_things
from milepost.checks.texts import TextField, texts_of
from milepost.portfolio import Portfolio, Thing


class Outside:
    """What one audience sees, and what is hidden from it.

    `pairs`: for each thing that is seen, in reading order, what is seen of it. `hidden`: the others.
    """

    def __init__(self, portfolio: Portfolio, audience: str, as_of: date) -> None:
        self.audience = audience
        _, self.pairs = side_by_side(portfolio, audience, as_of)
        self.hidden = dict.fromkeys(thing for thing in all_things(portfolio) if thing not in self.pairs)

    @cached_property
    def texts(self) -> tuple[tuple[Thing[Any], TextField], ...]:
        """All texts that are seen, with the whole thing; each field leads to where the text was written."""
        return tuple(self._texts())

    def _texts(self) -> Iterator[tuple[Thing[Any], TextField]]:
        for thing, seen in self.pairs.items():
            words = thing.entry.public
            replaced = words.model_fields_set if words else frozenset()
            for field in texts_of(seen.entry):
                steps = ("public", *field.steps) if field.steps[0] in replaced else field.steps
                yield thing, TextField(steps, field.text, field.markdown)
