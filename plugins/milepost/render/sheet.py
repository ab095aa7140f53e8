"""One page while it is drawn: what it says and what it has used so far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of the table of contents, in plain text."""

    id: str
    text: str
    level: int


@dataclass(frozen=True, slots=True)
class RenderedSection:
    """A heading and the HTML that follows it; level 1 is the lead of the page."""

    level: int
    id: str
    heading: str
    html: str


@dataclass(slots=True)
class Sheet:
    """Collects links, icons, headings and sections in the order a template uses them.

    `symbols` is the sprite of the icons that were used; `html` is the whole page with it.
    """

    url: Callable[[str], str]
    html: str = ""
    symbols: str = ""
    links: dict[str, None] = field(default_factory=dict)
    icons: dict[str, None] = field(default_factory=dict)
    headings: list[Heading] = field(default_factory=list)
    sections: list[RenderedSection] = field(default_factory=list)
    _open: list[Heading] = field(default_factory=list)

    def link(self, target: str) -> str:
        """The address of a page of this site, and a note that this page leads there."""
        self.links[target] = None
        return self.url(target)

    def begin(self, level: int, id: str, text: str) -> str:
        """Opens a section that lasts until `finish`. Without an id it has no place in the contents."""
        heading = Heading(id, text, level)
        if id:
            self.headings.append(heading)
        self._open.append(heading)
        return ""

    def finish(self, body: Markup, before: Markup | str = "") -> Markup:
        """Closes the innermost open section; what stood `before` its heading belongs to it too.

        Only outermost ones are sections of their own.
        """
        heading = self._open.pop()
        if not self._open:
            self.sections.append(RenderedSection(heading.level, heading.id, heading.text, f"{before}{body}"))
        return body
