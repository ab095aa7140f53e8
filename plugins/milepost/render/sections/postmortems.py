"""The post-mortems: the archive, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from milepost.model.postmortem import Postmortem
from milepost.portfolio import Portfolio
from milepost.render.author import Author
from milepost.render.page import GeneratedPage
from milepost.render.sections.section import Section
from milepost.views.addresses import POSTMORTEMS, postmortem_page
from milepost.views.archive.page import archive_view
from milepost.views.postmortem.page import postmortem_view


def _is_filled(portfolio: Portfolio) -> bool:
    return bool(portfolio.all(Postmortem))


def _shared(_: Portfolio, __: str) -> Iterator[str]:
    yield POSTMORTEMS


def _pages(author: Author, title: str) -> Iterator[GeneratedPage]:
    desk = author.desk
    yield author.page(POSTMORTEMS, title, "postmortems", partial(archive_view, desk, title))
    for thing in desk.portfolio.all(Postmortem):
        if thing.id:
            view = partial(postmortem_view, desk, thing)
            yield author.own(postmortem_page(thing), thing, "postmortem", view, parent=POSTMORTEMS)


SECTION = Section("postmortems", "Post-mortems", _is_filled, _shared, _pages)
