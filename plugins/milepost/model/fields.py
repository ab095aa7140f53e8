"""What each field of a model is: its audience, what it refers to, what it holds. Read once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from milepost.model.duration import Duration
from milepost.model.instant import Instant
from milepost.model.period import Period
from milepost.model.types import Exact, RefTo, Role

STEERING = frozenset(("audience", "disclose", "public", "embargo_until"))  # they say what others see, and are not shown
NOT_REPLACEABLE = frozenset(("audience", "kind", "product", "updated", "embargo_until"))


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """`group` is `open`, `always` or a field group. `many`: a list. `model`: what mappings it holds.

    `is_day`: a period that cannot be told less exactly. `plain`: it neither refers to anything nor holds dates or
    mappings. `means`: one of MEANINGS, None for words and references. `reveals`: the values of its entry that it
    could reveal, None for all.
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
    means: str | None
    reveals: frozenset[str] | None

    @property
    def is_date(self) -> bool:
        """Whether it holds a time that may be told less exactly."""
        return self.is_period or self.is_instant

    @property
    def is_measured(self) -> bool:
        """Whether it holds a value that others could reveal where `public:` replaces it: any but words and reasons."""
        return self.means not in (None, "reason")

    def revealed(self, replaced: frozenset[str]) -> frozenset[str]:
        """Those of an entry's replaced values that this field, or what is in it, could reveal."""
        return replaced if self.reveals is None else replaced & self.reveals

    def gives_away(self, replaced: frozenset[str]) -> bool:
        """Whether this field itself could reveal one of an entry's replaced values.

        Closed by default: of what means something, whatever is not declared otherwise; of words, what is declared.
        """
        return bool(self.revealed(replaced)) and (
            self.means is not None or (self.reveals is not None and not self.model)
        )


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
    group = extra.get("x-audience", "")
    return FieldSpec(
        name=name,
        group=group,
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
        means=extra.get("x-means") or _meaning(plain, group),
        reveals=frozenset(extra["x-reveals"]) if "x-reveals" in extra else None,
    )


def _meaning(leaves: list[Any], group: str) -> str | None:
    """What the types of a field tell of its meaning; a type that is not known counts as a number, to be closed."""
    if group == "reasons":
        return "reason"
    for leaf in leaves:
        if leaf in (Period, Instant):
            return "date"
        if leaf is Duration:
            return "length"
        if leaf is bool or get_origin(leaf) is Literal:
            return "state"
        if leaf is not str and not (isinstance(leaf, type) and issubclass(leaf, BaseModel)):
            return "number"
    return None


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


def replaced_in(entry: Any) -> frozenset[str]:
    """The values of an entry that its `public:` replaces and that other fields could reveal."""
    if entry.public is None:
        return frozenset()
    specs = fields_of(type(entry))
    return frozenset(name for name in entry.public.model_fields_set if name in specs and specs[name].is_measured)


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
