"""The directory: teams, people, services and tags, which have no pages of their own."""

from __future__ import annotations

from dataclasses import dataclass

from milepost.graph.portfolio import Entity
from milepost.kinds.portfolio.model import Person, Service, TagDefinition, Team
from milepost.kit import phrasing
from milepost.kit.components import Fact, WebLink
from milepost.kit.context import PageContext
from milepost.kit.entry_details import EntryDetails, details_of, worth_listing
from milepost.kit.schedule_words import person_days, short_period


@dataclass(frozen=True, slots=True)
class DirectoryView:
    """The declared entries of each type; those with nothing but a title are left out."""

    teams: tuple[EntryDetails, ...]
    people: tuple[EntryDetails, ...]
    services: tuple[EntryDetails, ...]
    tags: tuple[EntryDetails, ...]


def directory_of(context: PageContext) -> DirectoryView:
    """The directory, in the order of the declarations."""
    portfolio = context.portfolio
    return DirectoryView(
        teams=worth_listing(_team(context, one) for one in portfolio.all(Team)),
        people=worth_listing(_person(context, one) for one in portfolio.all(Person)),
        services=worth_listing(_service(context, one) for one in portfolio.all(Service)),
        tags=worth_listing(details_of(context, one) for one in portfolio.all(TagDefinition)),
    )


def _team(context: PageContext, entity: Entity[Team]) -> EntryDetails:
    capacity = (
        f"{short_period(one.period)}: {person_days(one.effort.person_days or 0)}" for one in entity.entry.capacity
    )
    facts = (
        Fact("Lead:", words=context.name("person", entity.entry.lead)),
        Fact("Capacity:", words=", ".join(capacity)),
    )
    return details_of(context, entity, facts=facts)


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
