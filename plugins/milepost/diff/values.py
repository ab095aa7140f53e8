"""Field values of an entity: comparable whatever their order and spelling, and as text for reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from milepost import wording
from milepost.graph.portfolio import Entity
from milepost.kit import phrasing
from milepost.prose.visible_text import rendered_source
from milepost.schema.base import Entry, Part
from milepost.schema.duration import Duration
from milepost.schema.fields import FieldSpec, fields_of, label_of
from milepost.schema.instant import Instant
from milepost.schema.meaning import Meaning
from milepost.schema.period import Period

# Audience and identity have reports of their own: `visibility`, `additions`.
_REPORTED_ELSEWHERE = (Meaning.IDENTITY, Meaning.AUDIENCE)

# Resolves a reference of an entity (entity, type, id) to what both revisions can compare.
Resolve = Callable[[Entity[Any], str, str], Any]


@dataclass(frozen=True, slots=True)
class ComparedValue:
    """The value of one field; `raw` as it was read.

    `path` is its name below the entry: `score.effort`; `label` is what people call it. `means` is the meaning of the
    enclosing mapping if that has one, else the field's own. `comparable` is what equality is decided on. `entries`
    has, for a list, (comparable, raw) of each entry.
    """

    entity: Entity[Any]
    path: str
    label: str
    means: Meaning
    spec: FieldSpec
    raw: Any
    comparable: Any
    entries: tuple[tuple[Any, Any], ...] = ()


def values_of(entity: Entity[Any], resolve: Resolve) -> dict[str, ComparedValue]:
    """The written fields of an entity by path, without nested entities."""
    return parts_of(entity, entity.entry, resolve)


def parts_of(entity: Entity[Any], part: Part, resolve: Resolve) -> dict[str, ComparedValue]:
    """The written fields of a list entry that is no entity of its own, by path."""
    return {value.path: value for value in _field_values(entity, part, _FieldScope(type(part)), resolve)}


@dataclass(frozen=True, slots=True)
class _FieldScope:
    """The mapping a field is in: class of the entry, path before the field's name, and meaning of the mapping."""

    cls: type[Part]
    prefix: str = ""
    means: Meaning | None = None


def _field_values(entity: Entity[Any], model: Part, around: _FieldScope, resolve: Resolve) -> Iterator[ComparedValue]:
    for name, spec in fields_of(type(model)).items():
        if name not in model.model_fields_set:
            continue
        raw = getattr(model, name)
        if raw is None or raw == () or (not around.prefix and spec.means in _REPORTED_ELSEWHERE):
            continue
        if spec.model and issubclass(spec.model, Entry):
            continue
        path, means = around.prefix + name, around.means or spec.means
        if isinstance(raw, Part):
            yield from _field_values(entity, raw, _FieldScope(around.cls, f"{path}.", means), resolve)
            continue
        label, means = label_of(around.cls, path), means or Meaning.DETAIL
        if spec.many:
            each = tuple((_comparable(entity, spec, one, resolve), one) for one in raw)
            what = frozenset(Counter(key for key, _ in each).items())
            yield ComparedValue(entity, path, label, means, spec, raw, what, each)
        elif raw != "":
            yield ComparedValue(entity, path, label, means, spec, raw, _comparable(entity, spec, raw, resolve))


def _comparable(entity: Entity[Any], spec: FieldSpec, raw: Any, resolve: Resolve) -> Any:
    """What equality is decided on: days of dates, texts as readers see them, targets of references."""
    if spec.ref:
        return resolve(entity, spec.ref.type, raw)
    if isinstance(raw, Period):
        return same_period(raw)
    if isinstance(raw, Instant):
        return (raw.moment, raw.precision) if raw.moment else (same_period(raw.day), raw.precision)
    if isinstance(raw, Duration):
        return raw.parts
    if isinstance(raw, Part):
        return tuple((path, value.comparable) for path, value in sorted(parts_of(entity, raw, resolve).items()))
    if isinstance(raw, str) and spec.role in ("text", "markdown"):
        return " ".join((rendered_source(raw) if spec.role == "markdown" else raw).split())
    if isinstance(raw, dict):
        return repr(sorted(raw.items(), key=repr))
    return raw


def same_period(period: Period) -> Any:
    """What two spellings of a period have in common."""
    return period.first, period.last, period.precision, period.part, period.approximate


def value_text(spec: FieldSpec, raw: Any, name: Callable[[str, str], str]) -> str:
    """A value, or one entry of a list, as text on one line; `name(type, id)` gives the title of a referenced entity."""
    if spec.ref:
        return name(spec.ref.type, raw)
    if isinstance(raw, Period):
        return phrasing.period(raw)
    if isinstance(raw, Part):
        by = getattr(raw, raw.named_by)
        return phrasing.period(by) if isinstance(by, Period) else by or raw.declares.label
    if isinstance(raw, bool):
        return "yes" if raw else "no"
    if isinstance(raw, int | float):
        return phrasing.number(raw)
    return " ".join(str(raw).split())


def other_noun(name: str) -> str:
    """ "another summary", but "other labels"."""
    return f"{'other' if _is_plural(name) else 'another'} {name}"


def with_article(name: str) -> str:
    """A noun with its indefinite article; a plural has none."""
    return name if _is_plural(name) else wording.with_article(name)


def _is_plural(name: str) -> bool:
    return name.endswith("s") and not name.endswith(("ss", "us"))
