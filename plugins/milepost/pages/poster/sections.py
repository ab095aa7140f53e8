"""The poster page: the roadmap on one sheet, including the disclaimer."""

from __future__ import annotations

from milepost.kinds.roadmap.model import Item
from milepost.kit.addresses import POSTER
from milepost.kit.context import PageContext
from milepost.pages.declaration import SharedPage
from milepost.pages.page import Page, page_of, plain
from milepost.pages.poster.view import poster_view


def page(context: PageContext, title: str) -> Page:
    """The sheet."""
    view = poster_view(context, title)
    return page_of("poster", view, plain("poster/sheet", view), shape="wide", disclaimer=False)


PAGE = SharedPage(
    "poster", page, POSTER, "Poster", is_there=lambda portfolio: bool(portfolio.all(Item)), searchable=False
)
