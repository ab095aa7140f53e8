"""The overview, which may be the front page."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from milepost.portfolio import Portfolio
from milepost.render.author import Author
from milepost.render.page import GeneratedPage
from milepost.render.sections.section import Section
from milepost.views.overview import overview_view


def _shared(_: Portfolio, front: str) -> Iterator[str]:
    yield front


def _pages(author: Author, title: str) -> Iterator[GeneratedPage]:
    name = author.desk.portfolio.head.title or title
    view = partial(overview_view, author.desk, name)
    yield author.page(author.front, name, "overview", view, nav_title=title, kind="portfolio")


SECTION = Section("overview", "Overview", lambda _: True, _shared, _pages)
