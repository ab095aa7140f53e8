"""View-model of the list page, and tables of items for other pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from milepost.kinds.roadmap.model import Item
from milepost.kit import phrasing
from milepost.kit.addresses import LIST
from milepost.kit.components import Card, Choice, Phrase
from milepost.kit.context import STATUSES, WARNINGS, ItemEntity, PageContext
from milepost.kit.priority import PriorityView, priority_of
from milepost.pages.board.view import lane_choices
from milepost.pages.list.columns import COLUMNS, LANE, WHEN, Cell, ListColumn, last_day, rank
from milepost.pages.roadmap.header import NO_ITEMS, RoadmapPageView, views_of

UNSCORED = "no"
"""The value of the filter `scored` for open items without a score."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """An item and its cells. `unscored`: it is open, and has no score."""

    card: Card
    cells: tuple[Cell, ...]
    unscored: bool = False


@dataclass(frozen=True, slots=True)
class ListTable:
    """Items in rows; `score_note` explains how their scores are computed."""

    columns: tuple[ListColumn, ...]
    rows: tuple[TableRow, ...]
    score_note: str


@dataclass(frozen=True, slots=True)
class TableView(RoadmapPageView):
    """The list page."""

    table: ListTable
    count: str
    lane_label: str
    lanes: tuple[Choice, ...]
    statuses: tuple[Choice, ...]
    healths: tuple[Choice, ...]
    slipped: tuple[Choice, ...]
    scored: tuple[Choice, ...]


def table_view(context: PageContext, title: str) -> TableView:
    """The list of all items, those in progress first."""
    items = by_urgency(context, context.portfolio.all(Item))
    lane = replace(LANE, word=context.lanes.label)
    table = table_of(context, items, usual_columns(context, items, lane if context.lanes.by != "team" else None, WHEN))
    cards = [row.card for row in table.rows]
    count = phrasing.count(len(cards), "item")
    return TableView(
        frame=context.frame(title, NO_ITEMS if not cards and context.portfolio.innermost else None),
        opening=(),
        notes=((Phrase(f"{count}, with their parts"),),) if any(context.item(item).children for item in items) else (),
        views=views_of(context, LIST),
        table=table,
        count=count,
        lane_label=context.lanes.label,
        lanes=lane_choices(context, cards),
        statuses=_choices(context, "status", STATUSES, [card.status.value for card in cards]),
        healths=_choices(context, "health", WARNINGS, [card.health.value for card in cards if card.health]),
        slipped=(Choice("yes", "Slipped", late),)
        if (late := sum(card.slip is not None and card.slip.days > 0 for card in cards))
        else (),
        scored=_without_score(table),
    )


def _without_score(table: ListTable) -> tuple[Choice, ...]:
    """A chip for open items without a score, where some have one."""
    count = sum(row.unscored for row in table.rows)
    return (Choice(UNSCORED, "No score", count),) if count else ()


def by_urgency(context: PageContext, items: Sequence[ItemEntity]) -> list[ItemEntity]:
    """Items in progress first, and of those the ones in trouble; then by end."""
    return sorted(items, key=lambda item: (rank(context, item), last_day(context, item) or "9999", item.slug))


def usual_columns(
    context: PageContext, items: Sequence[ItemEntity], lane: ListColumn | None, when: ListColumn = COLUMNS["when"]
) -> tuple[ListColumn, ...]:
    """The default columns of a list: those with any content."""
    title, status, team = (COLUMNS[key] for key in ("title", "status", "team"))
    rest = (COLUMNS[key] for key in ("moved", "progress", "score"))
    found = (title, status, *((lane,) if lane else ()), team, when, *rest)
    return tuple(
        column
        for column in found
        if column in (title, status, when) or not all(column.cell(context, item).is_empty for item in items)
    )


def table_of(context: PageContext, items: Sequence[ItemEntity], columns: Sequence[ListColumn]) -> ListTable:
    """A table of items with these columns, in the given order."""
    lacks_score = context.insight.priorities.lacks_score
    rows = (
        TableRow(context.card(item), tuple(column.cell(context, item) for column in columns), lacks_score(item))
        for item in items
    )
    methods = {context.item(item).method: item for item in items} if COLUMNS["score"] in columns else {}
    scores = [score for item in methods.values() if (score := priority_of(context.item(item)))]
    return ListTable(tuple(columns), tuple(rows), _explained(scores))


def _choices(context: PageContext, group: str, values: Sequence[str], found: list[str]) -> tuple[Choice, ...]:
    marks = [context.mark(group, value) for value in values if value in found]
    return tuple(Choice(mark.value, mark.word, found.count(mark.value), mark) for mark in marks)


def _explained(scores: list[PriorityView]) -> str:
    """The methods in use, and their formulas."""
    return " ".join(
        f"{method}: {formula}"
        for method, formula in sorted({(one.method, one.formula) for one in scores if one.formula})
    )
