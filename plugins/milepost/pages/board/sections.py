"""The board page: items in columns that a script filters and regroups."""

from __future__ import annotations

from milepost.kinds.roadmap.model import Item
from milepost.kit.addresses import BOARD
from milepost.kit.context import PageContext
from milepost.pages.board.view import board_view
from milepost.pages.declaration import SharedPage
from milepost.pages.page import Heading, Page, Region, page_of, plain


def page(context: PageContext, title: str) -> Page:
    """The board; its columns are in the table of contents."""
    view = board_view(context, title)
    columns = (Heading(column.anchor, column.title, 2) for column in view.columns)
    parts = (plain("board/tools", view), plain("board/columns", view.columns, *columns))
    board = Region("board", parts, view.statuses, whole=True) if view.columns else None
    return page_of("board", view, board, lead="roadmap/lead", shape="wide")


PAGE = SharedPage("board", page, BOARD, "Board", is_there=lambda portfolio: bool(portfolio.all(Item)), searchable=False)
