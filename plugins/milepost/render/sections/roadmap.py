"""The roadmap: the ways to look at it, and a page for each item."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from milepost.model.roadmap import Item, Release, Roadmap, Theme
from milepost.portfolio import Portfolio
from milepost.render.author import Author
from milepost.render.page import GeneratedPage
from milepost.render.sections.section import Section
from milepost.views.addresses import BOARD, LIST, POSTER, RELEASES, ROADMAP, item_page
from milepost.views.board import board_view
from milepost.views.item import item_view
from milepost.views.poster import poster_view
from milepost.views.releases import releases_view
from milepost.views.roadmap import roadmap_view
from milepost.views.table import table_view


def _is_filled(portfolio: Portfolio) -> bool:
    return bool(
        portfolio.all(Item)
        or portfolio.all(Release)
        or portfolio.all(Theme)
        or (portfolio.all(Roadmap) and portfolio.innermost)
    )


def _shared(portfolio: Portfolio, _: str) -> Iterator[str]:
    yield ROADMAP
    if portfolio.all(Item):
        yield from (BOARD, LIST)
    if portfolio.all(Release):
        yield RELEASES
    if portfolio.all(Item):
        yield POSTER


def _pages(author: Author, title: str) -> Iterator[GeneratedPage]:
    desk = author.desk
    yield author.page(ROADMAP, title, "roadmap", partial(roadmap_view, desk, title))
    if desk.addresses.page(BOARD):
        board = partial(board_view, desk, "Board")
        yield author.page(BOARD, "Board", "board", board, parent=ROADMAP, searchable=False)
        yield author.page(LIST, "List", "list", partial(table_view, desk, "List"), parent=ROADMAP, searchable=False)
    if desk.addresses.page(RELEASES):
        releases = partial(releases_view, desk, "Releases")
        yield author.page(RELEASES, "Releases", "releases", releases, parent=ROADMAP, hide=())
    if desk.addresses.page(POSTER):
        poster = partial(poster_view, desk, "Poster")
        yield author.page(POSTER, "Poster", "poster", poster, parent=ROADMAP, searchable=False)
    for item in desk.portfolio.all(Item):
        if item.id:
            yield author.own(item_page(item), item, "item", partial(item_view, desk, item), parent=ROADMAP)


SECTION = Section("roadmap", "Roadmap", _is_filled, _shared, _pages)
