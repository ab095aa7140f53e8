"""The priorities page: its sections in order."""

from __future__ import annotations

from milepost.graph.portfolio import Portfolio
from milepost.kinds.roadmap.model import Item
from milepost.kinds.roadmap.progress import is_open
from milepost.kit.addresses import PRIORITIES
from milepost.kit.context import PageContext
from milepost.pages.declaration import SharedPage
from milepost.pages.page import Page, Section, page_of, plain
from milepost.pages.priorities.view import PrioritiesView, priorities_view


def page(context: PageContext, title: str) -> Page:
    """The ranking first, then what supports it, and last whether there is time for it."""
    view = priorities_view(context, title)
    below = _below(view)
    contents = tuple((one.id, one.title) for one in below)
    return page_of(
        "priorities",
        view,
        plain("plan/contents", contents) if len(contents) > 2 else None,
        Section("priorities/ranking", view.ranking, "Ranking by method", "ranking"),
        *below,
        lead="roadmap/lead",
        shape="wide",
        stacked=True,
    )


def _below(view: PrioritiesView) -> tuple[Section, ...]:
    """The sections below the ranking, without those that have nothing to say."""
    found = (
        ("matrix", view.matrix, "Value–effort matrix", "value-and-effort", ""),
        ("agreement", view.agreement, "Agreement between methods", "agreement", ""),
        ("disputes", view.disputes, "Disputed items", "disputed", view.disputes_note),
        ("sensitivity", view.sensitivity, "Sensitivity analysis", "sensitivity", ""),
        ("capacity", view.capacity, "Effort against capacity", "capacity", ""),
    )
    return tuple(
        Section(f"priorities/{name}", one, title, id, note=note) for name, one, title, id, note in found if one
    )


def _is_there(portfolio: Portfolio) -> bool:
    return any(item.entry.score and is_open(item) for item in portfolio.all(Item))


PAGE = SharedPage("priorities", page, PRIORITIES, "Priorities", is_there=_is_there)
