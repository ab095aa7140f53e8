"""What an item waits for and what waits for it, with the time between them."""

from __future__ import annotations

from dataclasses import dataclass

from milepost.views import words
from milepost.views.desk import CLOSED, Desk, ItemThing
from milepost.views.pieces import Mark, Ref


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An item before or after this one, its state, and when it comes; `warning` where the order is broken."""

    ref: Ref
    mark: Mark
    words: str
    warning: str = ""


def before(desk: Desk, thing: ItemThing, other: ItemThing) -> Neighbour:
    """An item that this one waits for."""
    end = words.short(desk.item(other).end, desk.as_of)
    said = (
        f"{desk.portfolio.label('status', other.entry.status).lower()} {end}" if other.entry.status in CLOSED else end
    )
    spare, warning = _spare(desk, other, thing, "ends {} too late for this")
    return Neighbour(desk.ref(other), _state(desk, other), said + spare, warning)


def after(desk: Desk, thing: ItemThing, other: ItemThing) -> Neighbour:
    """An item that waits for this one."""
    start = desk.item(other).start
    said = f"starts {words.short(start, desk.as_of)}" if start else words.NO_DATE
    spare, warning = _spare(desk, thing, other, "starts {} too early for this")
    return Neighbour(desk.ref(other), _state(desk, other), said + spare, warning)


def _state(desk: Desk, other: ItemThing) -> Mark:
    return desk.health(other) or desk.mark("status", other.entry.status)


def _spare(desk: Desk, before: ItemThing, after: ItemThing, broken: str) -> tuple[str, str]:
    """The time between two items in words, or a warning where there is none; only while the first is open."""
    days = desk.insight.slack_days(before, after)
    if days is None or before.entry.status in CLOSED or after.entry.status in CLOSED:
        return "", ""
    if days < 0:
        return "", broken.format(words.lasting(-days))
    dates = (desk.item(before).end, desk.item(after).start)
    least = "" if all(date and date.precision == "day" for date in dates) else "at least "
    return (f", {least}{words.lasting(days)} to spare" if days else ", nothing to spare"), ""
