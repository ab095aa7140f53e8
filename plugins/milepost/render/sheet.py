"""One page while it is drawn: what it says and what it has used so far."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from markupsafe import Markup

# What a cleaned text can hold: no other quote or angle bracket of it looks like these.
_HEADING = re.compile(r'<h[2-6] id="(text-[^"]+)"')
_NAMED = re.compile(r'(<h[2-6] id="|<a href="#)(text-[^"]+)|<pre>')


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

    `prefix` begins every id that `apart` gives, for a page that is made of several sheets.
    `symbols` is the sprite of the icons that were used; `html` is the whole page with it.
    """

    url: Callable[[str], str]
    prefix: str = ""
    html: str = ""
    symbols: str = ""
    links: dict[str, None] = field(default_factory=dict)
    icons: dict[str, None] = field(default_factory=dict)
    headings: list[Heading] = field(default_factory=list)
    sections: list[RenderedSection] = field(default_factory=list)
    _open: list[Heading] = field(default_factory=list)
    _ids: set[str] = field(default_factory=set)
    _blocks_of_code: int = 0

    def link(self, target: str) -> str:
        """The address of a page of this site, and a note that this page leads there."""
        self.links[target] = None
        return self.url(target)

    def apart(self, html: str) -> str:
        """A rendered text whose headings and blocks of code have ids that no other text of the page has.

        Material names a block of code after the nearest id around it, and its copy button copies the first block of
        that name: two blocks without ids in one section would share a button.
        """
        names = {id: self._free(self.prefix + id) for id in _HEADING.findall(html)}

        def rename(found: re.Match[str]) -> str:
            if found[0] == "<pre>":
                return f'<pre id="{self.code_id()}">'
            return found[1] + names.get(found[2], self.prefix + found[2])

        return _NAMED.sub(rename, html) if names or self.prefix or "<pre>" in html else html

    def code_id(self) -> str:
        """An id for a block of code. Ids of entries begin with a letter, so that none is like it."""
        self._blocks_of_code += 1
        return f"_mp-{self.prefix}code-{self._blocks_of_code}"

    def _free(self, id: str) -> str:
        number = 1
        while (free := f"{id}_{number}" if number > 1 else id) in self._ids:
            number += 1
        self._ids.add(free)
        return free

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
