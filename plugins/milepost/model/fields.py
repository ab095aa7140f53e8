"""What each field of a model is: its audience, what it refers to, what it holds. Read once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from milepost.model.instant import Instant
from milepost.model.period import Period
from milepost.model.types import Exact, RefTo, Role

NOT_REPLACEABLE = frozenset(("audience", "kind", "product", "updated", "embargo_until"))


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """`group` is `open`, `always` or a field group. `many`: a list. `model`: what mappings it holds.

    `is_day`: a period that cannot be told less exactly. `plain`: it neither refers to anything nor holds dates or
    mappings.
    """

    name: str
    group: str
    many: bool
    ref: RefTo | None
    model: type[BaseModel] | None
    role: str | None
    is_period: bool
    is_instant: bool
    is_day: bool
    choices: tuple[str, ...]
    required: bool
    description: str
    plain: bool

    @property
    def is_date(self) -> bool:
        """Whether it holds a time that may be told less exactly."""
        return self.is_period or self.is_instant


def _fields(cls: type[BaseModel]) -> dict[str, FieldSpec]:
    """All fields of a model class by name."""
    return {name: _spec(name, info) for name, info in cls.model_fields.items()}


fields_of: Callable[[type[BaseModel]], dict[str, FieldSpec]] = cache(_fields)


def _spec(name: str, info: Any) -> FieldSpec:
    extra = info.json_schema_extra or {}
    found = list(_leaves(info.annotation, tuple(info.metadata)))
    marks = [mark for _, metadata in found for mark in metadata]
    plain = [leaf for leaf, _ in found]
    models = [leaf for leaf in plain if isinstance(leaf, type) and issubclass(leaf, BaseModel)]
    ref = next((mark for mark in marks if isinstance(mark, RefTo)), None)
    return FieldSpec(
        name=name,
        group=extra.get("x-audience", ""),
        many=_is_many(info.annotation),
        ref=ref,
        model=models[0] if models else None,
        role=next((mark.name for mark in marks if isinstance(mark, Role)), None),
        is_period=Period in plain,
        is_instant=Instant in plain,
        is_day=any(isinstance(mark, Exact) for mark in marks),
        choices=next((get_args(leaf) for leaf in plain if get_origin(leaf) is Literal), ()),
        required=info.is_required(),
        description=info.description or "",
        plain=not (ref or models or Period in plain or Instant in plain),
    )


def _leaves(annotation: Any, metadata: tuple[Any, ...] = ()) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *more = get_args(annotation)
        yield from _leaves(inner, metadata + tuple(more))
    elif origin in (Union, UnionType, tuple):
        for part in get_args(annotation):
            if part not in (type(None), Ellipsis):
                yield from _leaves(part, metadata)
    else:
        yield annotation, metadata


def _is_many(annotation: Any) -> bool:
    origin = get_origin(annotation)
    if origin is Annotated:
        return _is_many(get_args(annotation)[0])
    if origin in (Union, UnionType):
        return any(_is_many(part) for part in get_args(annotation))
    return origin is tuple


def replaceable(cls: type[BaseModel]) -> Iterator[tuple[str, Any]]:
    """The fields that a `public:` block may replace: texts, status, health and dates."""
    for name, info in cls.model_fields.items():
        spec = _spec(name, info)
        if name in NOT_REPLACEABLE or spec.many or spec.ref or spec.model:
            continue
        if spec.role in ("text", "markdown") or spec.is_date or name in ("status", "health"):
            annotation: Any = info.annotation
            for mark in reversed(info.metadata):
                annotation = Annotated[annotation, mark]
            yield name, annotation
