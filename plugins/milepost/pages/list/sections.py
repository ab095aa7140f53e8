"""The list page: every item in one table that a script filters and sorts."""

from __future__ import annotations

from milepost.kinds.roadmap.model import Item
from milepost.kit.addresses import LIST
from milepost.kit.context import PageContext
from milepost.pages.declaration import SharedPage
from milepost.pages.list.view import table_view
from milepost.pages.page import Page, Region, page_of, plain


def page(context: PageContext, title: str) -> Page:
    """The table with its filters."""
    view = table_view(context, title)
    parts = (plain("list/tools", view), plain("list/table", view.table))
    table = Region("filtered", parts, whole=True) if view.table.rows else None
    return page_of("list", view, table, lead="roadmap/lead", shape="wide")


PAGE = SharedPage("list", page, LIST, "List", is_there=lambda portfolio: bool(portfolio.all(Item)), searchable=False)
