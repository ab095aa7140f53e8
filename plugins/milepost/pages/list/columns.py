"""Columns of lists of items: the content of each, and its sort key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from milepost.kit import phrasing
from milepost.kit.components import LaneRef, Mark, ProgressBar, Ref, SlipBadge
from milepost.kit.context import STATUSES, WARNINGS, ItemEntity, PageContext
from milepost.kit.priority import priority_of
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


def _named(field: str, type: str) -> Callable[[PageContext, ItemEntity], Cell]:
    """A column of the titles of people or tags."""

    def cell(context: PageContext, item: ItemEntity) -> Cell:
        found = getattr(item.entry, field) or ()
        names = (found,) if isinstance(found, str) else found
        return Cell(words=phrasing.listing(context.name(type, name) for name in names))

    return cell


def _said(field: str) -> Callable[[PageContext, ItemEntity], Cell]:
    """A column of a field's value, in the portfolio's own label."""

    def cell(context: PageContext, item: ItemEntity) -> Cell:
        found = getattr(item.entry, field)
        return Cell(words=context.portfolio.label(field, found) if found else "")

    return cell


def _linked(field: str) -> Callable[[PageContext, ItemEntity], Cell]:
    return lambda context, item: Cell(refs=context.refs(context.portfolio.targets(item, field)))


def _objectives(context: PageContext, item: ItemEntity) -> Cell:
    holder = context.insight.holder(item, "objectives")
    return Cell(refs=context.refs(context.portfolio.targets(holder, "objectives"))) if holder else Cell()


def _parent(context: PageContext, item: ItemEntity) -> Cell:
    found = context.item(item).parent
    return Cell(refs=(context.ref(found),)) if found else Cell()


def _horizon(context: PageContext, item: ItemEntity) -> Cell:
    found = context.item(item).horizon
    ids = [id.lower() for id in context.portfolio.horizon_ids()]
    return Cell(words=context.horizon(found), sort=str(ids.index(found))) if found in ids else Cell(sort="")


def _confidence(context: PageContext, item: ItemEntity) -> Cell:
    found = context.confidence(item.entry.confidence)
    if not found:
        return Cell(sort="")
    return Cell(marks=(found,), sort=str(_STEPS.index(found.value.removeprefix("conf-"))))


def _summary(context: PageContext, item: ItemEntity) -> Cell:
    return Cell(words=context.card(item).summary)


def _updated(_: PageContext, item: ItemEntity) -> Cell:
    found = item.entry.updated
    return Cell(words=phrasing.period(found), sort=_day(found, "first")) if found else Cell(sort="")


COLUMNS: Mapping[str, ListColumn] = {
    "title": ListColumn("title", "Item", _title, plain=True),
    "status": ListColumn("status", "Status", _status, number=True, plain=True),
    "health": ListColumn("health", "Health", _health, number=True, plain=True),
    "theme": ListColumn("theme", "Theme", _theme, plain=True),
    "team": ListColumn("team", "Team", _team, plain=True),
    "owner": ListColumn("owner", "Owner", _named("owner", "person")),
    "type": ListColumn("type", "Type", _said("type"), plain=True),
    "stage": ListColumn("stage", "Stage", _said("stage")),
    "horizon": ListColumn("horizon", "Horizon", _horizon, number=True, plain=True),
    "when": ListColumn("when", "When", _when, plain=True),
    "start": ListColumn("start", "Start", _start),
    "end": ListColumn("end", "End", _end),
    "moved": ListColumn("slip", "Moved", _moved, number=True, end=True, plain=True),
    "progress": ListColumn("progress", "Progress", _progress, number=True, plain=True),
    "confidence": ListColumn("confidence", "Confidence", _confidence, number=True, plain=True),
    "score": ListColumn("score", "Score", _score, number=True, end=True),
    "release": ListColumn("release", "Release", _linked("release")),
    "objectives": ListColumn("objectives", "Objectives", _objectives),
    "needs": ListColumn("needs", "Needs", _linked("needs")),
    "parent": ListColumn("parent", "Part of", _parent),
    "depends_on": ListColumn("depends_on", "Waits for", _linked("depends_on")),
    "tags": ListColumn("tags", "Tags", _named("tags", "tag")),
    "summary": ListColumn("summary", "Summary", _summary, plain=True),
    "updated": ListColumn("updated", "Checked", _updated),
}
# As the page calls them that lists everything.
LANE = ListColumn("lane", "", _lane, plain=True)
WHEN = ListColumn("end", "When", _when, plain=True)
