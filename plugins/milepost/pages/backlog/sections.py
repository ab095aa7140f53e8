"""The backlog page: the story map, and the work list that a script filters and sorts."""

from __future__ import annotations

from milepost.kinds.backlog.model import Backlog
from milepost.kit.addresses import BACKLOG
from milepost.kit.context import PageContext
from milepost.pages.backlog.view import BacklogView, backlog_view
from milepost.pages.declaration import SharedPage
from milepost.pages.page import Page, Region, Section, page_of, plain


def page(context: PageContext, title: str) -> Page:
    """The story map, then every story."""
    view = backlog_view(context, title)
    maps = view.maps
    return page_of(
        "backlog",
        view,
        Section("backlog/map", maps, "Story map", "story-map", note=maps.left_out) if maps else None,
        _list(view) if view.rows else None,
        shape="wide",
        stacked=True,
    )


def _list(view: BacklogView) -> Region:
    tools = Section("backlog/tools", view, "Work list", "work-list", note=view.count)
    return Region("filtered", (tools, plain("backlog/list", view)), whole=True)


PAGE = SharedPage("backlog", page, BACKLOG, kind=Backlog.type_name)
