"""Start and end of items: actual, as typed, or derived from release, milestones, parts, and projects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from milepost.graph.portfolio import Entity, Portfolio
from milepost.kinds.roadmap.item_tree import ItemEntity, ItemTree
from milepost.kinds.roadmap.model import Release
from milepost.schema.base import Span
from milepost.schema.date_arithmetic import earliest, latest
from milepost.schema.period import Period

Origin = Literal["actual", "typed", "release", "milestones", "children", "project"]


@dataclass(frozen=True, slots=True)
class Dates:
    """Start and end with their origins; None where there is none."""

    start: Period | None = None
    start_from: Origin | None = None
    end: Period | None = None
    end_from: Origin | None = None


def dates_of_items(
    portfolio: Portfolio, tree: ItemTree, projects: Mapping[ItemEntity, Dates]
) -> dict[ItemEntity, Dates]:
    """Dates of all items; `projects` has those of the projects that deliver an item.

    Actual dates win over typed ones, and those over derived ones. A start is derived from the earliest part, else the
    cycle, else the first of several milestones; an end from the release, else from the latest milestone or part. Where
    there is none of these, both are those of the projects. Cancelled parts do not count. Derived dates are coarsened to
    the item's own public precision.
    """
    found: dict[ItemEntity, Dates] = {}
    for item in tree.bottom_up:
        entry, actual = item.entry, item.entry.actual or Span()
        start, start_from = _first((actual.start, "actual"), (entry.start, "typed"))
        end, end_from = _first((actual.end, "actual"), (entry.end, "typed"))
        if start is None or end is None:
            around = _DerivedDates(portfolio, tree, item, found, projects.get(item, Dates()))
            if start is None:
                start, start_from = _first(*around.starts())
            if end is None:
                end, end_from = _first(*around.ends())
        found[item] = Dates(start, start_from, end, end_from)
    return found


def _first(*choices: tuple[Period | None, Origin]) -> tuple[Period | None, Origin | None]:
    return next(((period, origin) for period, origin in choices if period), (None, None))


class _DerivedDates:
    """The dates that an item can derive from what belongs to it."""

    def __init__(
        self,
        portfolio: Portfolio,
        tree: ItemTree,
        item: ItemEntity,
        known: Mapping[ItemEntity, Dates],
        projects: Dates,
    ) -> None:
        self.projects = projects
        self.precision = visible_precision(portfolio, item)
        self.release: Entity[Release] | None = portfolio.target(item, "release")
        dates = [self.coarse(milestone.date) for milestone in item.entry.milestones]
        self.milestones = [one for one in dates if one and one.first]
        self.all_dated = len(self.milestones) == len(dates)
        self.parts = [known[child] for child in tree.children(item) if child.entry.status != "cancelled"]

    def coarse(self, period: Period | None) -> Period | None:
        return period.coarsen(self.precision) if period and self.precision else period

    def starts(self) -> list[tuple[Period | None, Origin]]:
        cycle = self.release.entry.start if self.release else None
        first = earliest(self.milestones) if len(self.milestones) > 1 else None
        parts = earliest(dates.start for dates in self.parts if dates.start)
        project = self.coarse(self.projects.start)
        return [
            (self.coarse(parts), "children"),
            (self.coarse(cycle), "release"),
            (first, "milestones"),
            (project, "project"),
        ]

    def ends(self) -> list[tuple[Period | None, Origin]]:
        # An undated milestone may be the last one, so then milestones give no end.
        milestone = latest(self.milestones) if self.all_dated else None
        part = self.coarse(latest(dates.end for dates in self.parts if dates.end))
        last = latest(one for one in (milestone, part) if one)
        release = self.coarse(self.release.entry.date if self.release else None)
        project = self.coarse(self.projects.end)
        return [
            (release, "release"),
            (last, "milestones" if last is milestone else "children"),
            (project, "project"),
        ]


def visible_precision(portfolio: Portfolio, entity: Entity[Any]) -> str | None:
    """Precision that these readers may see of an entity's dates; None for full precision."""
    return portfolio.visible_precision(entity)
