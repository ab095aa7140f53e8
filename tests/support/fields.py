"""Every class that the kinds of documents are made of, with what each of them adds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, get_args

from pydantic import BaseModel

from milepost.kinds.registry import KINDS
from milepost.schema.base import Document, Entry, FolderAudience, PublicOverrides
from milepost.schema.fields import FieldSpec, fields_of

STEERS = ("audience", "disclose", "public", "embargo_until")  # not printed: they say what others see


def models() -> dict[type[BaseModel], str]:
    """Model class → the page that explains it."""
    shared = "guide/kinds/index.md"
    found: dict[type[BaseModel], str] = {
        Document: shared,
        PublicOverrides: shared,
        FolderAudience: "guide/audiences.md",
    }
    _reach(Entry, found, shared)
    for kind, cls in KINDS.items():
        _reach(cls, found, f"guide/kinds/{kind}.md")
    return found


def anchor(cls: type[BaseModel]) -> str:
    """The id of the section that explains a class: `key-result` for KeyResult."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", cls.__name__).lower()


def own_fields(cls: type[BaseModel]) -> dict[str, FieldSpec]:
    """The fields that a class adds to those every entry or document has, or changes."""
    base = next((base for base in (Document, Entry) if issubclass(cls, base) and cls is not base), None)
    inherited = fields_of(base) if base else {}
    # What all fields of a class mean is said of the class.
    fields = {
        name: spec
        for name, spec in fields_of(cls).items()
        if name not in inherited or inherited[name] != replace(spec, means=inherited[name].means)
    }
    return {name: spec for name, spec in fields.items() if not base or name != "public"}


def seen_by(spec: FieldSpec) -> str:
    """Who sees a field, in the words of the guide."""
    if spec.name in STEERS:
        return "nobody"
    return {"open": "all", "always": "always"}.get(spec.group, f"`{spec.group}`")


def _reach(cls: type[BaseModel], found: dict[type[BaseModel], str], page: str) -> None:
    if cls in found:
        return
    found[cls] = page
    for name, info in cls.model_fields.items():
        if name != "public":
            for inner in _held(info.annotation):
                _reach(inner, found, page)


def _held(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _held(part)
