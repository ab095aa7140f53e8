"""The list: every item in one table that a script filters and sorts."""

from __future__ import annotations

from milepost.model.roadmap import Item
from milepost.pages.declaration import SharedPage
from milepost.pages.page import Page, Region, page_of, plain
from milepost.views.addresses import LIST
from milepost.views.desk import Desk
from milepost.views.table import table_view


def page(desk: Desk, title: str) -> Page:
    """The table with its filters."""
    view = table_view(desk, title)
    parts = (plain("list/tools", view), plain("list/table", view.table))
    table = Region("filtered", parts, whole=True) if view.table.rows else None
    return page_of("list", view, table, lead="roadmap/lead", shape="wide")


PAGE = SharedPage("list", page, LIST, "List", is_there=lambda portfolio: bool(portfolio.all(Item)), searchable=False)
