"""How releases, milestones and themes stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from milepost.graph.portfolio import Entity
from milepost.kinds.roadmap.item_tree import ItemEntity
from milepost.kinds.roadmap.model import Milestone, Release, Theme
from milepost.kinds.roadmap.progress import is_open
from milepost.kinds.roadmap.schedule import Dates
from milepost.schema.date_arithmetic import Slip, days_past, slip
from milepost.schema.period import Period


@dataclass(frozen=True, slots=True)
class ReleaseInsight:
    """`progress` is the mean over the items in percent, `progress_of` how many of them it counts.

    `status_from`: `typed`, `date` (it has passed: done) or `items` (all done, or one begun). `late_items` end
    for certain after its date.
    """

    entity: Entity[Release]
    date: Period | None
    start: Period | None
    status: str
    status_from: Literal["typed", "date", "items"]
    items: tuple[ItemEntity, ...]
    items_done: int
    progress: float | None
    progress_of: tuple[int, int]
    late_items: tuple[ItemEntity, ...]


@dataclass(frozen=True, slots=True)
class MilestoneInsight:
    """`owner` is its item or release.

    `met` is as typed; else True where the owner is done, False up to its date, then None: nobody says.
    `late_by_days` is above 0 where the date of a milestone that is known not to be met has passed.
    """

    entity: Entity[Milestone]
    owner: Entity[Any] | None
    date: Period | None
    met: bool | None
    slip: Slip | None
    late_by_days: int


@dataclass(frozen=True, slots=True)
class ThemeInsight:
    """`items` name the theme, or are a part of one that does and name none of their own."""

    entity: Entity[Theme]
    items: tuple[ItemEntity, ...]
    items_done: int
    progress: float | None
    progress_of: tuple[int, int]
    health: str | None


def release_status(
    release: Release, items: tuple[ItemEntity, ...], as_of: date
) -> tuple[str, Literal["typed", "date", "items"]]:
    """The status of a release, and where it is from."""
    if release.status:
        return release.status, "typed"
    if days_past(release.date, as_of):
        return "done", "date"
    alive = [item.entry.status for item in items if item.entry.status != "cancelled"]
    if alive and all(status == "done" for status in alive):
        return "done", "items"
    return ("in_progress" if {"in_progress", "done"} & set(alive) else "planned"), "items"


def items_after(
    when: Period | None, items: tuple[ItemEntity, ...], dates: Callable[[ItemEntity], Dates]
) -> tuple[ItemEntity, ...]:
    """The open items that end for certain after a date, by dates of their own."""
    if not when or not when.last:
        return ()
    late = []
    for item in items:
        found = dates(item)
        end = found.end if found.end_from != "release" else None
        if is_open(item) and end and end.first and end.first > when.last:
            late.append(item)
    return tuple(late)


def milestone_insight(entity: Entity[Milestone], as_of: date) -> MilestoneInsight:
    """How a milestone stands."""
    entry, owner = entity.entry, entity.parent
    past = days_past(entry.date, as_of)
    met = entry.done
    if met is None:
        over = owner is not None and getattr(owner.entry, "status", None) == "done"
        met = True if over else None if past else False
    late = past if entry.done is False else 0
    return MilestoneInsight(entity, owner, entry.date, met, slip(entry.date, entry.baseline), late)
