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
from milepost.pages.handover.context import Case
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


def criteria(case: Case) -> HandoverPart | None:
    """The readiness criteria."""
    rows = []
    for one in case.context.portfolio.nested(case.entity, "criterion"):
        entry = one.entry
        cells = (
            case.about(one),
            FactCell(entry.gate or ""),
            _met(entry),
            FactCell(entry.evidence or entry.waiver_reason or "", sub=case.context.name("person", entry.approver)),
        )
        rows.append(Row(case.of(one), cells))
    found = table("What must be so", "Waits for it", "State", "Evidence, or why it was let go", rows=rows)
    return HandoverPart("criteria", "Readiness criteria", case.note("criteria"), table=found) if found else None


def _met(entry: Any) -> FactCell:
    if entry.status in _CRITERIA:
        return FactCell(mark=Mark(*_CRITERIA[entry.status]))
    word = "Not met" if entry.status else "Open"
    if entry.gate:
        return FactCell(mark=Mark("health", "off_track", word), sub="stops the handover")
    return FactCell(mark=Mark("health", "at_risk", word) if entry.status else Mark("status", "planned", word))


def knowledge(case: Case) -> HandoverPart | None:
    """The knowledge transfer sessions."""
    rows = []
    for one in case.context.portfolio.nested(case.entity, "knowledge"):
        entry = one.entry
        shown = Mark("status", "done", "Yes") if entry.demonstrated else Mark("status", "planned", "Not yet")
        cells = (
            case.about(one),
            FactCell(case.context.portfolio.label("method", entry.method) if entry.method else ""),
            FactCell(phrasing.period(entry.date) if entry.date else "", sub=distance(entry.date, case.context.as_of)),
            FactCell(mark=shown),
        )
        rows.append(Row(case.of(one), cells))
    found = table("What is to be known", "How", "When", "Done by the new owners", rows=rows)
    return HandoverPart("knowledge", "Knowledge transfer", case.note("knowledge"), table=found) if found else None


def actions(case: Case) -> HandoverPart | None:
    """The open actions, the longest overdue first."""
    found = sorted(
        case.context.insight.readiness(case.entity).open_actions,
        key=lambda one: -case.context.insight.action(one).late_by_days,
    )
    made = table("What", "Who", "Due", "From", "State", rows=[_action(case.context, case.entity, one) for one in found])
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
            phrasing.period(entry.due) if entry.due else "", warning=f"{phrasing.lasting(late)} overdue" if late else ""
        ),
        FactCell(ref=context.ref(one.parent) if one.parent and one.parent is not entity else None),
        FactCell(mark=state),
    )
    return Row("", cells)


def beside(case: Case) -> HandoverPart | None:
    """Risks that go with the handover, and decisions to know."""
    lists = (
        Listing("Risks that go with it", case.entity.entry.risks),
        Listing("Decisions to know", case.entity.entry.decisions),
    )
    found = tuple(one for one in lists if one.entries)
    title = phrasing.sentence(
        phrasing.listing(word for word, one in zip(("risks", "decisions"), lists, strict=True) if one.entries)
    )
    return HandoverPart("risks", title, lists=found) if found else None


def signatures(case: Case) -> tuple[Signature, ...]:
    """The sign-offs, in the order written."""
    return tuple(_signature(case, one) for one in case.context.portfolio.nested(case.entity, "acceptance"))


def _signature(case: Case, one: Entity[Any]) -> Signature:
    entry = one.entry
    group, value = _DECISIONS.get(entry.decision, ("status", "planned"))
    word = case.context.portfolio.label("decision", entry.decision or "open")
    return Signature(
        anchor=case.of(one),
        role=title_of(case.context, one),
        mark=Mark(group, value, word),
        when=phrasing.period(entry.date) if entry.date and entry.decision else "",
        conditions=entry.conditions or "",
        open=not entry.decision,
    )
