"""Tasks, resources, risks, issues, and deliverables of plans that do not fit together, or are overdue."""

from __future__ import annotations

from typing import Any


def test_a_done_task_has_an_actual_end(find: Any) -> None:
    plan = """
        tasks:
        - {id: s, title: S, status: done}
        - {id: a, title: A, duration: 1d, parent: s, status: done}
        - {id: b, title: B, duration: 1d, parent: s, status: done, actual: {end: 2026-11-02}}
        - {id: m, title: M, milestone: true, status: done, actual: {start: 2026-11-02}}
    """
    assert find("task-done-without-end", plan=plan) == ["plan.yml:3:54: 'A' is done, and its actual end is missing"]


def test_the_status_of_a_task_fits_its_progress_and_dates(find: Any) -> None:
    plan = """
        tasks:
        - {id: a, title: A, duration: 1d, progress: 100}
        - {id: b, title: B, duration: 1d, progress: 100, status: in_progress}
        - {id: c, title: C, duration: 1d, progress: 80, status: done, actual: {end: 2026-11-02}}
        - {id: d, title: D, duration: 1d, progress: 10, status: planned}
        - {id: e, title: E, duration: 1d, status: planned, actual: {start: 2026-11-02}}
        - {id: f, title: F, duration: 1d, status: in_progress, actual: {start: 2026-11-02, end: 2026-11-04}}
        - {id: g, title: G, duration: 1d, status: done, progress: 100, actual: {end: 2026-11-02}}
        - {id: h, title: H, duration: 1d, progress: 40}
        - {id: i, title: I, duration: 1d, status: planned, progress: 0}
    """
    assert find("task-status-contradiction", plan=plan) == [
        "plan.yml:2:45: 'A' is 100 % complete, but has no actual end",
        "plan.yml:3:45: 'B' is 100 % complete, but is in progress",
        "plan.yml:4:45: 'C' is done, but only 80 % complete",
        "plan.yml:5:57: 'D' is 10 % complete, but is planned",
        "plan.yml:6:43: 'E' started 2026-11-02, but is planned",
        "plan.yml:7:43: 'F' ended 2026-11-04, but is in progress",
    ]


def test_actual_dates_are_not_in_the_future(find: Any) -> None:
    plan = "tasks: [{id: a, title: A, duration: 9d, actual: {start: 2026-11-23, end: 2026-11-24}}]"
    told = "plan.yml:1:74: 'A' ended 2026-11-24, which is after 23 Nov 2026"
    assert find("task-actual-in-future", plan=plan) == [told]
    assert not find("task-actual-in-future", plan=plan, as_of="2026-11-24")
    # A month that has begun may have had the day.
    assert not find("task-actual-in-future", plan=plan.replace("2026-11-24", "2026-11"))


def test_an_open_task_does_not_depend_on_a_cancelled_one(find: Any) -> None:
    plan = """
        tasks:
        - {id: a, title: A, duration: 1d, status: cancelled}
        - {id: b, title: B, duration: 1d, depends_on: [a]}
        - {id: c, title: C, duration: 1d, depends_on: [a], status: done, actual: {end: 2026-11-02}}
    """
    told = "plan.yml:3:48: 'B' depends on 'A', which was cancelled, so nothing holds it back"
    assert find("task-depends-on-cancelled", plan=plan) == [told]
    assert not find("task-depends-on-cancelled", plan=f"status: done\n{plan}".replace("\n        ", "\n"))


def test_no_task_needs_more_of_a_resource_than_there_is(find: Any) -> None:
    plan = """
        resources: [{id: crew, title: Crew, capacity: 2}, {id: boat, title: Boat}]
        tasks:
        - {id: a, title: A, duration: 1d, assigned: [{resource: boat}, {resource: crew, units: 3}]}
        - {id: b, title: B, duration: 1d, assigned: [{resource: boat}, {resource: crew, units: 2}]}
    """
    told = "plan.yml:3:64: 'A' needs 3 units of 'Crew', which has 2"
    assert find("assigned-beyond-capacity", plan=plan) == [told]


def test_tasks_that_overlap_share_what_there_is(find: Any) -> None:
    plan = """
        resources: [{id: crew, title: Crew}]
        tasks:
        - {id: a, title: A, duration: 3d, assigned: [{resource: crew}]}
        - {id: b, title: B, duration: 2d, assigned: [{resource: crew}]}
    """
    told = "plan.yml:1:13: 'A' and 'B' need 2 units of 'Crew', which has 1, from 23 Nov 2026 to 24 Nov 2026"
    assert find("resource-overallocated", plan=plan) == [told]
    assert not find("resource-overallocated", plan=plan.replace("duration: 2d", "duration: 2d, depends_on: [a]"))


def test_a_rate_needs_an_effort(find: Any) -> None:
    plan = """
        resources: [{id: crew, title: Crew, rate: 800}, {id: boat, title: Boat}]
        tasks:
        - {id: a, title: A, duration: 3d, assigned: [{resource: crew}]}
        - {id: b, title: B, effort: 2pd, assigned: [{resource: crew}]}
        - {id: c, title: C, duration: 2d, assigned: [{resource: boat}]}
    """
    told = "plan.yml:3:45: 'A' has no effort, so the cost of 'Crew' for it is unknown"
    assert find("rate-without-effort", plan=plan) == [told]


def test_the_review_of_an_open_risk_is_due(find: Any) -> None:
    plan = """
        risks:
        - {id: r1, title: Storms, status: open, review_by: 2026-11-20}
        - {id: r2, title: Closed, status: closed, review_by: 2026-11-20}
        - {id: r3, title: Later, status: watching, review_by: 2026-11}
    """
    told = "plan.yml:2:52: 'Storms' was to be reviewed 2026-11-20, 3 days ago"
    assert find("risk-review-overdue", plan=plan) == [told]
    assert not find("risk-review-overdue", plan=plan, rules={"risk-review-overdue": {"days": 3}})


def test_a_high_risk_has_a_response_and_an_owner(find: Any) -> None:
    plan = """
        risks:
        - {id: r1, title: Storms, status: open, probability: 3, impact: 4}
        - {id: r2, title: Ice, status: open, probability: 4, impact: 4, response: accept, owner: Captain}
        - {id: r3, title: Fog, status: open, probability: 2, impact: 4}
        - {id: r4, title: Sun, status: closed, probability: 5, impact: 5}
        - {id: r5, title: Rain, status: open, probability: 5, impact: 5, response: avoid, residual: {impact: 1}}
    """
    told = "plan.yml:2:65: 'Storms' is a high risk (12 of 25), and has no response and no owner"
    assert find("risk-without-response", plan=plan) == [told]


def test_a_risk_that_occurred_is_an_issue(find: Any) -> None:
    plan = """
        risks:
        - {id: r1, title: Storms, status: occurred}
        - {id: r2, title: Ice, status: occurred}
        issues: [{id: i1, title: The pier is iced, status: open, risk: r2}]
    """
    told = "plan.yml:2:35: 'Storms' has occurred, and no issue of the plan names it"
    assert find("risk-occurred-without-issue", plan=plan) == [told]


def test_issues_and_deliverables_are_due(find: Any) -> None:
    plan = """
        issues:
        - {id: i1, title: No boat, status: open, due: 2026-11-20}
        - {id: i2, title: No crew, status: resolved, due: 2026-11-20}
        deliverables:
        - {id: d1, title: Open pier, due: 2026-11-20}
        - {id: d2, title: New pier, due: 2026-11-20, accepted: true}
    """
    told = "plan.yml:2:47: 'No boat' was to be resolved by 2026-11-20, 3 days ago, and is open"
    assert find("issue-overdue", plan=plan) == [told]
    told = "plan.yml:5:35: 'Open pier' was due 2026-11-20, 3 days ago, and is not accepted"
    assert find("deliverable-overdue", plan=plan) == [told]
    assert not find("deliverable-overdue", plan=plan, rules={"deliverable-overdue": {"days": 3}})


def test_an_estimate_that_does_not_rise_is_left_out_of_the_forecast(find: Any) -> None:
    plan = """
        tasks:
        - {id: a, title: A, duration: 5d, estimate: {optimistic: 9d, likely: 5d, pessimistic: 3d}}
        - {id: b, title: B, duration: 5d, estimate: {optimistic: 3d, likely: 1w, pessimistic: 9d}}
    """
    said = "the estimate of 'A' does not rise (9d, 5d, 3d), so the forecast leaves it out"
    assert find("task-estimate-order", plan=plan) == [f"plan.yml:2:45: {said}"]


def test_a_milestone_has_no_duration(find: Any) -> None:
    plan = """
        tasks:
        - {id: a, title: A, milestone: true, duration: 5d}
        - {id: b, title: B, milestone: true, duration: 0d}
    """
    said = "'A' is a milestone, so its duration of 5d is ignored"
    assert find("milestone-with-duration", plan=plan) == [f"plan.yml:2:48: {said}"]
