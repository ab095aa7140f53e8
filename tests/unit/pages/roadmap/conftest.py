"""Timelines out of a few lines of YAML."""

from __future__ import annotations

from milepost.kinds.roadmap.model import Item
from milepost.kit.context import PageContext
from milepost.pages.roadmap.timeline import timeline
from milepost.timeline.view_model import Bar, Edge, Timeline


def drawn(context: PageContext, grouping: str | None = None, **options: bool) -> Timeline:
    """The timeline of all items of a page context."""
    return timeline(context, context.portfolio.all(Item), grouping, **options)


def bars_of(found: Timeline) -> dict[str, Bar]:
    """All bars by id, in lanes or in the tray."""
    return {bar.id: bar for group in (*found.lanes, *found.tray) for bar in group.bars}


def lanes_of(found: Timeline) -> dict[str, list[str]]:
    """The ids in each lane by its title."""
    return {lane.head.title: [bar.id for bar in lane.bars] for lane in found.lanes}


def unscheduled_groups(found: Timeline) -> dict[str, list[str]]:
    """The ids in each group of the tray by its title."""
    return {group.title: [bar.id for bar in group.bars] for group in found.tray}


def arrows_of(found: Timeline) -> dict[tuple[str, str], Edge]:
    """All arrows by what they lead from and to."""
    edges = [*found.edges, *(edge for lane in found.lanes for edge in lane.edges)]
    return {(edge.source, edge.target): edge for edge in edges}
