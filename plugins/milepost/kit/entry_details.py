"""The details of entries that have no page of their own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from milepost.graph.portfolio import Entity
from milepost.kit.components import Fact, WebLink
from milepost.kit.context import PageContext
from milepost.kit.web_links import links_of


@dataclass(frozen=True, slots=True)
class EntryDetails:
    """The title, facts and texts of an entry; `description` is Markdown."""

    title: str
    facts: tuple[Fact, ...]
    summary: str
    description: str
    links: tuple[WebLink, ...]
    tags: tuple[str, ...]

    @property
    def is_bare(self) -> bool:
        """Whether there is nothing but the title, which is shown wherever another entry refers to this one."""
        return not (self.facts or self.summary or self.description or self.links or self.tags)


def details_of(
    context: PageContext,
    entity: Entity[Any],
    *,
    facts: Iterable[Fact] = (),
    addresses: Iterable[WebLink] = (),
    with_summary: bool = True,
) -> EntryDetails:
    """An entry with its texts, links and tags. Facts without words are left out; `addresses` go before the links.

    `with_summary` is False if the page shows the summary elsewhere.
    """
    entry = entity.entry
    return EntryDetails(
        title=entity.title,
        facts=tuple(fact for fact in facts if fact.words),
        summary=(entry.summary or "") if with_summary else "",
        description=entry.description or "",
        links=(*addresses, *links_of(entry)),
        tags=tuple(context.name("tag", tag) for tag in entry.tags),
    )


def worth_listing(found: Iterable[EntryDetails]) -> tuple[EntryDetails, ...]:
    """Those with more to show than a title."""
    return tuple(one for one in found if not one.is_bare)
