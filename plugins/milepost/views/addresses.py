"""Where things are shown: the page and anchor of whatever a text or a reference names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from hashlib import sha256
from typing import Any

from milepost.model.scalars import ID
from milepost.portfolio import Portfolio, Thing

STRATEGY = "strategy/index.md"
ROADMAP = "roadmap/index.md"
BOARD = "roadmap/board.md"
LIST = "roadmap/list.md"
RELEASES = "roadmap/releases.md"
POSTER = "roadmap/poster.md"
PROJECTS = "projects/index.md"
POSTMORTEMS = "postmortems/index.md"
LESSONS = "lessons/index.md"
ACTIONS = "actions/index.md"

_PAGES = {
    "action": ACTIONS,
    "bet": STRATEGY,
    "customer": STRATEGY,
    "kr": STRATEGY,
    "lesson": LESSONS,
    "need": STRATEGY,
    "objective": STRATEGY,
    "release": RELEASES,
    "theme": ROADMAP,
}


class Addresses:
    """Addresses of the things of one portfolio; `pages` are the src_uris of the shared pages its site has."""

    def __init__(self, portfolio: Portfolio, pages: Collection[str]) -> None:
        self._portfolio = portfolio
        self._pages = frozenset(pages)

    def page(self, src_uri: str) -> str | None:
        """A shared page, or None where this site does not have it."""
        return src_uri if src_uri in self._pages else None

    def named(self, type: str, ref: str) -> str | None:
        """Where the thing is shown that a type and an id name; None for what is unknown or has no place."""
        thing = self._portfolio.find(type, ref)
        return self.of(thing) if thing else None

    def of(self, thing: Thing[Any]) -> str | None:
        """Where a thing is shown, as `src_uri` or `src_uri#anchor`."""
        if not thing.id:
            return None
        if thing.type == "item":
            return item_page(thing) if ROADMAP in self._pages else None
        if thing.type == "postmortem":
            return postmortem_page(thing) if POSTMORTEMS in self._pages else None
        if thing.type in ("project", "handover"):
            return self._project(thing)
        if thing.type == "milestone" and thing.parent:
            around = self.of(thing.parent)
            return around and f"{around.partition('#')[0]}#{anchor(thing)}"
        page = _PAGES.get(thing.type)
        return f"{page}#{anchor(thing)}" if page in self._pages else None

    def project(self, name: str) -> str | None:
        """The page of a project, declared or only named."""
        return project_page(name) if PROJECTS in self._pages else None

    def _project(self, thing: Thing[Any]) -> str | None:
        if PROJECTS not in self._pages:
            return None
        return handover_page(thing) if thing.type == "handover" else project_page(thing.slug)


def item_page(item: Thing[Any]) -> str:
    """The src_uri of an item's own page."""
    return f"roadmap/items/{item.slug}.md"


# A folder for each, so that no id is the address of an index.
def postmortem_page(postmortem: Thing[Any]) -> str:
    """The src_uri of a post-mortem's own page."""
    return f"postmortems/{postmortem.slug}/index.md"


def project_page(name: str) -> str:
    """The src_uri of a project's home, by its id or its name."""
    return f"projects/{plain_name(name)}/index.md"


def handover_page(handover: Thing[Any]) -> str:
    """The src_uri of a handover: below its project, else below its own id."""
    return f"projects/{plain_name(handover.entry.project or handover.id)}/handover.md"


def plain_name(name: str) -> str:
    """A name for an address or an anchor: its id, else its plain letters and a mark that no other name has."""
    folded = name.lower()
    if ID.match(folded):
        return folded
    plain = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    mark = sha256(folded.encode()).hexdigest()[:8]
    return "-".join(filter(None, (re.sub("[^a-z0-9]+", "-", plain).strip("-")[:40], mark)))


def anchor(thing: Thing[Any]) -> str:
    """The anchor of a thing on its page, empty without an id. A release's is just its id.

    No id holds a slash, so that one between two ids keeps `a/b-c` apart from `a-b/c`.
    """
    if not thing.id:
        return ""
    if thing.type == "release":
        return thing.slug
    alone = thing.type == "milestone" and thing.parent is not None and thing.parent.type == "item"
    return f"{thing.type}-{thing.slug if alone else thing.key}"
