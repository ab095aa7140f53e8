"""What every view works with: a portfolio, what was worked out about it, a day, and addresses."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any

from milepost.insight import Insight, ItemInsight
from milepost.model.base import CLOSED
from milepost.model.roadmap import Horizon, Item
from milepost.portfolio import Portfolio, Thing
from milepost.views import words
from milepost.views.addresses import Addresses
from milepost.views.lanes import Lanes
from milepost.views.pieces import AsOf, Card, Empty, Frame, Mark, Progress, Ref, Slip

__all__ = ["CLOSED", "STATUSES", "WARNINGS", "Desk", "ItemThing"]

ItemThing = Thing[Item]

WARNINGS = ("off_track", "at_risk")
STATUSES = ("in_progress", "planned", "proposed", "paused", "done", "cancelled")

_ORIGINS = {"release": "from its release", "milestones": "from its milestones", "children": "from its parts"}


class Desk:
    """Everything a view may look at, all of it from behind the door. Cards are made once."""

    def __init__(self, portfolio: Portfolio, insight: Insight, as_of: date, addresses: Addresses) -> None:
        self.portfolio = portfolio
        self.insight = insight
        self.as_of = as_of
        self.addresses = addresses
        self._cards: dict[ItemThing, Card] = {}

    @cached_property
    def today(self) -> AsOf:
        """The day the site speaks from."""
        return AsOf(words.day(self.as_of), self.as_of.isoformat())

    @cached_property
    def disclaimer(self) -> str:
        """What these readers are told about everything, in Markdown."""
        return (self.portfolio.head.disclaimer or {}).get(self.portfolio.audience, "")

    def frame(self, title: str, empty: Empty | None = None) -> Frame:
        """What every page states; `empty` is what to write where there is nothing to show yet."""
        return Frame(title, self.today, self.disclaimer, empty)

    @cached_property
    def lanes(self) -> Lanes:
        """How items fall into lanes."""
        return Lanes(self.portfolio, self.insight)

    def ref(self, thing: Thing[Any]) -> Ref:
        """A thing's title and where it is shown."""
        return Ref(thing.title, self.addresses.of(thing))

    def refs(self, things: Iterable[Thing[Any]]) -> tuple[Ref, ...]:
        """The same for several."""
        return tuple(self.ref(thing) for thing in things)

    def name(self, type: str, value: str | None) -> str:
        """The title of a declared team, person or theme, or the loose name itself."""
        if not value:
            return ""
        found = self.portfolio.find(type, value)
        return found.title if found else value

    def horizon(self, id: str) -> str:
        """The title of a column of the board."""
        found = next((thing for thing in self.portfolio.all(Horizon) if thing.slug == id), None)
        return found.title if found else self.portfolio.label("horizon", id)

    def mark(self, group: str, value: str) -> Mark:
        """A status, a health or another value in the portfolio's words."""
        return Mark(group, value, self.portfolio.label(group, value))

    def confidence(self, value: str | int | None) -> Mark | None:
        """How sure somebody is, with the shape of one to three steps."""
        if value is None:
            return None
        if isinstance(value, str):
            return Mark("confidence", f"conf-{value}", f"{words.sentence(value)} confidence")
        step = "high" if value >= 75 else "medium" if value >= 40 else "low"
        return Mark("confidence", f"conf-{step}", f"{value}% sure")

    def item(self, thing: ItemThing) -> ItemInsight:
        """What was worked out about an item."""
        return self.insight.item(thing)

    def progress(self, thing: ItemThing) -> Progress | None:
        """How far an item is, while there is something left to do."""
        found = self.item(thing)
        if found.progress is None or thing.entry.status in CLOSED:
            return None
        note = words.source(*found.progress_of, "part") if found.progress_from == "children" else ""
        return Progress(round(found.progress), note)

    def slip(self, thing: ItemThing) -> Slip | None:
        """How far the end of an item moved against the first promise."""
        found = self.item(thing)
        if not found.slip_days:
            return None
        amount, late = words.amount(found.slip_days, found.slip_precision), found.slip_days > 0
        if thing.entry.status == "done":
            return Slip(found.slip_days, amount, after="late" if late else "early")
        return Slip(found.slip_days, amount, before="slipped" if late else "brought forward")

    def health(self, thing: ItemThing) -> Mark | None:
        """The health of an open item where it is a warning."""
        health = self.item(thing).health
        return self.mark("health", health) if health in WARNINGS and thing.entry.status not in CLOSED else None

    def trouble(self, things: Iterable[ItemThing]) -> tuple[Mark, ...]:
        """How many items are in trouble, by health: "1 off track", "2 at risk"."""
        found = [mark for thing in things if (mark := self.health(thing))]
        counts = {mark.value: sum(one.value == mark.value for one in found) for mark in found}
        words_of = {mark.value: mark.word.lower() for mark in found}
        return tuple(
            Mark("health", health, f"{counts[health]} {words_of[health]}") for health in WARNINGS if health in counts
        )

    def late(self, thing: ItemThing) -> str:
        """How long an open item is overdue."""
        days = self.item(thing).late_by_days
        return f"{words.lasting(days)} overdue" if days else ""

    def origin(self, origin: str | None) -> str:
        """Where a date was worked out from; nothing for one that somebody wrote down."""
        return _ORIGINS.get(origin or "", "")

    def card(self, thing: ItemThing) -> Card:
        """An item in brief."""
        found = self._cards.get(thing)
        if found is None:
            found = self._cards[thing] = self._card(thing)
        return found

    def cards(self, things: Iterable[ItemThing]) -> tuple[Card, ...]:
        """The same for several."""
        return tuple(self.card(thing) for thing in things)

    def _card(self, thing: ItemThing) -> Card:
        entry, found = thing.entry, self.item(thing)
        health = self.health(thing)
        reason = (entry.health_reason or "") if health else ""
        if health and found.health_from == "children":
            reason = f"because of {words.listing(part.title for part in found.health_because)}"
        return Card(
            id=thing.slug,
            ref=self.ref(thing),
            status=self.mark("status", entry.status),
            due=words.period(found.end),
            when=words.span(found.start, found.end, brief=True),
            health=health,
            lane=self.lanes.of(thing),
            team=self.name("team", entry.team),
            summary=entry.summary or "",
            reason=reason,
            progress=self.progress(thing),
            slip=self.slip(thing),
            late=self.late(thing),
            when_note=self.origin(found.end_from),
        )

    def outermost(self, things: Iterable[ItemThing]) -> list[ItemThing]:
        """Those that are not a part, over however many steps, of another of them."""
        inside = list(things)
        known = set(inside)
        return [thing for thing in inside if not any(around in known for around in self._around(thing))]

    def _around(self, thing: ItemThing) -> Iterable[ItemThing]:
        parent = self.item(thing).parent
        while parent:
            yield parent
            parent = self.item(parent).parent
