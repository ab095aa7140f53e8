"""Which things a block shows, and in which order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from milepost.portfolio import Thing
from milepost.views.blocks.spec import VIEWS, Spec
from milepost.views.board import DAYS
from milepost.views.columns import COLUMNS
from milepost.views.desk import Desk, ItemThing
from milepost.views.frame import recent
from milepost.views.moments import when
from milepost.views.needs import by_opportunity
from milepost.views.releases import in_order
from milepost.views.table import by_urgency

_YEAR = 365
# Who asks for these means what is over as well.
_ALSO_OVER = frozenset(("id", "status", "open", "outcome", "start", "end", "due", "when"))


def select(desk: Desk, spec: Spec) -> list[Thing[Any]]:
    """Everything that fits all conditions of a block, in order."""
    found = [
        thing
        for thing in desk.portfolio.things(VIEWS[spec.view].type)
        if all(any(one.field.test(desk, thing, wanted) for wanted in one.wanted) for one in spec.where)
    ]
    match spec.view:
        case "timeline":
            return _not_long_over(desk, spec, found, _YEAR)
        case "board":
            return _not_long_over(desk, spec, found, DAYS)
        case "list":
            return _sorted(desk, spec, by_urgency(desk, found))
        case "releases":
            return list(in_order(desk, found))
        case "needs":
            return list(by_opportunity(desk, found))
        case "milestones":
            return sorted(found, key=when)
    return found


def _not_long_over(desk: Desk, spec: Spec, items: Iterable[ItemThing], days: int) -> list[ItemThing]:
    """Without what was closed long ago, as on the page of the same view, unless somebody asks for it."""
    asked = any(one.key in _ALSO_OVER for one in spec.where)
    return list(items) if asked else recent(desk, items, days)[0]


def _sorted(desk: Desk, spec: Spec, items: list[ItemThing]) -> list[ItemThing]:
    """By the columns that are asked for, the most important first; what has nothing in a column comes last in it."""
    for name, down in reversed(spec.sort):
        keys = {item: _key(desk, item, name) for item in items}
        there = sorted((item for item in items if keys[item] is not None), key=lambda item: keys[item], reverse=down)
        items = there + [item for item in items if keys[item] is None]
    return items


def _key(desk: Desk, item: ItemThing, name: str) -> Any:
    column = COLUMNS[name]
    cell = column.cell(desk, item)
    if column.number:
        return float(cell.sort) if cell.sort else None
    said = cell.sort if cell.sort is not None else cell.words or " ".join(ref.title for ref in cell.refs)
    return (said or (cell.lane.title if cell.lane else "")).casefold() or None
