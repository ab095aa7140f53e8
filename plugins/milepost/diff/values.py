"""The fields of an entity as values that can be compared, whatever their order and spelling, and be told in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from milepost.graph.portfolio import Entity
from milepost.kit import phrasing
from milepost.prose.visible_text import drawn
from milepost.schema.base import Entry, Part
from milepost.schema.duration import Duration
from milepost.schema.fields import FieldSpec, fields_of, label_of
from milepost.schema.instant import Instant
from milepost.schema.meaning import Meaning
from milepost.schema.period import Period

# They say who sees it, or what it is called; other parts of a review speak of them.
_ELSEWHERE = (Meaning.IDENTITY, Meaning.AUDIENCE)

# Turns a name that refers to something into what it stands for in either state.
Resolve = Callable[[Entity[Any], str, str], Any]


@dataclass(frozen=True, slots=True)
class FieldValue:
    """What stands in a field of an entity, `raw` as it was read.

    `path` is its name, with a dot before each part: `score.effort`; `label` is what people call it. `means` is what
    the mapping around it is for, else what it is for itself.

    `what` can be compared. `each` has for every entry of a list what can be compared, and the entry.
    """

    entity: Entity[Any]
    path: str
    label: str
    means: Meaning
    spec: FieldSpec
    raw: Any
    what: Any
    each: tuple[tuple[Any, Any], ...] = ()


def values_of(entity: Entity[Any], resolve: Resolve) -> dict[str, FieldValue]:
    """The fields of an entity that say something, by path; entries in lists are entities of their own."""
    return parts_of(entity, entity.entry, resolve)


def parts_of(entity: Entity[Any], part: Part, resolve: Resolve) -> dict[str, FieldValue]:
    """The fields of an entry of a list that is no entity of its own, by path."""
    return {value.path: value for value in _values(entity, part, _Around(type(part)), resolve)}


@dataclass(frozen=True, slots=True)
class _Around:
    """Where a mapping is: in which class of entries, behind which names, and what it is for."""

    cls: type[Part]
    prefix: str = ""
    means: Meaning | None = None


def _values(entity: Entity[Any], model: Part, around: _Around, resolve: Resolve) -> Iterator[FieldValue]:
    for name, spec in fields_of(type(model)).items():
        if name not in model.model_fields_set:
            continue
        raw = getattr(model, name)
        if raw is None or raw == () or (not around.prefix and spec.means in _ELSEWHERE):
            continue
        if spec.model and issubclass(spec.model, Entry):
            continue
        path, means = around.prefix + name, around.means or spec.means
        if isinstance(raw, Part):
            yield from _values(entity, raw, _Around(around.cls, f"{path}.", means), resolve)
            continue
        label, means = label_of(around.cls, path), means or Meaning.DETAIL
        if spec.many:
            each = tuple((_one(entity, spec, one, resolve), one) for one in raw)
            what = frozenset(Counter(key for key, _ in each).items())
            yield FieldValue(entity, path, label, means, spec, raw, what, each)
        elif raw != "":
            yield FieldValue(entity, path, label, means, spec, raw, _one(entity, spec, raw, resolve))


def _one(entity: Entity[Any], spec: FieldSpec, raw: Any, resolve: Resolve) -> Any:
    if spec.ref:
        return resolve(entity, spec.ref.type, raw)
    if isinstance(raw, Period):
        return same_period(raw)
    if isinstance(raw, Instant):
        return (raw.moment, raw.precision) if raw.moment else (same_period(raw.day), raw.precision)
    if isinstance(raw, Duration):
        return raw.parts
    if isinstance(raw, Part):
        return tuple(sorted((value.path, repr(value.what)) for value in parts_of(entity, raw, resolve).values()))
    if isinstance(raw, str) and spec.role in ("text", "markdown"):
        return " ".join((drawn(raw) if spec.role == "markdown" else raw).split())
    if isinstance(raw, dict):
        return repr(sorted(raw.items(), key=repr))
    return raw


def same_period(period: Period) -> Any:
    """What is the same for two spellings of a period."""
    return period.first, period.last, period.precision, period.part, period.approximate


def told(spec: FieldSpec, raw: Any, name: Callable[[str, str], str]) -> str:
    """A value, or one entry of a list, in words on one line; `name(type, id)` gives an entity its title."""
    if spec.ref:
        return name(spec.ref.type, raw)
    if isinstance(raw, Period):
        return phrasing.period(raw)
    if isinstance(raw, Part):
        return getattr(raw, raw.named_by) or raw.declares.label
    if isinstance(raw, bool):
        return "yes" if raw else "no"
    if isinstance(raw, int | float):
        return phrasing.number(raw)
    return " ".join(str(raw).split())


def another(name: str) -> str:
    """ "another summary", "other labels"."""
    return f"{'other' if _is_plural(name) else 'another'} {name}"


def with_article(name: str) -> str:
    """A noun with "a" or "an"; one for several goes without."""
    return name if _is_plural(name) else f"{'an' if name[:1] in 'aeiou' else 'a'} {name}"


def _is_plural(name: str) -> bool:
    return name.endswith("s") and not name.endswith(("ss", "us"))
