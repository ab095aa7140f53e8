"""Traceability gaps: work without a goal, goals without work, and goals that cannot be measured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from milepost.graph.portfolio import Entity, Portfolio
from milepost.kinds.roadmap.item_tree import ItemEntity
from milepost.kinds.roadmap.model import Item
from milepost.kinds.roadmap.progress import is_open
from milepost.kinds.strategy.model import Bet, KeyResult, Need, Objective
from milepost.schema.base import CLOSED

if TYPE_CHECKING:
    from milepost.analysis.insight import Insight


@dataclass(frozen=True, slots=True)
class TraceabilityGaps:
    """Unlinked open entries. For pages of the most restricted audience only: elsewhere a link may just be hidden.

    An item counts if neither it, nor an ancestor, nor a descendant serves an objective; of such a hierarchy only the
    topmost item is listed.
    """

    items_without_objective: tuple[ItemEntity, ...]
    objectives_without_items: tuple[Entity[Objective], ...]
    objectives_without_key_results: tuple[Entity[Objective], ...]
    needs_unserved: tuple[Entity[Need], ...]
    key_results_without_numbers: tuple[Entity[KeyResult], ...]
    bets_without_objective: tuple[Entity[Bet], ...]

    def __bool__(self) -> bool:
        """Whether there is any gap."""
        return any(getattr(self, name) for name in self.__dataclass_fields__)


def traceability_gaps(portfolio: Portfolio, insight: Insight) -> TraceabilityGaps:
    """All traceability gaps of a portfolio."""
    objectives = [entity for entity in portfolio.all(Objective) if entity.entry.status not in CLOSED]
    return TraceabilityGaps(
        items_without_objective=_items_without_objective(portfolio, insight) if portfolio.all(Objective) else (),
        objectives_without_items=tuple(entity for entity in objectives if not insight.objective(entity).items),
        objectives_without_key_results=tuple(one for one in objectives if not one.entry.key_results),
        needs_unserved=tuple(entity for entity in portfolio.all(Need) if not _is_served(insight, entity)),
        key_results_without_numbers=tuple(
            entity for entity in portfolio.all(KeyResult) if insight.key_result(entity).ratio is None
        ),
        bets_without_objective=tuple(
            entity for entity in portfolio.all(Bet) if not portfolio.targets(entity, "objective")
        ),
    )


def _is_served(insight: Insight, need: Entity[Need]) -> bool:
    found = insight.need(need)
    return bool(found.objectives or found.items)


def _items_without_objective(portfolio: Portfolio, insight: Insight) -> tuple[ItemEntity, ...]:
    tree = insight.tree
    aimed = tree.with_descendants(item for item in portfolio.all(Item) if portfolio.targets(item, "objectives"))
    for item in tree.bottom_up:
        if item in aimed and item in tree.parents:
            aimed.add(tree.parents[item])
    aimless = {item: True for item in portfolio.all(Item) if item not in aimed and is_open(item)}
    return tuple(item for item in aimless if tree.parents.get(item) not in aimless)
