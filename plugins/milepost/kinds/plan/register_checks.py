"""Risks, issues, and deliverables of open plans that need attention."""

from __future__ import annotations

from collections.abc import Iterator

from milepost.checks.check import Context, check, day_count, named
from milepost.checks.violation import Violation
from milepost.graph.portfolio import Entity
from milepost.kinds.plan.checked_plans import open_plans
from milepost.kinds.plan.model import Deliverable
from milepost.kinds.plan.registers import Issue
from milepost.schema.date_arithmetic import days_past


@check("risk-review-overdue", "warning", "The review of an open risk is overdue.", days=0)
def risk_review_overdue(c: Context, least: int) -> Iterator[Violation]:
    for plan in open_plans(c):
        for risk in plan.risks:
            if risk.overdue_days > least:
                due = f"{risk.entity.entry.review_by}, {day_count(risk.overdue_days)} ago"
                message = f"{named(risk.entity)} was to be reviewed {due}"
                yield c.found(risk.entity, ("review_by",), message, "review it, and write a new review_by:")


@check("risk-without-response", "warning", "A high risk has no response or no owner.")
def risk_without_response(c: Context) -> Iterator[Violation]:
    for plan in open_plans(c):
        for risk in plan.risks:
            missing = [name for name in ("response", "owner") if not getattr(risk.entity.entry, name)]
            if risk.is_open and risk.level == "high" and missing:
                score = f"{risk.current_score:g} of 25"
                message = f"{named(risk.entity)} is a high risk ({score}), and has no {' and no '.join(missing)}"
                hint = " and ".join(f"{name}:" for name in missing)
                yield c.found(risk.entity, ("impact",), message, f"write {hint}")


@check("risk-occurred-without-issue", "warning", "A risk has occurred, and no issue says so.", of_absence=True)
def risk_occurred_without_issue(c: Context) -> Iterator[Violation]:
    for plan in open_plans(c):
        issues = [one for one in c.portfolio.nested(plan.entity, "issue") if isinstance(one.entry, Issue)]
        known = {found for issue in issues if (found := c.portfolio.target(issue, "risk"))}
        for risk in plan.risks:
            if risk.entity.entry.status == "occurred" and risk.entity not in known:
                message = f"{named(risk.entity)} has occurred, and no issue of the plan names it"
                hint = f"add an entry to issues: with risk: {risk.entity.id}"
                yield c.found(risk.entity, ("status",), message, hint)


@check("issue-overdue", "warning", "An open issue is overdue.", days=0)
def issue_overdue(c: Context, least: int) -> Iterator[Violation]:
    for plan in open_plans(c):
        for issue in c.portfolio.nested(plan.entity, "issue"):
            past = days_past(issue.entry.due, c.as_of)
            if issue.entry.status == "open" and past > least:
                message = f"{named(issue)} was to be resolved by {issue.entry.due}, {day_count(past)} ago, and is open"
                yield c.found(issue, ("due",), message, "write status: resolved, or a new due date")


@check("deliverable-overdue", "warning", "A deliverable is overdue, and nobody has accepted it.", days=0)
def deliverable_overdue(c: Context, least: int) -> Iterator[Violation]:
    for plan in open_plans(c):
        deliverables: tuple[Entity[Deliverable], ...] = c.portfolio.nested(plan.entity, "deliverable")
        for one in deliverables:
            past = days_past(one.entry.due, c.as_of)
            if not one.entry.accepted and past > least:
                message = f"{named(one)} was due {one.entry.due}, {day_count(past)} ago, and is not accepted"
                yield c.found(one, ("due",), message, "write accepted: true, or a new due date")
