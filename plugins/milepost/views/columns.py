"""The columns a list may have: what stands in each, and what it sorts by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from milepost.model.period import Period
from milepost.views import words
from milepost.views.desk import STATUSES, WARNINGS, Desk, ItemThing
from milepost.views.pieces import Lane, Mark, Progress, Ref, Slip
from milepost.views.priority import priority_of

_STEPS = ("low", "medium", "high")


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a column of one row: words, marks, refs, a lane, … one of them; `sub` is in small print below it.

    `sort` is what it sorts by where that is not its words; in a column of numbers it is one, or empty for none.
    """

    refs: tuple[Ref, ...] = ()
    marks: tuple[Mark, ...] = ()
    words: str = ""
    strong: str = ""
    sub: str = ""
    late: str = ""
    lane: Lane | None = None
    progress: Progress | None = None
    slip: Slip | None = None
    sort: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        shown = (self.refs, self.marks, self.words, self.strong, self.late, self.lane, self.progress, self.slip)
        return not any(shown)


@dataclass(frozen=True, slots=True)
class Column:
    """`key` is what an address calls it. `number`: it sorts by numbers; `end`: they stand at the end of their cell.

    `plain`: where it is narrow, what stands in it says by itself what it is.
    """

    key: str
    word: str
    cell: Callable[[Desk, ItemThing], Cell]
    number: bool = False
    end: bool = False
    plain: bool = False


def _title(desk: Desk, item: ItemThing) -> Cell:
    card = desk.card(item)
    return Cell(refs=(card.ref,), sub=card.summary)


def rank(desk: Desk, item: ItemThing) -> int:
    """Where an item stands by status, and by health within a status."""
    health = desk.health(item)
    return STATUSES.index(item.entry.status) * 4 + (WARNINGS.index(health.value) if health else len(WARNINGS))


def _status(desk: Desk, item: ItemThing) -> Cell:
    card = desk.card(item)
    return Cell(marks=(card.status, *((card.health,) if card.health else ())), sort=str(rank(desk, item)))


def _health(desk: Desk, item: ItemThing) -> Cell:
    found = desk.card(item).health
    return Cell(marks=(found,), sort=str(WARNINGS.index(found.value))) if found else Cell(sort="")


def _when(desk: Desk, item: ItemThing) -> Cell:
    card = desk.card(item)
    return Cell(words=card.when, late=card.late, sub=card.when_note, sort=last_day(desk, item))


def last_day(desk: Desk, item: ItemThing) -> str:
    """The last day of an item, empty where there is none."""
    return _day(desk.item(item).end, "last")


def _day(period: Period | None, side: str) -> str:
    found = getattr(period, side, None)
    return found.isoformat() if found else ""


def _start(desk: Desk, item: ItemThing) -> Cell:
    found = desk.item(item)
    said = words.period(found.start) if found.start else ""
    return Cell(words=said, sub=desk.origin(found.start_from), sort=_day(found.start, "first"))


def _end(desk: Desk, item: ItemThing) -> Cell:
    found = desk.item(item)
    said = words.period(found.end) if found.end else ""
    return Cell(words=said, late=desk.late(item), sub=desk.origin(found.end_from), sort=last_day(desk, item))


def _moved(desk: Desk, item: ItemThing) -> Cell:
    slip = desk.card(item).slip
    return Cell(slip=slip, sort=str(slip.days) if slip else None)


def _progress(desk: Desk, item: ItemThing) -> Cell:
    found = desk.card(item).progress
    return Cell(progress=found, sort=str(found.percent) if found else None)


def _score(desk: Desk, item: ItemThing) -> Cell:
    found = priority_of(desk.item(item))
    return Cell(strong=found.value, sub=found.brief, sort=found.sort) if found else Cell()


def _lane(desk: Desk, item: ItemThing) -> Cell:
    return Cell(lane=desk.lanes.of(item))


def _theme(desk: Desk, item: ItemThing) -> Cell:
    if desk.lanes.by == "theme":
        return _lane(desk, item)
    holder = desk.insight.holder(item, "theme")
    return Cell(words=desk.name("theme", holder.entry.theme) if holder else "")


def _team(desk: Desk, item: ItemThing) -> Cell:
    return Cell(words=desk.card(item).team)


def _named(field: str, type: str) -> Callable[[Desk, ItemThing], Cell]:
    """The titles of people or tags."""

    def cell(desk: Desk, item: ItemThing) -> Cell:
        found = getattr(item.entry, field) or ()
        names = (found,) if isinstance(found, str) else found
        return Cell(words=words.listing(desk.name(type, name) for name in names))

    return cell


def _said(field: str) -> Callable[[Desk, ItemThing], Cell]:
    """A word of a field, in the portfolio's own words for it."""

    def cell(desk: Desk, item: ItemThing) -> Cell:
        found = getattr(item.entry, field)
        return Cell(words=desk.portfolio.label(field, found) if found else "")

    return cell


def _linked(field: str) -> Callable[[Desk, ItemThing], Cell]:
    return lambda desk, item: Cell(refs=desk.refs(desk.portfolio.targets(item, field)))


def _objectives(desk: Desk, item: ItemThing) -> Cell:
    holder = desk.insight.holder(item, "objectives")
    return Cell(refs=desk.refs(desk.portfolio.targets(holder, "objectives"))) if holder else Cell()


def _parent(desk: Desk, item: ItemThing) -> Cell:
    found = desk.item(item).parent
    return Cell(refs=(desk.ref(found),)) if found else Cell()


def _horizon(desk: Desk, item: ItemThing) -> Cell:
    found = desk.item(item).horizon
    ids = [id.lower() for id in desk.portfolio.horizon_ids()]
    return Cell(words=desk.horizon(found), sort=str(ids.index(found))) if found in ids else Cell(sort="")


def _confidence(desk: Desk, item: ItemThing) -> Cell:
    found = desk.confidence(item.entry.confidence)
    if not found:
        return Cell(sort="")
    return Cell(marks=(found,), sort=str(_STEPS.index(found.value.removeprefix("conf-"))))


def _summary(desk: Desk, item: ItemThing) -> Cell:
    return Cell(words=desk.card(item).summary)


def _updated(_: Desk, item: ItemThing) -> Cell:
    found = item.entry.updated
    return Cell(words=words.period(found), sort=_day(found, "first")) if found else Cell(sort="")


COLUMNS: Mapping[str, Column] = {
    "title": Column("title", "Item", _title, plain=True),
    "status": Column("status", "Status", _status, number=True, plain=True),
    "health": Column("health", "Health", _health, number=True, plain=True),
    "theme": Column("theme", "Theme", _theme, plain=True),
    "team": Column("team", "Team", _team, plain=True),
    "owner": Column("owner", "Owner", _named("owner", "person")),
    "type": Column("type", "Type", _said("type"), plain=True),
    "stage": Column("stage", "Stage", _said("stage")),
    "horizon": Column("horizon", "Horizon", _horizon, number=True, plain=True),
    "when": Column("when", "When", _when, plain=True),
    "start": Column("start", "Start", _start),
    "end": Column("end", "End", _end),
    "moved": Column("slip", "Moved", _moved, number=True, end=True, plain=True),
    "progress": Column("progress", "Progress", _progress, number=True, plain=True),
    "confidence": Column("confidence", "Confidence", _confidence, number=True, plain=True),
    "score": Column("score", "Score", _score, number=True, end=True),
    "release": Column("release", "Release", _linked("release")),
    "objectives": Column("objectives", "Objectives", _objectives),
    "needs": Column("needs", "Needs", _linked("needs")),
    "parent": Column("parent", "Part of", _parent),
    "depends_on": Column("depends_on", "Waits for", _linked("depends_on")),
    "tags": Column("tags", "Tags", _named("tags", "tag")),
    "summary": Column("summary", "Summary", _summary, plain=True),
    "updated": Column("updated", "Checked", _updated),
}
# As the page calls them that lists everything.
LANE = Column("lane", "", _lane, plain=True)
WHEN = Column("end", "When", _when, plain=True)
