"""What external readers see, and what was meant for them but does not reach them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from milepost.access.audience_filter import audience_of
from milepost.access.effective_audience import is_under_embargo
from milepost.checks.check import Context, check, named, titles_of
from milepost.checks.id_suggestions import all_entities
from milepost.checks.violation import Violation
from milepost.graph.portfolio import Entity


@check("empty-outer-site", "warning", "Nothing is for the outermost audience.", of_absence=True)
def empty_outer_site(c: Context) -> Iterator[Violation]:
    if c.audience_views and not c.audience_views[0].pairs and c.portfolio.types:
        audience = c.portfolio.audiences[0]
        hint = f"write 'audience: {audience}' into a document, an entry or a folder's _audience.yml"
        yield Violation(f"nothing here is for {audience} readers", hint=hint)


@check("public-without-summary", "info", "Items that outsiders see have neither a summary nor a description.")
def public_without_summary(c: Context) -> Iterator[Violation]:
    for view in c.audience_views[:1]:
        bare: dict[str, list[Entity[Any]]] = {}
        for entity, seen in view.pairs.items():
            if entity.type == "item" and not (seen.entry.summary or seen.entry.description):
                bare.setdefault(entity.document.relative, []).append(entity)
        for entities in bare.values():
            have = "has" if len(entities) == 1 else "have"
            message = f"{titles_of(entities)} {have} no summary for {view.audience} readers"
            hint = "a sentence that says what customers get"
            yield c.found(entities[0], (), message, hint)


@check("public-health-reason", "info", "Outsiders see that an item is at risk or off track, and not why.")
def public_health_reason(c: Context) -> Iterator[Violation]:
    for view in c.audience_views[:1]:
        for entity, seen in view.pairs.items():
            if entity.type != "item" or seen.entry.health not in ("at_risk", "off_track"):
                continue
            if not seen.entry.health_reason:
                health = c.portfolio.label("health", seen.entry.health).lower()
                message = f"{view.audience} readers see that {named(entity)} is {health}, and not why"
                hint = "add public: {health_reason: …}, or disclose reasons"
                yield c.found(entity, ("health",), message, hint)


@check("public-without-effect", "info", "An entry has words for outsiders, and no outsider sees the entry.")
def public_without_effect(c: Context) -> Iterator[Violation]:
    for entity in c.audience_views[-1].hidden if c.audience_views else ():
        if entity.entry.public and not is_under_embargo(entity.document, c.as_of):
            message = f"{named(entity)} has words for outsiders, and only {c.portfolio.audiences[-1]} readers see it"
            yield c.found(entity, ("public",), message, "set its audience, or take them out")


@check("audience-without-effect", "warning", "An entry is meant for more readers than what it stands in.")
def audience_without_effect(c: Context) -> Iterator[Violation]:
    rank = c.portfolio.audiences.index
    for entity in all_entities(c.portfolio):
        own = entity.entry.audience
        # An embargo only delays: the audience that is meant counts, hence the farthest day.
        around = audience_of(c.portfolio, entity.parent, date.max) if own and entity.parent else None
        if around and entity.parent and rank(own) < rank(around):
            holder = f"{named(entity.parent)}, which is for {around}"
            message = f"{named(entity)} is for {own} readers, but stands in {holder}"
            hint = "open what it stands in, or leave this audience out"
            yield c.found(entity, ("audience",), message, hint)
