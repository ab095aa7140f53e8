"""The golden thread, from need over objective to item, and what hangs loose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from milepost.model.roadmap import Item
from milepost.model.strategy import Objective
from milepost.portfolio import Thing
from milepost.views import words
from milepost.views.desk import STATUSES, Desk, ItemThing
from milepost.views.pieces import Card, Fact, Progress, Ref

_SHOWN = 6
_LOOSE = 12


@dataclass(frozen=True, slots=True)
class Strand:
    """An objective with the needs behind it and the items before it. Inside, gaps are named."""

    needs: tuple[Ref, ...]
    no_needs: str
    objective: Ref
    progress: Progress | None
    items: tuple[Card, ...]
    no_items: str
    rest: str


def thread_of(desk: Desk) -> tuple[Strand, ...]:
    """A strand for each objective."""
    return tuple(_strand(desk, thing) for thing in desk.portfolio.all(Objective))


def thread_note(desk: Desk) -> str:
    """How much of the open work serves an objective. Outside that may be hidden, so it is not said there."""
    if not desk.portfolio.innermost:
        return ""
    open_items = [item for item in desk.portfolio.all(Item) if desk.item(item).is_open]
    served = {item for thing in desk.portfolio.all(Objective) for item in desk.insight.objective(thing).items}
    number = sum(item in served for item in open_items)
    if open_items and number == len(open_items):
        return "every open item serves an objective"
    return f"{number} of {words.count(len(open_items), 'open item')} serve an objective" if open_items else ""


def _strand(desk: Desk, thing: Thing[Objective]) -> Strand:
    found, inside = desk.insight.objective(thing), desk.portfolio.innermost
    items = sorted(desk.outermost(found.items), key=lambda item: _order(desk, item))
    note = words.source(*found.progress_of, "key result")
    return Strand(
        needs=desk.refs(found.needs),
        no_needs="No need is named" if inside else "",
        objective=desk.ref(thing),
        progress=None if found.progress is None else Progress(round(found.progress), note),
        items=desk.cards(items[:_SHOWN]),
        no_items="Nothing serves it yet" if inside else "",
        rest=f"and {len(items) - _SHOWN} more" if len(items) > _SHOWN else "",
    )


def _order(desk: Desk, item: ItemThing) -> tuple[int, str, str]:
    end = desk.item(item).end
    return STATUSES.index(item.entry.status), end.last.isoformat() if end and end.last else "9999", item.key


def loose_of(desk: Desk) -> tuple[Fact, ...]:
    """What hangs loose. Only for the innermost audience: outside, a partner may be hidden."""
    return tuple(_loose(desk)) if desk.portfolio.innermost else ()


def _loose(desk: Desk) -> Iterator[Fact]:
    loose = desk.insight.loose
    kinds: tuple[tuple[str, Sequence[Thing[Any]]], ...] = (
        ("Items that serve no objective:", loose.items_without_objective),
        ("Objectives that nothing serves:", loose.objectives_without_items),
        ("Objectives without key results:", loose.objectives_without_key_results),
        ("Key results without numbers:", loose.key_results_without_numbers),
        ("Needs that nothing answers:", loose.needs_unserved),
        ("Bets on no objective:", loose.bets_without_objective),
    )
    for label, things in kinds:
        if things:
            more = f" and {len(things) - _LOOSE} more" if len(things) > _LOOSE else ""
            yield Fact(label, desk.refs(things[:_LOOSE]), more)
