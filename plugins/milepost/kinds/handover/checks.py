"""Gaps in a handover, before and after it takes effect."""

from __future__ import annotations

from collections.abc import Iterator

from milepost.checks.check import Context, check, day_count, named
from milepost.checks.dates import days_after
from milepost.checks.violation import Violation
from milepost.graph.portfolio import Entity
from milepost.kinds.handover.contracts import ends_early
from milepost.kinds.handover.model import Criterion, Handover
from milepost.schema.date_arithmetic import days_past


def _in_effect(c: Context) -> Iterator[Entity[Handover]]:
    """Handovers that are in progress or done, or whose effective date has passed."""
    for entity in c.portfolio.all(Handover):
        if entity.entry.status in ("in_progress", "done") or days_past(entity.entry.effective, c.as_of):
            yield entity


@check("handover-parties", "error", "A handover does not say from whom or to whom.")
def handover_parties(c: Context) -> Iterator[Violation]:
    for entity in c.portfolio.all(Handover):
        missing = [name for name in ("from", "to") if not getattr(entity.entry, name)]
        if missing:
            message = f"{named(entity)} does not say {' and '.join(f'{name} whom' for name in missing)}"
            hint = " and ".join(f"{name}: a team, or a role" for name in missing)
            yield c.found(entity, (), message, hint)


@check("handover-dates", "warning", "The dates of a handover are in an order that cannot be meant.")
def handover_dates(c: Context) -> Iterator[Violation]:
    for entity in c.portfolio.all(Handover):
        entry = entity.entry
        for name, words in (("warranty_until", "ends its warranty"), ("recheck_on", "is looked at again")):
            when = getattr(entry, name)
            if early := days_after(entry.effective, when):
                message = (
                    f"{named(entity)} {words} {when}, {day_count(early)} before it takes effect ({entry.effective})"
                )
                yield c.found(entity, (name,), message, "is one of them mistyped?")


@check("handover-owner", "warning", "Something changes hands, and nobody is named who answers for it afterwards.")
def handover_owner(c: Context) -> Iterator[Violation]:
    for entity in _in_effect(c):
        assets = c.portfolio.nested(entity, "ownership")
        if not assets:
            message = f"{named(entity)} names nothing that anybody will answer for"
            yield c.found(entity, (), message, "add ownership: with asset: and new:")
        for asset in assets:
            if not asset.entry.new:
                message = f"nobody is named who answers for {named(asset)} afterwards"
                yield c.found(asset, (), message, "add new: (a role)")


@check("runbook-never-rehearsed", "warning", "A runbook changes hands that nobody has ever gone through.")
def runbook_never_rehearsed(c: Context) -> Iterator[Violation]:
    for entity in _in_effect(c):
        for runbook in c.portfolio.nested(entity, "runbook"):
            if not runbook.entry.last_rehearsed:
                message = f"the runbook {named(runbook)} was never rehearsed"
                hint = "go through it once with those who will need it, and set last_rehearsed:"
                yield c.found(runbook, (), message, hint)


@check("access-not-rotated", "warning", "A secret must change with the handover, and has not.")
def access_not_rotated(c: Context) -> Iterator[Violation]:
    for entity in _in_effect(c):
        for access in c.portfolio.nested(entity, "access"):
            if access.entry.rotate and not access.entry.rotated_on:
                message = f"the access to {named(access)} was to be changed, and was not yet"
                yield c.found(access, ("rotate",), message, "change it, and set rotated_on:")


@check("contract-expiry", "warning", "A contract ends before the handover takes effect, or within its warranty.")
def contract_expiry(c: Context) -> Iterator[Violation]:
    for entity in c.portfolio.all(Handover):
        effective, until = entity.entry.effective, entity.entry.warranty_until
        for contract in c.portfolio.nested(entity, "contract"):
            ends = contract.entry.expires
            when = {
                "before": f"before {named(entity)} takes effect ({effective})",
                "over": f"{day_count(days_past(ends, c.as_of))} ago",
                "within": f"within the warranty of {named(entity)} (until {until})",
            }.get(ends_early(entity.entry, contract.entry, c.as_of) or "")
            if not when:
                continue
            message = f"the contract {named(contract)} ends {ends}, {when}"
            yield c.found(contract, ("expires",), message, "renew it, or say what takes its place")


@check("acceptance-missing", "warning", "A handover has taken effect or is done, and not everybody has accepted it.")
def acceptance_missing(c: Context) -> Iterator[Violation]:
    for entity in c.portfolio.all(Handover):
        past = days_past(entity.entry.effective, c.as_of)
        if not past and entity.entry.status != "done":
            continue
        since = f"took effect {entity.entry.effective}, {day_count(past)} ago" if past else "is done"
        found = c.portfolio.nested(entity, "acceptance")
        if not found:
            message = f"{named(entity)} {since}, and nobody has accepted it"
            yield c.found(entity, (), message, "add acceptance: with role: and decision:")
        for one in found:
            if one.entry.decision in (None, "rejected"):
                said = "has rejected it" if one.entry.decision else "has not decided"
                message = f"{named(entity)} {since}, and {named(one)} {said}"
                yield c.found(one, ("decision",), message, "ask, and write down the answer")


@check("waiver-without-reason", "warning", "A criterion was waived, and nobody says why or who let it go.")
def waiver_without_reason(c: Context) -> Iterator[Violation]:
    for criterion in c.portfolio.all(Criterion):
        entry = criterion.entry
        missing = [name for name in ("waiver_reason", "approver") if not getattr(entry, name)]
        if entry.status == "waived" and missing:
            left = "why" if missing[0] == "waiver_reason" else "by whom"
            message = f"{named(criterion)} was waived, and nothing says {left}"
            hint = f"add {' and '.join(f'{name}:' for name in missing)}"
            yield c.found(criterion, ("status",), message, hint)


@check("done-but-not-ready", "warning", "A handover is done, and a criterion that it had to wait for is not met.")
def done_but_not_ready(c: Context) -> Iterator[Violation]:
    for entity in c.portfolio.all(Handover):
        for lost in c.insight.readiness(entity).missing if entity.entry.status == "done" else ():
            if lost.stops and lost.part == "criteria" and lost.about:
                message = f"{named(entity)} is done, and {named(lost.about)} is not met"
                hint = "meet it, or waive it and say why"
                yield c.found(lost.about, ("status",), message, hint)


@check("two-handovers", "error", "Two handovers are of the same project, which has a page for one.")
def two_handovers(c: Context) -> Iterator[Violation]:
    first: dict[str, Entity[Handover]] = {}
    for entity in c.portfolio.all(Handover):
        name = entity.entry.project or entity.id
        if (other := first.setdefault(name.lower(), entity)) is not entity:
            at = c.portfolio.place(other)
            message = f"{named(entity)} and {named(other)} ({at.path}:{at.line}) are both of '{name}'"
            hint = "make one of them, or give each a project: of its own"
            yield c.found(entity, ("project",), message, hint)
