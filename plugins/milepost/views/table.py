"""The list: every item in one table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from milepost.model.roadmap import Item
from milepost.views import words
from milepost.views.addresses import LIST
from milepost.views.board import lane_choices
from milepost.views.columns import COLUMNS, LANE, WHEN, Cell, Column, last_day, rank
from milepost.views.desk import STATUSES, WARNINGS, Desk, ItemThing
from milepost.views.frame import NO_ITEMS, RoadmapFramed, views_of
from milepost.views.pieces import Card, Choice, Phrase
from milepost.views.priority import Priority, priority_of


@dataclass(frozen=True, slots=True)
class TableRow:
    """An item, and what stands in each column."""

    card: Card
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Some items in rows; `score_note` says how their scores are worked out."""

    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    score_note: str


@dataclass(frozen=True, slots=True)
class TableView(RoadmapFramed):
    """The list."""

    table: Table
    count: str
    lane_label: str
    lanes: tuple[Choice, ...]
    statuses: tuple[Choice, ...]
    healths: tuple[Choice, ...]
    slipped: tuple[Choice, ...]


def table_view(desk: Desk, title: str) -> TableView:
    """The list of all items, what is being worked on first."""
    items = by_urgency(desk, desk.portfolio.all(Item))
    lane = replace(LANE, word=desk.lanes.label)
    table = table_of(desk, items, usual_columns(desk, items, lane if desk.lanes.by != "team" else None, WHEN))
    cards = [row.card for row in table.rows]
    count = words.count(len(cards), "item")
    return TableView(
        frame=desk.frame(title, NO_ITEMS if not cards and desk.portfolio.innermost else None),
        opening=(),
        notes=((Phrase(f"{count}, with their parts"),),) if any(desk.item(item).children for item in items) else (),
        views=views_of(desk, LIST),
        table=table,
        count=count,
        lane_label=desk.lanes.label,
        lanes=lane_choices(desk, cards),
        statuses=_choices(desk, "status", STATUSES, [card.status.value for card in cards]),
        healths=_choices(desk, "health", WARNINGS, [card.health.value for card in cards if card.health]),
        slipped=(Choice("yes", "Slipped", late),)
        if (late := sum(card.slip is not None and card.slip.days > 0 for card in cards))
        else (),
    )


def by_urgency(desk: Desk, items: Sequence[ItemThing]) -> list[ItemThing]:
    """What is being worked on first, and of that what is in trouble; then by the end."""
    return sorted(items, key=lambda item: (rank(desk, item), last_day(desk, item) or "9999", item.slug))


def usual_columns(
    desk: Desk, items: Sequence[ItemThing], lane: Column | None, when: Column = COLUMNS["when"]
) -> tuple[Column, ...]:
    """The columns of a list where nobody asks for others: those that have anything in them."""
    title, status, team = (COLUMNS[key] for key in ("title", "status", "team"))
    rest = (COLUMNS[key] for key in ("moved", "progress", "score"))
    found = (title, status, *((lane,) if lane else ()), team, when, *rest)
    return tuple(
        column
        for column in found
        if column in (title, status, when) or not all(column.cell(desk, item).is_empty for item in items)
    )


def table_of(desk: Desk, items: Sequence[ItemThing], columns: Sequence[Column]) -> Table:
    """Items with these columns, in their order."""
    rows = (TableRow(desk.card(item), tuple(column.cell(desk, item) for column in columns)) for item in items)
    schemes = {desk.item(item).scheme: item for item in items} if COLUMNS["score"] in columns else {}
    scores = [score for item in schemes.values() if (score := priority_of(desk.item(item)))]
    return Table(tuple(columns), tuple(rows), _explained(scores))


def _choices(desk: Desk, group: str, values: Sequence[str], found: list[str]) -> tuple[Choice, ...]:
    marks = [desk.mark(group, value) for value in values if value in found]
    return tuple(Choice(mark.value, mark.word, found.count(mark.value), mark) for mark in marks)


def _explained(scores: list[Priority]) -> str:
    """Which schemes the scores are of, and how they are worked out."""
    return " ".join(
        f"{scheme}: {formula}"
        for scheme, formula in sorted({(one.scheme, one.formula) for one in scores if one.formula})
    )
