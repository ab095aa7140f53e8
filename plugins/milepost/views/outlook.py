"""How the goals stand in brief; where there are none, how the themes do."""

from __future__ import annotations

from dataclasses import dataclass

from milepost.model.roadmap import Theme
from milepost.model.strategy import Objective
from milepost.portfolio import Thing
from milepost.views import words
from milepost.views.addresses import ROADMAP, STRATEGY
from milepost.views.desk import Desk
from milepost.views.pieces import Mark, Progress, Ref


@dataclass(frozen=True, slots=True)
class OutlookRow:
    """A goal or a theme: how far it is and what is in trouble in it."""

    ref: Ref
    marks: tuple[Mark, ...]
    words: str
    progress: Progress | None


@dataclass(frozen=True, slots=True)
class Outlook:
    """Rows under a title; `target` leads to more."""

    title: str
    more: str
    target: str | None
    rows: tuple[OutlookRow, ...]


def outlook_of(desk: Desk) -> Outlook | None:
    """The objectives, or else the themes; None where there are neither."""
    if desk.portfolio.all(Objective) and desk.addresses.page(STRATEGY):
        return Outlook(
            "Objectives",
            "Strategy",
            STRATEGY,
            tuple(_objective(desk, thing) for thing in desk.portfolio.all(Objective)),
        )
    rows = tuple(_theme(desk, thing) for thing in desk.portfolio.all(Theme) if desk.insight.theme(thing).items)
    return Outlook("Themes", "Roadmap", desk.addresses.page(ROADMAP), rows) if rows else None


def _objective(desk: Desk, thing: Thing[Objective]) -> OutlookRow:
    found = desk.insight.objective(thing)
    said = (
        f"{found.items_done} of {words.count(len(found.items), 'item')} done"
        if found.items
        else words.period(thing.entry.timeframe)
    )
    note = words.source(*found.progress_of, "key result")
    progress = None if found.progress is None else Progress(round(found.progress), note)
    return OutlookRow(desk.ref(thing), desk.trouble(found.items), said, progress)


def _theme(desk: Desk, thing: Thing[Theme]) -> OutlookRow:
    found = desk.insight.theme(thing)
    progress = (
        None if found.progress is None else Progress(round(found.progress), words.source(*found.progress_of, "item"))
    )
    said = f"{found.items_done} of {words.count(len(found.items), 'item')} done"
    return OutlookRow(desk.ref(thing), desk.trouble(found.items), said, progress)
