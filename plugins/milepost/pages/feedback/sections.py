"""The feedback page: its sections in order."""

from __future__ import annotations

from milepost.kinds.metrics.model import Feedback, Opportunity
from milepost.kit.addresses import FEEDBACK
from milepost.kit.context import PageContext
from milepost.pages.declaration import SharedPage
from milepost.pages.feedback.view import feedback_view
from milepost.pages.page import Page, Section, page_of

_SCORE = "Score: importance, plus how far satisfaction falls short of it (1 to 9)"


def page(context: PageContext, title: str) -> Page:
    """Opportunities, then feedback in numbers, then one by one."""
    view = feedback_view(context, title)
    note = _SCORE if any(one.score for one in view.opportunities) else ""
    return page_of(
        "feedback",
        view,
        Section(
            "feedback/opportunities", view.opportunities, "Opportunities", "opportunities", frame="panel", note=note
        )
        if view.opportunities
        else None,
        Section("feedback/chart", view.chart, "Feedback over time", "over-time") if view.chart else None,
        Section("feedback/tables", view.tables, "Feedback in numbers", "in-numbers") if view.tables else None,
        Section("feedback/rows", view.rows, "All feedback", "all-feedback", frame="panel") if view.rows else None,
        shape="full",
        stacked=True,
    )


PAGE = SharedPage(
    "feedback",
    page,
    FEEDBACK,
    "Feedback",
    is_there=lambda portfolio: bool(portfolio.all(Feedback) or portfolio.all(Opportunity)),
)
