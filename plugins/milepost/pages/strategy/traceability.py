"""Strategy alignment (traceability) in brief: from need to objective to item, and how much is orphaned."""

from __future__ import annotations

from dataclasses import dataclass

from milepost.analysis.traceability import is_dropped
from milepost.graph.portfolio import Entity
from milepost.kinds.roadmap.model import Item
from milepost.kinds.strategy.model import Objective
from milepost.kit import phrasing
from milepost.kit.addresses import ALIGNMENT
from milepost.kit.components import Card, ProgressBar, Ref
from milepost.kit.context import STATUSES, ItemEntity, PageContext
from milepost.schema.date_arithmetic import by_last_day

_SHOWN = 6


@dataclass(frozen=True, slots=True)
class AlignmentRow:
    """An objective with its needs and its items. Gaps are named only for the most restricted audience."""

    needs: tuple[Ref, ...]
    no_needs: str
    objective: Ref
    progress: ProgressBar | None
    items: tuple[Card, ...]
    no_items: str
    rest: str


def alignment_of(context: PageContext) -> tuple[AlignmentRow, ...]:
    """The alignment of each objective."""
    return tuple(_row(context, entity) for entity in context.portfolio.all(Objective))


def alignment_note(context: PageContext) -> str:
    """How many open items serve an objective.

    Only for the most restricted audience: for others an objective may be hidden, which would make the count wrong.
    """
    orphans = context.insight.orphans if context.portfolio.innermost else ()
    found = next((one for one in orphans if (one.level.cls, one.level.goals) == (Item, (Objective,))), None)
    if found is None or not found.total:
        return ""
    if not found.entities:
        return "every open item serves an objective"
    served = found.total - len(found.entities)
    return f"{served} of {phrasing.count(found.total, 'open item')} serve an objective"


def _row(context: PageContext, entity: Entity[Objective]) -> AlignmentRow:
    found, inside = context.insight.objective(entity), context.portfolio.innermost
    live = (item for item in found.items if not is_dropped(item))
    items = sorted(context.outermost(live), key=lambda item: _order(context, item))
    note = phrasing.source(*found.progress_of, "key result")
    return AlignmentRow(
        needs=context.refs(found.needs),
        no_needs="No need is named" if inside else "",
        objective=context.ref(entity),
        progress=None if found.progress is None else ProgressBar(round(found.progress), note),
        items=context.cards(items[:_SHOWN]),
        no_items="No item serves it yet" if inside else "",
        rest=f"and {len(items) - _SHOWN} more" if len(items) > _SHOWN else "",
    )


def _order(context: PageContext, item: ItemEntity) -> tuple[int, str, str]:
    end = context.item(item).end
    return STATUSES.index(item.entry.status), by_last_day(end), item.key


def gaps_of(context: PageContext) -> tuple[Ref, ...]:
    """The counts of orphans, each leading to the list of exactly those.

    Only for the most restricted audience: for others, what an entry leads to may be hidden.
    """
    page = context.addresses.page(ALIGNMENT)
    orphans = context.insight.orphans if context.portfolio.innermost else ()
    return tuple(
        Ref(one.level.counted(len(one.entities)), page and f"{page}#{one.level.rule.id}")
        for one in orphans
        if one.entities
    )
