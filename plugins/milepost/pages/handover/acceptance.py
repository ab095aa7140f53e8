"""Acceptance of a handover: criteria, knowledge transfer, open actions, risks, decisions, sign-off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from milepost.graph.portfolio import Entity
from milepost.kinds.handover.model import Handover
from milepost.kinds.lessons.model import Action
from milepost.kit import phrasing
from milepost.kit.components import Mark
from milepost.kit.context import PageContext
from milepost.pages.handover.components import FactCell, HandoverPart, Listing, Row, table
from milepost.pages.handover.context import HandoverContext
from milepost.pages.handover.dates import distance
from milepost.pages.handover.reasons import title_of

_CRITERIA = {"met": ("status", "done", "Met"), "waived": ("status", "cancelled", "Waived")}
_ACTIONS = {"proposed": "proposed", "accepted": "planned", "in_progress": "in_progress"}
_DECISIONS = {
    "accepted": ("status", "done"),
    "conditional": ("health", "at_risk"),
    "rejected": ("health", "off_track"),
}


@dataclass(frozen=True, slots=True)
class Signature:
    """A role and its decision; `when` is its date. An `open` one gets a line to sign on in print."""

    anchor: str
    role: str
    mark: Mark
    when: str
    conditions: str
    open: bool


def criteria(handover: HandoverContext) -> HandoverPart | None:
    """The readiness criteria."""
    rows = []
    for one in handover.context.portfolio.nested(handover.entity, "criterion"):
        entry = one.entry
        cells = (
            handover.about(one),
            FactCell(entry.gate or ""),
            _met(entry),
            FactCell(entry.evidence or entry.waiver_reason or "", sub=handover.context.name("person", entry.approver)),
        )
        rows.append(Row(handover.of(one), cells))
    found = table("Criterion", "Blocks", "State", "Evidence, or reason for the waiver", rows=rows)
    return HandoverPart("criteria", "Readiness criteria", handover.note("criteria"), table=found) if found else None


def _met(entry: Any) -> FactCell:
    if entry.status in _CRITERIA:
        return FactCell(mark=Mark(*_CRITERIA[entry.status]))
    word = "Not met" if entry.status else "Open"
    if entry.gate:
        return FactCell(mark=Mark("health", "off_track", word), sub="blocks the handover")
    return FactCell(mark=Mark("health", "at_risk", word) if entry.status else Mark("status", "planned", word))


def knowledge(handover: HandoverContext) -> HandoverPart | None:
    """The knowledge transfer sessions."""
    rows = []
    for one in handover.context.portfolio.nested(handover.entity, "knowledge"):
        entry = one.entry
        shown = Mark("status", "done", "Yes") if entry.demonstrated else Mark("status", "planned", "Not yet")
        cells = (
            handover.about(one),
            FactCell(handover.context.portfolio.label("method", entry.method) if entry.method else ""),
            FactCell(
                phrasing.period(entry.date) if entry.date else "", sub=distance(entry.date, handover.context.as_of)
            ),
            FactCell(mark=shown),
        )
        rows.append(Row(handover.of(one), cells))
    found = table("Topic", "Method", "Date", "Demonstrated by the new owners", rows=rows)
    return HandoverPart("knowledge", "Knowledge transfer", handover.note("knowledge"), table=found) if found else None


def actions(handover: HandoverContext) -> HandoverPart | None:
    """The open actions, the longest overdue first."""
    found = sorted(
        handover.context.insight.readiness(handover.entity).open_actions,
        key=lambda one: -handover.context.insight.action(one).late_by_days,
    )
    made = table(
        "What", "Who", "Due", "From", "State", rows=[_action(handover.context, handover.entity, one) for one in found]
    )
    note = phrasing.count(len(found), "action")
    return HandoverPart("actions", "Open actions", note, table=made) if made else None


def _action(context: PageContext, entity: Entity[Handover], one: Entity[Action]) -> Row:
    entry, late = one.entry, context.insight.action(one).late_by_days
    who = [context.name("person", entry.owner), context.name("team", entry.team)]
    state = Mark(
        "status", _ACTIONS.get(entry.status or "", "planned"), context.portfolio.label("action", entry.status or "open")
    )
    cells = (
        FactCell(ref=context.ref(one)),
        FactCell(", ".join(filter(None, who))),
        FactCell(
            phrasing.period(entry.due) if entry.due else "",
            warning=f"{phrasing.duration(late)} overdue" if late else "",
        ),
        FactCell(ref=context.ref(one.parent) if one.parent and one.parent is not entity else None),
        FactCell(mark=state),
    )
    return Row("", cells)


def beside(handover: HandoverContext) -> HandoverPart | None:
    """Risks that go with the handover, and decisions to know."""
    lists = (
        Listing("Risks handed over", handover.entity.entry.risks),
        Listing("Decisions to know", handover.entity.entry.decisions),
    )
    found = tuple(one for one in lists if one.entries)
    title = phrasing.sentence(
        phrasing.listing(word for word, one in zip(("risks", "decisions"), lists, strict=True) if one.entries)
    )
    return HandoverPart("risks", title, lists=found) if found else None


def signatures(handover: HandoverContext) -> tuple[Signature, ...]:
    """The sign-offs, in the order written."""
    return tuple(_signature(handover, one) for one in handover.context.portfolio.nested(handover.entity, "acceptance"))


def _signature(handover: HandoverContext, one: Entity[Any]) -> Signature:
    entry = one.entry
    group, value = _DECISIONS.get(entry.decision, ("status", "planned"))
    word = handover.context.portfolio.label("decision", entry.decision or "open")
    return Signature(
        anchor=handover.of(one),
        role=title_of(handover.context, one),
        mark=Mark(group, value, word),
        when=phrasing.period(entry.date) if entry.date and entry.decision else "",
        conditions=entry.conditions or "",
        open=not entry.decision,
    )
