"""The flow page: its sections in order."""

from __future__ import annotations

from milepost.kinds.backlog.model import Story
from milepost.kit.addresses import FLOW
from milepost.kit.context import PageContext
from milepost.pages.declaration import SharedPage
from milepost.pages.flow.view import flow_view
from milepost.pages.page import Page, Section, page_of, plain
from milepost.pages.shared import figures


def page(context: PageContext, title: str) -> Page:
    """What is in progress and when the rest is done, then how the numbers came about."""
    view = flow_view(context, title)
    return page_of(
        "flow",
        view,
        figures(view.figures),
        Section("flow/forecast", view.forecast, "Forecast", "forecast") if view.forecast else None,
        Section("flow/in_progress", view.in_progress, "Work in progress", "work-in-progress", note=view.aging_note)
        if view.in_progress
        else None,
        Section("flow/charts", view.charts, _CHARTS, "over-time", frame="panel") if view.charts else None,
        plain("flow/method", view.method),
        lead="backlog/lead",
        shape="wide",
        stacked=True,
    )


_CHARTS = "Cycle time, throughput, and cumulative flow"

PAGE = SharedPage("flow", page, FLOW, "Flow", is_there=lambda portfolio: bool(portfolio.all(Story)))
