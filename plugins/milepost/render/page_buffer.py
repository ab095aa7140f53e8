"""State of one page while it is rendered: the links, icons and ids used so far."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

# Sanitized HTML escapes quotes and angle brackets in text, so that these match only real tags.
_HEADING = re.compile(r'<h[2-6] id="(text-[^"]+)"')
_NAMED = re.compile(r'(<h[2-6] id="|<a href="#)(text-[^"]+)|<pre>')


@dataclass(slots=True)
class PageBuffer:
    """Records links and icons as templates use them, and hands out ids.

    `prefix` starts every id that `apart` assigns, for a page that several buffers contribute to. `url` turns a target
    into an address relative to the page.
    """

    url: Callable[[str], str]
    prefix: str = ""
    links: dict[str, None] = field(default_factory=dict)
    icons: dict[str, None] = field(default_factory=dict)
    _ids: set[str] = field(default_factory=set)
    _blocks_of_code: int = 0

    def link(self, target: str) -> str:
        """The address of a page of this site, recorded as a link of this page."""
        self.links[target] = None
        return self.url(target)

    def apart(self, html: str) -> str:
        """A rendered text whose headings and code blocks have ids that are unique on the page.

        Material names a code block after the nearest id around it, and its copy button copies the first block of that
        name: two blocks without ids in one section would share a button.
        """
        names = {id: self._free(self.prefix + id) for id in _HEADING.findall(html)}

        def rename(found: re.Match[str]) -> str:
            if found[0] == "<pre>":
                return f'<pre id="{self.code_id()}">'
            return found[1] + names.get(found[2], self.prefix + found[2])

        return _NAMED.sub(rename, html) if names or self.prefix or "<pre>" in html else html

    def code_id(self) -> str:
        """A fresh id for a code block. Ids of entries begin with a letter, so that none can equal it."""
        self._blocks_of_code += 1
        return f"_mp-{self.prefix}code-{self._blocks_of_code}"

    def _free(self, id: str) -> str:
        number = 1
        while (free := f"{id}_{number}" if number > 1 else id) in self._ids:
            number += 1
        self._ids.add(free)
        return free
