"""The board: items in columns that a script filters and regroups."""

from __future__ import annotations

from milepost.model.roadmap import Item
from milepost.pages.declaration import SharedPage
from milepost.pages.page import Heading, Page, Region, page_of, plain
from milepost.views.addresses import BOARD
from milepost.views.board import board_view
from milepost.views.desk import Desk


def page(desk: Desk, title: str) -> Page:
    """The board, with its columns in the contents."""
    view = board_view(desk, title)
    columns = (Heading(column.anchor, column.title, 2) for column in view.columns)
    parts = (plain("board/tools", view), plain("board/columns", view.columns, *columns))
    board = Region("board", parts, view.statuses, whole=True) if view.columns else None
    return page_of("board", view, board, lead="roadmap/lead", shape="wide")


PAGE = SharedPage("board", page, BOARD, "Board", is_there=lambda portfolio: bool(portfolio.all(Item)), searchable=False)
