"""Scope, deliverables, logs, and the quality of the schedule on a plan page."""

from __future__ import annotations

from tests.unit.pages.plan.conftest import MakePlanView, rows, sentences

from milepost.pages.plan.components import PlanPart
from milepost.pages.plan.view import PlanView

PLAN = """\
audience: public
scope: {in: [A kiosk], out: [Cash], constraints: [No drilling]}
deliverables:
  - {id: kiosk, title: Kiosk, due: 2026-11-20, accepted_by: mate, audience: public}
  - {id: manual, title: Manual, due: 2026-11-20, accepted: true, accepted_on: 2026-11-18, audience: public}
quality:
  - {criterion: It prints, measure: Tickets, target: 99 %, actual: 98 %, met: false, audience: public}
  - {criterion: It is quick, target: 5 s, audience: public}
assumptions: [{title: There is power., owner: mate, status: refuted, audience: public}]
decisions:
  - {id: later, title: Later, status: proposed, audience: public}
  - {id: old, title: Old, date: 2026-09-01, status: decided, decided_by: mate, rationale: Because., audience: public}
  - {id: new, title: New, date: 2026-10-01, status: decided, audience: public}
changes:
  - {id: a, title: A, status: approved, impact: {days: 10, cost: 9000}, audience: public}
  - {id: b, title: B, status: implemented, impact: {days: -2, cost: tbd}, audience: public}
  - {id: c, title: C, status: proposed, impact: {days: 5}, audience: public}
  - {id: d, title: D, status: rejected, impact: {days: 99}, audience: public}
stakeholders:
  - {role: Passenger, interest: 2, influence: 1}
  - {role: Harbor master, interest: 5, influence: 5, needs: The date, channel: meeting, frequency: weekly, owner: mate}
"""


def part(view: PlanView, anchor: str) -> PlanPart | None:
    return next((one for one in (*view.scope, *view.registers) if one.anchor == anchor), None)


def table(view: PlanView, anchor: str) -> list[list[str]]:
    found = part(view, anchor)
    assert found
    return [[cell.replace("\N{NO-BREAK SPACE}", " ") for cell in row] for row in rows(found.tables[0])]


def test_scope_has_what_is_in_what_is_out_and_what_limits_it(view: MakePlanView) -> None:
    found = part(view(PLAN), "scope")
    assert found
    assert [(one.label, one.entries, one.sign) for one in found.lists] == [
        ("In scope", ("A kiosk",), ""),
        ("Out of scope", ("Cash",), "no"),
        ("Constraints", ("No drilling",), ""),
    ]


def test_a_deliverable_that_nobody_accepted_in_time_is_overdue(view: MakePlanView) -> None:
    assert table(view(PLAN), "deliverables") == [
        ["Kiosk", "20 Nov 2026 [overdue]", "Not accepted", "mate"],
        ["Manual", "20 Nov 2026", "Accepted (on 18 Nov 2026)", ""],
    ]


def test_quality_is_measured_against_its_target(view: MakePlanView) -> None:
    assert table(view(PLAN), "quality") == [
        ["It prints", "Tickets", "99 %", "98 %", "Not met"],
        ["It is quick", "", "5 s", "", "Not measured"],
    ]


def test_refuted_assumptions_are_counted(view: MakePlanView) -> None:
    found = part(view(PLAN), "assumptions")
    assert found
    assert found.note == "1 refuted"


def test_decisions_to_be_made_come_first_then_the_latest(view: MakePlanView) -> None:
    assert [row[0] for row in table(view(PLAN), "decisions")] == ["Later", "New", "Old"]


def test_changes_add_up_by_what_was_decided(view: MakePlanView) -> None:
    assert sentences(part(view(PLAN), "changes")) == [
        "Approved: 2 changes, +8 working days, ≥ 9,000, 1 unknown.",
        "Proposed, not decided: 1 change, +5 working days.",
    ]


def test_stakeholders_with_the_most_interest_and_influence_come_first(view: MakePlanView) -> None:
    assert table(view(PLAN), "stakeholders")[0] == [
        "Harbor master",
        "The date",
        "Meeting",
        "Weekly",
        "mate",
        "5 of 5",
        "5 of 5",
    ]


def test_external_readers_see_no_people_reasons_costs_or_stakeholders(view: MakePlanView) -> None:
    found = view(PLAN, audience="public")
    assert part(found, "stakeholders") is None
    assert not [word for word in ("mate", "Because", "9,000") if word in repr(found)]
    assert sentences(part(found, "changes"))[0] == "Approved: 2 changes, +8 working days."


def test_parts_for_which_nothing_is_written_are_not_there(view: MakePlanView) -> None:
    found = view("tasks: [{id: a, title: A, duration: 1d}]")
    assert (found.scope, found.registers, found.budget, found.load) == ((), (), None, None)


TASKS = """\
audience: public
start: 2026-12-07
tasks:
  - {id: a, title: A, duration: 5d, audience: public}
  - {id: b, title: B, depends_on: [{id: a, lag: -1d}], duration: 50d, audience: public}
"""


def test_the_quality_of_the_schedule_names_the_tasks_to_look_at(view: MakePlanView) -> None:
    found = view(TASKS).assessment
    assert found
    points = {row[0].partition(" (")[0]: row[1:] for row in rows(found.tables[0])}
    assert points["Leads"] == ["1 of 1", "none", "Outside", "B"]
    assert points["High duration"] == ["1 of 2", "at most 5%", "Outside", "B"]
    assert points["Hard constraints"] == ["0 of 2", "at most 5%", "Within", ""]


def test_the_quality_of_the_schedule_is_for_the_internal_site(view: MakePlanView) -> None:
    assert view(TASKS, audience="public").schedule
    assert view(TASKS, audience="public").assessment is None
