"""Documents made out of the declarations of the kinds alone, so that no field or list can be forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, WithJsonSchema
from tests.support.fields import STEERS

from milepost.kinds.registry import KINDS
from milepost.schema.base import Document, Entry
from milepost.schema.fields import FieldSpec, fields_of

Fields = dict[str, Any]
DAYS = ("2026-09-14", "2026-07-03", "2025-02-28", "2027-12-01")
LENGTHS = ("45min", "3h", "1h 29min", "2h")


def entry_lists(cls: type[BaseModel]) -> dict[str, FieldSpec]:
    """The fields of a class that hold entries."""
    return {name: spec for name, spec in fields_of(cls).items() if is_list(spec)}


def is_list(spec: FieldSpec) -> bool:
    """Whether a field holds entries of their own."""
    return bool(spec.many and spec.model and issubclass(spec.model, Entry))


def classes() -> Iterator[tuple[type[Document], tuple[str, ...], type[Entry]]]:
    """Every class of entries by where it is: its kind, the lists that lead to it, and the class itself."""

    def below(cls: type[Entry], kind: type[Document], path: tuple[str, ...]) -> Iterator[Any]:
        yield kind, path, cls
        for name, spec in entry_lists(cls).items():
            yield from below(spec.model, kind, (*path, name))  # type: ignore[arg-type]

    for kind in KINDS.values():
        yield from below(kind, kind, ())


def value(cls: type[BaseModel], name: str, number: int = 0) -> Any:
    """Something that a field may hold, another for each number; a list of one."""
    spec = fields_of(cls)[name]
    one = _one(cls, name, spec, number)
    return [one] if spec.many and not isinstance(one, list) else one


def full(cls: type[BaseModel], number: int = 0, *, lists: bool = True) -> Fields:
    """A mapping with everything that a class may hold, but for what steers who sees it."""
    skipped = {"kind", *STEERS, *(() if lists else entry_lists(cls))}
    return {name: value(cls, name, number) for name in fields_of(cls) if name not in skipped}


def needed(cls: type[BaseModel], number: int = 0) -> Fields:
    """A mapping with nothing but what a class must hold."""
    return {name: value(cls, name, number) for name, spec in fields_of(cls).items() if spec.required and name != "kind"}


def schema_of(cls: type[BaseModel], name: str) -> dict[str, Any]:
    """What an editor is told of a scalar field."""
    info = cls.model_fields[name]
    found = [mark.json_schema for mark in _marks(info.annotation, info.metadata) if isinstance(mark, WithJsonSchema)]
    return dict(found[-1] or {}) if found else {}


def _marks(annotation: Any, metadata: Any) -> Iterator[Any]:
    yield from getattr(annotation, "__metadata__", ())
    for part in getattr(annotation, "__args__", ()):
        yield from _marks(part, ())
    yield from metadata


def _one(cls: type[BaseModel], name: str, spec: FieldSpec, number: int) -> Any:
    if spec.model:
        found = full(spec.model, number)
        named = issubclass(spec.model, Entry) and "id" in found
        return {**found, "id": f"{name.replace('_', '-')}-{number}"} if named else found
    if spec.ref:
        return f"{spec.ref.type}-{number}" if spec.ref.type not in ("related", "horizon") else f"item-{number}"
    if spec.choices:
        return spec.choices[number % len(spec.choices)]
    if spec.is_instant:
        return f"{DAYS[number % len(DAYS)]}T12:{number % 60:02}Z"
    if spec.is_period:
        return DAYS[number % len(DAYS)]
    if name == "id":
        return f"id-{cls.__name__.lower()}-{number}"
    return _scalar(schema_of(cls, name), spec, f"{cls.__name__} {name} {number}", number)


def _scalar(schema: dict[str, Any], spec: FieldSpec, text: str, number: int) -> Any:
    kinds = schema.get("type", schema.get("anyOf"))
    if spec.measures == "length":
        lengths = LENGTHS if "1h 29min" in schema["examples"] else schema["examples"]
        return lengths[number % len(lengths)]
    if kinds == "boolean":
        return bool(number % 2)
    if kinds in ("integer", "number") or (isinstance(kinds, list) and {"type": "number"} in kinds):
        low = schema.get("minimum", 0)
        return low + 1 + number % int(schema.get("maximum", 100) - low)
    if isinstance(kinds, list) and {"enum": ["low", "medium", "high"]} in kinds:
        return 10 + number % 80
    if str(schema.get("pattern", "")).startswith("^(http"):
        return f"https://example.org/{number}"
    if schema.get("pattern"):
        return f"former-{number}"
    if schema.get("examples"):
        return schema["examples"][0]
    if spec.name == "disclaimer":
        return {"public": text, "internal": text}
    if spec.name == "labels":
        return {"stage": {"beta": {"title": text}}}
    return text
