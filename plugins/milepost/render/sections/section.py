"""A section of a site: when there is something in it, and which pages it has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from milepost.portfolio import Portfolio
from milepost.render.author import Author
from milepost.render.page import GeneratedPage


@dataclass(frozen=True, slots=True)
class Section:
    """`title` is what the navigation calls it unless told otherwise.

    `shared(portfolio, front)` are the src_uris of the pages that several things share, for a site whose overview is
    `front`; `pages(author, title)` are all of its pages, its index first.
    """

    name: str
    title: str
    is_filled: Callable[[Portfolio], bool]
    shared: Callable[[Portfolio, str], Iterator[str]]
    pages: Callable[[Author, str], Iterator[GeneratedPage]]
