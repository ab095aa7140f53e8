"""The fields that items, releases, objectives, needs and milestones are chosen by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal

from milepost.model.base import Health, Status
from milepost.model.period import Period
from milepost.portfolio import Portfolio, Thing
from milepost.views.blocks.wanted import Field, Known, choice, name, text, truth, when
from milepost.views.desk import Desk
from milepost.views.moments import moment

_Sure = Literal["low", "medium", "high"]
_Outcome = Literal["achieved", "partly", "missed"]
_ReleaseType = Literal["release", "cycle"]


def _known(type: str, *written: tuple[str, str]) -> Known:
    """The ids of a type, and what stands in fields, given as (type of the owner, field)."""

    def known(portfolio: Portfolio) -> Iterable[str]:
        yield from (thing.id for thing in portfolio.things(type) if thing.id)
        for owner, field in written:
            for thing in portfolio.things(owner):
                value = getattr(thing.entry, field)
                yield from (value,) if isinstance(value, str) else value or ()

    return known


def _horizons(portfolio: Portfolio) -> Iterable[str]:
    return portfolio.horizon_ids()


def _roadmaps(portfolio: Portfolio) -> Iterable[str]:
    return (document.model.id for document in portfolio.documents if document.kind == "roadmap" and document.model.id)


def _own(field: str) -> Callable[[Desk, Thing[Any]], tuple[str, ...]]:
    """What stands in a field of the thing itself."""

    def values(_: Desk, thing: Thing[Any]) -> tuple[str, ...]:
        found = getattr(thing.entry, field)
        return found if isinstance(found, tuple) else (found,) if found else ()

    return values


def _held(field: str, beside: str = "") -> Callable[[Desk, Thing[Any]], tuple[str, ...]]:
    """What an item says in a field, or else the nearest that it is a part of; and what stands `beside` that."""

    def values(desk: Desk, item: Thing[Any]) -> tuple[str, ...]:
        holder = desk.insight.holder(item, field)
        found = getattr(holder.entry, field) if holder else ()
        return (*(found if isinstance(found, tuple) else (found,)), *(getattr(item.entry, beside) if beside else ()))

    return values


def _around(desk: Desk, item: Thing[Any]) -> tuple[str, ...]:
    """Everything that an item is a part of, over however many steps."""
    return tuple(one.key for one in desk.insight.tree.line(item) if one is not item)


def _health(desk: Desk, item: Thing[Any]) -> tuple[str | None, ...]:
    mark, found = desk.health(item), desk.item(item).health
    return (mark.value if mark else found if found == "on_track" else None,)


def _sure(desk: Desk, item: Thing[Any]) -> tuple[str, ...]:
    mark = desk.confidence(item.entry.confidence)
    return (mark.value.removeprefix("conf-"),) if mark else ()


def _span(desk: Desk, item: Thing[Any]) -> Period | None:
    """From start to end; what is open and says no end goes on."""
    found = desk.item(item)
    start, end = found.start or found.end, found.end
    if start is None or start.first is None or start is end:
        return end or start
    last = end.last if end else None if found.is_open else start.last
    return Period(start.first, last, "range", "")


def _of_item(values: Callable[[Desk, Thing[Any]], Iterable[str | None]]) -> Callable[..., Iterable[str | None]]:
    """The same of the item that a milestone belongs to."""
    return lambda desk, thing: values(desk, thing.parent) if thing.parent and thing.parent.type == "item" else ()


def _parent_of(type: str) -> Callable[[Desk, Thing[Any]], tuple[str, ...]]:
    return lambda _, thing: (thing.parent.key,) if thing.parent and thing.parent.type == type else ()


def _words(*fields: str) -> Field:
    return text(lambda thing: [thing.title, *(getattr(thing.entry, field) for field in fields)])


def _id(type: str) -> Field:
    return name(type, lambda _, thing: (thing.key,) if thing.id else (), _known(type), strict=True)


_TEAM = name("team", _held("team", "teams"), _known("team", ("item", "team"), ("item", "teams")), strict=False)
_THEME = name("theme", _held("theme"), _known("theme", ("item", "theme")), strict=False)
_OBJECTIVES = name("objective", _held("objectives"), _known("objective"), strict=True)
_NEEDS = name("need", _own("needs"), _known("need"), strict=True)


def _tags(owner: str) -> Field:
    return name("tag", _own("tags"), _known("tag", (owner, "tags")), strict=False)


def _owner(owner: str) -> Field:
    return name("person", _own("owner"), _known("person", (owner, "owner")), strict=False)


_END = when(lambda desk, item: desk.item(item).end)
_ITEM: dict[str, Field] = {
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
    "horizon": name("horizon", lambda desk, item: (desk.item(item).horizon,), _horizons, strict=True),
    "type": name("type", _own("type"), _known("", ("item", "type")), strict=False),
    "stage": name("stage", _own("stage"), _known("", ("item", "stage")), strict=False),
    "tags": _tags("item"),
    "tag": _tags("item"),
    "owner": _owner("item"),
    "roadmap": name("roadmap", lambda _, item: (item.document.model.id,), _roadmaps, strict=True),
    "confidence": choice(_Sure, _sure),
    "outcome": choice(_Outcome, _own("outcome")),
    "start": when(lambda desk, item: desk.item(item).start),
    "end": _END,
    "due": _END,
    "when": when(_span),
    "moved": truth(lambda desk, item: desk.slip(item) is not None),
    "overdue": truth(lambda desk, item: desk.item(item).late_by_days > 0),
    "blocked": truth(lambda desk, item: bool(desk.item(item).blocked_by)),
    "open": truth(lambda desk, item: desk.item(item).is_open),
    "text": _words("summary"),
}
_DATE = when(lambda desk, thing: thing.entry.date)
_RELEASE: dict[str, Field] = {
    "id": _id("release"),
    "status": choice(Status, lambda desk, thing: (desk.insight.release(thing).status,)),
    "type": choice(_ReleaseType, _own("type")),
    "date": _DATE,
    "due": _DATE,
    "tags": _tags("release"),
    "tag": _tags("release"),
    "text": _words("summary"),
}
_OBJECTIVE: dict[str, Field] = {
    "id": _id("objective"),
    "status": choice(Status, _own("status")),
    "team": name("team", _own("team"), _known("team", ("objective", "team")), strict=False),
    "owner": _owner("objective"),
    "needs": _NEEDS,
    "when": when(lambda _, thing: thing.entry.timeframe),
    "tags": _tags("objective"),
    "tag": _tags("objective"),
    "text": _words("summary"),
}
_NEED: dict[str, Field] = {
    "id": _id("need"),
    "customer": name("customer", _own("customer"), _known("customer", ("need", "customer")), strict=False),
    "tags": _tags("need"),
    "tag": _tags("need"),
    "text": _words("summary", "statement"),
}
_MILESTONE: dict[str, Field] = {
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
    "met": truth(lambda desk, thing: moment(desk, thing).met),
    "overdue": truth(lambda desk, thing: desk.insight.milestone(thing).late_by_days > 0),
    "text": _words("summary"),
}

FIELDS: Mapping[str, Mapping[str, Field]] = {
    "item": _ITEM,
    "release": _RELEASE,
    "objective": _OBJECTIVE,
    "need": _NEED,
    "milestone": _MILESTONE,
}
