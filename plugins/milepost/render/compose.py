"""All pages of a site: which there are, where they stand, and how each is drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from milepost.insight import work_out
from milepost.model.nearest import nearest
from milepost.portfolio import Portfolio
from milepost.problem import Level, MilepostError, Problem
from milepost.render.page import GeneratedPage
from milepost.render.theme import Theme
from milepost.views.addresses import BOARD, LIST, POSTER, RELEASES, ROADMAP, STRATEGY, Addresses, item_page
from milepost.views.board import board_view
from milepost.views.desk import Desk, ItemThing
from milepost.views.item import item_view
from milepost.views.overview import overview_view
from milepost.views.poster import poster_view
from milepost.views.releases import releases_view
from milepost.views.roadmap import roadmap_view
from milepost.views.strategy import strategy_view
from milepost.views.table import table_view

SECTIONS = {"overview": "Overview", "strategy": "Strategy", "roadmap": "Roadmap"}


@dataclass(frozen=True, slots=True)
class NavNode:
    """An entry of the navigation, in plain text."""

    title: str
    src_uri: str | None
    children: tuple[NavNode, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Composition:
    """Every page by its `src_uri`, our part of the navigation, and the files that pages refer to.

    `desk` and `theme` draw what stands in hand-written pages.
    """

    pages: Mapping[str, GeneratedPage]
    nav: tuple[NavNode, ...]
    addresses: Addresses
    desk: Desk
    theme: Theme
    assets: Mapping[str, bytes] = field(default_factory=dict)

    def target(self, type: str, ref: str) -> str | None:
        """Where the thing is shown that a type and an id name; None for what is unknown or has no place."""
        return self.addresses.named(type, ref)


def compose(
    portfolio: Portfolio,
    *,
    as_of: date,
    sections: Sequence[str | Mapping[str, str]] | None,
    home: bool,
    templates: Path | None,
) -> Composition:
    """The pages of a projected portfolio. `home`: the overview is the site's front page."""
    titles = _titles(portfolio, sections)
    overview = "index.md" if home else "overview.md"
    shared = set(_shared(portfolio, titles, overview))
    addresses = Addresses(portfolio, shared)
    desk = Desk(portfolio, work_out(portfolio, as_of), as_of, addresses)
    theme = Theme(templates, addresses.named)
    author = _Author(desk, theme)
    pages: list[GeneratedPage] = []
    nav: list[NavNode] = []
    for section, title in titles.items():
        found = list(author.section(section, title, overview))
        pages += found
        first, *others = [NavNode(page.nav_title or page.title, page.src_uri) for page in found if page.in_nav]
        nav.append(NavNode(first.title, first.src_uri, tuple(others)))
    return Composition({page.src_uri: page for page in pages}, tuple(nav), addresses, desk, theme)


def _titles(portfolio: Portfolio, sections: Sequence[str | Mapping[str, str]] | None) -> dict[str, str]:
    """Section → title in the navigation, in order: those asked for, else those there is something in.

    Outside, a section with nothing in it is left out even where it was asked for.
    """
    filled = {section for section in SECTIONS if section == "overview" or _has_something(portfolio, section)}
    if sections is None:
        return {section: title for section, title in SECTIONS.items() if section in filled}
    asked: dict[str, str] = {}
    for entry in sections:
        asked.update({entry: SECTIONS.get(entry, "")} if isinstance(entry, str) else entry)
    for section in asked.keys() - SECTIONS.keys():
        message = f"sections: there is no section '{section}'"
        raise MilepostError(Problem("bad-option", Level.ERROR, message, hint=nearest(section, SECTIONS, "known are: ")))
    return {section: title for section, title in asked.items() if portfolio.innermost or section in filled}


def _has_something(portfolio: Portfolio, section: str) -> bool:
    if section == "strategy":
        return bool(portfolio.strategies or any(map(portfolio.things, ("objective", "need", "customer", "bet"))))
    return bool(
        portfolio.items or portfolio.releases or portfolio.themes or (portfolio.roadmaps and portfolio.innermost)
    )


def _shared(portfolio: Portfolio, titles: Mapping[str, str], overview: str) -> Iterator[str]:
    """The pages that several things share."""
    if "overview" in titles:
        yield overview
    if "strategy" in titles:
        yield STRATEGY
    if "roadmap" in titles:
        yield ROADMAP
        if portfolio.items:
            yield from (BOARD, LIST)
        if portfolio.releases:
            yield RELEASES
        if portfolio.items:
            yield POSTER


@dataclass(frozen=True, slots=True)
class _Author:
    """Makes pages that draw themselves when asked."""

    desk: Desk
    theme: Theme

    def section(self, section: str, title: str, overview: str) -> Iterator[GeneratedPage]:
        """The pages of a section, its index first."""
        match section:
            case "overview":
                name = self.desk.portfolio.head.title or title
                yield self.page(
                    overview,
                    name,
                    "overview",
                    partial(overview_view, self.desk, name),
                    nav_title=title,
                    kind="portfolio",
                )
            case "strategy":
                yield self.page(
                    STRATEGY,
                    title,
                    "strategy",
                    partial(strategy_view, self.desk, title),
                    hide=(),
                    kind="strategy",
                )
            case "roadmap":
                yield from self.roadmap(title)

    def roadmap(self, title: str) -> Iterator[GeneratedPage]:
        desk = self.desk
        yield self.page(ROADMAP, title, "roadmap", partial(roadmap_view, desk, title))
        if desk.addresses.page(BOARD):
            yield self.page(
                BOARD, "Board", "board", partial(board_view, desk, "Board"), parent=ROADMAP, searchable=False
            )
            yield self.page(LIST, "List", "list", partial(table_view, desk, "List"), parent=ROADMAP, searchable=False)
        if desk.addresses.page(RELEASES):
            yield self.page(
                RELEASES,
                "Releases",
                "releases",
                partial(releases_view, desk, "Releases"),
                parent=ROADMAP,
                hide=(),
            )
        if desk.addresses.page(POSTER):
            view = partial(poster_view, desk, "Poster")
            yield self.page(POSTER, "Poster", "poster", view, parent=ROADMAP, searchable=False)
        yield from (self.item(item) for item in desk.portfolio.items if item.id)

    def item(self, item: ItemThing) -> GeneratedPage:
        return GeneratedPage(
            src_uri=item_page(item),
            title=item.title,
            draw=partial(self.draw, "item", partial(item_view, self.desk, item)),
            in_nav=False,
            parent=ROADMAP,
            source=item.document.relative or None,
            tags=tuple(self.desk.name("tag", tag) for tag in item.entry.tags),
            description=item.entry.summary,
            hide=("toc",),
        )

    def page(
        self,
        src_uri: str,
        title: str,
        template: str,
        view: Callable[[], Any],
        *,
        kind: str = "",
        nav_title: str | None = None,
        parent: str | None = None,
        hide: tuple[str, ...] = ("toc",),
        searchable: bool = True,
    ) -> GeneratedPage:
        """A shared page; source and description are those of the only document of a `kind`."""
        documents = [one for one in self.desk.portfolio.documents if one.kind == kind and one.visible]
        written = documents[0] if len(documents) == 1 else None
        return GeneratedPage(
            src_uri=src_uri,
            title=title,
            draw=partial(self.draw, template, view),
            nav_title=nav_title,
            parent=parent,
            source=written.relative if written else None,
            description=written.model.summary if written else None,
            hide=hide,
            searchable=searchable,
        )

    def draw(self, template: str, view: Callable[[], Any], url: Callable[[str], str]) -> Any:
        return self.theme.draw(f"pages/{template}.html", view(), url)
