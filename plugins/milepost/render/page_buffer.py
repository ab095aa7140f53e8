"""One page while it is drawn: the links, icons and ids it has used so far."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

# What a cleaned text can hold: no other quote or angle bracket of it looks like these.
_HEADING = re.compile(r'<h[2-6] id="(text-[^"]+)"')
_NAMED = re.compile(r'(<h[2-6] id="|<a href="#)(text-[^"]+)|<pre>')


@dataclass(slots=True)
class PageBuffer:
    """Collects links and icons as templates use them, and gives out ids.

    `prefix` begins every id that `apart` gives, for a page that is made of several sheets.
    """

    url: Callable[[str], str]
    prefix: str = ""
    links: dict[str, None] = field(default_factory=dict)
    icons: dict[str, None] = field(default_factory=dict)
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
