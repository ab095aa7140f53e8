"""The list: every item in one table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from milepost.views import words
from milepost.views.addresses import LIST
from milepost.views.board import lane_choices
from milepost.views.desk import STATUSES, WARNINGS, Desk, ItemThing
from milepost.views.frame import NO_ITEMS, views_of
from milepost.views.pieces import AsOf, Card, Choice, Empty, Phrase, View
from milepost.views.priority import Priority, priority_of


@dataclass(frozen=True, slots=True)
class TableRow:
    """An item with what it sorts by: `rank` its status and health, `end` its last day."""

    card: Card
    rank: int
    end: str
    score: Priority | None


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns have anything in them."""

    lane: bool
    team: bool
    slip: bool
    progress: bool
    score: bool


@dataclass(frozen=True, slots=True)
class TableView:
    """The list."""

    title: str
    as_of: AsOf
    notes: tuple[tuple[Phrase, ...], ...]
    views: tuple[View, ...]
    rows: tuple[TableRow, ...]
    has: Columns
    count: str
    lane_label: str
    lanes: tuple[Choice, ...]
    statuses: tuple[Choice, ...]
    healths: tuple[Choice, ...]
    slipped: tuple[Choice, ...]
    score_note: str
    disclaimer: str
    empty: Empty | None


def table_view(desk: Desk, title: str) -> TableView:
    """The list of all items, what is being worked on first."""
    rows = sorted(
        (_row(desk, item) for item in desk.portfolio.items),
        key=lambda row: (row.rank, row.end or "9999", row.card.id),
    )
    cards = [row.card for row in rows]
    scores = [row.score for row in rows if row.score]
    return TableView(
        title=title,
        as_of=desk.today,
        notes=((Phrase(f"{words.count(len(rows), 'item')}, with their parts"),),)
        if any(desk.item(item).children for item in desk.portfolio.items)
        else (),
        views=views_of(desk, LIST),
        rows=tuple(rows),
        has=Columns(
            lane=desk.lanes.by != "team" and any(card.lane for card in cards),
            team=any(card.team for card in cards),
            slip=any(card.slip for card in cards),
            progress=any(card.progress for card in cards),
            score=bool(scores),
        ),
        count=words.count(len(rows), "item"),
        lane_label=desk.lanes.label,
        lanes=lane_choices(desk, cards),
        statuses=_choices(desk, "status", STATUSES, [card.status.value for card in cards]),
        healths=_choices(desk, "health", WARNINGS, [card.health.value for card in cards if card.health]),
        slipped=(Choice("yes", "Slipped", late),)
        if (late := sum(card.slip is not None and card.slip.days > 0 for card in cards))
        else (),
        score_note=_explained(scores),
        disclaimer=desk.disclaimer,
        empty=NO_ITEMS if not rows and desk.portfolio.innermost else None,
    )


def _row(desk: Desk, item: ItemThing) -> TableRow:
    found, card = desk.item(item), desk.card(item)
    warned = WARNINGS.index(card.health.value) if card.health else len(WARNINGS)
    end = found.end.last.isoformat() if found.end and found.end.last else ""
    return TableRow(card, STATUSES.index(item.entry.status) * 4 + warned, end, priority_of(found))


def _choices(desk: Desk, group: str, values: Sequence[str], found: list[str]) -> tuple[Choice, ...]:
    marks = [desk.mark(group, value) for value in values if value in found]
    return tuple(Choice(mark.value, mark.word, found.count(mark.value), mark) for mark in marks)


def _explained(scores: list[Priority]) -> str:
    """Which schemes the scores are of, and how they are worked out."""
    return " ".join(
        f"{scheme}: {formula}"
        for scheme, formula in sorted({(one.scheme, one.formula) for one in scores if one.formula})
    )
