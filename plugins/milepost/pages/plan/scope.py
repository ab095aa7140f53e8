"""What a plan delivers: scope, deliverables, quality criteria, assumptions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from milepost.graph.portfolio import Entity
from milepost.kinds.plan.model import Deliverable, QualityCriterion
from milepost.kinds.plan.registers import Assumption
from milepost.kit.components import Mark
from milepost.kit.schedule_words import short_period
from milepost.pages.plan.components import PlanCell, PlanList, PlanPart, PlanRow, cell, plan_table
from milepost.pages.plan.context import PlanContext, anchor_of

_ASSUMPTIONS = {
    "open": ("status", "planned"),
    "confirmed": ("status", "done"),
    "refuted": ("health", "off_track"),
}


def scope_part(plan: PlanContext) -> PlanPart | None:
    """What is in scope, out of scope, and what limits the project."""
    written: Any = plan.entry.scope
    if not written:
        return None
    lists = (
        PlanList("In scope", getattr(written, "in")),
        PlanList("Out of scope", written.out, "no"),
        PlanList("Constraints", written.constraints),
    )
    found = tuple(one for one in lists if one.entries)
    return PlanPart("scope", "Scope", lists=found) if found else None


def deliverables_part(plan: PlanContext) -> PlanPart | None:
    """The deliverables and who accepts them."""
    found: tuple[Entity[Deliverable], ...] = plan.nested("deliverable")
    table = plan_table(
        "Deliverables", ("Deliverable", "Due", "State", "Accepted by"), (_deliverable(plan, one) for one in found)
    )
    accepted = sum(bool(one.entry.accepted) for one in found)
    note = f"{accepted} of {len(found)} accepted"
    return PlanPart("deliverables", "Deliverables", tables=(table,), note=note) if table else None


def _deliverable(plan: PlanContext, one: Entity[Deliverable]) -> PlanRow:
    entry = one.entry
    overdue = not entry.accepted and entry.due and entry.due.last and entry.due.last < plan.page.as_of
    mark = Mark("status", "done", "Accepted") if entry.accepted else Mark("status", "planned", "Not accepted")
    accepted_on = f"on {short_period(entry.accepted_on)}" if entry.accepted_on else ""
    return PlanRow(
        (
            plan.about(one),
            cell(short_period(entry.due), warning="overdue" if overdue else ""),
            PlanCell(mark=mark, sub=accepted_on),
            cell(plan.person(entry.accepted_by)),
        ),
        anchor_of(one),
    )


def quality_part(plan: PlanContext) -> PlanPart | None:
    """The quality criteria against their targets."""
    found: tuple[Entity[QualityCriterion], ...] = plan.nested("quality")
    table = plan_table(
        "Quality criteria",
        ("Criterion", "Measured by", "Target", "Latest result", "State"),
        (_criterion(plan, one) for one in found),
    )
    met = sum(one.entry.met is True for one in found)
    return PlanPart("quality", "Quality", tables=(table,), note=f"{met} of {len(found)} met") if table else None


def _criterion(plan: PlanContext, one: Entity[QualityCriterion]) -> PlanRow:
    entry = one.entry
    if entry.met is None:
        mark = Mark("status", "planned", "Not measured" if not entry.actual else "Not decided")
    else:
        mark = Mark("status", "done", "Met") if entry.met else Mark("health", "off_track", "Not met")
    return PlanRow(
        (
            plan.about(one, title=entry.criterion),
            cell(entry.measure or ""),
            cell(entry.target or ""),
            cell(entry.actual or ""),
            PlanCell(mark=mark),
        ),
        anchor_of(one),
    )


def assumptions_part(plan: PlanContext) -> PlanPart | None:
    """The assumptions, and whether they hold."""
    found: tuple[Entity[Assumption], ...] = plan.nested("assumption")
    table = plan_table("Assumptions", ("Assumption", "State", "Owner"), _assumptions(plan, found))
    refuted = sum(one.entry.status == "refuted" for one in found)
    note = f"{refuted} refuted" if refuted else ""
    return PlanPart("assumptions", "Assumptions", tables=(table,), note=note) if table else None


def _assumptions(plan: PlanContext, found: tuple[Entity[Assumption], ...]) -> Iterator[PlanRow]:
    for one in found:
        status = one.entry.status
        mark = Mark(*_ASSUMPTIONS[status], plan.portfolio.label("assumption", status)) if status else None
        yield PlanRow((plan.about(one), PlanCell(mark=mark), cell(plan.person(one.entry.owner))), anchor_of(one))
