"""The facts beside an item."""

from __future__ import annotations

from collections.abc import Iterator

from milepost.kit import phrasing
from milepost.kit.components import Fact, Ref
from milepost.kit.context import ItemEntity, PageContext


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
