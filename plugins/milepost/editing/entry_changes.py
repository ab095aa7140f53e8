"""Changing fields of an entry in a tree. What does not change is shared with the old tree."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import Any

from pydantic import BaseModel

from milepost.editing.field_paths import Step
from milepost.editing.field_values import one_of, value_of
from milepost.problem import Level, MilepostError, Problem, quoted
from milepost.schema.base import Document, Part
from milepost.schema.fields import fields_of
from milepost.yaml.nodes import Loc, Map, Node, Seq


class Operation(Enum):
    """What is done with the value of a field."""

    SET = "set"
    ADD = "add"
    TAKE_OUT = "take out"
    UNSET = "unset"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A change of one field of an entry; `typed` is the value as typed, empty for UNSET.

    `reason` says why the field changes if nobody named it.
    """

    path: tuple[Step, ...]
    operation: Operation
    typed: str = ""
    reason: str = ""

    @property
    def name(self) -> str:
        """The path as people write it; positions count from 1."""
        return ".".join(str(step.name + 1 if isinstance(step.name, int) else step.name) for step in self.path)


class _Gone:
    """What is left of a field that is unset."""


_GONE = _Gone()
_Update = Callable[[Any], Any]


def changed_entry(root: Node, loc: Loc, cls: type[BaseModel], changes: Sequence[FieldChange]) -> Node:
    """The tree with fields of the entry at `loc` changed. Raises MilepostError where that is impossible."""

    def update(entry: Any) -> Any:
        for change in changes:
            entry = _with_field(entry, cls, change.path, partial(_updated, change))
        return entry

    found: Node = changed_at(root, loc, update)
    return found


def changed_at(node: Any, loc: Loc, update: _Update) -> Any:
    """The tree with what is at a path updated."""
    if not loc:
        return update(node)
    step, *rest = loc
    copy = _copy(node)
    copy[step] = changed_at(node[step], tuple(rest), update)
    return copy


def _copy(node: Any) -> Any:
    if isinstance(node, Map):
        found = Map(node.start)
        found.update(node)
        return found
    return list(node)


def _updated(change: FieldChange, value: Any) -> Any:
    step = change.path[-1]
    if change.operation is Operation.UNSET:
        return _GONE
    if change.operation is Operation.SET:
        return value_of(step, change.typed)
    spec = step.spec
    if spec is None or not spec.many or isinstance(step.name, int):
        sign = "+" if change.operation is Operation.ADD else "-"
        raise _refused(f"{quoted(change.name)} is no list", f"leave out the '{sign}' to set its value")
    values: list[Any] = list(value) if isinstance(value, Seq | list) else []
    one = one_of(spec, change.typed)
    if change.operation is Operation.ADD:
        if one in values:
            raise _refused(f"{quoted(change.name)} holds {quoted(change.typed)} already", None)
        return [*values, one]
    if one not in values:
        raise _refused(f"{quoted(change.name)} does not hold {quoted(change.typed)}", _held(values))
    values.remove(one)
    return values or _GONE


def _held(values: Sequence[Any]) -> str | None:
    texts = [one for one in values if isinstance(one, str)]
    return f"it holds: {', '.join(texts[:20])}" if texts else None


def _with_field(node: Any, cls: type[BaseModel] | None, path: tuple[Step, ...], update: _Update) -> Any:
    """A mapping with the field at a path updated; _GONE if that leaves it empty."""
    step, *rest = path
    name = str(step.name)
    if isinstance(node, str) and cls and issubclass(cls, Part) and cls.text_field:
        node = _mapping(cls.from_text(node))
    if node is None:
        node = Map(0)
    if not isinstance(node, dict):
        raise _refused(f"{quoted(name)} cannot be set: what should be a mapping is written as something else", None)
    old = node.get(name)
    if not rest:
        new = update(old)
    elif isinstance(rest[0].name, int):
        new = _with_position(old, rest[0], tuple(rest[1:]), update)
    else:
        new = _with_field(old, rest[0].cls, tuple(rest), update)
    if new is _GONE:
        if name not in node:
            raise _refused(f"{quoted(name)} is not set", None)
        found = _copy(node)
        del found[name]
        return found if found else _GONE
    return with_key(node, name, new, cls)


def _with_position(values: Any, step: Step, rest: tuple[Step, ...], update: _Update) -> Any:
    at = int(step.name)
    if not isinstance(values, Seq | list) or at >= len(values):
        count = len(values) if isinstance(values, Seq | list) else 0
        listed = step.spec.name if step.spec else ""
        raise _refused(f"{quoted(listed)} has {count} entries, and no number {at + 1}", f"add one with {listed}+")
    found = list(values)
    new = _with_field(found[at], rest[0].cls, rest, update) if rest else update(found[at])
    if new is _GONE:
        del found[at]
        return found or _GONE
    found[at] = new
    return found


def _mapping(values: dict[str, Any]) -> Map:
    found = Map(0)
    found.update(values)
    return found


def _order_of(cls: type[BaseModel] | None) -> dict[str, int]:
    """The place of each field in the order of the declarations; the kind of a document comes first."""
    if cls is None:
        return {}
    names = list(fields_of(cls))
    if issubclass(cls, Document):
        names = ["kind", *(name for name in names if name != "kind")]
    return {name: place for place, name in enumerate(names)}


def with_key(node: Any, name: str, value: Any, cls: type[BaseModel] | None) -> Map:
    """A mapping with a key set; a new one comes behind the one that precedes it in the declarations."""
    order = _order_of(cls)
    found = Map(getattr(node, "start", 0))
    if name in node or name not in order:
        found.update(node)
        found[name] = value
        return found
    before = [key for key in node if order.get(key, len(order)) < order[name]]
    behind = max(before, key=order.__getitem__, default=None)
    if behind is None:
        found[name] = value
    for key, one in node.items():
        found[key] = one
        if key == behind:
            found[name] = value
    return found


def _refused(message: str, hint: str | None) -> MilepostError:
    return MilepostError(Problem("bad-value", Level.ERROR, message, None, hint))
