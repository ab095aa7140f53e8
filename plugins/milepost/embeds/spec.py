"""What a block asks for, once it is read: one of a few views, of what, in which order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from milepost.embeds.filters import FilterField, NameFilter
from milepost.pages.roadmap.timeline_fields import lane_keys


@dataclass(frozen=True, slots=True)
class EmbeddedView:
    """A view that a block may ask for: of what `type` of entities, and with which keys besides `view` and `title`.

    `noun` is what it shows, one and many; `label` says to those who do not see it what it is.
    """

    type: str
    keys: tuple[str, ...]
    noun: tuple[str, str]
    label: str


_SOME = ("where", "limit")
VIEWS = {
    "timeline": EmbeddedView("item", ("where", "lanes"), ("item", "items"), "Timeline"),
    "board": EmbeddedView("item", ("where",), ("item", "items"), "Board"),
    "list": EmbeddedView("item", ("where", "lanes", "sort", "fields", "limit"), ("item", "items"), "List of items"),
    "releases": EmbeddedView("release", _SOME, ("release", "releases"), "Releases"),
    "objectives": EmbeddedView("objective", _SOME, ("objective", "objectives"), "Objectives"),
    "needs": EmbeddedView("need", _SOME, ("need", "needs"), "Needs"),
    "milestones": EmbeddedView("milestone", _SOME, ("milestone", "milestones"), "Milestones"),
    "item": EmbeddedView("item", ("item",), ("item", "items"), "Item"),
    "release": EmbeddedView("release", ("release",), ("release", "releases"), "Release"),
    "objective": EmbeddedView("objective", ("objective",), ("objective", "objectives"), "Objective"),
}
ONE = ("item", "release", "objective")
KEYS = ("view", "where", "lanes", "sort", "fields", "limit", *ONE, "title")
LANES = (*lane_keys(), "none")


@dataclass(frozen=True, slots=True)
class Condition:
    """A field and what is wanted of it, one of which will do."""

    key: str
    field: FilterField
    wanted: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class NamedColumn:
    """A value that names something, and at which character of the text it stands."""

    names: NameFilter
    value: str
    at: int


@dataclass(frozen=True, slots=True)
class Spec:
    """A block that can be drawn. `sort` has columns, and whether downwards; `names` is for whoever checks them."""

    view: str
    where: tuple[Condition, ...] = ()
    lanes: str = ""
    sort: tuple[tuple[str, bool], ...] = ()
    fields: tuple[str, ...] = ()
    limit: int | None = None
    title: str = ""
    names: tuple[NamedColumn, ...] = ()
