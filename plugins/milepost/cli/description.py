"""One thing described in plain values: what is written, what is worked out, what it is linked with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel

from milepost.cli.formats.forge import line
from milepost.insight.insight import Insight
from milepost.model.duration import Duration
from milepost.model.instant import Instant
from milepost.model.period import Period
from milepost.portfolio import Portfolio, Thing, entry_lists, references_of
from milepost.problem import Place

_IDENTITY = frozenset(("id", "title", "audience", "disclose", "kind"))


@dataclass(frozen=True, slots=True)
class Link:
    """One end of a link: the field that makes it, and the thing at the other end."""

    field: str
    ref: str
    title: str


@dataclass(frozen=True, slots=True)
class Description:
    """`fields` are as written, `worked_out` by the names that feeds and templates use; plain values both."""

    ref: str
    title: str
    audience: str
    place: Place
    fields: dict[str, Any]
    worked_out: dict[str, Any]
    to: tuple[Link, ...]
    from_: tuple[Link, ...]

    def to_json(self) -> dict[str, Any]:
        """What `show --json` writes."""
        return {
            "ref": self.ref,
            "title": self.title,
            "audience": self.audience,
            "place": {"path": self.place.path, "line": self.place.line, "column": self.place.column},
            "fields": self.fields,
            "worked_out": self.worked_out,
            "links": {
                "to": [{"field": link.field, "ref": link.ref, "title": link.title} for link in self.to],
                "from": [{"field": link.field, "ref": link.ref, "title": link.title} for link in self.from_],
            },
        }

    def tables(self) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """Headings, and rows of names and words, for people."""
        yield "Written", [(name, _words(value)) for name, value in self.fields.items()]
        yield (
            "Worked out",
            [(name, _words(value)) for name, value in self.worked_out.items() if value not in (None, [])],
        )
        yield "Leads to", [(link.field, f"{link.ref}  {line(link.title)}") for link in self.to]
        yield "Named by", [(link.field, f"{link.ref}  {line(link.title)}") for link in self.from_]


def describe(portfolio: Portfolio, insight: Insight, thing: Thing[Any], *, place: Place, audience: str) -> Description:
    """Everything about one thing of a portfolio. `place` and `audience` are the thing's in the full one."""
    entry = thing.entry
    nested = {spec.name for spec in entry_lists(type(entry))}
    written = [name for name in type(entry).model_fields if name in entry.model_fields_set - nested - _IDENTITY]
    to = [_link(one.field, found) for one in references_of(thing) if (found := portfolio.resolve(one))]
    to += [_link("part of", thing.parent)] if thing.parent else []
    named = [_link(one.field, one.thing) for one in portfolio.references() if portfolio.resolve(one) is thing]
    inside = [_link("contains", found) for type_name in portfolio.types for found in portfolio.nested(thing, type_name)]
    return Description(
        ref=thing.ref,
        title=thing.title,
        audience=audience,
        place=place,
        fields={name: _plain(getattr(entry, name)) for name in written},
        worked_out={**_worked_out(insight.of(thing)), **_remembered(insight, thing)},
        to=tuple(to + inside),
        from_=tuple(named),
    )


def _link(field: str, thing: Thing[Any]) -> Link:
    return Link(field, thing.ref, thing.title)


def _worked_out(found: Any) -> dict[str, Any]:
    """The fields and properties of an insight. Parts about no thing are left to the properties they feed."""
    if found is None:
        return {}
    properties = [name for name, value in vars(type(found)).items() if isinstance(value, property)]
    names = [field.name for field in fields(found) if field.name != "thing"] + properties
    values = {name: getattr(found, name) for name in names if not name.startswith("_")}
    return {name: _plain(value) for name, value in values.items() if not is_dataclass(value) or _has_a_place(value)}


def _remembered(insight: Insight, thing: Thing[Any]) -> dict[str, Any]:
    """What others learned, for work to come and for what went wrong like it."""
    if thing.type in ("item", "project"):
        return {"seen_before": _plain(insight.seen_before(thing))}
    return {"similar": _plain(insight.similar(thing))} if thing.type == "postmortem" else {}


def _has_a_place(value: Any) -> bool:
    return isinstance(value, Thing | Period | Instant) or hasattr(value, "thing")


def _plain(value: Any) -> Any:
    """A value as JSON has it: things by their ref, dates as written, numbers at most to the hundredth."""
    if isinstance(value, float):
        return round(value, 2)
    if value is None or isinstance(value, str | int | bool):
        return value
    if isinstance(value, Thing):
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
    if hasattr(value, "thing") and set(vars(type(value)).get("__match_args__", ())) - {"thing", "days"}:
        return value.thing.ref
    return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}


def _words(value: Any) -> str:
    """A plain value on one line."""
    if isinstance(value, list):
        return ", ".join(map(_words, value)) or "none"
    if isinstance(value, dict) and "because" in value:
        return f"{next(iter(value.values()))} ({value['score']:g})"
    if isinstance(value, dict):
        return ", ".join(f"{line(name)}: {_words(one)}" for name, one in value.items())
    return line(str(value))
