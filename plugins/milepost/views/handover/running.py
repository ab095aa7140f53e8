"""What it takes to run it: access, runbooks, monitoring, backup, known issues, debt, support."""

from __future__ import annotations

from milepost.model.duration import Duration
from milepost.model.period import Period
from milepost.views import words
from milepost.views.desk import Desk
from milepost.views.handover.case import Case
from milepost.views.handover.dates import dated, distance
from milepost.views.handover.pieces import Cell, Listing, Part, Row, table
from milepost.views.money import money
from milepost.views.pieces import Fact, Mark

_WEB = ("https://", "http://")


def access(case: Case) -> Part | None:
    """Who can get in, and where the secrets lie."""
    rows = []
    for one in case.desk.portfolio.nested(case.thing, "access"):
        entry = one.entry
        cells = (
            case.about(one),
            Cell(entry.role or ""),
            Cell(case.desk.name("person", entry.granted_via)),
            Cell(code=entry.vault_reference or ""),
            _changed(case.desk, entry.rotate is True, entry.rotated_on),
        )
        rows.append(Row(case.of(one), cells))
    found = table("Opens", "As", "Ask", "The secret lies in", "Changed", rows=rows)
    return Part("access", "Access", case.note("access"), table=found) if found else None


def _changed(desk: Desk, must: bool, when: Period | None) -> Cell:
    if when and when.first and when.first > desk.as_of:
        return Cell(mark=Mark("health", "at_risk", f"Planned {words.on(when)}"))
    if when:
        return Cell(mark=Mark("status", "done", words.sentence(words.period(when))))
    return Cell(mark=Mark("health", "at_risk", "Not yet")) if must else Cell()


def runbooks(case: Case) -> Part | None:
    """What to do when something happens, and whether anybody has tried it."""
    rows = []
    for one in case.desk.portfolio.nested(case.thing, "runbook"):
        entry, when = one.entry, one.entry.last_rehearsed
        tried = Cell(mark=Mark("health", "at_risk", "Never"))
        if when and when.first and when.first <= case.desk.as_of:
            tried = Cell(words.period(when), sub=distance(when, case.desk.as_of))
        elif when:
            tried = Cell(mark=Mark("health", "at_risk", "Never"), sub=f"planned {words.on(when)}")
        rows.append(Row(case.of(one), (case.about(one, entry.url or ""), tried)))
    found = table("When", "Last rehearsed", rows=rows)
    return Part("runbooks", "Runbooks", case.note("runbooks"), table=found) if found else None


def monitoring(case: Case) -> Part | None:
    """What is watched, and who hears of it."""
    rows = [
        Row(
            case.of(one),
            (
                case.about(one, one.entry.url or ""),
                Cell(case.desk.name("person", one.entry.alerts)),
            ),
        )
        for one in case.desk.portfolio.nested(case.thing, "monitor")
    ]
    found = table("What is watched", "Who is called", rows=rows)
    return Part("monitoring", "Monitoring", table=found) if found else None


def backup(case: Case) -> Part | None:
    """What can be lost, for how long, and whether that was tried."""
    found = case.thing.entry.backup
    if not found:
        return None
    facts = (
        Fact("Work lost at most", words=_length(found.rpo), note="RPO"),
        Fact("Back within", words=_length(found.rto), note="RTO"),
        Fact("Last restored", words=dated(found.last_restore_test, case.desk.as_of) or "never tried"),
    )
    return Part("backup", "Backup", case.note("backup"), facts=tuple(fact for fact in facts if fact.words))


def _length(length: Duration | None) -> str:
    if length is None:
        return ""
    return str(length) if length.seconds is None else words.elapsed(length.seconds)


def known_issues(case: Case) -> Part | None:
    """What does not work as it should, and what to do until it does."""
    rows = [
        Row(
            case.of(one),
            (
                case.about(one),
                Cell(prose=one.entry.workaround or ""),
                _ticket(one.entry.ticket),
            ),
        )
        for one in case.desk.portfolio.nested(case.thing, "known-issue")
    ]
    found = table("What happens", "Until it is put right", "Ticket", rows=rows)
    return Part("known-issues", "Known issues", table=found) if found else None


def debt(case: Case) -> Part | None:
    """What works and will have to be made better."""
    rows = [
        Row(
            case.of(one),
            (
                case.about(one),
                Cell(money(case.desk, one.entry.cost, case.thing.entry.currency)),
                _ticket(one.entry.ticket),
            ),
        )
        for one in case.desk.portfolio.nested(case.thing, "debt")
    ]
    found = table("What", "Cost", "Ticket", rows=rows)
    return Part("debt", "Technical debt", table=found) if found else None


def _ticket(ticket: str | None) -> Cell:
    leads = bool(ticket) and str(ticket).lower().startswith(_WEB)
    return Cell(ticket or "", address=ticket or "" if leads else "")


def support(case: Case) -> Part | None:
    """Who helps, when and in which order."""
    found = case.thing.entry.support
    if not found:
        return None
    lists = (
        Listing("Who is asked, in this order", found.tiers, "order"),
        Listing("When that is not enough", found.escalation, "order"),
        Listing("How to reach them", found.contacts),
    )
    return Part(
        "support",
        "Support",
        facts=(Fact("Hours", words=found.hours),) if found.hours else (),
        lists=tuple(one for one in lists if one.entries),
    )
