"""What outsiders get to see, and what was meant for them and does not reach them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from milepost.audience import audience_of
from milepost.checks.check import Context, check, named, some
from milepost.checks.directory import all_things
from milepost.checks.violation import Violation
from milepost.portfolio import Thing
from milepost.reach import under_embargo


@check("empty-outer-site", "warning", "Nothing is for the outermost audience.", of_absence=True)
def empty_outer_site(c: Context) -> Iterator[Violation]:
    if c.outsides and not c.outsides[0].pairs and c.portfolio.types:
        audience = c.portfolio.audiences[0]
        hint = f"write 'audience: {audience}' into a document, an entry or a folder's _audience.yml"
        yield Violation(f"nothing here is for {audience} readers", hint=hint)


@check("public-without-summary", "info", "Items that outsiders see have neither a summary nor a description.")
def public_without_summary(c: Context) -> Iterator[Violation]:
    for outside in c.outsides[:1]:
        bare: dict[str, list[Thing[Any]]] = {}
        for thing, seen in outside.pairs.items():
            if thing.type == "item" and not (seen.entry.summary or seen.entry.description):
                bare.setdefault(thing.document.relative, []).append(thing)
        for things in bare.values():
            have = "has" if len(things) == 1 else "have"
            message = f"{some(things)} {have} no summary for {outside.audience} readers"
            hint = "a sentence that says what customers get"
            yield c.found(things[0], (), message, hint)


@check("public-health-reason", "info", "Outsiders see that an item is at risk or off track, and not why.")
def public_health_reason(c: Context) -> Iterator[Violation]:
    for outside in c.outsides[:1]:
        for thing, seen in outside.pairs.items():
            if thing.type != "item" or seen.entry.health not in ("at_risk", "off_track"):
                continue
            if not seen.entry.health_reason:
                health = c.portfolio.label("health", seen.entry.health).lower()
                message = f"{outside.audience} readers see that {named(thing)} is {health}, and not why"
                hint = "add public: {health_reason: …}, or disclose reasons"
                yield c.found(thing, ("health",), message, hint)


@check("public-without-effect", "info", "An entry has words for outsiders, and no outsider sees the entry.")
def public_without_effect(c: Context) -> Iterator[Violation]:
    for thing in c.outsides[-1].hidden if c.outsides else ():
        if thing.entry.public and not under_embargo(thing.document, c.as_of):
            message = f"{named(thing)} has words for outsiders, and only {c.portfolio.audiences[-1]} readers see it"
            yield c.found(thing, ("public",), message, "set its audience, or take them out")


@check("audience-without-effect", "warning", "An entry is meant for more readers than what it stands in.")
def audience_without_effect(c: Context) -> Iterator[Violation]:
    rank = c.portfolio.audiences.index
    for thing in all_things(c.portfolio):
        own = thing.entry.audience
        # What waits for a day is meant for its readers all the same.
        around = audience_of(c.portfolio, thing.parent, date.max) if own and thing.parent else None
        if around and thing.parent and rank(own) < rank(around):
            holder = f"{named(thing.parent)}, which is for {around}"
            message = f"{named(thing)} is for {own} readers, but stands in {holder}"
            hint = "open what it stands in, or leave this audience out"
            yield c.found(thing, ("audience",), message, hint)
