"""The threads of a portfolio: who leads to whom, in the order in which they are read and drawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from milepost.analysis.traceability import AnyEntity, is_dropped
from milepost.graph.portfolio import Entity
from milepost.kinds.backlog.model import STARTED_STORY, Story
from milepost.kinds.metrics.model import ProductMetric
from milepost.kinds.roadmap.model import Item
from milepost.kinds.strategy.model import KeyResult, Need, Objective
from milepost.kit.context import STATUSES, ItemEntity, PageContext
from milepost.schema.base import Entry
from milepost.schema.date_arithmetic import by_last_day

# From left to right. Stories are drawn as counts, each beside its item.
LEVELS: tuple[type[Entry], ...] = (Need, Objective, Item, Story, ProductMetric)


@dataclass(frozen=True, slots=True)
class StoryCount:
    """Stories that were not dropped: how many are done, how many in progress, and all of them."""

    done: int
    started: int
    total: int

    def plus(self, other: StoryCount) -> StoryCount:
        """The two counts together."""
        return StoryCount(self.done + other.done, self.started + other.started, self.total + other.total)


@dataclass(frozen=True, slots=True)
class ItemGroup:
    """The items of one objective, those in progress first; without one, those that serve none.

    An item that serves several objectives is in the group of the first one only, so that each is drawn once. Parts of
    an item in the group are not listed: `parts` of `Threads` has them.
    """

    objective: Entity[Objective] | None
    open: tuple[ItemEntity, ...]
    done: tuple[ItemEntity, ...]


class Threads:
    """The strategy alignment of what one audience may see. What was cancelled or dropped is not in it."""

    def __init__(self, context: PageContext) -> None:
        self._context = context
        self._links = context.insight.links
        self.needs = self._links.present[Need]
        self.objectives = self._links.present[Objective]
        self.metrics = self._links.present[ProductMetric]
        self.levels = tuple(cls for cls in LEVELS if self._links.present[cls])

    @cached_property
    def groups(self) -> tuple[ItemGroup, ...]:
        """The items of each objective in turn, then open ones of none; all of them where there are no objectives."""
        insight, taken, found = self._context.insight, set[ItemEntity](), []
        for objective in self.objectives:
            family = insight.tree.with_descendants(self._links.near(objective, Item)) - taken
            taken |= family
            found.append(self._group(objective, insight.in_order(one for one in family if not is_dropped(one))))
        if not self.objectives:
            return (self._group(None, self._links.present[Item]),)
        linked = self._links.leading_to(Item, (Objective,))
        rest = [one for one in self._links.present[Item] if one not in linked and not one.entry.is_closed]
        return (*found, self._group(None, rest)) if rest else tuple(found)

    def _group(self, objective: Entity[Objective] | None, items: Iterable[ItemEntity]) -> ItemGroup:
        shown = sorted(self._context.outermost(items), key=self._order)
        closed = tuple(one for one in shown if one.entry.is_closed)
        return ItemGroup(objective, tuple(one for one in shown if not one.entry.is_closed), closed)

    def _order(self, item: ItemEntity) -> tuple[int, str, str]:
        return STATUSES.index(item.entry.status), by_last_day(self._context.item(item).end), item.key

    def parts(self, item: ItemEntity) -> tuple[ItemEntity, ...]:
        """The parts of an item at any depth that were not cancelled, in reading order."""
        family = self._context.insight.tree.with_descendants([item])
        present = [one for one in family if one is not item and one.entry.status != "cancelled"]
        return self._context.insight.in_order(present)

    def stories(self, item: ItemEntity, *, with_parts: bool = True) -> StoryCount:
        """The stories of an item, and of its parts."""
        family = (item, *self.parts(item)) if with_parts else (item,)
        return counted(story for one in family for story in self._links.near(one, Story))

    @cached_property
    def stories_without_item(self) -> StoryCount:
        """The stories that belong to no item."""
        return counted(story for story in self._links.present[Story] if not self._links.near(story, Item))

    def needs_of(self, entity: AnyEntity) -> tuple[AnyEntity, ...]:
        """The needs that an objective serves or an item answers directly."""
        return self._links.near(entity, Need)

    def objectives_of(self, entity: AnyEntity) -> tuple[AnyEntity, ...]:
        """The objectives that an item or a metric is linked with, a metric also through key results."""
        through = [one.parent for result in self._links.near(entity, KeyResult) if (one := result).parent]
        found = (*self._links.near(entity, Objective), *through)
        return tuple(one for one in dict.fromkeys(found) if one in self._known)

    @cached_property
    def _known(self) -> frozenset[AnyEntity]:
        return frozenset(self.objectives)

    def metrics_of(self, objective: AnyEntity) -> tuple[AnyEntity, ...]:
        """The metrics that measure an objective, directly or through its key results."""
        return self._metrics.get(objective, ())

    @cached_property
    def _metrics(self) -> dict[AnyEntity, tuple[AnyEntity, ...]]:
        found: dict[AnyEntity, list[AnyEntity]] = {}
        for metric in self.metrics:
            for objective in self.objectives_of(metric):
                found.setdefault(objective, []).append(metric)
        return {objective: tuple(metrics) for objective, metrics in found.items()}


def counted(stories: Iterable[AnyEntity]) -> StoryCount:
    """The stories by state."""
    statuses = [story.entry.status for story in stories]
    return StoryCount(statuses.count("done"), sum(one in STARTED_STORY for one in statuses), len(statuses))
