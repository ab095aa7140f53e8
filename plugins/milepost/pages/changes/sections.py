"""The changes page: months of changes, and where dates slip most."""

from __future__ import annotations

from milepost.history.promised_dates import tells_of_promises
from milepost.kit.addresses import CHANGES
from milepost.kit.context import PageContext
from milepost.pages.changes.view import changes_view
from milepost.pages.declaration import SharedPage
from milepost.pages.page import Page, Section, page_of


def page(context: PageContext, title: str) -> Page:
    """What changed last, then how often dates slip and for whom."""
    view = changes_view(context, title)
    return page_of(
        "changes",
        view,
        Section("changes/months", view.months, "By month", "months") if view.months else None,
        Section("changes/kept", view.kept, "Promises kept by release", "kept") if view.kept else None,
        Section("changes/slips", view.tables, "How often dates slip", "slips") if view.tables else None,
        lead="roadmap/lead",
        shape="wide",
        stacked=True,
    )


PAGE = SharedPage("changes", page, CHANGES, "Changes", is_known=tells_of_promises)
