"""The fields that items, releases, objectives, needs and milestones are chosen by.

A field that declares FILTER is a filter, of the sort that its type implies; `_COMPUTED` has those that are computed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from milepost.embeds.filters import FilterField, choice, name, text, truth, when
from milepost.graph.portfolio import Entity, Portfolio
from milepost.kinds.roadmap.model import Item, Milestone, Release
from milepost.kinds.strategy.model import Need, Objective
from milepost.kit.context import PageContext
from milepost.kit.field_values import FieldValues, Form, field_values
from milepost.kit.milestones import milestone_row
from milepost.schema.base import Entry
from milepost.schema.meaning import FILTER
from milepost.schema.period import Period


def filters_of(cls: type[Entry]) -> dict[str, FilterField]:
    """The declared filters of a class, by key of `where:`.

    A list of references also has its singular (`objectives`, `objective`), and the `dated_by` date is also `due`.
    """
    found: dict[str, FilterField] = {}
    for field in field_values(cls).values():
        if FILTER in field.spec.shows:
            found[field.name] = found[field.token] = _filter(field)
            if field.name == cls.declares.dated_by:
                found["due"] = found[field.name]
    return found


def _filter(field: FieldValues) -> FilterField:
    match field.form:
        case Form.CHOICE:
            return choice(field.choices, field.values)
        case Form.DATE:
            return when(field.read)
        case Form.TRUTH:
            return truth(field.read)
        case Form.TEXT:
            return text(lambda entity: _several(getattr(entity.entry, field.name)))
        case Form.NAME:
            return name(field.type, field.values, field.known, strict=field.strict)
    return name(field.name, field.values, field.known, strict=False)


def _several(value: str | tuple[str, ...] | None) -> tuple[str | None, ...]:
    return value if isinstance(value, tuple) else (value,)


def _roadmaps(portfolio: Portfolio) -> Iterable[str]:
    return (document.model.id for document in portfolio.documents if document.kind == "roadmap" and document.model.id)


def _span(context: PageContext, item: Entity[Any]) -> Period | None:
    """From start to end; what is open and says no end goes on."""
    found = context.item(item)
    start, end = found.start or found.end, found.end
    if start is None or start.first is None or start is end:
        return end or start
    last = end.last if end else None if found.is_open else start.last
    return Period(start.first, last, "range", "")


def _of_item(field: str) -> FilterField:
    """A field of the item that a milestone belongs to."""
    found = field_values(Item)[field]

    def values(context: PageContext, entity: Entity[Any]) -> Iterable[str]:
        return found.values(context, entity.parent) if entity.parent and entity.parent.type == "item" else ()

    return name(found.type, values, found.known, strict=found.strict)


def _parent_of(cls: type[Entry]) -> FilterField:
    """The entry that a milestone is listed in."""
    type = cls.type_name

    def values(_: PageContext, entity: Entity[Any]) -> Iterable[str]:
        return (entity.parent.key,) if entity.parent and entity.parent.type == type else ()

    return name(type, values, field_values(cls)["id"].known, strict=True)


def _words(*fields: str) -> FilterField:
    return text(lambda entity: [entity.title, *(getattr(entity.entry, field) for field in fields)])


_COMPUTED: Mapping[type[Entry], Mapping[str, FilterField]] = {
    Item: {
        "roadmap": name("roadmap", lambda _, item: (item.document.model.id,), _roadmaps, strict=True),
        "when": when(_span),
        "moved": truth(lambda context, item: context.slip(item) is not None),
        "overdue": truth(lambda context, item: context.item(item).late_by_days > 0),
        "blocked": truth(lambda context, item: bool(context.item(item).blocked_by)),
        "open": truth(lambda context, item: context.item(item).is_open),
        "text": _words("summary"),
    },
    Release: {"text": _words("summary")},
    Objective: {"when": when(lambda _, entity: entity.entry.timeframe), "text": _words("summary")},
    Need: {"text": _words("summary", "statement")},
    Milestone: {
        "item": _parent_of(Item),
        "release": _parent_of(Release),
        "theme": _of_item("theme"),
        "team": _of_item("team"),
        "met": truth(lambda context, entity: milestone_row(context, entity).met),
        "overdue": truth(lambda context, entity: context.insight.milestone(entity).late_by_days > 0),
        "text": _words("summary"),
    },
}

FIELDS: Mapping[str, Mapping[str, FilterField]] = {
    cls.type_name: {**filters_of(cls), **computed} for cls, computed in _COMPUTED.items()
}
