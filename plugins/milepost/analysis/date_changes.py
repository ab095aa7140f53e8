"""Every change of a promised date on the roadmap, and where such changes are frequent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from milepost.analysis.insight import Insight
from milepost.graph.portfolio import Entity
from milepost.history.promised_dates import PromisedDate
from milepost.kinds.roadmap.model import Item, Milestone, Release
from milepost.schema.period import Period


@dataclass(frozen=True, slots=True)
class DateChange:
    """A promised date that replaced another one."""

    entity: Entity[Any]
    before: Period
    promise: PromisedDate

    @property
    def said(self) -> date:
        """The day on which the new date was written down."""
        return self.promise.said

    @property
    def days(self) -> int | None:
        """Calendar days from the old date to the new one; later is positive. None if one of them has no end."""
        return self.promise.moved.days if self.promise.moved else None


@dataclass(frozen=True, slots=True)
class GroupSlips:
    """The promises of one group of items. `median_days` is that of all its slips; None without any."""

    name: str
    promised: int
    slipped: int
    slips: int
    median_days: float | None


def date_changes(insight: Insight) -> tuple[DateChange, ...]:
    """The changes of dates of items, releases, and milestones, the newest first.

    A milestone that moves in the same commit as the item or release it belongs to is not a change of its own, and
    neither is an item that moves because its release does.
    """
    return insight.shared(_date_changes)


def slips_by(
    insight: Insight, items: Iterable[Entity[Item]], group_of: Callable[[Entity[Item]], str]
) -> tuple[GroupSlips, ...]:
    """How often the dates of items slipped, by a group; those with the most slips first.

    An item counts if a date was ever promised for it, whether it is done, canceled, or open: leaving out what was
    given up would make promises look better than they were.
    """
    found: dict[str, list[list[int]]] = {}
    for entity in items:
        known = insight.promises(entity)
        if known and not (known.first.is_actual and not known.moves):
            moved = [one.moved.days for one in known.moves if one.moved and one.moved.days > 0]
            found.setdefault(group_of(entity), []).append(moved)
    groups = (_group(name, slips) for name, slips in found.items())
    return tuple(sorted(groups, key=lambda one: (-one.slips, one.name)))


def _group(name: str, slips: Sequence[Sequence[int]]) -> GroupSlips:
    every = [days for moved in slips for days in moved]
    return GroupSlips(name, len(slips), sum(map(bool, slips)), len(every), median(every) if every else None)


def _date_changes(insight: Insight) -> tuple[DateChange, ...]:
    portfolio = insight.portfolio
    found: list[DateChange] = []
    for entity in (*portfolio.all(Item), *portfolio.all(Release)):
        own = list(_changes(insight, entity))
        release = portfolio.target(entity, "release") if isinstance(entity.entry, Item) else None
        calendar = insight.promises(release) if release else None
        given = {one.commit for one in calendar.dates} if calendar else set()
        found += [one for one in own if not (one.promise.release and one.promise.commit in given)]
        commits = {one.promise.commit for one in own}
        for milestone in portfolio.nested(entity, Milestone.type_name):
            found += [one for one in _changes(insight, milestone) if one.promise.commit not in commits]
    return tuple(sorted(found, key=lambda one: (-one.said.toordinal(), one.entity.ref)))


def _changes(insight: Insight, entity: Entity[Any]) -> Iterable[DateChange]:
    known = insight.promises(entity)
    before: PromisedDate | None = None
    for one in known.dates if known else ():
        if before and (one.moved is None or one.moved.days):
            yield DateChange(entity, before.period, one)
        before = one
