"""The board: now, next and later, or the roadmap's own horizons, and what was closed lately."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from milepost.model.roadmap import Item
from milepost.views import words
from milepost.views.addresses import BOARD, plain_name
from milepost.views.desk import CLOSED, STATUSES, Desk, ItemThing
from milepost.views.frame import NO_ITEMS, RoadmapFramed, how_it_stands, left_out, recent, views_of
from milepost.views.pieces import Card, Choice

DAYS = 92
_FULL = 24


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its first cards, and the `rest` folded away."""

    anchor: str
    title: str
    count: str
    cards: tuple[Card, ...]
    rest: tuple[Card, ...]
    rest_words: str


@dataclass(frozen=True, slots=True)
class BoardView(RoadmapFramed):
    """The board, the `lanes` it can be filtered by and the `statuses` it can be regrouped by, in order."""

    columns: tuple[Column, ...]
    lane_label: str
    lanes: tuple[Choice, ...]
    statuses: str


def board_view(desk: Desk, title: str) -> BoardView:
    """The board."""
    items, old = recent(desk, desk.portfolio.all(Item), DAYS)
    note = left_out(desk, old, DAYS)
    columns = columns_of(desk, items)
    shown = [card for column in columns for card in (*column.cards, *column.rest)]
    return BoardView(
        frame=desk.frame(title, NO_ITEMS if not desk.portfolio.all(Item) and desk.portfolio.innermost else None),
        opening=how_it_stands(desk, desk.outermost(items)),
        notes=(note,) if note else (),
        views=views_of(desk, BOARD),
        columns=columns,
        lane_label=desk.lanes.label,
        lanes=lane_choices(desk, shown),
        statuses=" ".join(status for status in STATUSES if any(card.status.value == status for card in shown)),
    )


def columns_of(desk: Desk, items: Iterable[ItemThing]) -> tuple[Column, ...]:
    """Items in columns. A part has a card of its own only in another column than what it is a part of."""
    by_column: dict[str, list[ItemThing]] = {}
    for item in items:
        by_column.setdefault(desk.item(item).horizon or "", []).append(item)
    return tuple(
        _column(desk, key, _by_urgency(desk, desk.outermost(by_column[key]))) for key in _keys(desk) if key in by_column
    )


def lane_choices(desk: Desk, cards: Iterable[Card]) -> tuple[Choice, ...]:
    """The lanes that cards can be filtered by, with how many each has."""
    keys = [card.lane.key for card in cards if card.lane]
    choices = tuple(
        Choice(lane.key, lane.title, keys.count(lane.key), lane=lane.number)
        for lane in desk.lanes.all
        if lane.key in keys
    )
    return choices if len(choices) > 1 else ()


def _keys(desk: Desk) -> tuple[str, ...]:
    """The columns from left to right; what stands in none was closed."""
    return (*(id.lower() for id in desk.portfolio.horizon_ids()), "")


def _column(desk: Desk, key: str, items: list[ItemThing]) -> Column:
    cards = desk.cards(items)
    first, rest = cards[:_FULL], cards[_FULL:]
    return Column(
        anchor=f"column-{plain_name(key)}" if key else "closed",
        title=desk.horizon(key) if key else "Closed lately",
        count=words.count(len(cards), "item"),
        cards=first,
        rest=rest,
        rest_words=f"{words.number(len(rest))} more",
    )


def _by_urgency(desk: Desk, items: list[ItemThing]) -> list[ItemThing]:
    """What is in trouble first, then by the end; what was closed by its end, the latest first."""

    def key(item: ItemThing) -> tuple[int, int, str, str]:
        card, end = desk.card(item), desk.item(item).end
        warned = {"off_track": 0, "at_risk": 1}.get(card.health.value if card.health else "", 2)
        return (
            STATUSES.index(item.entry.status),
            warned,
            end.last.isoformat() if end and end.last else "9999",
            item.key,
        )

    if all(item.entry.status in CLOSED for item in items):
        return sorted(items, key=lambda item: (key(item)[2], item.key), reverse=True)
    return sorted(items, key=key)
