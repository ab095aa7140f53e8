"""The page context: what every page view is built from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any

from milepost.analysis import Insight, ItemInsight
from milepost.graph.portfolio import Entity, Portfolio
from milepost.kinds.roadmap.model import Horizon, Item
from milepost.kit import phrasing
from milepost.kit.addresses import Addresses
from milepost.kit.components import AsOf, Card, EmptyState, Mark, PageHeader, ProgressBar, Ref, SlipBadge
from milepost.kit.lanes import Lanes
from milepost.kit.schedule_words import slip_amount
from milepost.schema.base import CLOSED

__all__ = ["CLOSED", "STATUSES", "WARNINGS", "ItemEntity", "PageContext"]

ItemEntity = Entity[Item]

WARNINGS = ("off_track", "at_risk")
STATUSES = ("in_progress", "planned", "proposed", "paused", "done", "cancelled")

_ORIGINS = {
    "release": "from its release",
    "milestones": "from its milestones",
    "children": "from its parts",
    "project": "from its project",
}
_TYPED = "set manually"  # whatever stories, parts, or a project would give
_COUNTED = {"children": "part", "project": "project"}


class PageContext:
    """A filtered portfolio, its computed values, the as-of date, and addresses.

    Everything in it is from behind the audience filter. Cards are built once and cached.
    """

    def __init__(self, portfolio: Portfolio, insight: Insight, as_of: date, addresses: Addresses) -> None:
        self.portfolio = portfolio
        self.insight = insight
        self.as_of = as_of
        self.addresses = addresses
        self._cards: dict[ItemEntity, Card] = {}

    @cached_property
    def today(self) -> AsOf:
        """The as-of date of the site."""
        return AsOf(phrasing.day(self.as_of), self.as_of.isoformat())

    @cached_property
    def disclaimer(self) -> str:
        """The disclaimer for this audience, in Markdown; empty if none is set."""
        return (self.portfolio.head.disclaimer or {}).get(self.portfolio.audience, "")

    def frame(self, title: str, empty: EmptyState | None = None) -> PageHeader:
        """The header of a page; `empty` is what to write where there is nothing to show yet."""
        return PageHeader(title, self.today, self.disclaimer, empty)

    @cached_property
    def lanes(self) -> Lanes:
        """The lanes that items are grouped into."""
        return Lanes(self.portfolio, self.insight)

    def ref(self, entity: Entity[Any]) -> Ref:
        """An entity's title with a link to where it is shown."""
        return Ref(entity.title, self.addresses.of(entity))

    def refs(self, entities: Iterable[Entity[Any]]) -> tuple[Ref, ...]:
        """References to several entities."""
        return tuple(self.ref(entity) for entity in entities)

    def name(self, type: str, value: str | None) -> str:
        """The title of a declared team, person or theme, or the name itself if it is not declared."""
        if not value:
            return ""
        found = self.portfolio.find(type, value)
        return found.title if found else value

    def horizon(self, id: str) -> str:
        """The title of a horizon (a column of the board)."""
        found = next((entity for entity in self.portfolio.all(Horizon) if entity.slug == id), None)
        return found.title if found else self.portfolio.label("horizon", id)

    def mark(self, group: str, value: str) -> Mark:
        """A status, health or other labeled value, in the portfolio's own labels."""
        return Mark(group, value, self.portfolio.label(group, value))

    def confidence(self, value: str | int | None) -> Mark | None:
        """A confidence level, with the icon of one to three steps; numbers are percent (75 is high, 40 medium)."""
        if value is None:
            return None
        if isinstance(value, str):
            return Mark("confidence", f"conf-{value}", f"{phrasing.sentence(value)} confidence")
        step = "high" if value >= 75 else "medium" if value >= 40 else "low"
        return Mark("confidence", f"conf-{step}", f"{value}% sure")

    def item(self, entity: ItemEntity) -> ItemInsight:
        """The computed values of an item."""
        return self.insight.item(entity)

    def progress(self, entity: ItemEntity) -> ProgressBar | None:
        """The progress of an open item with its source; None once it is closed or if nothing is known."""
        found = self.item(entity)
        if found.progress is None or entity.entry.status in CLOSED:
            return None
        noun = _COUNTED.get(found.progress_from or "")
        if points := found.progress_points:
            note = f"{phrasing.number(points[0])} of {phrasing.number(points[1])} points done"
        elif found.progress_from == "stories":
            done, stories = found.progress_of
            note = f"{phrasing.number(done)} of {phrasing.count(stories, 'story', 'stories')} done"
        elif found.progress_from == "project" and found.progress_of == (1, 1):
            note = self.origin("project")
        else:
            note = phrasing.source(*found.progress_of, noun) if noun else _TYPED
        return ProgressBar(round(found.progress), note)

    def slip(self, entity: ItemEntity) -> SlipBadge | None:
        """How far the end of an item slipped from its baseline, in the largest honest unit; None if it did not.

        The exact days are on the item's own page.
        """
        found = self.item(entity)
        if not found.slip_days:
            return None
        amount, late = slip_amount(found.slip_days, found.slip_precision), found.slip_days > 0
        if entity.entry.status == "done":
            return SlipBadge(found.slip_days, amount, after="late" if late else "early")
        return SlipBadge(found.slip_days, amount, before="slipped" if late else "brought forward")

    def health(self, entity: ItemEntity) -> Mark | None:
        """The health of an open item if it is a warning (at risk, off track)."""
        health = self.item(entity).health
        return self.mark("health", health) if health in WARNINGS and entity.entry.status not in CLOSED else None

    def health_warnings(self, entities: Iterable[ItemEntity]) -> tuple[Mark, ...]:
        """Counts of items with a health warning: "1 off track", "2 at risk"."""
        found = [mark for entity in entities if (mark := self.health(entity))]
        counts = {mark.value: sum(one.value == mark.value for one in found) for mark in found}
        words_of = {mark.value: mark.word.lower() for mark in found}
        return tuple(
            Mark("health", health, f"{counts[health]} {words_of[health]}") for health in WARNINGS if health in counts
        )

    def late(self, entity: ItemEntity) -> str:
        """How overdue an open item is, in words; empty if it is not."""
        days = self.item(entity).late_by_days
        return f"{phrasing.duration(days)} overdue" if days else ""

    def origin(self, origin: str | None) -> str:
        """What a date was computed from; empty for a date that an author wrote."""
        return _ORIGINS.get(origin or "", "")

    def card(self, entity: ItemEntity) -> Card:
        """The card of an item."""
        found = self._cards.get(entity)
        if found is None:
            found = self._cards[entity] = self._card(entity)
        return found

    def cards(self, entities: Iterable[ItemEntity]) -> tuple[Card, ...]:
        """The cards of several items."""
        return tuple(self.card(entity) for entity in entities)

    def _card(self, entity: ItemEntity) -> Card:
        entry, found = entity.entry, self.item(entity)
        health = self.health(entity)
        reason = found.health_reason if health else ""
        if health and found.health_from == "children":
            reason = f"because of {phrasing.listing(part.title for part in found.health_because)}"
        return Card(
            id=entity.slug,
            ref=self.ref(entity),
            status=self.mark("status", entry.status),
            due=phrasing.period(found.end),
            when=phrasing.span(found.start, found.end, brief=True),
            health=health,
            lane=self.lanes.of(entity),
            team=self.name("team", entry.team),
            summary=entry.summary or "",
            reason=reason,
            progress=self.progress(entity),
            slip=self.slip(entity),
            late=self.late(entity),
            when_note=self.origin(found.end_from),
        )

    def outermost(self, entities: Iterable[ItemEntity]) -> list[ItemEntity]:
        """The items that are not, at any depth, part of another item in the list."""
        inside = list(entities)
        known = set(inside)
        return [entity for entity in inside if not any(around in known for around in self._around(entity))]

    def _around(self, entity: ItemEntity) -> Iterable[ItemEntity]:
        parent = self.item(entity).parent
        while parent:
            yield parent
            parent = self.item(parent).parent
