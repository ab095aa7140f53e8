"""The texts of an entry, and where in a file a stretch of one stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel

from milepost.model.base import Entry
from milepost.model.fields import fields_of
from milepost.portfolio import Thing
from milepost.problem import Place, Problem
from milepost.rules import RULES
from milepost.source.nodes import offset_of

_TEXTS = ("text", "markdown")
_MAPPINGS = ("disclaimer", "labels")  # of texts, by names of the author's own


@dataclass(frozen=True, slots=True)
class TextField:
    """A text, and the steps that lead to it from its entry."""

    steps: tuple[str | int, ...]
    text: str
    markdown: bool


def texts_of(entry: BaseModel, steps: tuple[str | int, ...] = ()) -> Iterator[TextField]:
    """The texts of an entry's own fields and of the mappings in it, but not of the entries it holds."""
    written = entry.model_fields_set
    for name, markdown in _telling(type(entry)):
        if name in written:
            yield from _texts(getattr(entry, name), (*steps, name), markdown=markdown)


@cache
def _telling(cls: type[BaseModel]) -> tuple[tuple[str, bool], ...]:
    """The fields of a model that hold texts, or mappings with some in them; and whether those are Markdown."""
    return tuple(
        (name, spec.role == "markdown" or name == "disclaimer")
        for name, spec in fields_of(cls).items()
        if spec.role in _TEXTS or name in _MAPPINGS or (spec.model and not issubclass(spec.model, Entry))
    )


def _texts(value: Any, steps: tuple[str | int, ...], *, markdown: bool) -> Iterator[TextField]:
    if isinstance(value, str):
        yield TextField(steps, value, markdown)
    elif isinstance(value, BaseModel):
        yield from texts_of(value, steps)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*steps, key), markdown=markdown)
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            yield from _texts(inner, (*steps, index), markdown=markdown)


class Spot:
    """Places within one text of a thing, each the next of its kind."""

    def __init__(self, thing: Thing[Any], field: TextField) -> None:
        self.thing, self.field = thing, field
        self._passed: dict[str, int] = {}

    def problem(self, rule: str, pattern: re.Pattern[str], message: str, hint: str | None) -> Problem:
        """A finding at the next match."""
        return Problem(rule, RULES[rule].level, message, self.next(pattern), hint)

    def next(self, pattern: re.Pattern[str]) -> Place:
        """The place of the next match; of the text itself where the file writes it in another way."""
        source, root = self.thing.document.source, self.thing.document.root
        if source is None or root is None:
            return Place(self.thing.document.path)
        start = offset_of(root, (*self.thing.loc, *self.field.steps))
        # Quotes, escapes and indentation make a text longer in its file than it is.
        end = start + 4 * len(self.field.text) + 200
        found = pattern.search(source.text, self._passed.get(pattern.pattern, start), end)
        if found is None:
            return source.place(start)
        self._passed[pattern.pattern] = found.end()
        return source.place(found.start())
