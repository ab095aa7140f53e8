"""A generated page: what it is called, where it stands, and how it becomes HTML."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from milepost.render.sheet import Heading, RenderedSection, Sheet

Url = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page's HTML, its headings in order, and where it links to (`src_uri` or `src_uri#anchor`)."""

    html: str
    headings: tuple[Heading, ...]
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class GeneratedPage:
    """A page without a file. `src_uri` is where its Markdown would lie; `title` is plain text, not escaped.

    `parent` is the `src_uri` of its index page, `source` the path of its YAML below the data folder, `hide`
    what Material is asked to leave out (`toc`), `searchable` whether its words belong in the search index.
    `draw` makes its HTML on a fresh sheet.
    """

    src_uri: str
    title: str
    draw: Callable[[Url], Sheet]
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
        sheet = self.draw(url)
        return Rendered(sheet.html, tuple(sheet.headings), tuple(sheet.links))

    def sections(self, url: Url) -> list[RenderedSection]:
        """The same content section by section. The lead comes first and holds the symbols of all icons."""
        sheet = self.draw(url)
        return [
            replace(section, html=f'<div class="mp">{section.html}{"" if n else sheet.symbols}</div>')
            for n, section in enumerate(sheet.sections)
        ]
