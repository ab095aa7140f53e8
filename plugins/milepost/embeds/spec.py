"""A parsed block: a view, its conditions, and its order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from milepost.embeds.filters import FilterField, NameFilter
from milepost.pages.roadmap.timeline_fields import lane_keys


@dataclass(frozen=True, slots=True)
class EmbeddedView:
    """A view for blocks: the `type` of its entities and the keys it accepts besides `view` and `title`.

    `noun` is singular and plural of what it shows; `label` names it for screen readers.
    """

    type: str
    keys: tuple[str, ...]
    noun: tuple[str, str]
    label: str


_MANY_KEYS = ("where", "limit")
VIEWS = {
    "timeline": EmbeddedView("item", ("where", "lanes"), ("item", "items"), "Timeline"),
    "board": EmbeddedView("item", ("where",), ("item", "items"), "Board"),
    "list": EmbeddedView("item", ("where", "lanes", "sort", "fields", "limit"), ("item", "items"), "List of items"),
    "releases": EmbeddedView("release", _MANY_KEYS, ("release", "releases"), "Releases"),
    "objectives": EmbeddedView("objective", _MANY_KEYS, ("objective", "objectives"), "Objectives"),
    "needs": EmbeddedView("need", _MANY_KEYS, ("need", "needs"), "Needs"),
    "milestones": EmbeddedView("milestone", _MANY_KEYS, ("milestone", "milestones"), "Milestones"),
    "item": EmbeddedView("item", ("item",), ("item", "items"), "Item"),
    "release": EmbeddedView("release", ("release",), ("release", "releases"), "Release"),
    "objective": EmbeddedView("objective", ("objective",), ("objective", "objectives"), "Objective"),
}
SINGLE_VIEWS = ("item", "release", "objective")
KEYS = ("view", "where", "lanes", "sort", "fields", "limit", *SINGLE_VIEWS, "title")
LANES = (*lane_keys(), "none")


@dataclass(frozen=True, slots=True)
class Condition:
    """A filter field and its accepted values; one match is enough."""

    key: str
    field: FilterField
    wanted: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class NamedValue:
    """A value that names an entity, and its offset in the text."""

    names: NameFilter
    value: str
    at: int


@dataclass(frozen=True, slots=True)
class Spec:
    """A valid block. `sort` has (column, descending); `names` are for the checks."""

    view: str
    where: tuple[Condition, ...] = ()
    lanes: str = ""
    sort: tuple[tuple[str, bool], ...] = ()
    fields: tuple[str, ...] = ()
    limit: int | None = None
    title: str = ""
    names: tuple[NamedValue, ...] = ()
