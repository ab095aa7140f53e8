"""The projects page: one table that a script filters and sorts."""

from __future__ import annotations

from milepost.kit.addresses import PROJECTS
from milepost.kit.context import PageContext
from milepost.pages.declaration import SharedPage
from milepost.pages.page import Page, Region, page_of, plain
from milepost.pages.projects.view import projects_view


def page(context: PageContext, title: str) -> Page:
    """The table, with filters if there are enough projects."""
    view = projects_view(context, title)
    parts = (*((plain("projects/tools", view),) if view.count else ()), plain("projects/table", view))
    return page_of("projects", view, Region("filtered", parts, whole=True) if view.rows else None, shape="full")


PAGE = SharedPage("projects", page, PROJECTS)
