"""The logs of a plan: decisions, change requests and what they add up to, stakeholders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from milepost.graph.portfolio import Entity
from milepost.kinds.plan.planned_value import amount
from milepost.kinds.plan.registers import ChangeRequest, Decision, Stakeholder
from milepost.kit import phrasing
from milepost.kit.components import Mark, Phrase
from milepost.kit.schedule_words import NBSP, short_period
from milepost.pages.plan.components import PlanCell, PlanPart, PlanRow, cell, plan_table
from milepost.pages.plan.context import PlanContext, anchor_of
from milepost.schedule.money import total

_MARKS = {
    "proposed": ("status", "proposed"),
    "approved": ("status", "in_progress"),
    "decided": ("status", "done"),
    "implemented": ("status", "done"),
    "rejected": ("status", "cancelled"),
    "withdrawn": ("status", "cancelled"),
    "superseded": ("status", "cancelled"),
}
_COUNTED = ("approved", "implemented")


def decisions_part(plan: PlanContext) -> PlanPart | None:
    """The decision log: those to be made, then the latest first."""
    found: tuple[Entity[Decision], ...] = plan.nested("decision")
    latest = sorted(found, key=_open_then_latest)
    columns = ("Decision", "Date", "State", "Decided by", "Reason", "Options")
    table = plan_table("Decisions", columns, (_decision(plan, one) for one in latest))
    pending = sum(one.entry.status == "proposed" for one in found)
    note = f"{pending} to be made" if pending else ""
    return PlanPart("decisions", "Decisions", tables=(table,), note=note) if table else None


def _open_then_latest(one: Entity[Decision]) -> tuple[bool, int]:
    when = one.entry.date
    return one.entry.status != "proposed", -when.first.toordinal() if when and when.first else 0


def _decision(plan: PlanContext, one: Entity[Decision]) -> PlanRow:
    entry = one.entry
    return PlanRow(
        (
            plan.about(one),
            cell(short_period(entry.date)),
            PlanCell(mark=_mark(plan, "decision", entry.status)),
            cell(plan.person(entry.decided_by)),
            PlanCell(about=entry.rationale or ""),
            cell("; ".join(entry.options)),
        ),
        anchor_of(one),
    )


def changes_part(plan: PlanContext) -> PlanPart | None:
    """The change requests, and what the approved ones and those still open add to time and cost."""
    found: tuple[Entity[ChangeRequest], ...] = plan.nested("change")
    columns = ("Change", "State", "Requested", "Decided", "Working days#", "Cost#")
    table = plan_table("Change requests", columns, (_change(plan, one) for one in found))
    if not table:
        return None
    approved = [one for one in found if one.entry.status in _COUNTED]
    pending = [one for one in found if one.entry.status == "proposed"]
    sums = (_sum(plan, "Approved", approved), _sum(plan, "Proposed, not decided", pending))
    return PlanPart("changes", "Change requests", sentences=tuple(filter(None, sums)), tables=(table,))


def _sum(plan: PlanContext, title: str, changes: Iterable[Entity[ChangeRequest]]) -> tuple[Phrase, ...]:
    """What some changes add up to: "2 approved: +68 working days, +45,000 EUR"."""
    found = list(changes)
    impacts = [one.entry.impact for one in found if one.entry.impact]
    if not impacts:
        return ()
    days = sum(one.days for one in impacts if one.days is not None)
    parts = [f"{_signed(days)}{NBSP}working {phrasing.plural(1 if abs(days) == 1 else 2, 'day')}"]
    costs = [one.cost for one in impacts if one.cost is not None]
    if costs:
        sum_of = total(map(amount, costs))
        text = sum_of.text(plan.insight.currency)
        parts.append(f"+{text}" if sum_of.counted and sum_of.known > 0 and not sum_of.unknown else text)
    return (
        Phrase(f"{title}: ", strong=True),
        Phrase(f"{phrasing.count(len(found), 'change')}, {', '.join(parts)}."),
    )


def _signed(days: float) -> str:
    sign = "+" if days > 0 else "−" if days < 0 else ""
    return f"{sign}{phrasing.number(abs(days))}"


def _change(plan: PlanContext, one: Entity[ChangeRequest]) -> PlanRow:
    entry = one.entry
    impact = entry.impact
    return PlanRow(
        (
            plan.about(one),
            PlanCell(mark=_mark(plan, "change", entry.status)),
            cell(short_period(entry.requested), sub=plan.person(entry.requested_by)),
            cell(short_period(entry.decided)),
            cell(_signed(impact.days) if impact and impact.days is not None else ""),
            cell(plan.money(impact.cost) if impact else ""),
        ),
        anchor_of(one),
    )


def _mark(plan: PlanContext, group: str, status: str | None) -> Mark | None:
    return Mark(*_MARKS[status], plan.portfolio.label(group, status)) if status else None


def stakeholders_part(plan: PlanContext) -> PlanPart | None:
    """The stakeholders with the communication plan, those with the most interest and influence first."""
    found: tuple[Entity[Stakeholder], ...] = plan.nested("stakeholder")
    ranked = sorted(found, key=lambda one: -((one.entry.interest or 0) + (one.entry.influence or 0)))
    columns = ("Stakeholder", "Needs to know", "Channel", "How often", "Informed by", "Interest#", "Influence#")
    table = plan_table("Communication plan", columns, _stakeholders(plan, ranked))
    return PlanPart("stakeholders", "Stakeholders and communication", tables=(table,)) if table else None


def _stakeholders(plan: PlanContext, found: Iterable[Entity[Stakeholder]]) -> Iterator[PlanRow]:
    for one in found:
        entry = one.entry
        yield PlanRow(
            (
                plan.about(one, title=entry.role),
                cell(entry.needs or ""),
                cell(phrasing.sentence(entry.channel or "")),
                cell(phrasing.sentence(entry.frequency or "")),
                cell(plan.person(entry.owner)),
                *(
                    cell(f"{phrasing.number(grade)} of 5" if grade else "")
                    for grade in (entry.interest, entry.influence)
                ),
            ),
            anchor_of(one),
        )
