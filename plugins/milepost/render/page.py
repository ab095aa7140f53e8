"""A generated page: its title, its place in the navigation, and how it becomes HTML."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from milepost.pages.page import Page
from milepost.render.templates import Templates
from milepost.render.writers import Rendered, RenderedSection, Url, page_html, page_sections


@dataclass(frozen=True, slots=True, eq=False)
class GeneratedPage:
    """A page without a file.

    `src_uri` is where its Markdown file would be; `title` is plain text, not escaped. `parent` is the `src_uri` of its
    index page, `source` the path of its YAML within the data folder, `hide` what Material should leave out (`toc`),
    `searchable` whether its text belongs in the search index. `build` creates the content on demand, `theme` renders
    it.
    """

    src_uri: str
    title: str
    build: Callable[[], Page]
    theme: Templates
    nav_title: str | None = None
    in_nav: bool = True
    parent: str | None = None
    source: str | None = None
    tags: tuple[str, ...] = ()
    description: str | None = None
    hide: tuple[str, ...] = field(default=())
    searchable: bool = True

    def render(self, url: Url) -> Rendered:
        """The page as HTML; `url` turns `src_uri#anchor` into an address relative to this page."""
        return page_html(self.build(), self.theme, url)

    def sections(self, url: Url) -> list[RenderedSection]:
        """The same content, section by section."""
        return page_sections(self.build(), self.theme, url)
