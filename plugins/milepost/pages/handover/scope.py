"""What a handover covers: scope, system, ownership, artefacts, contracts."""

from __future__ import annotations

from milepost.kinds.handover.contracts import ends_early
from milepost.kit import phrasing
from milepost.kit.components import Fact, Mark
from milepost.pages.handover.components import FactCell, HandoverPart, Listing, Row, table
from milepost.pages.handover.context import HandoverContext
from milepost.pages.handover.dates import dated, distance

_STATES = {"pending": "planned", "in_progress": "in_progress", "transferred": "done"}
_EARLY = {
    "before": "ends before the handover takes effect",
    "over": "has ended",
    "within": "ends within the warranty",
}


def scope(handover: HandoverContext) -> HandoverPart | None:
    """What is in and out of scope."""
    found = handover.entity.entry.scope
    if not found:
        return None
    lists = (Listing("Goes over", found.included), Listing("Stays behind", found.excluded, "no"))
    return HandoverPart("scope", "Scope", lists=tuple(one for one in lists if one.entries))


def system(handover: HandoverContext) -> HandoverPart | None:
    """The system: its purpose, users, dependencies and service levels."""
    found = handover.entity.entry.system
    if not found:
        return None
    facts = [
        Fact("Used by", words=found.users or ""),
        Fact("Criticality", words=phrasing.sentence(found.criticality or "")),
        Fact("Needs", words=phrasing.listing(handover.context.name("service", one) for one in found.dependencies)),
        Fact("Runs in", words=phrasing.listing(found.environments)),
    ]
    lists = (Listing("Promised", found.slo),) if found.slo else ()
    return HandoverPart(
        "system",
        "The system",
        prose=found.purpose or "",
        facts=tuple(fact for fact in facts if fact.words),
        lists=lists,
    )


def ownership(handover: HandoverContext) -> HandoverPart | None:
    """Current and new owners."""
    rows = []
    for one in handover.context.portfolio.nested(handover.entity, "ownership"):
        entry, state = one.entry, one.entry.state or "pending"
        nobody = handover.context.portfolio.innermost and not entry.new
        cells = (
            handover.about(one),
            FactCell(handover.context.name("person", entry.current)),
            FactCell(handover.context.name("person", entry.new), warning="nobody is named" if nobody else ""),
            FactCell(mark=Mark("status", _STATES[state], handover.context.portfolio.label("ownership", state))),
        )
        rows.append(Row(handover.of(one), cells))
    found = table("What", "Now", "Afterwards", "State", rows=rows)
    return HandoverPart("ownership", "Ownership", handover.note("ownership"), table=found) if found else None


def artefacts(handover: HandoverContext) -> HandoverPart | None:
    """Artefacts that are handed over."""
    rows = []
    for one in handover.context.portfolio.nested(handover.entity, "artefact"):
        entry = one.entry
        when = entry.last_reviewed
        marks = {True: Mark("status", "done", "Yes"), False: Mark("health", "at_risk", "No")}
        cells = (
            handover.about(one),
            FactCell(handover.context.portfolio.label("artefact", entry.type) if entry.type else ""),
            FactCell(handover.context.name("person", entry.owner)),
            FactCell(entry.location or ""),
            FactCell(phrasing.period(when) if when else "", sub=distance(when, handover.context.as_of)),
            FactCell(mark=marks.get(entry.accepted, Mark("status", "planned", "Open"))),
        )
        rows.append(Row(handover.of(one), cells))
    found = table("What", "Type", "Kept by", "Where", "Last review", "Accepted", rows=rows)
    return HandoverPart("artefacts", "Artefacts", handover.note("artefacts"), table=found) if found else None


def contracts(handover: HandoverContext) -> HandoverPart | None:
    """Contracts, and when they expire."""
    rows = []
    for one in handover.context.portfolio.nested(handover.entity, "contract"):
        entry = one.entry
        early = ends_early(handover.entity.entry, entry, handover.context.as_of)
        cells = (
            handover.about(one),
            FactCell(handover.context.name("person", entry.owner)),
            FactCell(dated(entry.expires, handover.context.as_of), warning=_EARLY[early] if early else ""),
        )
        rows.append(Row(handover.of(one), cells))
    found = table("With or about", "Looked after by", "Ends", rows=rows)
    return HandoverPart("contracts", "Contracts", table=found) if found else None
