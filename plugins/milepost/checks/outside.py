"""The portfolio as an outer audience sees it, side by side with the whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache, cached_property
from typing import Any

from pydantic import BaseModel

from milepost.audience import side_by_side
from milepost.checks.directory import all_things
from milepost.checks.texts import TextField, texts_of
from milepost.model.base import Entry
from milepost.model.fields import fields_of
from milepost.portfolio import Portfolio, Thing

_NOT_READ = ("kind", "audience", "disclose", "public", "timezone", "currency")


class Outside:
    """What one audience sees, and what is hidden from it.

    `pairs`: for each thing that is seen, in reading order, what is seen of it. `hidden`: the others.
    """

    def __init__(self, portfolio: Portfolio, audience: str, as_of: date) -> None:
        self.audience = audience
        self._portfolio = portfolio
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

    @cached_property
    def told(self) -> tuple[tuple[Thing[Any], TextField], ...]:
        """The texts, and what is written in short: words, names of what is not declared, addresses."""
        short = ((thing, field) for thing, seen in self.pairs.items() for field in self._short(thing, seen.entry, ()))
        return (*self.texts, *short)

    def _short(self, thing: Thing[Any], model: BaseModel, steps: tuple[str | int, ...]) -> Iterator[TextField]:
        for name in sorted(_short_fields(type(model)) & model.model_fields_set):
            spec, value = fields_of(type(model))[name], getattr(model, name)
            for index, one in enumerate(value) if isinstance(value, tuple) else ((None, value),):
                at = (*steps, name) if index is None else (*steps, name, index)
                if isinstance(one, BaseModel):
                    yield from self._short(thing, one, at)
                elif isinstance(one, str) and not (spec.ref and self._portfolio.named(thing, spec.ref.type, one)):
                    yield TextField(at, one, markdown=False)


@cache
def _short_fields(cls: type[BaseModel]) -> frozenset[str]:
    """Fields that hold words of the author's own, and parts with some; who is disclosed in one is meant to be."""
    return frozenset(
        name
        for name, spec in fields_of(cls).items()
        if name not in _NOT_READ
        and not spec.choices
        and not (spec.ref and spec.ref.type == "person")
        and not (issubclass(spec.model, Entry) if spec.model else spec.role in ("text", "markdown"))
    )
