"""The board of stories."""

from __future__ import annotations

from milepost.kinds.backlog.model import Story
from milepost.kit.addresses import STORY_BOARD
from milepost.kit.context import PageContext
from milepost.pages.declaration import SharedPage
from milepost.pages.page import Heading, Page, page_of, plain
from milepost.pages.story_board.view import story_board_view


def page(context: PageContext, title: str) -> Page:
    """The board; its columns are in the table of contents."""
    view = story_board_view(context, title)
    columns = (Heading(column.anchor, column.title, 2) for column in view.columns)
    board = plain("story_board/columns", view.columns, *columns)
    return page_of("story_board", view, board, lead="backlog/lead", shape="wide")


PAGE = SharedPage(
    "story_board",
    page,
    STORY_BOARD,
    "Board",
    is_there=lambda portfolio: bool(portfolio.all(Story)),
    searchable=False,
)
