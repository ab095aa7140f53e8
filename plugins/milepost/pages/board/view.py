"""View-model of the board: a column for each horizon, and one for items closed recently."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from milepost.kinds.roadmap.model import Horizon, Item
from milepost.kit import phrasing
from milepost.kit.addresses import BOARD, plain_name
from milepost.kit.components import Card, Choice
from milepost.kit.context import CLOSED, STATUSES, ItemEntity, PageContext
from milepost.kit.geometry import BOARD as BOARD_MEASURES
from milepost.pages.roadmap.header import NO_ITEMS, RoadmapPageView, left_out, recent, status_summary, views_of
from milepost.schema.date_arithmetic import by_last_day

DAYS = 92


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """A column with its first cards, and the `rest` folded away; `when` and `summary` are its horizon's."""

    anchor: str
    title: str
    count: str
    when: str
    summary: str
    cards: tuple[Card, ...]
    rest: tuple[Card, ...]
    rest_words: str


@dataclass(frozen=True, slots=True)
class BoardView(RoadmapPageView):
    """The board, the `lanes` it can be filtered by, and the `statuses` it can be regrouped by, in order."""

    columns: tuple[BoardColumn, ...]
    lane_label: str
    lanes: tuple[Choice, ...]
    statuses: str


def board_view(context: PageContext, title: str) -> BoardView:
    """The board of open items, and of those closed in the last 92 days."""
    items, old = recent(context, context.portfolio.all(Item), DAYS)
    note = left_out(context, old, DAYS)
    columns = columns_of(context, items)
    shown = [card for column in columns for card in (*column.cards, *column.rest)]
    return BoardView(
        frame=context.frame(
            title, NO_ITEMS if not context.portfolio.all(Item) and context.portfolio.innermost else None
        ),
        opening=status_summary(context, context.outermost(items)),
        notes=(note,) if note else (),
        views=views_of(context, BOARD),
        columns=columns,
        lane_label=context.lanes.label,
        lanes=lane_choices(context, shown),
        statuses=" ".join(status for status in STATUSES if any(card.status.value == status for card in shown)),
    )


def columns_of(context: PageContext, items: Iterable[ItemEntity]) -> tuple[BoardColumn, ...]:
    """Items in columns. A part has a card of its own only if its column differs from its parent's."""
    by_column: dict[str, list[ItemEntity]] = {}
    for item in items:
        by_column.setdefault(context.item(item).horizon or "", []).append(item)
    return tuple(
        _column(context, key, _by_urgency(context, context.outermost(by_column[key])))
        for key in _keys(context)
        if key in by_column
    )


def lane_choices(context: PageContext, cards: Iterable[Card]) -> tuple[Choice, ...]:
    """The lanes that cards can be filtered by, with counts; empty if there are fewer than two."""
    keys = [card.lane.key for card in cards if card.lane]
    choices = tuple(
        Choice(lane.key, lane.title, keys.count(lane.key), lane=lane.number)
        for lane in context.lanes.all
        if lane.key in keys
    )
    return choices if len(choices) > 1 else ()


def _keys(context: PageContext) -> tuple[str, ...]:
    """The keys of the columns, left to right; the empty key is that of closed items."""
    return (*(id.lower() for id in context.portfolio.horizon_ids()), "")


def _column(context: PageContext, key: str, items: list[ItemEntity]) -> BoardColumn:
    cards = context.cards(items)
    horizon = next((one.entry for one in context.portfolio.all(Horizon) if one.slug == key), None)
    first, rest = cards[: BOARD_MEASURES.full], cards[BOARD_MEASURES.full :]
    return BoardColumn(
        anchor=f"column-{plain_name(key)}" if key else "closed",
        title=context.horizon(key) if key else "Closed lately",
        count=phrasing.count(len(cards), "item"),
        when=phrasing.period(horizon.timeframe) if horizon and horizon.timeframe else "",
        summary=(horizon.summary if horizon else None) or "",
        cards=first,
        rest=rest,
        rest_words=f"{phrasing.number(len(rest))} more",
    )


def _by_urgency(context: PageContext, items: list[ItemEntity]) -> list[ItemEntity]:
    """Items in trouble first, then by end; if all are closed, by end, the latest first."""

    def key(item: ItemEntity) -> tuple[int, int, str, str]:
        card, end = context.card(item), context.item(item).end
        warned = {"off_track": 0, "at_risk": 1}.get(card.health.value if card.health else "", 2)
        return (
            STATUSES.index(item.entry.status),
            warned,
            by_last_day(end),
            item.key,
        )

    if all(item.entry.status in CLOSED for item in items):
        return sorted(items, key=lambda item: (key(item)[2], item.key), reverse=True)
    return sorted(items, key=key)
