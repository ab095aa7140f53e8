"""The objectives in brief; without objectives, the themes."""

from __future__ import annotations

from dataclasses import dataclass

from milepost.graph.portfolio import Entity
from milepost.kinds.roadmap.model import Theme
from milepost.kinds.strategy.model import Objective
from milepost.kit import phrasing
from milepost.kit.addresses import ROADMAP, STRATEGY
from milepost.kit.components import Mark, ProgressBar, Ref
from milepost.kit.context import PageContext


@dataclass(frozen=True, slots=True)
class GoalRow:
    """An objective or a theme: its progress, and the items in trouble."""

    ref: Ref
    marks: tuple[Mark, ...]
    words: str
    progress: ProgressBar | None


@dataclass(frozen=True, slots=True)
class GoalsPanel:
    """Rows under a title; `target` is the page with more."""

    title: str
    more: str
    target: str | None
    rows: tuple[GoalRow, ...]


def goals_panel(context: PageContext) -> GoalsPanel | None:
    """The objectives, else the themes; None if there are neither."""
    if context.portfolio.all(Objective) and context.addresses.page(STRATEGY):
        return GoalsPanel(
            "Objectives",
            "Strategy",
            STRATEGY,
            tuple(_objective(context, entity) for entity in context.portfolio.all(Objective)),
        )
    rows = tuple(
        _theme(context, entity) for entity in context.portfolio.all(Theme) if context.insight.theme(entity).items
    )
    return GoalsPanel("Themes", "Roadmap", context.addresses.page(ROADMAP), rows) if rows else None


def _objective(context: PageContext, entity: Entity[Objective]) -> GoalRow:
    found = context.insight.objective(entity)
    said = (
        f"{found.items_done} of {phrasing.count(len(found.items), 'item')} done"
        if found.items
        else phrasing.period(entity.entry.timeframe)
    )
    note = phrasing.source(*found.progress_of, "key result")
    progress = None if found.progress is None else ProgressBar(round(found.progress), note)
    return GoalRow(context.ref(entity), context.health_warnings(found.items), said, progress)


def _theme(context: PageContext, entity: Entity[Theme]) -> GoalRow:
    found = context.insight.theme(entity)
    progress = (
        None
        if found.progress is None
        else ProgressBar(round(found.progress), phrasing.source(*found.progress_of, "item"))
    )
    said = f"{found.items_done} of {phrasing.count(len(found.items), 'item')} done"
    return GoalRow(context.ref(entity), context.health_warnings(found.items), said, progress)
