"""Progress of roadmap items from their stories.

Points count where every story of the item has an estimate, else stories do: a mean over some estimates would make a
story without one as large as nothing. Dropped stories do not count. A story counts once it is done, and not before: how
much of a story in progress is left, nobody knows.
"""

from __future__ import annotations

from typing import Any

from milepost.graph.portfolio import Entity, Portfolio
from milepost.kinds.backlog.model import DROPPED, Story
from milepost.kinds.roadmap.item_tree import ItemEntity
from milepost.kinds.roadmap.model import Item
from milepost.kinds.roadmap.progress import Progress


def progress_from_stories(portfolio: Portfolio) -> dict[ItemEntity, Progress]:
    """The progress of every item with stories: in points, if all its stories have an estimate."""
    if not portfolio.all(Story):
        return {}
    found: dict[ItemEntity, Progress] = {}
    for item in portfolio.all(Item):
        sources: tuple[Entity[Any], ...] = portfolio.sources(item, "item", Story.type_name)
        stories = [one.entry for one in sources if one.entry.status != DROPPED]
        done = [one for one in stories if one.status == "done"]
        if not stories:
            continue
        counted, points = (len(done), len(stories)), None
        if all(one.estimate for one in stories):
            points = sum(one.estimate or 0 for one in done), sum(one.estimate or 0 for one in stories)
        part, whole = points or counted
        found[item] = Progress(part / whole * 100, "stories", counted, points)
    return found
