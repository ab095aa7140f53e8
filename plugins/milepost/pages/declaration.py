"""What a page module declares: which pages of its type a site has, and what builds each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from milepost.graph.portfolio import Entity, Portfolio
from milepost.history.history import NO_HISTORY, History
from milepost.kit.context import PageContext
from milepost.pages.page import Page


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One page of a site. `src_uri` is where its Markdown file would be; `title` is plain text.

    `entry` is the entity the page is about; source, tags and description are taken from it, else from `source` and
    `description`. `hide` is what Material should leave out (`toc`), `searchable` whether its text belongs in the search
    index.
    """

    src_uri: str
    title: str
    build: Callable[[], Page]
    nav_title: str | None = None
    in_nav: bool = True
    entry: Entity[Any] | None = None
    source: str | None = None
    description: str | None = None
    hide: tuple[str, ...] = ("toc",)
    searchable: bool = True


@dataclass(frozen=True, slots=True)
class SharedPage:
    """A page that several entries share, at a fixed address; without an `address` it is the front page.

    `build(context, title)` creates its content; without a `title` it has that of its section of the site.
    `is_there(portfolio)` is whether a site has the page, and `is_known(portfolio, history)` whether its readers know
    enough of the past for it. Its source and description are those of the only document of `kind`, if there is one.
    """

    name: str
    build: Callable[[PageContext, str], Page]
    address: str = ""
    title: str = ""
    is_there: Callable[[Portfolio], bool] = lambda _: True
    kind: str = ""
    hide: tuple[str, ...] = ("toc",)
    searchable: bool = True
    is_known: Callable[[Portfolio, History], bool] = lambda *_: True

    def addresses(self, portfolio: Portfolio, front: str, history: History = NO_HISTORY) -> Iterator[str]:
        """The address, if the site has the page; `front` is the address of the front page."""
        if self.is_there(portfolio) and self.is_known(portfolio, history):
            yield self.address or front

    def specs(self, context: PageContext, section: str, front: str) -> Iterator[PageSpec]:
        """The page itself; `section` is the title of its section of the site."""
        portfolio = context.portfolio
        documents = [one for one in portfolio.documents if one.kind == self.kind and one.visible]
        written = documents[0] if len(documents) == 1 else None
        title = self.title or ((portfolio.head.title or section) if not self.address else section)
        for src_uri in self.addresses(portfolio, front, context.insight.history):
            yield PageSpec(
                src_uri,
                title,
                lambda: self.build(context, title),
                nav_title=None if self.address else section,
                source=written.relative if written else None,
                description=written.model.summary if written else None,
                hide=self.hide,
                searchable=self.searchable,
            )


@dataclass(frozen=True, slots=True)
class OwnPage:
    """The page of one entry, or of a name without an entry (`entry` is None). It is not in the navigation."""

    src_uri: str
    title: str
    entry: Entity[Any] | None
    build: Callable[[], Page]


@dataclass(frozen=True, slots=True)
class OwnPages:
    """A page for each entry of some type; `pages(context)` yields all of them."""

    name: str
    pages: Callable[[PageContext], Iterable[OwnPage]]

    def addresses(self, portfolio: Portfolio, front: str, history: History = NO_HISTORY) -> Iterator[str]:  # noqa: ARG002
        """None: these pages show no entries but their own."""
        return iter(())

    def specs(self, context: PageContext, section: str, front: str) -> Iterator[PageSpec]:  # noqa: ARG002
        """The pages of all entries."""
        for page in self.pages(context):
            yield PageSpec(page.src_uri, page.title, page.build, in_nav=False, entry=page.entry)


PageType = SharedPage | OwnPages


@dataclass(frozen=True, slots=True)
class SiteSection:
    """A section of the site: when it has content, and its pages, the index first.

    `title` is its title in the navigation unless an option overrides it.
    """

    name: str
    title: str
    is_filled: Callable[[Portfolio], bool]
    pages: tuple[PageType, ...]

    def addresses(self, portfolio: Portfolio, front: str, history: History = NO_HISTORY) -> Iterator[str]:
        """The addresses of its shared pages, for a site whose overview is at `front`."""
        for page in self.pages:
            yield from page.addresses(portfolio, front, history)

    def specs(self, context: PageContext, title: str, front: str) -> Iterator[PageSpec]:
        """All of its pages."""
        for page in self.pages:
            yield from page.specs(context, title, front)
