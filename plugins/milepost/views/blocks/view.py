"""What a block shows, as data for its template."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from milepost.portfolio import Thing
from milepost.views import words
from milepost.views.blocks.select import select
from milepost.views.blocks.spec import VIEWS, Spec
from milepost.views.board import columns_of
from milepost.views.columns import COLUMNS, Column
from milepost.views.desk import Desk, ItemThing
from milepost.views.moments import moment
from milepost.views.needs import need_view
from milepost.views.objectives import objective_view
from milepost.views.releases import release_view
from milepost.views.roadmap_timeline.fields import fields_of
from milepost.views.roadmap_timeline.timeline import timeline
from milepost.views.table import Table, table_of, usual_columns

_THEME = COLUMNS["theme"]


@dataclass(frozen=True, slots=True)
class Group:
    """A part of a list with a heading, which is empty where there is only one part."""

    title: str
    table: Table


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block. `kind` is its view, `content` what that takes; `empty` are the words where there is nothing.

    `label` says what it is to those who do not see it, `note` how many of how many are shown. Its headings are of
    `level` and below, its ids begin with `prefix`.
    """

    kind: str
    title: str
    label: str
    note: str
    empty: str
    content: Any
    level: int
    prefix: str


def block_view(desk: Desk, spec: Spec, *, level: int, prefix: str) -> BlockView:
    """What a block shows to the readers of a site."""
    view = VIEWS[spec.view]
    found = select(desk, spec)
    shown = found[: spec.limit]
    return BlockView(
        kind=spec.view,
        title=spec.title,
        label=spec.title or view.label,
        note=f"{words.number(len(shown))} of {words.count(len(found), *view.noun)}" if len(shown) < len(found) else "",
        empty=f"No {view.noun[1]} match." if not found else "",
        content=_content(desk, spec, shown) if shown else (),
        level=level + 1 if spec.title else level,
        prefix=prefix,
    )


def _content(desk: Desk, spec: Spec, things: Sequence[Thing[Any]]) -> Any:
    match spec.view:
        case "timeline":
            return timeline(desk, things, spec.lanes or None)
        case "board":
            return columns_of(desk, things)
        case "list":
            return _groups(desk, spec, things)
        case "release" | "releases":
            return tuple(release_view(desk, thing, linked=True) for thing in things)
        case "objective" | "objectives":
            return tuple(objective_view(desk, thing, linked=True) for thing in things)
        case "needs":
            return tuple(need_view(desk, thing, linked=True) for thing in things)
        case "milestones":
            return tuple(moment(desk, thing, linked=True) for thing in things)
    return desk.cards(things)


def _groups(desk: Desk, spec: Spec, items: Sequence[ItemThing]) -> tuple[Group, ...]:
    """A table, or one for each lane that has items, all with the same columns."""
    columns = _asked(desk, spec, items) or usual_columns(desk, items, None if spec.lanes == "theme" else _THEME)
    lanes = next((field for field in fields_of(desk, items) if field.key == spec.lanes), None)
    if lanes is None:
        return (Group("", table_of(desk, items, columns)),)
    titles = {**{value.token: value.title for value in lanes.values}, "": lanes.none}
    parts: dict[str, list[ItemThing]] = {token: [] for token in titles}
    for item in items:
        parts[next(iter(lanes.of[item.slug]), "")].append(item)
    return tuple(Group(titles[token], table_of(desk, part, columns)) for token, part in parts.items() if part)


def _asked(desk: Desk, spec: Spec, items: Sequence[ItemThing]) -> tuple[Column, ...]:
    """The columns that are asked for and have anything in them, with the title in any case."""
    keys = spec.fields if "title" in spec.fields or not spec.fields else ("title", *spec.fields)
    asked = (COLUMNS[key] for key in keys)
    return tuple(one for one in asked if not all(one.cell(desk, item).is_empty for item in items))
