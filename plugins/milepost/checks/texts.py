"""The texts of an entry, and the place of a passage in its file."""

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

# Settings, and what is public by nature, such as ids. Everything else is text that somebody reads.
_NOT_TEXT = ("id", "formerly", "kind", "audience", "disclose", "timezone", "currency")


@dataclass(frozen=True, slots=True)
class TextField:
    """A text and its path from its entry.

    `group`: the field group it is shown with, or `open` or `always`. `ref`: type of the entry it refers to, if any.
    `short`: a word or an address rather than prose.
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
        """What readers see of it, without code."""
        return prose_text(self.text) if self.markdown else self.text

    @property
    def published(self) -> str:
        """All of it that a page contains, including the addresses of its links."""
        return "\n".join((self.seen, *hidden_text(self.text))) if self.markdown else self.text


def texts_of(entry: BaseModel, steps: tuple[str | int, ...] = ()) -> Iterator[TextField]:
    """The texts of an entry's own fields and of the mappings in it, without nested entries."""
    return (field for field in strings_of(entry, steps) if not field.short)


def strings_of(entry: BaseModel, steps: tuple[str | int, ...] = ()) -> Iterator[TextField]:
    """`texts_of`, and short strings as well: words, names, addresses."""
    written = entry.model_fields_set
    for name, like in _text_fields(type(entry)).items():
        if name in written:
            yield from _strings(getattr(entry, name), (*steps, name), like)


@cache
def _text_fields(cls: type[BaseModel]) -> dict[str, TextField]:
    """Fields of a model that may hold text, each with a template of its TextField."""
    found: dict[str, TextField] = {}
    for name, spec in fields_of(cls).items():
        if name in _NOT_TEXT or spec.choices or (spec.model and issubclass(spec.model, Entry)):
            continue
        role = spec.role or _role_within(cls.model_fields[name].annotation)
        ref = spec.ref.type if spec.ref else ""
        found[name] = TextField((), "", role == "markdown", spec.group, ref, role not in ("text", "markdown"))
    return found


def _role_within(annotation: Any) -> str:
    """The role of the values of a mapping with free keys."""
    if get_origin(annotation) is Annotated:
        marks = [mark.name for mark in get_args(annotation)[1:] if isinstance(mark, Role)]
        if marks:
            return str(marks[0])
    return next(filter(None, map(_role_within, get_args(annotation))), "")


def _strings(value: Any, steps: tuple[str | int, ...], like: TextField) -> Iterator[TextField]:
    if isinstance(value, str):
        yield TextField(steps, value, like.markdown, like.group, like.ref, like.short)
    elif isinstance(value, BaseModel):
        yield from (_in_holder_group(field, like) for field in strings_of(value, steps))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _strings(inner, (*steps, key), like)
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            yield from _strings(inner, (*steps, index), like)


def _in_holder_group(field: TextField, holder: TextField) -> TextField:
    """A text of a mapping, in its own group or else in that of the field that holds the mapping."""
    return replace(field, group=holder.group) if field.group == OPEN else field


class TextPlaces:
    """Finds places within one text; each search continues after the last match of its pattern."""

    def __init__(self, entity: Entity[Any], field: TextField) -> None:
        self.entity, self.field = entity, field
        self._positions: dict[str, int] = {}

    def found(self, pattern: re.Pattern[str], message: str, hint: str | None, rule: Rule | None = None) -> Violation:
        """A violation at the next match."""
        return Violation(message, self.next_place(pattern), hint, rule)

    def next_place(self, pattern: re.Pattern[str]) -> Place:
        """Place of the next match, or of the text itself if the file writes it differently."""
        source, root = self.entity.document.source, self.entity.document.root
        if source is None or root is None:
            return Place(self.entity.document.path)
        start = offset_of(root, (*self.entity.loc, *self.field.steps))
        # Quotes, escapes, and indentation make a text longer in its file.
        end = start + 4 * len(self.field.text) + 200
        found = pattern.search(source.text, self._positions.get(pattern.pattern, start), end)
        if found is None:
            return source.place(start)
        self._positions[pattern.pattern] = found.end()
        return source.place(found.start())
