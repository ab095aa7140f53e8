"""Strategy alignment (traceability) from need to objective to item, and its gaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from milepost.graph.portfolio import Entity
from milepost.kinds.roadmap.model import Item
from milepost.kinds.strategy.model import Objective
from milepost.kit import phrasing
from milepost.kit.components import Card, Fact, ProgressBar, Ref
from milepost.kit.context import STATUSES, ItemEntity, PageContext
from milepost.schema.date_arithmetic import by_last_day

_SHOWN = 6
_LOOSE = 12


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
    return tuple(_strand(context, entity) for entity in context.portfolio.all(Objective))


def thread_note(context: PageContext) -> str:
    """How many open items serve an objective.

    Only for the most restricted audience: for others an objective may be hidden, which would make the count wrong.
    """
    if not context.portfolio.innermost:
        return ""
    open_items = [item for item in context.portfolio.all(Item) if context.item(item).is_open]
    served = {item for entity in context.portfolio.all(Objective) for item in context.insight.objective(entity).items}
    number = sum(item in served for item in open_items)
    if open_items and number == len(open_items):
        return "every open item serves an objective"
    return f"{number} of {phrasing.count(len(open_items), 'open item')} serve an objective" if open_items else ""


def _strand(context: PageContext, entity: Entity[Objective]) -> AlignmentRow:
    found, inside = context.insight.objective(entity), context.portfolio.innermost
    items = sorted(context.outermost(found.items), key=lambda item: _order(context, item))
    note = phrasing.source(*found.progress_of, "key result")
    return AlignmentRow(
        needs=context.refs(found.needs),
        no_needs="No need is named" if inside else "",
        objective=context.ref(entity),
        progress=None if found.progress is None else ProgressBar(round(found.progress), note),
        items=context.cards(items[:_SHOWN]),
        no_items="Nothing serves it yet" if inside else "",
        rest=f"and {len(items) - _SHOWN} more" if len(items) > _SHOWN else "",
    )


def _order(context: PageContext, item: ItemEntity) -> tuple[int, str, str]:
    end = context.item(item).end
    return STATUSES.index(item.entry.status), by_last_day(end), item.key


def unlinked_entries(context: PageContext) -> tuple[Fact, ...]:
    """Unlinked entries. Only for the most restricted audience: for others, the linked entry may be hidden."""
    return tuple(_loose(context)) if context.portfolio.innermost else ()


def _loose(context: PageContext) -> Iterator[Fact]:
    loose = context.insight.loose
    kinds: tuple[tuple[str, Sequence[Entity[Any]]], ...] = (
        ("Items that serve no objective:", loose.items_without_objective),
        ("Objectives that nothing serves:", loose.objectives_without_items),
        ("Objectives without key results:", loose.objectives_without_key_results),
        ("Key results without numbers:", loose.key_results_without_numbers),
        ("Needs that nothing answers:", loose.needs_unserved),
        ("Bets on no objective:", loose.bets_without_objective),
    )
    for label, entities in kinds:
        if entities:
            more = f" and {len(entities) - _LOOSE} more" if len(entities) > _LOOSE else ""
            yield Fact(label, context.refs(entities[:_LOOSE]), more)
