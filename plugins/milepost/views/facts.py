"""The facts beside an item, and its links to the web."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from milepost.portfolio import Thing
from milepost.views import words
from milepost.views.desk import Desk, ItemThing
from milepost.views.pieces import Fact, Ref

_SAFE = ("https://", "http://", "mailto:")


@dataclass(frozen=True, slots=True)
class WebLink:
    """A link out of the site."""

    title: str
    address: str


def facts_of(desk: Desk, thing: ItemThing, *, dated: bool) -> Iterator[Fact]:
    """What else is known about an item. `dated`: its start is shown elsewhere and not said again."""
    found = desk.item(thing)
    if found.start and not dated:
        yield Fact("Start", words=words.period(found.start), note=desk.origin(found.start_from))
    yield from _what(desk, thing)
    yield from _who(desk, thing)
    yield from _beside(desk, thing)
    if thing.entry.updated:
        yield Fact("Checked", words=words.period(thing.entry.updated))
    yield Fact("As of", words=desk.today.words)


def _what(desk: Desk, thing: ItemThing) -> Iterator[Fact]:
    found = desk.item(thing)
    for field in ("outcome", "type", "stage"):
        if value := getattr(thing.entry, field):
            yield Fact(words.sentence(field), words=desk.portfolio.label(field, value))
    if found.horizon and found.is_open:
        note = "" if found.horizon_from == "typed" else f"from its {found.horizon_from}"
        yield Fact("Horizon", words=desk.horizon(found.horizon), note=note)
    if release := desk.portfolio.target(thing, "release"):
        yield Fact("Release", (desk.ref(release),))
    if thing.slug in desk.portfolio.project_names and (home := desk.addresses.project(thing.slug)):
        yield Fact("Project", (Ref("What belongs to it", home),))


def _who(desk: Desk, thing: ItemThing) -> Iterator[Fact]:
    entry = thing.entry
    people: tuple[tuple[str, str, tuple[str | None, ...]], ...] = (
        ("Team", "team", (entry.team,)),
        ("With", "team", entry.teams),
        ("Owner", "person", (entry.owner,)),
        ("Champions", "person", entry.champions),
    )
    for label, type_name, values in people:
        if names := [desk.name(type_name, value) for value in values if value]:
            yield Fact(label, words=words.listing(names))


def _beside(desk: Desk, thing: ItemThing) -> Iterator[Fact]:
    for field, label in (("continues", "Continues"), ("replaces", "Replaces"), ("related", "Related")):
        if getattr(thing.entry, field) and (others := desk.portfolio.targets(thing, field)):
            yield Fact(label, desk.refs(others))
    for field, label in (("continues", "Continued by"), ("replaces", "Replaced by")):
        if others := desk.portfolio.sources(thing, field):
            yield Fact(label, desk.refs(others))


def is_web_address(address: str) -> bool:
    """Whether something is an address that a page may lead to."""
    return address.lower().startswith(_SAFE)


def links_of(thing: Thing[Any]) -> tuple[WebLink, ...]:
    """Where something leads out of the site."""
    links = [WebLink(link.title, link.url) for link in thing.entry.links]
    if tracking := getattr(thing.entry, "tracking", None):
        links.append(WebLink("Where the work is tracked", tracking))
    return tuple(link for link in links if is_web_address(link.address))
