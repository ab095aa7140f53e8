"""Description of one entity in plain values: what is written, what is computed, and its links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from pydantic import BaseModel

from milepost.analysis.insight import Insight
from milepost.cli.plan_values import plan_values, reason_line, task_line, task_values
from milepost.escaping import line
from milepost.graph.portfolio import Entity, Portfolio, entry_lists, references_of
from milepost.kinds.plan.plan_insight import PlanInsight
from milepost.kinds.plan.task_insight import TaskInsight
from milepost.problem import Place
from milepost.schema.duration import Duration
from milepost.schema.instant import Instant
from milepost.schema.period import Period

# Groups of computed values that people read as tables of their own.
_PARTS = ("schedule", "tasks", "evm", "forecast", "because")
_IDENTITY = frozenset(("id", "title", "audience", "disclose", "kind"))


@dataclass(frozen=True, slots=True)
class DescribedLink:
    """One end of a link: the field that declares it, and the entity at the other end."""

    field: str
    ref: str
    title: str


@dataclass(frozen=True, slots=True)
class Description:
    """An entity described.

    `fields` are as written, `computed` are computed values by their public names; both plain.
    """

    ref: str
    title: str
    audience: str
    place: Place | None
    fields: dict[str, Any]
    computed: dict[str, Any]
    to: tuple[DescribedLink, ...]
    from_: tuple[DescribedLink, ...]

    def to_json(self) -> dict[str, Any]:
        """The document that `show --json` writes."""
        return {
            "ref": self.ref,
            "title": self.title,
            "audience": self.audience,
            "place": self.place and {"path": self.place.path, "line": self.place.line, "column": self.place.column},
            "fields": self.fields,
            "computed": self.computed,
            "links": {
                "to": [{"field": link.field, "ref": link.ref, "title": link.title} for link in self.to],
                "from": [{"field": link.field, "ref": link.ref, "title": link.title} for link in self.from_],
            },
        }

    def tables(self) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """Headings with rows of names and values, for people."""
        yield "Fields", [(name, _words(value)) for name, value in self.fields.items()]
        found = {name: value for name, value in self.computed.items() if value not in (None, [])}
        inner = {name: found.pop(name) for name in _PARTS if isinstance(found.get(name), dict)}
        yield "Computed", [(name, _words(value)) for name, value in found.items()]
        for name, values in inner.items():
            yield name.capitalize() if name != "evm" else "Earned value", list(_part_rows(name, values))
        yield "References", [(link.field, f"{link.ref}  {line(link.title)}") for link in self.to]
        yield "Referenced by", [(link.field, f"{link.ref}  {line(link.title)}") for link in self.from_]


def describe(
    portfolio: Portfolio, insight: Insight, entity: Entity[Any], *, place: Place | None, audience: str
) -> Description:
    """Everything about one entity of a portfolio.

    `place` and `audience` are those in the unfiltered portfolio; there is no place if readers may not see the source.
    """
    entry = entity.entry
    nested = {spec.name for spec in entry_lists(type(entry))}
    written = [name for name in type(entry).model_fields if name in entry.model_fields_set - nested - _IDENTITY]
    to = [_link(one.field, found) for one in references_of(entity) if (found := portfolio.resolve(one))]
    to += [_link("part of", entity.parent)] if entity.parent else []
    named = [_link(one.field, one.entity) for one in portfolio.references() if portfolio.resolve(one) is entity]
    inside = [
        _link("contains", found) for type_name in portfolio.types for found in portfolio.nested(entity, type_name)
    ]
    return Description(
        ref=entity.ref,
        title=entity.title,
        audience=audience,
        place=place,
        fields={name: _plain(getattr(entry, name)) for name in written},
        computed={
            **_computed(insight.of(entity)),
            **_of_project(insight, entity),
            **_related(insight, entity),
        },
        to=tuple(to + inside),
        from_=tuple(named),
    )


def _part_rows(name: str, values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The rows of a group of computed values. Of tasks and reasons, only what fits on a line is shown."""
    for key, value in values.items():
        if name == "tasks":
            yield key, task_line(value)
        elif name == "because":
            yield key, "; ".join(map(reason_line, value))
        elif value not in (None, [], {}):
            yield key, _words(value)


def _link(field: str, entity: Entity[Any]) -> DescribedLink:
    return DescribedLink(field, entity.ref, entity.title)


def _computed(found: Any) -> dict[str, Any]:
    """The fields and properties of a computed value.

    Nested values without an entity are left to the properties they feed.
    """
    if found is None:
        return {}
    if isinstance(found, PlanInsight):
        return plan_values(found)
    if isinstance(found, TaskInsight):
        return task_values(found)
    properties = [name for name, value in vars(type(found)).items() if isinstance(value, property)]
    names = [field.name for field in fields(found) if field.name != "entity"] + properties
    values = {name: getattr(found, name) for name in names if not name.startswith("_")}
    return {name: _plain(value) for name, value in values.items() if not is_dataclass(value) or _has_a_place(value)}


def _of_project(insight: Insight, entity: Entity[Any]) -> dict[str, Any]:
    """The values of the plan of a project."""
    plan = insight.plan_of(entity.id) if entity.type == "project" else None
    return plan_values(plan) if plan else {}


def _related(insight: Insight, entity: Entity[Any]) -> dict[str, Any]:
    """Related lessons of an item or project; similar post-mortems of a post-mortem."""
    if entity.type in ("item", "project"):
        return {"seen_before": _plain(insight.seen_before(entity))}
    return {"similar": _plain(insight.similar(entity))} if entity.type == "postmortem" else {}


def _has_a_place(value: Any) -> bool:
    return isinstance(value, Entity | Period | Instant) or hasattr(value, "entity")


def _plain(value: Any) -> Any:
    """A value as JSON: entities by ref, dates as written, numbers rounded to two decimals."""
    if isinstance(value, float):
        return round(value, 2)
    if value is None or isinstance(value, str | int | bool):
        return value
    if isinstance(value, Enum):  # an amount that is not known
        return value.value
    if isinstance(value, Entity):
        return value.ref
    if isinstance(value, Period | Instant | Duration | date):
        return str(value)
    if isinstance(value, BaseModel):
        return {
            name: _plain(getattr(value, name)) for name in type(value).model_fields if name in value.model_fields_set
        }
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, tuple | list | set | frozenset):
        return [_plain(one) for one in value]
    if hasattr(value, "entity") and set(vars(type(value)).get("__match_args__", ())) - {"entity", "days"}:
        return value.entity.ref
    return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}


def _words(value: Any) -> str:
    """A plain value on one line."""
    if isinstance(value, list):
        return ", ".join(map(_words, value)) or "none"
    if isinstance(value, dict) and "because" in value:
        return f"{next(iter(value.values()))} ({value['score']:g})"
    if isinstance(value, dict) and "method" in value:  # a priority
        rank = f" (rank {value['rank']} of {value['ranked']})" if value["rank"] else ""
        return f"{value['method']} {value['score']:g}{rank}"
    if isinstance(value, dict):
        return ", ".join(f"{line(name)}: {_words(one)}" for name, one in value.items())
    return line(str(value))
