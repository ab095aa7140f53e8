"""What changes hands: scope, system, ownership, artefacts, contracts."""

from __future__ import annotations

from milepost.insight.contracts import ends_early
from milepost.views import words
from milepost.views.handover.case import Case
from milepost.views.handover.dates import dated, distance
from milepost.views.handover.pieces import Cell, Listing, Part, Row, table
from milepost.views.pieces import Fact, Mark

_STATES = {"pending": "planned", "in_progress": "in_progress", "transferred": "done"}
_EARLY = {
    "before": "ends before the handover takes effect",
    "over": "has ended",
    "within": "ends within the warranty",
}


def scope(case: Case) -> Part | None:
    """What goes over, and what stays."""
    found = case.thing.entry.scope
    if not found:
        return None
    lists = (Listing("Goes over", found.included), Listing("Stays behind", found.excluded, "no"))
    return Part("scope", "Scope", lists=tuple(one for one in lists if one.entries))


def system(case: Case) -> Part | None:
    """What it is for, who uses it, and what it needs."""
    found = case.thing.entry.system
    if not found:
        return None
    facts = [
        Fact("Used by", words=found.users or ""),
        Fact("Criticality", words=words.sentence(found.criticality or "")),
        Fact("Needs", words=words.listing(case.desk.name("service", one) for one in found.dependencies)),
        Fact("Runs in", words=words.listing(found.environments)),
    ]
    lists = (Listing("Promised", found.slo),) if found.slo else ()
    return Part(
        "system",
        "The system",
        prose=found.purpose or "",
        facts=tuple(fact for fact in facts if fact.words),
        lists=lists,
    )


def ownership(case: Case) -> Part | None:
    """Who answers for what, before and after."""
    rows = []
    for one in case.desk.portfolio.nested(case.thing, "ownership"):
        entry, state = one.entry, one.entry.state or "pending"
        nobody = case.desk.portfolio.innermost and not entry.new
        cells = (
            case.about(one),
            Cell(case.desk.name("person", entry.current)),
            Cell(case.desk.name("person", entry.new), warning="nobody is named" if nobody else ""),
            Cell(mark=Mark("status", _STATES[state], case.desk.portfolio.label("ownership", state))),
        )
        rows.append(Row(case.of(one), cells))
    found = table("What", "Now", "Afterwards", "State", rows=rows)
    return Part("ownership", "Ownership", case.note("ownership"), table=found) if found else None


def artefacts(case: Case) -> Part | None:
    """What was made and has to be kept."""
    rows = []
    for one in case.desk.portfolio.nested(case.thing, "artefact"):
        entry = one.entry
        when = entry.last_reviewed
        marks = {True: Mark("status", "done", "Yes"), False: Mark("health", "at_risk", "No")}
        cells = (
            case.about(one),
            Cell(case.desk.portfolio.label("artefact", entry.type) if entry.type else ""),
            Cell(case.desk.name("person", entry.owner)),
            Cell(entry.location or ""),
            Cell(words.period(when) if when else "", sub=distance(when, case.desk.as_of)),
            Cell(mark=marks.get(entry.accepted, Mark("status", "planned", "Open"))),
        )
        rows.append(Row(case.of(one), cells))
    found = table("What", "Type", "Kept by", "Where", "Last review", "Accepted", rows=rows)
    return Part("artefacts", "Artefacts", case.note("artefacts"), table=found) if found else None


def contracts(case: Case) -> Part | None:
    """Agreements with somebody outside, and when they end."""
    rows = []
    for one in case.desk.portfolio.nested(case.thing, "contract"):
        entry = one.entry
        early = ends_early(case.thing.entry, entry, case.desk.as_of)
        cells = (
            case.about(one),
            Cell(case.desk.name("person", entry.owner)),
            Cell(dated(entry.expires, case.desk.as_of), warning=_EARLY[early] if early else ""),
        )
        rows.append(Row(case.of(one), cells))
    found = table("With or about", "Looked after by", "Ends", rows=rows)
    return Part("contracts", "Contracts", table=found) if found else None
