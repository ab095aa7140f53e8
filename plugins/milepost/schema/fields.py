"""Specifications of model fields, derived from their declarations and cached."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from milepost.schema.duration import Duration
from milepost.schema.instant import Instant
from milepost.schema.meaning import Meaning, Shows
from milepost.schema.period import Period
from milepost.schema.types import DayOnly, RefTo, Role, Unit

if TYPE_CHECKING:
    from milepost.schema.base import Entry

NOT_REPLACEABLE = frozenset(("kind", "product", "updated"))  # nor what says who sees an entry
_CONTROLLING = (Meaning.AUDIENCE, Meaning.EMBARGO)
_DATED = (Period, Instant)


@cache
def _entry_class() -> type[BaseModel]:
    # A lazy import: entry classes ask this module for their public: block while `schema.base` is still being
    # imported, and either module may be imported first.
    from milepost.schema.base import Entry

    return Entry


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """What a field declares.

    `group` is `open`, `always`, or a field group. `many`: a list. `model`: class of its mappings. `is_day`: a date
    that cannot be coarsened. `plain`: no references, dates, or mappings. `keyed`: a mapping whose keys are the
    author's own. `means`: its meaning; None for mappings and entries, whose fields have their own. `label`: its display
    name. `unit`: what a number counts, if its type says so. `scheduled`: see `shown`.

    `shows`: where it is shown besides the page of its entry, `heading`: its name there, `none`: the label of the group
    of entries without it. `inherited`, `joins`, `recorded_when`, `rows_from`, and `rows_by`: see `shown`.

    `measures`: one of MEASURES, None for texts and references. `reveals`: the values of its entry that it could
    reveal, None for all.
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
    keyed: bool
    means: Meaning | None
    label: str
    unit: str
    scheduled: bool
    measures: str | None
    reveals: frozenset[str] | None
    shows: frozenset[Shows]
    heading: str
    none: str
    inherited: bool
    joins: str
    recorded_when: tuple[str, ...]
    rows_from: str
    rows_by: str

    @property
    def is_date(self) -> bool:
        """Whether it holds a date or timestamp that can be coarsened."""
        return self.is_period or self.is_instant

    @property
    def is_entries(self) -> bool:
        """Whether it is a list of entries."""
        return bool(self.many and self.model and issubclass(self.model, _entry_class()))

    @property
    def controls_visibility(self) -> bool:
        """Whether it controls who sees what, so that it is never shown."""
        return self.means in _CONTROLLING

    @property
    def is_measured(self) -> bool:
        """Whether it holds a value that other fields could reveal if `public:` overrides it; not texts and reasons."""
        return self.measures not in (None, "reason")

    def revealable(self, replaced: frozenset[str]) -> frozenset[str]:
        """The overridden values of an entry that this field, or anything in it, could reveal."""
        return replaced if self.reveals is None else replaced & self.reveals

    def could_reveal(self, replaced: frozenset[str]) -> bool:
        """Whether the field itself could reveal an overridden value of its entry.

        Closed by default: a measuring field could, unless declared otherwise; a text could only if declared.
        """
        return bool(self.revealable(replaced)) and (
            self.measures is not None or (self.reveals is not None and not self.model)
        )


def _fields(cls: type[BaseModel]) -> dict[str, FieldSpec]:
    """All fields of a model class by name."""
    return {name: _spec(cls, name, info) for name, info in cls.model_fields.items()}


fields_of: Callable[[type[BaseModel]], dict[str, FieldSpec]] = cache(_fields)


def written_keys(cls: type[BaseModel] | None) -> tuple[str, ...]:
    """The keys that a mapping of a class may have besides its fields: the file of a list, and the file's command."""
    specs = fields_of(cls).values() if cls else ()
    return tuple(key for spec in specs for key in (spec.rows_from, spec.rows_by) if key)


def shown_in(cls: type[Entry], *places: Shows) -> list[FieldSpec]:
    """The fields of a class that are shown in one of these places.

    Those in the `order` of the class come first, then the class's own, then those that every entry has.
    """
    every = _entry_class().model_fields.keys() - {"id"}
    found = [spec for spec in fields_of(cls).values() if spec.shows.intersection(places)]
    order = {name: place for place, name in enumerate(cls.declares.order)}
    return sorted(found, key=lambda spec: order.get(spec.name, len(order) + (spec.name in every)))


def label_of(cls: type[BaseModel], path: str) -> str:
    """The display name of a field; `score.business_value` is "score (business value)"."""
    name, _, rest = path.partition(".")
    spec = fields_of(cls)[name]
    if not rest:
        return spec.label
    assert spec.model, path
    inner = label_of(spec.model, rest)
    return spec.label.format(inner) if "{}" in spec.label else f"{spec.label} ({inner})"


def _spec(cls: type[BaseModel], name: str, info: Any) -> FieldSpec:
    extra = info.json_schema_extra or {}
    found = list(_leaves(info.annotation, tuple(info.metadata)))
    marks = [mark for _, metadata in found for mark in metadata]
    plain = [leaf for leaf, _ in found]
    models = [leaf for leaf in plain if isinstance(leaf, type) and issubclass(leaf, BaseModel)]
    ref = next((mark for mark in marks if isinstance(mark, RefTo)), None)
    group = extra.get("x-audience", "")
    declared = extra.get("x-means")
    label = extra.get("x-label") or name.replace("_", " ")
    means = declared or _meaning(cls, plain, group, ref, has_model=bool(models))
    measures = extra.get("x-measures") or _measures(plain, group)
    return FieldSpec(
        name=name,
        group=group,
        many=_is_many(info.annotation),
        ref=ref,
        model=models[0] if models else None,
        role=next((mark.name for mark in marks if isinstance(mark, Role)), None),
        is_period=Period in plain,
        is_instant=Instant in plain,
        is_day=any(isinstance(mark, DayOnly) for mark in marks),
        choices=next((get_args(leaf) for leaf in plain if get_origin(leaf) is Literal), ()),
        required=info.is_required(),
        description=info.description or "",
        plain=not (ref or models or Period in plain or Instant in plain),
        keyed=any(get_origin(leaf) is dict for leaf in plain),
        means=means,
        label=label,
        unit=next((mark.name for mark in marks if isinstance(mark, Unit)), ""),
        scheduled="x-scheduled" in extra,
        measures=measures or ("state" if declared is Meaning.STATE else None),
        reveals=frozenset(extra["x-reveals"]) if "x-reveals" in extra else None,
        shows=frozenset(extra.get("x-shows", ())),
        heading=extra.get("x-heading") or label[:1].upper() + label[1:],
        none=extra.get("x-none", ""),
        inherited="x-inherited" in extra,
        joins=extra.get("x-joins", ""),
        recorded_when=tuple(extra.get("x-recorded_when", ())),
        rows_from=extra.get("x-rows_from", ""),
        rows_by=extra.get("x-rows_by", ""),
    )


def _meaning(
    cls: type[BaseModel], leaves: list[Any], group: str, ref: RefTo | None, *, has_model: bool
) -> Meaning | None:
    """The meaning of a field without a declared one: the most prominent its type allows, so that none is overlooked.

    A date is a promise whatever its group; otherwise the group decides before the type.
    """
    from milepost.schema.base import ALWAYS, GROUP_MEANINGS, Part  # see _entry_class

    if group == ALWAYS:
        return Meaning.DETAIL
    if any(leaf in _DATED for leaf in leaves):
        return Meaning.PROMISE
    if group in GROUP_MEANINGS:
        return GROUP_MEANINGS[group]
    if issubclass(cls, Part) and cls.declares.fields_mean:
        return cls.declares.fields_mean
    if has_model:
        return None
    if ref:
        return ref.means
    if bool in leaves:
        return Meaning.TRUTH
    if any(get_origin(leaf) is Literal for leaf in leaves):
        return Meaning.STATE
    return Meaning.DETAIL if all(leaf is str for leaf in leaves) else Meaning.GOAL


def _measures(leaves: list[Any], group: str) -> str | None:
    """What a field quantifies, by its type; an unknown type counts as a number, the closed default."""
    if group == "reasons":
        return "reason"
    for leaf in leaves:
        if leaf in _DATED:
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
    """Overridden values of an entry that other fields could reveal."""
    if entry.public is None:
        return frozenset()
    specs = fields_of(type(entry))
    return frozenset(name for name in entry.public.model_fields_set if name in specs and specs[name].is_measured)


def replaceable(cls: type[BaseModel]) -> Iterator[tuple[str, Any]]:
    """Fields that a `public:` block may override: texts, status, health, and dates."""
    for name, info in cls.model_fields.items():
        spec = _spec(cls, name, info)
        if spec.controls_visibility or name in NOT_REPLACEABLE or spec.many or spec.ref or spec.model:
            continue
        if spec.role in ("text", "markdown") or spec.is_date or name in ("status", "health"):
            annotation: Any = info.annotation
            for mark in reversed(info.metadata):
                annotation = Annotated[annotation, mark]
            yield name, annotation
