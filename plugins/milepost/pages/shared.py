"""Sections that several pages share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from milepost.kit.components import Card, Fact, KeyFigure, Mark, WebLink
from milepost.kit.entry_details import EntryDetails
from milepost.kit.prior_lessons import RelatedLessons
from milepost.pages.page import Section, plain


class EntrySidebar(Protocol):
    """The side column of pages about a single entry."""

    @property
    def facts(self) -> tuple[Fact, ...]: ...
    @property
    def links(self) -> tuple[WebLink, ...]: ...
    @property
    def tags(self) -> tuple[str, ...]: ...


class HealthWarning(Protocol):
    """An entry that may have a health warning."""

    @property
    def health(self) -> Mark | None: ...
    @property
    def why(self) -> Fact | None: ...


def facts(view: EntrySidebar) -> tuple[Section | None, ...]:
    """The side column of an entry's page: facts, links and tags."""
    return (
        Section("shared/facts", view.facts, "Facts", "facts", frame="aside"),
        links(view.links, frame="aside"),
        tags(view.tags),
    )


def links(found: Sequence[WebLink], frame: str) -> Section | None:
    """The external links of an entry."""
    return Section("shared/links", found, "Links", "links", frame=frame) if found else None


def tags(found: Sequence[str]) -> Section | None:
    """The tags of an entry."""
    return plain("shared/tags", found) if found else None


def why(view: HealthWarning) -> Section | None:
    """The reason for a health warning."""
    return plain("shared/why", view) if view.why else None


def figures(found: Sequence[KeyFigure]) -> Section | None:
    """Key figures side by side."""
    return plain("shared/figures", found) if found else None


def text(markdown: str, title: str, id: str) -> Section | None:
    """A Markdown text of an author."""
    return Section("shared/text", markdown, title, id) if markdown else None


def rows(cards: tuple[Card, ...], title: str, id: str, note: str = "") -> Section | None:
    """Items, one per line."""
    return Section("shared/rows", cards, title, id, note=note) if cards else None


def seen_before(found: RelatedLessons | None) -> Section | None:
    """Prior lessons: related lessons of others for open work."""
    return Section("shared/seen", found, "Related lessons", "seen-before", note=found.note) if found else None


def details(found: Sequence[EntryDetails], title: str, id: str) -> Section | None:
    """Entries without a page of their own, with their details; None if there are none."""
    return Section("shared/details", found, title, id, frame="panel") if found else None


def table(template: str, found: Sequence[Any], title: str, id: str, note: str = "") -> Section | None:
    """A section of rows; None if there are none."""
    return Section(template, found, title, id, note=note) if found else None
