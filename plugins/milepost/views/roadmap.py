"""The roadmap as a grouped list: every item in words, with its place against today on one axis."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from milepost.views import words
from milepost.views.addresses import ROADMAP, anchor
from milepost.views.axis import Axis, Bar, axis_of
from milepost.views.desk import CLOSED, STATUSES, WARNINGS, Desk, ItemThing
from milepost.views.frame import NO_ITEMS, how_it_stands, left_out, recent, views_of
from milepost.views.pieces import AsOf, Card, Empty, Lane, Mark, Phrase, View

_DAYS = 365


@dataclass(frozen=True, slots=True)
class Row:
    """An item on the axis; `depth` counts the items around it in the same lane."""

    card: Card
    bar: Bar | None
    depth: int


@dataclass(frozen=True, slots=True)
class LaneView:
    """A lane with its rows; `number` 0 has no colour."""

    anchor: str
    title: str
    number: int
    count: str
    summary: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class RoadmapView:
    """The index of the roadmap."""

    title: str
    as_of: AsOf
    opening: tuple[Phrase, ...]
    notes: tuple[tuple[Phrase, ...], ...]
    views: tuple[View, ...]
    axis: Axis
    lanes: tuple[LaneView, ...]
    legend: tuple[Mark, ...]
    disclaimer: str
    empty: Empty | None


def roadmap_view(desk: Desk, title: str) -> RoadmapView:
    """The index of the roadmap."""
    items, old = recent(desk, desk.portfolio.items, _DAYS)
    dates = [period for item in items for period in (desk.item(item).start, desk.item(item).end)]
    axis = axis_of(dates, desk.as_of, later=any(_is_later(desk, item) for item in items))
    lanes = tuple(_lanes(desk, items, axis))
    note = left_out(desk, old, _DAYS)
    return RoadmapView(
        title=title,
        as_of=desk.today,
        opening=how_it_stands(desk, desk.outermost(items)),
        notes=(note,) if note else (),
        views=views_of(desk, ROADMAP),
        axis=axis,
        lanes=lanes,
        legend=tuple(_legend(desk, lanes)),
        disclaimer=desk.disclaimer,
        empty=NO_ITEMS if not desk.portfolio.items and desk.portfolio.innermost else None,
    )


def _lanes(desk: Desk, items: list[ItemThing], axis: Axis) -> Iterable[LaneView]:
    """A lane for each theme, also without rows, since texts may link to it; other lanes only with rows."""
    groups = dict(desk.lanes.group(items))
    for lane in (*desk.lanes.all, None):
        inside = groups.get(lane, [])
        thing = desk.portfolio.find("theme", lane.key) if lane and desk.lanes.by == "theme" else None
        if not inside and not thing:
            continue
        rows = tuple(_rows(desk, inside, axis))
        yield LaneView(
            anchor=anchor(thing) if thing else _anchor(desk, lane),
            title=lane.title if lane else f"No {desk.lanes.label.lower()}" if groups.keys() - {None} else "Items",
            number=lane.number if lane else 0,
            count=words.count(len(rows), "item") if rows else "nothing planned",
            summary=(thing.entry.summary or "") if thing else "",
            rows=rows,
        )


def _anchor(desk: Desk, lane: Lane | None) -> str:
    """An anchor for a lane nobody declared: by its place, since a loose name may hold any character."""
    return f"lane-{desk.lanes.all.index(lane) + 1}" if lane else "no-lane"


def _rows(desk: Desk, items: list[ItemThing], axis: Axis) -> Iterable[Row]:
    """Items by their dates, each followed by its parts."""
    inside = set(items)
    by_parent: dict[ItemThing | None, list[ItemThing]] = {}
    for item in items:
        parent = desk.item(item).parent
        by_parent.setdefault(parent if parent in inside else None, []).append(item)
    waiting = [(item, 0) for item in _by_date(desk, by_parent.get(None, []))]
    while waiting:
        item, depth = waiting.pop()
        found = desk.item(item)
        percent = round(found.progress or 0) if item.entry.status not in CLOSED else 0
        yield Row(
            desk.card(item),
            axis.bar(found.start, found.end, later=_is_later(desk, item), percent=percent),
            depth,
        )
        waiting += [(child, depth + 1) for child in _by_date(desk, by_parent.get(item, []))]


def _by_date(desk: Desk, items: list[ItemThing]) -> list[ItemThing]:
    """By start, then end, in reverse: the caller takes from the end. What has no date comes last."""

    def key(item: ItemThing) -> tuple[str, str, str]:
        found = desk.item(item)
        start, end = found.start or found.end, found.end or found.start
        first = start.first.isoformat() if start and start.first else "9999"
        return first, end.last.isoformat() if end and end.last else "9999", item.key

    return sorted(items, key=key, reverse=True)


def _is_later(desk: Desk, item: ItemThing) -> bool:
    """Whether an item is to come, without a date."""
    found = desk.item(item)
    dated = any(period and period.first for period in (found.start, found.end))
    return not dated and item.entry.status in ("proposed", "planned")


def _legend(desk: Desk, lanes: Iterable[LaneView]) -> Iterable[Mark]:
    cards = [row.card for lane in lanes for row in lane.rows]
    statuses = {card.status.value for card in cards}
    healths = {card.health.value for card in cards if card.health}
    yield from (desk.mark("status", status) for status in STATUSES if status in statuses)
    yield from (desk.mark("health", health) for health in WARNINGS if health in healths)
