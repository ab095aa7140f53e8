"""The fields that items, releases, objectives, needs and milestones are chosen by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal

from milepost.embeds.filters import FilterField, Known, choice, name, text, truth, when
from milepost.graph.portfolio import Entity, Portfolio
from milepost.kit.context import PageContext
from milepost.kit.milestones import milestone_row
from milepost.schema.base import Health, Status
from milepost.schema.period import Period

_Sure = Literal["low", "medium", "high"]
_Outcome = Literal["achieved", "partly", "missed"]
_ReleaseType = Literal["release", "cycle"]


def _known(type: str, *written: tuple[str, str]) -> Known:
    """The ids of a type, and what stands in fields, given as (type of the owner, field)."""

    def known(portfolio: Portfolio) -> Iterable[str]:
        yield from (entity.id for entity in portfolio.entities(type) if entity.id)
        for owner, field in written:
            for entity in portfolio.entities(owner):
                value = getattr(entity.entry, field)
                yield from (value,) if isinstance(value, str) else value or ()

    return known


def _horizons(portfolio: Portfolio) -> Iterable[str]:
    return portfolio.horizon_ids()


def _roadmaps(portfolio: Portfolio) -> Iterable[str]:
    return (document.model.id for document in portfolio.documents if document.kind == "roadmap" and document.model.id)


def _own(field: str) -> Callable[[PageContext, Entity[Any]], tuple[str, ...]]:
    """What stands in a field of the entity itself."""

    def values(_: PageContext, entity: Entity[Any]) -> tuple[str, ...]:
        found = getattr(entity.entry, field)
        return found if isinstance(found, tuple) else (found,) if found else ()

    return values


def _held(field: str, beside: str = "") -> Callable[[PageContext, Entity[Any]], tuple[str, ...]]:
    """What an item says in a field, or else the nearest that it is a part of; and what stands `beside` that."""

    def values(context: PageContext, item: Entity[Any]) -> tuple[str, ...]:
        holder = context.insight.holder(item, field)
        found = getattr(holder.entry, field) if holder else ()
        return (*(found if isinstance(found, tuple) else (found,)), *(getattr(item.entry, beside) if beside else ()))

    return values


def _around(context: PageContext, item: Entity[Any]) -> tuple[str, ...]:
    """Everything that an item is a part of, over however many steps."""
    return tuple(one.key for one in context.insight.tree.line(item) if one is not item)


def _health(context: PageContext, item: Entity[Any]) -> tuple[str | None, ...]:
    mark, found = context.health(item), context.item(item).health
    return (mark.value if mark else found if found == "on_track" else None,)


def _sure(context: PageContext, item: Entity[Any]) -> tuple[str, ...]:
    mark = context.confidence(item.entry.confidence)
    return (mark.value.removeprefix("conf-"),) if mark else ()


def _span(context: PageContext, item: Entity[Any]) -> Period | None:
    """From start to end; what is open and says no end goes on."""
    found = context.item(item)
    start, end = found.start or found.end, found.end
    if start is None or start.first is None or start is end:
        return end or start
    last = end.last if end else None if found.is_open else start.last
    return Period(start.first, last, "range", "")


def _of_item(values: Callable[[PageContext, Entity[Any]], Iterable[str | None]]) -> Callable[..., Iterable[str | None]]:
    """The same of the item that a milestone belongs to."""
    return lambda context, entity: (
        values(context, entity.parent) if entity.parent and entity.parent.type == "item" else ()
    )


def _parent_of(type: str) -> Callable[[PageContext, Entity[Any]], tuple[str, ...]]:
    return lambda _, entity: (entity.parent.key,) if entity.parent and entity.parent.type == type else ()


def _words(*fields: str) -> FilterField:
    return text(lambda entity: [entity.title, *(getattr(entity.entry, field) for field in fields)])


def _id(type: str) -> FilterField:
    return name(type, lambda _, entity: (entity.key,) if entity.id else (), _known(type), strict=True)


_TEAM = name("team", _held("team", "teams"), _known("team", ("item", "team"), ("item", "teams")), strict=False)
_THEME = name("theme", _held("theme"), _known("theme", ("item", "theme")), strict=False)
_OBJECTIVES = name("objective", _held("objectives"), _known("objective"), strict=True)
_NEEDS = name("need", _own("needs"), _known("need"), strict=True)


def _tags(owner: str) -> FilterField:
    return name("tag", _own("tags"), _known("tag", (owner, "tags")), strict=False)


def _owner(owner: str) -> FilterField:
    return name("person", _own("owner"), _known("person", (owner, "owner")), strict=False)


_END = when(lambda context, item: context.item(item).end)
_ITEM: dict[str, FilterField] = {
    "id": _id("item"),
    "status": choice(Status, _own("status")),
    "health": choice(Health, _health),
    "theme": _THEME,
    "team": _TEAM,
    "objectives": _OBJECTIVES,
    "objective": _OBJECTIVES,
    "needs": _NEEDS,
    "release": name("release", _own("release"), _known("release"), strict=True),
    "parent": name("item", _around, _known("item"), strict=True),
    "horizon": name("horizon", lambda context, item: (context.item(item).horizon,), _horizons, strict=True),
    "type": name("type", _own("type"), _known("", ("item", "type")), strict=False),
    "stage": name("stage", _own("stage"), _known("", ("item", "stage")), strict=False),
    "tags": _tags("item"),
    "tag": _tags("item"),
    "owner": _owner("item"),
    "roadmap": name("roadmap", lambda _, item: (item.document.model.id,), _roadmaps, strict=True),
    "confidence": choice(_Sure, _sure),
    "outcome": choice(_Outcome, _own("outcome")),
    "start": when(lambda context, item: context.item(item).start),
    "end": _END,
    "due": _END,
    "when": when(_span),
    "moved": truth(lambda context, item: context.slip(item) is not None),
    "overdue": truth(lambda context, item: context.item(item).late_by_days > 0),
    "blocked": truth(lambda context, item: bool(context.item(item).blocked_by)),
    "open": truth(lambda context, item: context.item(item).is_open),
    "text": _words("summary"),
}
_DATE = when(lambda context, entity: entity.entry.date)
_RELEASE: dict[str, FilterField] = {
    "id": _id("release"),
    "status": choice(Status, lambda context, entity: (context.insight.release(entity).status,)),
    "type": choice(_ReleaseType, _own("type")),
    "date": _DATE,
    "due": _DATE,
    "tags": _tags("release"),
    "tag": _tags("release"),
    "text": _words("summary"),
}
_OBJECTIVE: dict[str, FilterField] = {
    "id": _id("objective"),
    "status": choice(Status, _own("status")),
    "team": name("team", _own("team"), _known("team", ("objective", "team")), strict=False),
    "owner": _owner("objective"),
    "needs": _NEEDS,
    "when": when(lambda _, entity: entity.entry.timeframe),
    "tags": _tags("objective"),
    "tag": _tags("objective"),
    "text": _words("summary"),
}
_NEED: dict[str, FilterField] = {
    "id": _id("need"),
    "customer": name("customer", _own("customer"), _known("customer", ("need", "customer")), strict=False),
    "tags": _tags("need"),
    "tag": _tags("need"),
    "text": _words("summary", "statement"),
}
_MILESTONE: dict[str, FilterField] = {
    "item": name("item", _parent_of("item"), _known("item"), strict=True),
    "release": name("release", _parent_of("release"), _known("release"), strict=True),
    "theme": name("theme", _of_item(_held("theme")), _known("theme", ("item", "theme")), strict=False),
    "team": name(
        "team",
        _of_item(_held("team", "teams")),
        _known("team", ("item", "team"), ("item", "teams")),
        strict=False,
    ),
    "date": _DATE,
    "due": _DATE,
    "met": truth(lambda context, entity: milestone_row(context, entity).met),
    "overdue": truth(lambda context, entity: context.insight.milestone(entity).late_by_days > 0),
    "text": _words("summary"),
}

FIELDS: Mapping[str, Mapping[str, FilterField]] = {
    "item": _ITEM,
    "release": _RELEASE,
    "objective": _OBJECTIVE,
    "need": _NEED,
    "milestone": _MILESTONE,
}
