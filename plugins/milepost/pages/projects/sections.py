"""The projects page: one table that a script filters and sorts, and the status history below it."""

from __future__ import annotations

from milepost.kit.addresses import PROJECTS
from milepost.kit.context import PageContext
from milepost.pages.declaration import SharedPage
from milepost.pages.page import Page, Region, page_of, plain
from milepost.pages.projects.view import projects_view
from milepost.pages.reports.status_history import status_history


def page(context: PageContext, title: str) -> Page:
    """The table, with filters if there are enough projects, and the health that each report stated."""
    view = projects_view(context, title)
    parts = (*((plain("projects/tools", view),) if view.count else ()), plain("projects/table", view))
    table = Region("filtered", parts, whole=True) if view.rows else None
    return page_of("projects", view, table, status_history(context), shape="full", stacked=True)


PAGE = SharedPage("projects", page, PROJECTS)
