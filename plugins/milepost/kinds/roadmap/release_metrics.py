"""Computed values of releases, milestones, and themes."""

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
    """Values of one release. `progress` is the mean of its items in percent, `progress_of` how many are counted.

    `status_from`: `typed`, `date` (passed, so done), or `items` (all done, or one begun). `late_items` certainly end
    after its date.
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
    """Values of one milestone; `owner` is its item or release.

    `met` is as typed, else True if the owner is done, False until its date, and None (unknown) afterwards.
    `late_by_days` are calendar days past the date of a milestone that is known not to be met.
    """

    entity: Entity[Milestone]
    owner: Entity[Any] | None
    date: Period | None
    met: bool | None
    slip: Slip | None
    late_by_days: int


@dataclass(frozen=True, slots=True)
class ThemeInsight:
    """Values of one theme. `items` name it, or inherit it from their nearest ancestor with a theme."""

    entity: Entity[Theme]
    items: tuple[ItemEntity, ...]
    items_done: int
    progress: float | None
    progress_of: tuple[int, int]
    health: str | None


def release_status(
    release: Release, items: tuple[ItemEntity, ...], as_of: date
) -> tuple[str, Literal["typed", "date", "items"]]:
    """(status, origin) of a release."""
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
    """Open items whose own end certainly falls after a date; an end taken from the release does not count."""
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
    """Values of a milestone as of a day."""
    entry, owner = entity.entry, entity.parent
    past = days_past(entry.date, as_of)
    met = entry.done
    if met is None:
        over = owner is not None and getattr(owner.entry, "status", None) == "done"
        met = True if over else None if past else False
    late = past if entry.done is False else 0
    return MilestoneInsight(entity, owner, entry.date, met, slip(entry.date, entry.baseline), late)
