"""Predecessors and successors of an item, with the slack between them."""

from __future__ import annotations

from dataclasses import dataclass

from milepost.kit import phrasing
from milepost.kit.components import Mark, Ref
from milepost.kit.context import CLOSED, ItemEntity, PageContext


@dataclass(frozen=True, slots=True)
class DependencyRow:
    """A predecessor or successor: its state and date; `warning` if the dates contradict the dependency."""

    ref: Ref
    mark: Mark
    words: str
    warning: str = ""


def before(context: PageContext, entity: ItemEntity, other: ItemEntity) -> DependencyRow:
    """A predecessor: an item that this one depends on."""
    end = phrasing.short(context.item(other).end, context.as_of)
    said = (
        f"{context.portfolio.label('status', other.entry.status).lower()} {end}"
        if other.entry.status in CLOSED
        else end
    )
    spare, warning = _slack(context, other, entity, "ends {} too late for this")
    return DependencyRow(context.ref(other), _state(context, other), said + spare, warning)


def after(context: PageContext, entity: ItemEntity, other: ItemEntity) -> DependencyRow:
    """A successor: an item that depends on this one."""
    start = context.item(other).start
    said = f"starts {phrasing.short(start, context.as_of)}" if start else phrasing.NO_DATE
    spare, warning = _slack(context, entity, other, "starts {} too early for this")
    return DependencyRow(context.ref(other), _state(context, other), said + spare, warning)


def _state(context: PageContext, other: ItemEntity) -> Mark:
    return context.health(other) or context.mark("status", other.entry.status)


def _slack(context: PageContext, before: ItemEntity, after: ItemEntity, broken: str) -> tuple[str, str]:
    """The slack between two open items in words, or a warning if it is negative."""
    days = context.insight.slack_days(before, after)
    if days is None or before.entry.status in CLOSED or after.entry.status in CLOSED:
        return "", ""
    if days < 0:
        return "", broken.format(phrasing.duration(-days))
    dates = (context.item(before).end, context.item(after).start)
    least = "" if all(date and date.precision == "day" for date in dates) else "at least "
    return (f", {least}{phrasing.duration(days)} to spare" if days else ", nothing to spare"), ""
