"""The overview: what a stakeholder wants to know in ten seconds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from milepost.model.roadmap import Item, Milestone, Release
from milepost.portfolio import Thing
from milepost.views import words
from milepost.views.addresses import BOARD, LIST, RELEASES
from milepost.views.desk import CLOSED, WARNINGS, Desk, ItemThing
from milepost.views.frame import NO_ITEMS
from milepost.views.moments import away, moment, release_moment, when
from milepost.views.opening import opening_of
from milepost.views.outlook import Outlook, outlook_of
from milepost.views.pieces import Card, Empty, Framed, Mark, Moment, Phrase
from milepost.views.releases import next_release

_BUILDING, _MOVED, _NEXT, _SHIPPED = 8, 4, 6, 5
_LATELY = 92


@dataclass(frozen=True, slots=True)
class Stat:
    """A number with what it counts and what it is measured against."""

    label: str
    value: str
    unit: str = ""
    note: str = ""
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Move:
    """An item whose end is not where it was promised at first."""

    card: Card
    was: str
    now: str
    amount: str
    reason: str


@dataclass(frozen=True, slots=True)
class Shipment:
    """An item that was done lately, and whether that was on time."""

    card: Card
    when: str
    note: str


@dataclass(frozen=True, slots=True)
class OverviewView(Framed):
    """The overview."""

    summary: str
    description: str
    opening: tuple[Phrase, ...]
    stats: tuple[Stat, ...]
    building: tuple[Card, ...]
    building_rest: tuple[Phrase, ...]
    moved: tuple[Move, ...]
    moved_rest: str
    next: tuple[Moment, ...]
    shipped: tuple[Shipment, ...]
    outlook: Outlook | None
    board: str | None
    list: str | None
    releases: str | None


def overview_view(desk: Desk, title: str) -> OverviewView:
    """The overview."""
    items = desk.portfolio.all(Item)
    building = sorted(
        desk.outermost(item for item in items if item.entry.status == "in_progress"),
        key=lambda item: _urgency(desk, item),
    )
    slipped = sorted(
        desk.outermost(_slipped(desk, items)), key=lambda item: (-(desk.item(item).slip_days or 0), item.key)
    )
    shipped = sorted(_shipped(desk, items), key=lambda item: (_last(desk, item), item.key), reverse=True)
    head, page = desk.portfolio.head, desk.addresses.page
    hidden = len(building) - _BUILDING
    return OverviewView(
        frame=desk.frame(title, _empty(desk)),
        summary=head.summary or "",
        description=head.description or "",
        opening=opening_of(desk, building, slipped),
        stats=tuple(_stats(desk, building, slipped, shipped)),
        building=desk.cards(building[:_BUILDING]),
        building_rest=_rest(hidden, page(BOARD)) if hidden > 0 else (),
        moved=tuple(_move(desk, item) for item in slipped[:_MOVED]),
        moved_rest=f"and {len(slipped) - _MOVED} more" if len(slipped) > _MOVED else "",
        next=tuple(_coming(desk)),
        shipped=tuple(_shipment(desk, item) for item in shipped[:_SHIPPED]),
        outlook=outlook_of(desk),
        board=page(BOARD),
        list=page(LIST),
        releases=page(RELEASES),
    )


def _empty(desk: Desk) -> Empty | None:
    """What to write where there is nothing to show: items inside, an audience outside."""
    portfolio = desk.portfolio
    if portfolio.innermost:
        return None if portfolio.all(Item) else NO_ITEMS
    if any(map(portfolio.things, ("item", "release", "objective", "strategy"))):
        return None
    said = "Nothing is published here yet: a file that names no audience stays inside. To show one, write:"
    return Empty(said, f"audience: {portfolio.audience}")


def _urgency(desk: Desk, item: ItemThing) -> tuple[int, int, str]:
    """What is in trouble first, then what ends nearest to today, on either side of it."""
    health, end = desk.health(item), desk.item(item).end
    away_by = abs((end.last - desk.as_of).days) if end and end.last else 10**6
    return WARNINGS.index(health.value) if health else len(WARNINGS), away_by, item.key


def _last(desk: Desk, item: ItemThing) -> str:
    end = desk.item(item).end
    return end.last.isoformat() if end and end.last else ""


def _slipped(desk: Desk, items: Iterable[ItemThing]) -> Iterator[ItemThing]:
    return (item for item in items if desk.item(item).is_open and (desk.item(item).slip_days or 0) > 0)


def _shipped(desk: Desk, items: Iterable[ItemThing]) -> list[ItemThing]:
    """What was done in the last three months."""
    since, until = (desk.as_of - timedelta(days=_LATELY)).isoformat(), desk.as_of.isoformat()
    return desk.outermost(item for item in items if item.entry.status == "done" and since <= _last(desk, item) <= until)


def _stats(
    desk: Desk, building: Sequence[ItemThing], slipped: Sequence[ItemThing], shipped: Sequence[ItemThing]
) -> Iterator[Stat]:
    if building:
        late = sum(desk.item(item).late_by_days > 0 for item in building)
        yield Stat(
            "Being built",
            words.number(len(building)),
            marks=desk.trouble(building),
            note=f"{words.number(late)} overdue" if late else "",
        )
    if shipped:
        promised = [days for item in shipped if (days := desk.item(item).slip_days) is not None]
        on_time = sum(days <= 0 for days in promised)
        note = f"{on_time} of {len(promised)} by the date promised first" if promised else ""
        yield Stat("Shipped in three months", words.number(len(shipped)), note=note)
    if slipped:
        most = desk.slip(slipped[0])
        yield Stat(
            "Later than first promised",
            words.number(len(slipped)),
            words.plural(len(slipped), "item"),
            f"by up to {most.amount}" if most else "",
        )
    if release := next_release(desk):
        date = desk.insight.release(release).date
        yield Stat("Next release", words.short(date, desk.as_of), away(desk, date), release.title)


def _rest(number: int, board: str | None) -> tuple[Phrase, ...]:
    return (
        Phrase(f"{words.number(number)} more {words.plural(number, 'is', 'are')} on the "),
        Phrase("board", target=board),
        Phrase("."),
    )


def _move(desk: Desk, item: ItemThing) -> Move:
    baseline, slip = item.entry.baseline, desk.slip(item)
    was = words.period(baseline.end) if baseline else ""
    reason = item.entry.slip_reason or item.entry.health_reason or ""
    return Move(
        desk.card(item),
        was,
        words.period(desk.item(item).end),
        f"{slip.amount} later" if slip else "",
        reason,
    )


def _coming(desk: Desk) -> list[Moment]:
    """The next milestones and releases, by date."""
    today = desk.as_of.isoformat()
    ahead = [thing for thing in desk.portfolio.all(Milestone) if when(thing)[0] >= today and _awaited(thing)]
    found = [(*when(thing), moment(desk, thing, linked=True)) for thing in ahead]
    found += [
        (date.last.isoformat(), date.first.isoformat(), release_moment(desk, release, date))
        for release in desk.portfolio.all(Release)
        if (date := desk.insight.release(release).date)
        and date.first
        and date.last
        and date.last >= desk.as_of
        and desk.insight.release(release).status != "cancelled"
    ]
    found.sort(key=lambda one: (one[0], one[1], one[2].ref.title))
    return [one[2] for one in found[:_NEXT]]


def _awaited(thing: Thing[Milestone]) -> bool:
    """Whether a milestone is still to be met, and what it belongs to still open."""
    around = thing.parent
    return thing.entry.done is not True and getattr(around and around.entry, "status", "") not in CLOSED


def _shipment(desk: Desk, item: ItemThing) -> Shipment:
    found, slip = desk.item(item), desk.slip(item)
    note = "" if found.slip_days is None else "on time"
    if slip:
        note = f"{slip.amount} {'late' if slip.days > 0 else 'early'}"
    return Shipment(desk.card(item), words.short(found.end, desk.as_of), note)
