"""Operations part of a handover: access, runbooks, monitoring, backup, known issues, debt, support."""

from __future__ import annotations

from milepost.kit import phrasing
from milepost.kit.components import Fact, Mark
from milepost.kit.context import PageContext
from milepost.kit.money import money
from milepost.pages.handover.components import FactCell, HandoverPart, Listing, Row, table
from milepost.pages.handover.context import HandoverContext
from milepost.pages.handover.dates import dated, distance
from milepost.schema.duration import Duration
from milepost.schema.period import Period

_WEB = ("https://", "http://")


def access(handover: HandoverContext) -> HandoverPart | None:
    """Access: system, role, whom to ask, secret location, rotation."""
    rows = []
    for one in handover.context.portfolio.nested(handover.entity, "access"):
        entry = one.entry
        cells = (
            handover.about(one),
            FactCell(entry.role or ""),
            FactCell(handover.context.name("person", entry.granted_via)),
            FactCell(code=entry.vault_reference or ""),
            _changed(handover.context, entry.rotate is True, entry.rotated_on),
        )
        rows.append(Row(handover.of(one), cells))
    found = table("Opens", "As", "Ask", "The secret lies in", "Changed", rows=rows)
    return HandoverPart("access", "Access", handover.note("access"), table=found) if found else None


def _changed(context: PageContext, must: bool, when: Period | None) -> FactCell:
    if when and when.first and when.first > context.as_of:
        return FactCell(mark=Mark("health", "at_risk", f"Planned {phrasing.on(when)}"))
    if when:
        return FactCell(mark=Mark("status", "done", phrasing.sentence(phrasing.period(when))))
    return FactCell(mark=Mark("health", "at_risk", "Not yet")) if must else FactCell()


def runbooks(handover: HandoverContext) -> HandoverPart | None:
    """Runbooks, and when each was last rehearsed."""
    rows = []
    for one in handover.context.portfolio.nested(handover.entity, "runbook"):
        entry, when = one.entry, one.entry.last_rehearsed
        tried = FactCell(mark=Mark("health", "at_risk", "Never"))
        if when and when.first and when.first <= handover.context.as_of:
            tried = FactCell(phrasing.period(when), sub=distance(when, handover.context.as_of))
        elif when:
            tried = FactCell(mark=Mark("health", "at_risk", "Never"), sub=f"planned {phrasing.on(when)}")
        rows.append(Row(handover.of(one), (handover.about(one, entry.url or ""), tried)))
    found = table("When", "Last rehearsed", rows=rows)
    return HandoverPart("runbooks", "Runbooks", handover.note("runbooks"), table=found) if found else None


def monitoring(handover: HandoverContext) -> HandoverPart | None:
    """Monitors, and whom they alert."""
    rows = [
        Row(
            handover.of(one),
            (
                handover.about(one, one.entry.url or ""),
                FactCell(handover.context.name("person", one.entry.alerts)),
            ),
        )
        for one in handover.context.portfolio.nested(handover.entity, "monitor")
    ]
    found = table("What is watched", "Who is called", rows=rows)
    return HandoverPart("monitoring", "Monitoring", table=found) if found else None


def backup(handover: HandoverContext) -> HandoverPart | None:
    """Backup: data loss limit (RPO), recovery time (RTO) and the last restore test."""
    found = handover.entity.entry.backup
    if not found:
        return None
    facts = (
        Fact("Work lost at most", words=_length(found.rpo), note="RPO"),
        Fact("Back within", words=_length(found.rto), note="RTO"),
        Fact("Last restored", words=dated(found.last_restore_test, handover.context.as_of) or "never tried"),
    )
    return HandoverPart("backup", "Backup", handover.note("backup"), facts=tuple(fact for fact in facts if fact.words))


def _length(length: Duration | None) -> str:
    if length is None:
        return ""
    return str(length) if length.seconds is None else phrasing.elapsed(length.seconds)


def known_issues(handover: HandoverContext) -> HandoverPart | None:
    """Known issues and their workarounds."""
    rows = [
        Row(
            handover.of(one),
            (
                handover.about(one),
                FactCell(prose=one.entry.workaround or ""),
                _ticket(one.entry.ticket),
            ),
        )
        for one in handover.context.portfolio.nested(handover.entity, "known-issue")
    ]
    found = table("What happens", "Until it is put right", "Ticket", rows=rows)
    return HandoverPart("known-issues", "Known issues", table=found) if found else None


def debt(handover: HandoverContext) -> HandoverPart | None:
    """Technical debt and its cost."""
    rows = [
        Row(
            handover.of(one),
            (
                handover.about(one),
                FactCell(money(handover.context, one.entry.cost, handover.entity.entry.currency)),
                _ticket(one.entry.ticket),
            ),
        )
        for one in handover.context.portfolio.nested(handover.entity, "debt")
    ]
    found = table("What", "Cost", "Ticket", rows=rows)
    return HandoverPart("debt", "Technical debt", table=found) if found else None


def _ticket(ticket: str | None) -> FactCell:
    leads = bool(ticket) and str(ticket).lower().startswith(_WEB)
    return FactCell(ticket or "", address=ticket or "" if leads else "")


def support(handover: HandoverContext) -> HandoverPart | None:
    """Support hours, tiers, escalation and contacts."""
    found = handover.entity.entry.support
    if not found:
        return None
    lists = (
        Listing("Who is asked, in this order", found.tiers, "order"),
        Listing("When that is not enough", found.escalation, "order"),
        Listing("How to reach them", found.contacts),
    )
    return HandoverPart(
        "support",
        "Support",
        facts=(Fact("Hours", words=found.hours),) if found.hours else (),
        lists=tuple(one for one in lists if one.entries),
    )
