"""Columns of lists of items: the content of each, and its sort key.

An item field that declares COLUMN is a column, with content that follows from its type; `_SPECIAL` has the exceptions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from milepost.graph.portfolio import Entity
from milepost.kinds.roadmap.model import Item
from milepost.kit import phrasing
from milepost.kit.components import LaneRef, Mark, ProgressBar, Ref, SlipBadge
from milepost.kit.context import STATUSES, WARNINGS, ItemEntity, PageContext
from milepost.kit.field_values import FieldValues, Form, field_values
from milepost.kit.priority import priority_of
from milepost.schema.base import Entry
from milepost.schema.duration import Duration
from milepost.schema.meaning import COLUMN
from milepost.schema.period import Period

_STEPS = ("low", "medium", "high")


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: words, marks, refs, a lane … one of them; `sub` is small print below.

    `sort` is the sort key if it differs from the words; in a numeric column a number, or empty for none.
    """

    refs: tuple[Ref, ...] = ()
    marks: tuple[Mark, ...] = ()
    words: str = ""
    strong: str = ""
    sub: str = ""
    late: str = ""
    lane: LaneRef | None = None
    progress: ProgressBar | None = None
    slip: SlipBadge | None = None
    sort: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether the cell has no content."""
        shown = (self.refs, self.marks, self.words, self.strong, self.late, self.lane, self.progress, self.slip)
        return not any(shown)


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column. `key` is its name in addresses. `number`: sorts numerically; `end`: is right-aligned.

    `plain`: needs no label on a narrow screen, as its content is self-explanatory.
    """

    key: str
    word: str
    cell: Callable[[PageContext, ItemEntity], Cell]
    number: bool = False
    end: bool = False
    plain: bool = False


def _title(context: PageContext, item: ItemEntity) -> Cell:
    card = context.card(item)
    return Cell(refs=(card.ref,), sub=card.summary)


def rank(context: PageContext, item: ItemEntity) -> int:
    """Sort rank of an item: by status, then by health."""
    health = context.health(item)
    return STATUSES.index(item.entry.status) * 4 + (WARNINGS.index(health.value) if health else len(WARNINGS))


def _status(context: PageContext, item: ItemEntity) -> Cell:
    card = context.card(item)
    return Cell(marks=(card.status, *((card.health,) if card.health else ())), sort=str(rank(context, item)))


def _health(context: PageContext, item: ItemEntity) -> Cell:
    found = context.card(item).health
    return Cell(marks=(found,), sort=str(WARNINGS.index(found.value))) if found else Cell(sort="")


def _when(context: PageContext, item: ItemEntity) -> Cell:
    card = context.card(item)
    return Cell(words=card.when, late=card.late, sub=card.when_note, sort=last_day(context, item))


def last_day(context: PageContext, item: ItemEntity) -> str:
    """The last day of an item (ISO); empty if it has none."""
    return _day(context.item(item).end, "last")


def _day(period: Period | None, side: str) -> str:
    found = getattr(period, side, None)
    return found.isoformat() if found else ""


def _start(context: PageContext, item: ItemEntity) -> Cell:
    found = context.item(item)
    said = phrasing.period(found.start) if found.start else ""
    return Cell(words=said, sub=context.origin(found.start_from), sort=_day(found.start, "first"))


def _end(context: PageContext, item: ItemEntity) -> Cell:
    found = context.item(item)
    said = phrasing.period(found.end) if found.end else ""
    return Cell(words=said, late=context.late(item), sub=context.origin(found.end_from), sort=last_day(context, item))


def _moved(context: PageContext, item: ItemEntity) -> Cell:
    slip = context.card(item).slip
    return Cell(slip=slip, sort=str(slip.days) if slip else None)


def _progress(context: PageContext, item: ItemEntity) -> Cell:
    found = context.card(item).progress
    return Cell(progress=found, sort=str(found.percent) if found else None)


def _score(context: PageContext, item: ItemEntity) -> Cell:
    found = priority_of(context.item(item))
    return Cell(strong=found.value, sub=found.brief, sort=found.sort) if found else Cell()


def _lane(context: PageContext, item: ItemEntity) -> Cell:
    return Cell(lane=context.lanes.of(item))


def _theme(context: PageContext, item: ItemEntity) -> Cell:
    if context.lanes.by == "theme":
        return _lane(context, item)
    holder = context.insight.holder(item, "theme")
    return Cell(words=context.name("theme", holder.entry.theme) if holder else "")


def _team(context: PageContext, item: ItemEntity) -> Cell:
    return Cell(words=context.card(item).team)


def _parent(context: PageContext, item: ItemEntity) -> Cell:
    found = context.item(item).parent
    return Cell(refs=(context.ref(found),)) if found else Cell()


def _confidence(context: PageContext, item: ItemEntity) -> Cell:
    found = context.confidence(item.entry.confidence)
    if not found:
        return Cell(sort="")
    return Cell(marks=(found,), sort=str(_STEPS.index(found.value.removeprefix("conf-"))))


def _names(field: FieldValues, context: PageContext, item: Entity[Any]) -> Cell:
    """Labels of choices, words, and names; sorted by the field's own order if it has one."""
    found, order = field.values(context, item), field.all_values(context.portfolio)
    words = phrasing.listing(field.title(context, value) for value in found if not order or value in order)
    return Cell(words=words, sort=_place(found, order) if order else None)


def _place(found: Sequence[str], order: Sequence[str]) -> str:
    return next((str(order.index(value)) for value in found if value in order), "")


def _links(field: FieldValues, context: PageContext, item: Entity[Any]) -> Cell:
    holder = context.insight.holder(item, field.name) if field.spec.inherited else item
    return Cell(refs=context.refs(context.portfolio.targets(holder, field.name))) if holder else Cell()


def _date(field: FieldValues, context: PageContext, item: Entity[Any]) -> Cell:
    found = field.read(context, item)
    return Cell(words=phrasing.period(found), sort=_day(found, "first")) if found else Cell(sort="")


def _text(field: FieldValues, context: PageContext, item: Entity[Any]) -> Cell:
    found = field.read(context, item)
    return Cell(words=phrasing.listing(found) if isinstance(found, tuple) else found or "")


def _number(field: FieldValues, context: PageContext, item: Entity[Any]) -> Cell:
    """A number with its unit. An unknown amount is shown as such, and sorts last."""
    found = field.read(context, item)
    if not isinstance(found, int | float):
        return Cell(words=found or "", sort="")
    return Cell(words=f"{phrasing.number(found)}{field.spec.unit}", sort=str(found))


def _length(field: FieldValues, context: PageContext, item: Entity[Any]) -> Cell:
    found: Duration | None = field.read(context, item)
    if found is None:
        return Cell(sort="")
    return Cell(words=str(found), sort=str(sum(amount * _SECONDS[unit] for amount, unit in found.parts)))


_SECONDS = {"w": 7 * 86_400, "d": 86_400, "h": 3600, "min": 60, "s": 1}  # only to sort by
_CELLS: Mapping[Form, Callable[[FieldValues, PageContext, Entity[Any]], Cell]] = {
    Form.CHOICE: _names,
    Form.WORD: _names,
    Form.NAME: _names,
    Form.TRUTH: _names,
    Form.DATE: _date,
    Form.TEXT: _text,
    Form.NUMBER: _number,
    Form.LENGTH: _length,
}


@dataclass(frozen=True, slots=True)
class _Special:
    """What a column needs beyond its field's type; see ListColumn. Without `cell`, the type gives the content."""

    cell: Callable[[PageContext, ItemEntity], Cell] | None = None
    number: bool = False
    end: bool = False
    plain: bool = False


_SPECIAL: Mapping[str, _Special] = {
    "title": _Special(_title, plain=True),
    "status": _Special(_status, plain=True),
    "health": _Special(_health, plain=True),
    "theme": _Special(_theme, plain=True),
    "team": _Special(_team, plain=True),
    "type": _Special(plain=True),
    "horizon": _Special(plain=True),
    "start": _Special(_start),
    "end": _Special(_end),
    "progress": _Special(_progress, plain=True),
    "confidence": _Special(_confidence, plain=True),
    "score": _Special(_score, number=True, end=True),
    "parent": _Special(_parent),
}


def columns_of(cls: type[Entry]) -> dict[str, ListColumn]:
    """The columns of a class by field name. Raises TypeError for a field whose type has no cell and no exception."""
    return {field.name: _column(field) for field in field_values(cls).values() if COLUMN in field.spec.shows}


def _column(field: FieldValues) -> ListColumn:
    special = _SPECIAL.get(field.name, _Special())
    if not special.cell and field.form not in _CELLS:
        raise TypeError(f"{field.name} needs a cell in _SPECIAL to be a column")
    linked = field.form is Form.NAME and field.strict and not field.is_shared
    return ListColumn(
        key=field.name,
        # "Item" says more than "Title" above a list of items.
        word=phrasing.sentence(field.owner.declares.label) if field.name == "title" else field.spec.heading,
        cell=special.cell or partial(_links if linked else _CELLS[field.form], field),
        number=special.number or field.is_shared or field.form in (Form.CHOICE, Form.TRUTH, Form.NUMBER, Form.LENGTH),
        end=special.end or (field.form is Form.NUMBER and not special.cell),
        plain=special.plain or field.form is Form.TEXT,
    )


COLUMNS: Mapping[str, ListColumn] = {
    **columns_of(Item),
    "when": ListColumn("when", "When", _when, plain=True),
    "moved": ListColumn("slip", "Slip", _moved, number=True, end=True, plain=True),
}
# The same columns under the keys and headings of the list page.
LANE = ListColumn("lane", "", _lane, plain=True)
WHEN = ListColumn("end", "When", _when, plain=True)
