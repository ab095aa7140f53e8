"""Addresses of entities: the page and anchor of whatever a text or a reference names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from hashlib import sha256
from typing import Any

from milepost.graph.portfolio import Entity, Portfolio
from milepost.kinds.plan.registers import Risk
from milepost.kinds.portfolio.model import Project
from milepost.schema.base import Entry
from milepost.schema.meaning import PARENT
from milepost.schema.scalars import ID

STRATEGY = "strategy/index.md"
ALIGNMENT = "strategy/alignment.md"
ROADMAP = "roadmap/index.md"
BOARD = "roadmap/board.md"
LIST = "roadmap/list.md"
RELEASES = "roadmap/releases.md"
POSTER = "roadmap/poster.md"
CHANGES = "roadmap/changes.md"
PRIORITIES = "roadmap/priorities.md"
BACKLOG = "backlog/index.md"
STORY_BOARD = "backlog/board.md"
FLOW = "backlog/flow.md"
METRICS = "metrics/index.md"
FEEDBACK = "feedback/index.md"
PROJECTS = "projects/index.md"
POSTMORTEMS = "postmortems/index.md"
LESSONS = "lessons/index.md"
ACTIONS = "actions/index.md"


class Addresses:
    """Addresses of the entities of one portfolio. `pages` are the `src_uri`s of the shared pages that its site has."""

    def __init__(self, portfolio: Portfolio, pages: Collection[str]) -> None:
        self._portfolio = portfolio
        self._pages = frozenset(pages)

    def page(self, src_uri: str) -> str | None:
        """A shared page's `src_uri`, or None where this site does not have the page."""
        return src_uri if src_uri in self._pages else None

    def named(self, type: str, ref: str) -> str | None:
        """The address of the entity with this type and id; None if it is unknown or has no page."""
        entity = self._portfolio.find(type, ref)
        return self.of(entity) if entity else None

    def of(self, entity: Entity[Any]) -> str | None:
        """The address of an entity, as `src_uri` or `src_uri#anchor`; None if no page of this site shows it."""
        declared = type(entity.entry).declares
        if not entity.id or not declared.page:
            return None
        if declared.has_own_page:
            # If the site has this section at all, its folder has an index.
            return own_page(entity) if f"{declared.page.partition('/')[0]}/index.md" in self._pages else None
        page: str | None = declared.page
        if declared.of_project_page:
            page = own_page(entity).removesuffix("#") if PROJECTS in self._pages else None
        elif declared.page == PARENT:
            around = self.of(entity.parent) if entity.parent else None
            page = around and around.partition("#")[0]
        elif page not in self._pages:
            return None
        return page and f"{page}#{anchor(entity)}"

    def project(self, name: str) -> str | None:
        """The page of a project by its id or name, whether it is declared or only referenced."""
        return project_page(name) if PROJECTS in self._pages else None


def own_page(entity: Entity[Any]) -> str:
    """The `src_uri` of the page of an entry that has one to itself.

    Each is a folder with an index, so that no id can collide with the index of its section.
    """
    document = entity.parent or entity
    project = getattr(document.entry, "project", None) or document.id
    return _filled(type(entity.entry), entity.slug, project)


item_page = postmortem_page = handover_page = plan_page = report_page = metric_page = own_page


def project_page(name: str) -> str:
    """The `src_uri` of a project's home page, by its id or name."""
    return _filled(Project, name, name)


def risks_page(name: str) -> str:
    """The `src_uri` of the page with the risks and issues of a project, by its id or name."""
    return _filled(Risk, name, name).removesuffix("#")


def reports_page(name: str) -> str:
    """The `src_uri` of the archive of a project's status reports, by its id or name."""
    return f"projects/{plain_name(name)}/reports/index.md"


def _filled(cls: type[Entry], id: str, project: str) -> str:
    return cls.declares.page.format(id=plain_name(id), project=plain_name(project))


def plain_name(name: str) -> str:
    """A name made safe for addresses and anchors.

    An id is kept in lower case. Any other name becomes its ASCII letters and digits, at most 40, and eight hex digits
    of its SHA-256, so that different names never share an address.
    """
    folded = name.lower()
    if ID.match(folded):
        return folded
    plain = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    mark = sha256(folded.encode()).hexdigest()[:8]
    return "-".join(filter(None, (re.sub("[^a-z0-9]+", "-", plain).strip("-")[:40], mark)))


def anchor(entity: Entity[Any]) -> str:
    """The anchor of an entity on its page; empty if it has no id.

    Ids hold no slash, so the slash between two ids keeps `a/b-c` apart from `a-b/c`. On its parent's own page the id
    alone is enough.
    """
    if not entity.id:
        return ""
    declared = type(entity.entry).declares
    nested = declared.page == PARENT and entity.parent is not None and type(entity.parent.entry).declares.has_own_page
    alone = nested or declared.of_project_page
    found: str = declared.anchor.format(type=entity.type, id=entity.slug, key=entity.slug if alone else entity.key)
    return found
