"""The poster: the roadmap on one sheet of paper, which bears the fine print itself."""

from __future__ import annotations

from milepost.model.roadmap import Item
from milepost.pages.declaration import SharedPage
from milepost.pages.page import Page, page_of, plain
from milepost.views.addresses import POSTER
from milepost.views.desk import Desk
from milepost.views.poster import poster_view


def page(desk: Desk, title: str) -> Page:
    """The sheet."""
    view = poster_view(desk, title)
    return page_of("poster", view, plain("poster/sheet", view), shape="wide", disclaimer=False)


PAGE = SharedPage(
    "poster", page, POSTER, "Poster", is_there=lambda portfolio: bool(portfolio.all(Item)), searchable=False
)
