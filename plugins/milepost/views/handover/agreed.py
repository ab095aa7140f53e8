"""What is agreed and left to do: criteria, knowledge transfer, open actions, risks, decisions, sign-off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from milepost.model.handover import Handover
from milepost.model.lessons import Action
from milepost.portfolio import Thing
from milepost.views import words
from milepost.views.desk import Desk
from milepost.views.handover.case import Case
from milepost.views.handover.dates import distance
from milepost.views.handover.pieces import Cell, Listing, Part, Row, table
from milepost.views.handover.reasons import title_of
from milepost.views.pieces import Mark

_CRITERIA = {"met": ("status", "done", "Met"), "waived": ("status", "cancelled", "Waived")}
_ACTIONS = {"proposed": "proposed", "accepted": "planned", "in_progress": "in_progress"}
_DECISIONS = {
    "accepted": ("status", "done"),
    "conditional": ("health", "at_risk"),
    "rejected": ("health", "off_track"),
}


@dataclass(frozen=True, slots=True)
class Signature:
    """A role and its decision; `when` is its day. Who has not decided has a line to sign on, on paper."""

    anchor: str
    role: str
    mark: Mark
    when: str
    conditions: str
    open: bool


def criteria(case: Case) -> Part | None:
    """What must be so before it changes hands."""
    rows = []
    for one in case.desk.portfolio.nested(case.thing, "criterion"):
        entry = one.entry
        cells = (
            case.about(one),
            Cell(entry.gate or ""),
            _met(entry),
            Cell(entry.evidence or entry.waiver_reason or "", sub=case.desk.name("person", entry.approver)),
        )
        rows.append(Row(case.of(one), cells))
    found = table("What must be so", "Waits for it", "State", "Evidence, or why it was let go", rows=rows)
    return Part("criteria", "Readiness criteria", case.note("criteria"), table=found) if found else None


def _met(entry: Any) -> Cell:
    if entry.status in _CRITERIA:
        return Cell(mark=Mark(*_CRITERIA[entry.status]))
    word = "Not met" if entry.status else "Open"
    if entry.gate:
        return Cell(mark=Mark("health", "off_track", word), sub="stops the handover")
    return Cell(mark=Mark("health", "at_risk", word) if entry.status else Mark("status", "planned", word))


def knowledge(case: Case) -> Part | None:
    """What has to get from heads into others."""
    rows = []
    for one in case.desk.portfolio.nested(case.thing, "knowledge"):
        entry = one.entry
        shown = Mark("status", "done", "Yes") if entry.demonstrated else Mark("status", "planned", "Not yet")
        cells = (
            case.about(one),
            Cell(case.desk.portfolio.label("method", entry.method) if entry.method else ""),
            Cell(words.period(entry.date) if entry.date else "", sub=distance(entry.date, case.desk.as_of)),
            Cell(mark=shown),
        )
        rows.append(Row(case.of(one), cells))
    found = table("What is to be known", "How", "When", "Done by the new owners", rows=rows)
    return Part("knowledge", "Knowledge transfer", case.note("knowledge"), table=found) if found else None


def actions(case: Case) -> Part | None:
    """What is still to be done, what has been due the longest first."""
    found = sorted(
        case.desk.insight.readiness(case.thing).open_actions,
        key=lambda one: -case.desk.insight.action(one).late_by_days,
    )
    made = table("What", "Who", "Due", "From", "State", rows=[_action(case.desk, case.thing, one) for one in found])
    note = words.count(len(found), "action")
    return Part("actions", "Open actions", note, table=made) if made else None


def _action(desk: Desk, thing: Thing[Handover], one: Thing[Action]) -> Row:
    entry, late = one.entry, desk.insight.action(one).late_by_days
    who = [desk.name("person", entry.owner), desk.name("team", entry.team)]
    state = Mark(
        "status", _ACTIONS.get(entry.status or "", "planned"), desk.portfolio.label("action", entry.status or "open")
    )
    cells = (
        Cell(ref=desk.ref(one)),
        Cell(", ".join(filter(None, who))),
        Cell(words.period(entry.due) if entry.due else "", warning=f"{words.lasting(late)} overdue" if late else ""),
        Cell(ref=desk.ref(one.parent) if one.parent and one.parent is not thing else None),
        Cell(mark=state),
    )
    return Row("", cells)


def beside(case: Case) -> Part | None:
    """Risks that go with it, and decisions one has to know."""
    lists = (
        Listing("Risks that go with it", case.thing.entry.risks),
        Listing("Decisions to know", case.thing.entry.decisions),
    )
    found = tuple(one for one in lists if one.entries)
    title = words.sentence(
        words.listing(word for word, one in zip(("risks", "decisions"), lists, strict=True) if one.entries)
    )
    return Part("risks", title, lists=found) if found else None


def signatures(case: Case) -> tuple[Signature, ...]:
    """Everybody's yes or no, in the order in which they are written."""
    return tuple(_signature(case, one) for one in case.desk.portfolio.nested(case.thing, "acceptance"))


def _signature(case: Case, one: Thing[Any]) -> Signature:
    entry = one.entry
    group, value = _DECISIONS.get(entry.decision, ("status", "planned"))
    word = case.desk.portfolio.label("decision", entry.decision or "open")
    return Signature(
        anchor=case.of(one),
        role=title_of(case.desk, one),
        mark=Mark(group, value, word),
        when=words.period(entry.date) if entry.date and entry.decision else "",
        conditions=entry.conditions or "",
        open=not entry.decision,
    )
