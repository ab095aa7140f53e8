"""The metrics page: its sections in order."""

from __future__ import annotations

from milepost.graph.portfolio import Portfolio
from milepost.kinds.metrics.model import Feedback, Opportunity, ProductMetric
from milepost.kit.addresses import METRICS
from milepost.kit.context import PageContext
from milepost.pages.declaration import SharedPage
from milepost.pages.metrics.view import metrics_view
from milepost.pages.page import Page, Section, page_of


def page(context: PageContext, title: str) -> Page:
    """Guardrails that were crossed, the north star with what drives it, and all scorecards."""
    view = metrics_view(context, title)
    return page_of(
        "metrics",
        view,
        Section("metrics/crossed", view.crossed, "Guardrails crossed", "guardrails") if view.crossed else None,
        Section("metrics/tree", view.tree, "North star", "north-star") if view.tree else None,
        Section("metrics/cards", view.cards, "Scorecards", "scorecards") if view.cards else None,
        shape="full",
        stacked=True,
    )


def _is_there(portfolio: Portfolio) -> bool:
    """True also if there is no feedback either: the page then says how to begin."""
    return bool(portfolio.all(ProductMetric)) or not (bool(portfolio.all(Feedback)) or bool(portfolio.all(Opportunity)))


PAGE = SharedPage("metrics", page, METRICS, is_there=_is_there, kind="metrics")
