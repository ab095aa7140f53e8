"""The content of a block, as data for its template."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from milepost.embeds.select import select
from milepost.embeds.spec import VIEWS, Spec
from milepost.graph.portfolio import Entity
from milepost.kit import phrasing
from milepost.kit.context import ItemEntity, PageContext
from milepost.kit.milestones import milestone_row
from milepost.pages.board.view import columns_of
from milepost.pages.list.columns import COLUMNS, ListColumn
from milepost.pages.list.view import ListTable, table_of, usual_columns
from milepost.pages.releases.view import release_view
from milepost.pages.roadmap.timeline import timeline
from milepost.pages.roadmap.timeline_fields import fields_of
from milepost.pages.strategy.needs import need_view
from milepost.pages.strategy.objectives import objective_view

_THEME = COLUMNS["theme"]


@dataclass(frozen=True, slots=True)
class Group:
    """A part of a list; `title` is empty if it is the only one."""

    title: str
    table: ListTable


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block. `kind` is its view, `content` the view's data; `empty` is the text if there is none.

    `label` names it for screen readers, `note` says how many of how many are shown. Headings start at `level`, ids
    with `prefix`.
    """

    kind: str
    title: str
    label: str
    note: str
    empty: str
    content: Any
    level: int
    prefix: str


def block_view(context: PageContext, spec: Spec, *, level: int, prefix: str) -> BlockView:
    """The content of a block for the readers of a site."""
    view = VIEWS[spec.view]
    found = select(context, spec)
    shown = found[: spec.limit]
    return BlockView(
        kind=spec.view,
        title=spec.title,
        label=spec.title or view.label,
        note=f"{phrasing.number(len(shown))} of {phrasing.count(len(found), *view.noun)}"
        if len(shown) < len(found)
        else "",
        empty=f"No {view.noun[1]} match." if not found else "",
        content=_content(context, spec, shown) if shown else (),
        level=level + 1 if spec.title else level,
        prefix=prefix,
    )


def _content(context: PageContext, spec: Spec, entities: Sequence[Entity[Any]]) -> Any:
    match spec.view:
        case "timeline":
            return timeline(context, entities, spec.lanes or None)
        case "board":
            return columns_of(context, entities)
        case "list":
            return _groups(context, spec, entities)
        case "release" | "releases":
            return tuple(release_view(context, entity, linked=True) for entity in entities)
        case "objective" | "objectives":
            return tuple(objective_view(context, entity, linked=True) for entity in entities)
        case "needs":
            return tuple(need_view(context, entity, linked=True) for entity in entities)
        case "milestones":
            return tuple(milestone_row(context, entity, linked=True) for entity in entities)
    return context.cards(entities)


def _groups(context: PageContext, spec: Spec, items: Sequence[ItemEntity]) -> tuple[Group, ...]:
    """One table, or one for each lane with items, all with the same columns."""
    columns = _requested_columns(context, spec, items) or usual_columns(
        context, items, None if spec.lanes == "theme" else _THEME
    )
    lanes = next((field for field in fields_of(context, items) if field.key == spec.lanes), None)
    if lanes is None:
        return (Group("", table_of(context, items, columns)),)
    titles = {**{value.token: value.title for value in lanes.values}, "": lanes.none}
    parts: dict[str, list[ItemEntity]] = {token: [] for token in titles}
    for item in items:
        parts[next(iter(lanes.of[item.slug]), "")].append(item)
    return tuple(Group(titles[token], table_of(context, part, columns)) for token, part in parts.items() if part)


def _requested_columns(context: PageContext, spec: Spec, items: Sequence[ItemEntity]) -> tuple[ListColumn, ...]:
    """The requested columns that have any content; always with the title."""
    keys = spec.fields if "title" in spec.fields or not spec.fields else ("title", *spec.fields)
    asked = (COLUMNS[key] for key in keys)
    return tuple(one for one in asked if not all(one.cell(context, item).is_empty for item in items))
