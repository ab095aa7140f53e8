"""The plan of a site: all generated pages and their navigation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from milepost.analysis import computed
from milepost.graph.portfolio import Portfolio
from milepost.history.history import NO_HISTORY, History
from milepost.kit.addresses import Addresses
from milepost.kit.context import PageContext
from milepost.pages.declaration import PageSpec
from milepost.pages.registry import SECTIONS
from milepost.render.page import GeneratedPage
from milepost.render.templates import Templates


@dataclass(frozen=True, slots=True)
class NavNode:
    """An entry of the navigation; its title is plain text."""

    title: str
    src_uri: str | None
    children: tuple[NavNode, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class SitePlan:
    """Every generated page by its `src_uri`, and Milepost's part of the navigation.

    `context` and `theme` also render the views embedded in hand-written pages.
    """

    pages: Mapping[str, GeneratedPage]
    nav: tuple[NavNode, ...]
    addresses: Addresses
    context: PageContext
    theme: Templates

    def target(self, type: str, ref: str) -> str | None:
        """The address of the entity with this type and id; None if it is unknown or has no page."""
        return self.addresses.named(type, ref)


def site_plan(
    portfolio: Portfolio,
    *,
    as_of: date,
    sections: Sequence[str | Mapping[str, str]] | None,
    home: bool,
    templates: Path | None,
    history: History = NO_HISTORY,
) -> SitePlan:
    """Plan the pages of a portfolio that has passed the audience filter.

    `sections` are names, or name → title in the navigation; None for all with content. With `home`, the overview is the
    site's front page. `templates` is a folder whose templates override ours, `history` what its readers may know of the
    past.
    """
    titles = _titles(portfolio, sections)
    front = "index.md" if home else "overview.md"
    places = _addresses(portfolio, titles, front, history)
    context = PageContext(portfolio, computed(portfolio, as_of, history), as_of, places)
    theme = Templates(templates, places.named)
    pages: dict[str, GeneratedPage] = {}
    nav: list[NavNode] = []
    for section, title in titles.items():
        index, *others = SECTIONS[section].specs(context, title, front)
        found = [_page(index, context, theme, None), *(_page(one, context, theme, index.src_uri) for one in others)]
        pages |= {page.src_uri: page for page in found}
        first, *rest = [NavNode(page.nav_title or page.title, page.src_uri) for page in found if page.in_nav]
        nav.append(NavNode(first.title, first.src_uri, tuple(rest)))
    return SitePlan(pages, tuple(nav), places, context, theme)


def addresses(portfolio: Portfolio, sections: Sequence[str | Mapping[str, str]] | None) -> Addresses:
    """The addresses of a filtered portfolio's entities, without planning its pages."""
    return _addresses(portfolio, _titles(portfolio, sections), "index.md", NO_HISTORY)


def _addresses(portfolio: Portfolio, titles: Mapping[str, str], front: str, history: History) -> Addresses:
    found = (page for section in titles for page in SECTIONS[section].addresses(portfolio, front, history))
    return Addresses(portfolio, set(found))


def _page(spec: PageSpec, context: PageContext, theme: Templates, parent: str | None) -> GeneratedPage:
    entry = spec.entry
    return GeneratedPage(
        spec.src_uri,
        spec.title,
        spec.build,
        theme,
        nav_title=spec.nav_title,
        in_nav=spec.in_nav,
        parent=parent,
        source=(entry.document.relative or None) if entry else spec.source,
        tags=tuple(context.name("tag", tag) for tag in entry.entry.tags) if entry else (),
        description=entry.entry.summary if entry else spec.description,
        hide=spec.hide,
        searchable=spec.searchable,
    )


def _titles(portfolio: Portfolio, sections: Sequence[str | Mapping[str, str]] | None) -> dict[str, str]:
    """Section → title in the navigation, in order: those asked for, else those with content.

    For all but the most restricted audience, a section without content is left out even if asked for: an empty one
    would reveal that something is hidden.
    """
    filled = {name for name, section in SECTIONS.items() if section.is_filled(portfolio)}
    if sections is None:
        return {name: section.title for name, section in SECTIONS.items() if name in filled}
    asked: dict[str, str] = {}
    for entry in sections:
        asked.update({entry: SECTIONS[entry].title} if isinstance(entry, str) else entry)
    return {section: title for section, title in asked.items() if portfolio.innermost or section in filled}
