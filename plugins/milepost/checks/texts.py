"""The texts of an entry, and where in a file a stretch of one is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel

from milepost.checks.violation import Violation
from milepost.graph.portfolio import Entity
from milepost.problem import Place
from milepost.prose.visible_text import hidden_text, prose_text, visible_text
from milepost.rules import Rule
from milepost.schema.base import OPEN, Entry
from milepost.schema.fields import fields_of
from milepost.schema.types import Role
from milepost.yaml.nodes import offset_of

# They steer, or are public by nature, as an id is. Whatever else is written is text that somebody reads.
_NO_TEXT = ("id", "formerly", "kind", "audience", "disclose", "timezone", "currency")


@dataclass(frozen=True, slots=True)
class TextField:
    """A text, and the steps that lead to it from its entry.

    `group`: the field group that it is shown with, or `open` or `always`. `ref`: the type of entry that it names, if it
    names one. `short`: a word or an address, and no text that is meant to be read as one.
    """

    steps: tuple[str | int, ...]
    text: str
    markdown: bool
    group: str = OPEN
    ref: str = ""
    short: bool = False

    @property
    def seen(self) -> str:
        """What readers see of it."""
        return visible_text(self.text) if self.markdown else self.text

    @property
    def prose(self) -> str:
        """What readers see of it but code."""
        return prose_text(self.text) if self.markdown else self.text

    @property
    def published(self) -> str:
        """Everything of it that a page holds, the addresses of its links too."""
        return "\n".join((self.seen, *hidden_text(self.text))) if self.markdown else self.text


def texts_of(entry: BaseModel, steps: tuple[str | int, ...] = ()) -> Iterator[TextField]:
    """The texts of an entry's own fields and of the mappings in it, but not of the entries it holds."""
    return (field for field in strings_of(entry, steps) if not field.short)


def strings_of(entry: BaseModel, steps: tuple[str | int, ...] = ()) -> Iterator[TextField]:
    """The same, and what is written in short: words, names, addresses."""
    written = entry.model_fields_set
    for name, like in _telling(type(entry)).items():
        if name in written:
            yield from _strings(getattr(entry, name), (*steps, name), like)


@cache
def _telling(cls: type[BaseModel]) -> dict[str, TextField]:
    """The fields of a model that may hold text, each with an example of what it holds."""
    found: dict[str, TextField] = {}
    for name, spec in fields_of(cls).items():
        if name in _NO_TEXT or spec.choices or (spec.model and issubclass(spec.model, Entry)):
            continue
        role = spec.role or _role_within(cls.model_fields[name].annotation)
        ref = spec.ref.type if spec.ref else ""
        found[name] = TextField((), "", role == "markdown", spec.group, ref, role not in ("text", "markdown"))
    return found


def _role_within(annotation: Any) -> str:
    """What the values of a mapping with keys of the author's own are for."""
    if get_origin(annotation) is Annotated:
        marks = [mark.name for mark in get_args(annotation)[1:] if isinstance(mark, Role)]
        if marks:
            return str(marks[0])
    return next(filter(None, map(_role_within, get_args(annotation))), "")


def _strings(value: Any, steps: tuple[str | int, ...], like: TextField) -> Iterator[TextField]:
    if isinstance(value, str):
        yield TextField(steps, value, like.markdown, like.group, like.ref, like.short)
    elif isinstance(value, BaseModel):
        yield from (_within(field, like) for field in strings_of(value, steps))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _strings(inner, (*steps, key), like)
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            yield from _strings(inner, (*steps, index), like)


def _within(field: TextField, holder: TextField) -> TextField:
    """A text of a mapping, which is in a group of its own or in that of the field that holds it."""
    return replace(field, group=holder.group) if field.group == OPEN else field


class TextSpot:
    """Places within one text of an entry, each the next of its kind."""

    def __init__(self, entity: Entity[Any], field: TextField) -> None:
        self.entity, self.field = entity, field
        self._passed: dict[str, int] = {}

    def found(self, pattern: re.Pattern[str], message: str, hint: str | None, rule: Rule | None = None) -> Violation:
        """What breaks a rule at the next match."""
        return Violation(message, self.next(pattern), hint, rule)

    def next(self, pattern: re.Pattern[str]) -> Place:
        """The place of the next match; of the text itself where the file writes it in another way."""
        source, root = self.entity.document.source, self.entity.document.root
        if source is None or root is None:
            return Place(self.entity.document.path)
        start = offset_of(root, (*self.entity.loc, *self.field.steps))
        # Quotes, escapes and indentation make a text longer in its file than it is.
        end = start + 4 * len(self.field.text) + 200
        found = pattern.search(source.text, self._passed.get(pattern.pattern, start), end)
        if found is None:
            return source.place(start)
        self._passed[pattern.pattern] = found.end()
        return source.place(found.start())
