"""Validate a raw tree as a document of its kind; every error becomes a problem at its position."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import PydanticCustomError

from milepost.kinds.registry import KINDS
from milepost.problem import Level, Place, Problem
from milepost.schema import scalars
from milepost.schema.base import Document, Entry, Part
from milepost.schema.errors import described
from milepost.schema.fields import FieldSpec, fields_of, written_keys
from milepost.schema.scalars import ID
from milepost.suggestions import nearest
from milepost.yaml.nodes import Map, Node, offset_of
from milepost.yaml.text import SourceText

_SHAPES = {
    "tuple_type": "a list",
    "model_type": "a mapping",
    "dict_type": "a mapping",
    "model_attributes_type": "a mapping",
}
M = TypeVar("M", bound=BaseModel)


def read_document(
    root: Node, source: SourceText, context: Mapping[str, Any], default_id: str
) -> tuple[Document | None, list[Problem]]:
    """The document in a tree, or None with the problems that prevent it.

    `context` has `audiences` (broadest first), `fiscal_year_start` (1–12), and `timezone`. A document without an id
    gets `default_id`.
    """
    if root is None:
        hint = "write a document that begins with kind: …"
        return None, [_problem("file-empty", "the file is empty", Place(source.path), hint)]
    if not isinstance(root, Map):
        message, place = f"a document is a mapping, not {described(root)}", source.place(offset_of(root, ()))
        return None, [_problem("document-shape", message, place, "begin the file with kind: …")]
    kind = root.get("kind")
    if not isinstance(kind, str):
        return None, [_without_kind(root, source)]
    if kind not in KINDS:
        place, known = source.place(root.value_at("kind")), nearest(kind, KINDS, "known are: ")
        return None, [_problem("unknown-kind", f"there is no kind {described(kind)}", place, known)]
    if root.get("id") is None and not ID.match(default_id):
        message = f"the file name gives no id ({described(default_id)})"
        hint = "add an id: of letters, digits, '.', '_' and '-'"
        return None, [_problem("bad-id", message, Place(source.path), hint)]
    return read_mapping(KINDS[kind], root, source, {**context, **_own_timezone(root)}, default_id)


def _own_timezone(root: Map) -> dict[str, str]:
    """The document's own time zone if it is valid; an invalid one is reported with its field."""
    with suppress(PydanticCustomError):
        return {"timezone": scalars.timezone(root.get("timezone"))}
    return {}


def read_mapping(
    cls: type[M], root: Map, source: SourceText, context: Mapping[str, Any], default_id: str | None = None
) -> tuple[M | None, list[Problem]]:
    """A mapping as a model, or None with everything that is wrong with it."""
    data = {**root, "id": default_id} if default_id and root.get("id") is None else root
    try:
        return cls.model_validate(data, context=dict(context)), []
    except ValidationError as error:
        return None, [_problem_of(detail, cls, root, source) for detail in error.errors(include_url=False)]


def _problem(rule: str, message: str, place: Place, hint: str | None = None) -> Problem:
    return Problem(rule, Level.ERROR, message, place, hint)


def _without_kind(root: Map, source: SourceText) -> Problem:
    message = "a document says its kind" if root.get("kind") is None else "a kind is a single word"
    hint = f"begin it with one of: {', '.join(f'kind: {word}' for word in KINDS)}"
    return _problem("unknown-kind", message, source.place(offset_of(root, ("kind",))), hint)


def _problem_of(detail: Any, cls: type[BaseModel], root: Map, source: SourceText) -> Problem:
    """A pydantic error as a problem in our words."""
    loc, kind, value = detail["loc"], detail["type"], detail["input"]
    context = detail.get("ctx") or {}
    name = str(loc[-1]) if loc else ""
    owner = _model_at(cls, loc[:-1])
    fields = fields_of(owner) if owner else {}
    if kind == "missing":
        place = source.place(offset_of(root, loc[:-1]))
        return _problem(
            "missing-field",
            f"{_model_with_article(owner)} needs '{name}'",
            place,
            _missing_hint(fields.get(name), value),
        )
    if loc and loc[-1] == "[key]":
        return _problem(kind, detail["msg"], _place(root, loc[:-1], source, key=True), context.get("hint"))
    if kind == "extra_forbidden":
        message = f"{_model_with_article(owner)} has no field {described(name)}"
        return _problem(
            "unknown-field",
            message,
            _place(root, loc, source, key=True),
            nearest(name, (*fields, *written_keys(owner)), "it has: "),
        )
    place = _place(root, loc, source)
    if kind == "literal_error":
        words = re.findall(r"'([^']*)'", context.get("expected", ""))
        message = f"{described(value)} is no {name if isinstance(loc[-1], str) else 'word'} there is"
        return _problem("unknown-word", message, place, _word_hint(value, words))
    if kind in _SHAPES:
        listed = kind == "tuple_type" and isinstance(value, str) and len(value) < 60
        hint = f"write it as {name}: [{value}]" if listed else _as_mapping_hint(cls, loc, value)
        return _problem("wrong-shape", f"{_SHAPES[kind]} is expected here, not {described(value)}", place, hint)
    return _problem(kind, detail["msg"], place, context.get("hint"))


def _as_mapping_hint(cls: type[BaseModel], loc: tuple[str | int, ...], value: object) -> str | None:
    """Hint how to write a plain text as the entry it has to be."""
    wanted = _model_at(cls, loc)
    if wanted is None or not issubclass(wanted, Entry) or not isinstance(value, str) or len(value) >= 60:
        return None
    return f"write it as {wanted.named_by}: {value}"


def _place(root: Map, loc: tuple[str | int, ...], source: SourceText, *, key: bool = False) -> Place:
    return source.place(offset_of(root, loc, key=key))


def _missing_hint(spec: FieldSpec | None, entry: Any) -> str | None:
    """Hint what to write for a missing field."""
    if spec is None:
        return None
    if spec.name == "id" and isinstance(entry, dict) and isinstance(title := entry.get("title"), str):
        return _suggested_id(title)
    return f"{spec.name}: {spec.description}"


def _suggested_id(title: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")[:64].strip("-")
    return f"id: {slug or 'some-name'}"


def _word_hint(value: object, words: list[str]) -> str:
    found = nearest(value, words) if isinstance(value, str) else None
    known = "known are: " + ", ".join(words)
    return f"{found} {known}" if found else known


def _model_with_article(cls: type[BaseModel] | None) -> str:
    """What readers call a model: 'an item', 'the public block of an item'."""
    if cls is None or not issubclass(cls, Part):
        return "this"
    if cls.public_of:
        return f"the public block of {cls.public_of.declares.with_article}"
    return cls.declares.with_article


def _model_at(cls: type[BaseModel], loc: tuple[str | int, ...]) -> type[BaseModel] | None:
    """The model class at a location."""
    found: type[BaseModel] | None = cls
    for step in loc:
        if isinstance(step, str) and found is not None and step in found.model_fields:
            found = fields_of(found)[step].model
    return found
