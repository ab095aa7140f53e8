"""The facts beside an item, and its external links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from milepost.graph.portfolio import Entity
from milepost.kit import phrasing
from milepost.kit.components import Fact, Ref
from milepost.kit.context import ItemEntity, PageContext

_SAFE = ("https://", "http://", "mailto:")


@dataclass(frozen=True, slots=True)
class WebLink:
    """An external link."""

    title: str
    address: str


def facts_of(context: PageContext, entity: ItemEntity, *, dated: bool) -> Iterator[Fact]:
    """Further facts about an item. `dated`: its start is already shown in the table of dates."""
    found = context.item(entity)
    if found.start and not dated:
        yield Fact("Start", words=phrasing.period(found.start), note=context.origin(found.start_from))
    yield from _what(context, entity)
    yield from _who(context, entity)
    yield from _beside(context, entity)
    if entity.entry.updated:
        yield Fact("Checked", words=phrasing.period(entity.entry.updated))
    yield Fact("As of", words=context.today.words)


def _what(context: PageContext, entity: ItemEntity) -> Iterator[Fact]:
    found = context.item(entity)
    for field in ("outcome", "type", "stage"):
        if value := getattr(entity.entry, field):
            yield Fact(phrasing.sentence(field), words=context.portfolio.label(field, value))
    if found.horizon and found.is_open:
        note = "" if found.horizon_from == "typed" else f"from its {found.horizon_from}"
        yield Fact("Horizon", words=context.horizon(found.horizon), note=note)
    if release := context.portfolio.target(entity, "release"):
        yield Fact("Release", (context.ref(release),))
    if entity.slug in context.portfolio.project_names and (home := context.addresses.project(entity.slug)):
        yield Fact("Project", (Ref("What belongs to it", home),))


def _who(context: PageContext, entity: ItemEntity) -> Iterator[Fact]:
    entry = entity.entry
    people: tuple[tuple[str, str, tuple[str | None, ...]], ...] = (
        ("Team", "team", (entry.team,)),
        ("With", "team", entry.teams),
        ("Owner", "person", (entry.owner,)),
        ("Champions", "person", entry.champions),
    )
    for label, type_name, values in people:
        if names := [context.name(type_name, value) for value in values if value]:
            yield Fact(label, words=phrasing.listing(names))


def _beside(context: PageContext, entity: ItemEntity) -> Iterator[Fact]:
    for field, label in (("continues", "Continues"), ("replaces", "Replaces"), ("related", "Related")):
        if getattr(entity.entry, field) and (others := context.portfolio.targets(entity, field)):
            yield Fact(label, context.refs(others))
    for field, label in (("continues", "Continued by"), ("replaces", "Replaced by")):
        if others := context.portfolio.sources(entity, field):
            yield Fact(label, context.refs(others))


def is_web_address(address: str) -> bool:
    """Whether this is an address that a page may link to: http, https or mailto."""
    return address.lower().startswith(_SAFE)


def links_of(entity: Entity[Any]) -> tuple[WebLink, ...]:
    """The external links of an entry, including its tracker."""
    links = [WebLink(link.title, link.url) for link in entity.entry.links]
    if tracking := getattr(entity.entry, "tracking", None):
        links.append(WebLink("Where the work is tracked", tracking))
    return tuple(link for link in links if is_web_address(link.address))
