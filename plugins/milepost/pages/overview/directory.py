"""The directory: teams, people, services and tags, which have no pages of their own."""

from __future__ import annotations

from dataclasses import dataclass

from milepost.graph.portfolio import Entity
from milepost.kinds.portfolio.model import Person, Service, TagDefinition, Team
from milepost.kit import phrasing
from milepost.kit.components import Fact, WebLink
from milepost.kit.context import PageContext
from milepost.kit.entry_details import EntryDetails, details_of, worth_listing


@dataclass(frozen=True, slots=True)
class Directory:
    """The declared entries of each type; those with nothing but a title are left out."""

    teams: tuple[EntryDetails, ...]
    people: tuple[EntryDetails, ...]
    services: tuple[EntryDetails, ...]
    tags: tuple[EntryDetails, ...]


def directory_of(context: PageContext) -> Directory:
    """The directory, in the order of the declarations."""
    portfolio = context.portfolio
    return Directory(
        teams=worth_listing(_team(context, one) for one in portfolio.all(Team)),
        people=worth_listing(_person(context, one) for one in portfolio.all(Person)),
        services=worth_listing(_service(context, one) for one in portfolio.all(Service)),
        tags=worth_listing(details_of(context, one) for one in portfolio.all(TagDefinition)),
    )


def _team(context: PageContext, entity: Entity[Team]) -> EntryDetails:
    return details_of(context, entity, facts=(Fact("Lead:", words=context.name("person", entity.entry.lead)),))


def _person(context: PageContext, entity: Entity[Person]) -> EntryDetails:
    entry = entity.entry
    facts = (
        Fact("", words=entry.name or ""),
        Fact("", words=entry.role if entry.role != entity.title else ""),
        Fact("", words=context.name("team", entry.team)),
    )
    addresses = (WebLink(entry.email, f"mailto:{entry.email}"),) if entry.email else ()
    return details_of(context, entity, facts=facts, addresses=addresses)


def _service(context: PageContext, entity: Entity[Service]) -> EntryDetails:
    entry = entity.entry
    facts = (
        Fact("Owner:", words=context.name("person", entry.owner)),
        Fact("Criticality:", words=phrasing.sentence(entry.criticality or "")),
        Fact("Service level:", words=entry.slo or ""),
    )
    return details_of(context, entity, facts=facts)
