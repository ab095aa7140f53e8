"""The entities that a block shows, in order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from milepost.embeds.spec import VIEWS, Spec
from milepost.graph.portfolio import Entity
from milepost.kit.context import ItemEntity, PageContext
from milepost.kit.milestones import when
from milepost.pages.board.view import DAYS
from milepost.pages.list.columns import COLUMNS
from milepost.pages.list.view import by_urgency
from milepost.pages.releases.view import in_order
from milepost.pages.roadmap.header import recent
from milepost.pages.strategy.needs import by_opportunity

_YEAR = 365
# Conditions that ask about closed entries as well, besides any date.
_INCLUDES_CLOSED = frozenset(("id", "status", "open", "outcome"))


def select(context: PageContext, spec: Spec) -> list[Entity[Any]]:
    """All entities that meet every condition of a block, in order."""
    found = [
        entity
        for entity in context.portfolio.entities(VIEWS[spec.view].type)
        if all(any(one.field.test(context, entity, wanted) for wanted in one.wanted) for one in spec.where)
    ]
    match spec.view:
        case "timeline":
            return _without_long_closed(context, spec, found, _YEAR)
        case "board":
            return _without_long_closed(context, spec, found, DAYS)
        case "list":
            return _sorted(context, spec, by_urgency(context, found))
        case "releases":
            return list(in_order(context, found))
        case "needs":
            return list(by_opportunity(context, found))
        case "milestones":
            return sorted(found, key=when)
    return found


def _without_long_closed(context: PageContext, spec: Spec, items: Iterable[ItemEntity], days: int) -> list[ItemEntity]:
    """Items without those closed long ago, as on the full page of the view, unless a condition asks for them."""
    asked = any(one.key in _INCLUDES_CLOSED or one.field.dated for one in spec.where)
    return list(items) if asked else recent(context, items, days)[0]


def _sorted(context: PageContext, spec: Spec, items: list[ItemEntity]) -> list[ItemEntity]:
    """Items by the requested columns; empty cells come last, whatever the direction."""
    for name, down in reversed(spec.sort):
        keys = {item: _key(context, item, name) for item in items}
        there = sorted((item for item in items if keys[item] is not None), key=lambda item: keys[item], reverse=down)
        items = there + [item for item in items if keys[item] is None]
    return items


def _key(context: PageContext, item: ItemEntity, name: str) -> Any:
    column = COLUMNS[name]
    cell = column.cell(context, item)
    if column.number:
        return float(cell.sort) if cell.sort else None
    said = cell.sort if cell.sort is not None else cell.words or " ".join(ref.title for ref in cell.refs)
    return (said or (cell.lane.title if cell.lane else "")).casefold() or None
