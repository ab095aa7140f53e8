"""Where things are shown: the page and anchor of whatever a text or a reference names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from hashlib import sha256
from typing import Any

from milepost.model.base import Entry
from milepost.model.meaning import PARENT
from milepost.model.portfolio import Project
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
        declared = type(thing.entry).declares
        if not thing.id or not declared.page:
            return None
        if declared.has_own_page:
            # Its folder has an index, if there is such a part of the site at all.
            return own_page(thing) if f"{declared.page.partition('/')[0]}/index.md" in self._pages else None
        page: str | None = declared.page
        if declared.page == PARENT:
            around = self.of(thing.parent) if thing.parent else None
            page = around and around.partition("#")[0]
        elif page not in self._pages:
            return None
        return page and f"{page}#{anchor(thing)}"

    def project(self, name: str) -> str | None:
        """The page of a project, declared or only named."""
        return project_page(name) if PROJECTS in self._pages else None


def own_page(thing: Thing[Any]) -> str:
    """The src_uri of the page that an entry has to itself.

    A folder for each where it has an index, so that no id is the address of that.
    """
    project = getattr(thing.entry, "project", None) or thing.id
    return _filled(type(thing.entry), thing.slug, project)


item_page = postmortem_page = handover_page = own_page


def project_page(name: str) -> str:
    """The src_uri of a project's home, by its id or its name."""
    return _filled(Project, name, name)


def _filled(cls: type[Entry], id: str, project: str) -> str:
    return cls.declares.page.format(id=plain_name(id), project=plain_name(project))


def plain_name(name: str) -> str:
    """A name for an address or an anchor: its id, else its plain letters and a mark that no other name has."""
    folded = name.lower()
    if ID.match(folded):
        return folded
    plain = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    mark = sha256(folded.encode()).hexdigest()[:8]
    return "-".join(filter(None, (re.sub("[^a-z0-9]+", "-", plain).strip("-")[:40], mark)))


def anchor(thing: Thing[Any]) -> str:
    """The anchor of a thing on its page, empty without an id.

    No id holds a slash, so that one between two ids keeps `a/b-c` apart from `a-b/c`. On the own page of what it is
    nested in, its id is enough.
    """
    if not thing.id:
        return ""
    declared = type(thing.entry).declares
    alone = declared.page == PARENT and thing.parent is not None and type(thing.parent.entry).declares.has_own_page
    found: str = declared.anchor.format(type=thing.type, id=thing.slug, key=thing.slug if alone else thing.key)
    return found
