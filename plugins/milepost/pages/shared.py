"""Sections that several pages have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from milepost.kit.components import Card, Fact, Mark
from milepost.kit.prior_lessons import SeenBefore
from milepost.pages.item.facts import WebLink
from milepost.pages.page import Section, plain


class AboutEntry(Protocol):
    """What the pages of single entries have beside what they are about."""

    @property
    def facts(self) -> tuple[Fact, ...]: ...
    @property
    def links(self) -> tuple[WebLink, ...]: ...
    @property
    def tags(self) -> tuple[str, ...]: ...


class Warned(Protocol):
    """What a page shows of an entry in trouble."""

    @property
    def health(self) -> Mark | None: ...
    @property
    def why(self) -> Fact | None: ...


def facts(view: AboutEntry) -> tuple[Section | None, ...]:
    """The facts at the side of an entry's page, its links, and its tags."""
    return (
        Section("shared/facts", view.facts, "Facts", "facts", frame="aside"),
        links(view.links, frame="aside"),
        tags(view.tags),
    )


def links(found: Sequence[WebLink], frame: str) -> Section | None:
    """Where an entry leads out of the site."""
    return Section("shared/links", found, "Links", "links", frame=frame) if found else None


def tags(found: Sequence[str]) -> Section | None:
    """The tags of an entry."""
    return plain("shared/tags", found) if found else None


def why(view: Warned) -> Section | None:
    """Why an entry is in trouble."""
    return plain("shared/why", view) if view.why else None


def text(markdown: str, title: str, id: str) -> Section | None:
    """A text that somebody wrote, in Markdown."""
    return Section("shared/text", markdown, title, id) if markdown else None


def rows(cards: tuple[Card, ...], title: str, id: str, note: str = "") -> Section | None:
    """Items in one line each."""
    return Section("shared/rows", cards, title, id, note=note) if cards else None


def seen_before(found: SeenBefore | None) -> Section | None:
    """Lessons of others that fit work to come."""
    return Section("shared/seen", found, "Seen before", "seen-before", note=found.note) if found else None


def table(template: str, found: Sequence[Any], title: str, id: str, note: str = "") -> Section | None:
    """A section of rows that is there when it has any."""
    return Section(template, found, title, id, note=note) if found else None
