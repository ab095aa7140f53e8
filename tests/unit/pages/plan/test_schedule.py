"""The Gantt chart of a plan page: its rows, and the details of each task."""

from __future__ import annotations

import pytest
from tests.unit.pages.plan.conftest import MakePlanView, text

from milepost.pages.plan.schedule import GanttRow, ScheduleView
from milepost.pages.plan.view import PlanView

PLAN = """\
start: 2026-12-07
tasks:
  - {id: phase, title: Phase}
  - {id: long, title: Long, parent: phase, duration: 10d}
  - {id: short, title: Short, parent: phase, duration: 2d, baseline: {start: 2026-12-01, end: 2026-12-02}}
  - {id: done, title: Done, depends_on: [long, short], milestone: true, baseline: {end: 2026-12-11}}
"""


def schedule(view: PlanView) -> ScheduleView:
    assert view.schedule
    return view.schedule


def row(view: PlanView, id: str) -> GanttRow:
    return next(one for one in schedule(view).rows if one.anchor == f"task-{id}")


def details(view: PlanView, id: str) -> dict[str, str]:
    """The details of a task by their label; sentences are numbered."""
    return {line.label or str(n): text(line.phrases) for n, line in enumerate(row(view, id).lines)}


def test_tasks_are_rows_in_the_order_of_the_plan_below_their_summaries(view: MakePlanView) -> None:
    found = schedule(view(PLAN))
    assert [(one.title, one.depth, one.bar.shape) for one in found.rows] == [
        ("Phase", 0, "summary"),
        ("Long", 1, "task"),
        ("Short", 1, "task"),
        ("Done", 0, "milestone"),
    ]
    assert found.count == "3 tasks"


def test_what_is_on_the_critical_path_is_marked_and_the_rest_shows_its_slack(view: MakePlanView) -> None:
    found = view(PLAN)
    assert [row(found, id).critical for id in ("phase", "long", "short", "done")] == [False, True, False, True]
    assert row(found, "short").label == "8 days slack"
    assert row(found, "short").bar.slack
    assert row(found, "long").bar.slack is None


def test_a_milestone_shows_its_date_and_what_it_was(view: MakePlanView) -> None:
    assert row(view(PLAN), "done").label.replace("\N{NO-BREAK SPACE}", " ") == "18 Dec 2026, was 11 Dec 2026"


def test_the_legend_names_what_is_drawn(view: MakePlanView) -> None:
    assert schedule(view(PLAN)).shows == {"critical", "slack", "baseline", "milestone", "edge"}
    assert schedule(view("tasks: [{id: a, title: A, duration: 1d}]")).shows == {"critical"}


def test_details_say_why_and_what_the_plan_states(view: MakePlanView) -> None:
    plan = """\
    start: 2026-12-07
    tasks:
      - {id: phase, title: Phase}
      - {id: first, title: First, parent: phase, duration: 10d}
      - {id: task, title: Task, parent: phase, depends_on: [{id: first, type: SS, lag: 2d}], duration: 2d, effort: 4pd,
         estimate: {optimistic: 1d, likely: 2d, pessimistic: 5d}, assigned: [{resource: crew, units: 2}],
         deadline: 2027-01-08, constraint: {type: snlt, date: 2027-01-04},
         baseline: {start: 2026-11-30, end: 2026-12-01}}
    resources: [{id: crew, title: Crew, capacity: 2}]
    """
    assert details(view(plan.replace("\n    ", "\n").strip()), "task") == {
        "0": "Starts on 9 Dec 2026: 2 working days after First starts (7 Dec 2026).",
        "1": "Ends on 10 Dec 2026: it takes 2 working days.",
        "Slack": "6 working days; latest dates 17 Dec – 18 Dec 2026",
        "Baseline": "30 Nov – 1 Dec 2026, 9 days later",
        "Part of": "Phase",
        "Deadline": "8 Jan 2027",
        "Constraint": "Start no later than 4 Jan 2027",
        "Effort": "4 person-days",
        "Estimate": "1 to 5 working days, most likely 2",
        "Assigned": "Crew × 2",
    }


def test_predecessors_that_do_not_decide_are_listed(view: MakePlanView) -> None:
    assert details(view(PLAN), "done")["Depends on"] == "starts after Long ends; starts after Short ends"


def test_a_task_that_is_late_says_by_how_much(view: MakePlanView) -> None:
    plan = "tasks: [{id: a, title: A, duration: 10d, actual: {start: 2026-11-16}, progress: 20, deadline: 2026-11-20}]"
    found = details(view(plan), "a")
    assert found["Slack"] == "8 working days late, critical; latest end 20 Nov 2026"
    assert found["Status"] == "In progress, 3 days overdue"


def test_a_cancelled_task_has_no_bar_and_is_not_lost(view: MakePlanView) -> None:
    found = schedule(view(PLAN + "  - {id: roof, title: Roof, duration: 2d, status: cancelled}\n"))
    assert "Roof" not in [one.title for one in found.rows]
    assert [(one.anchor, one.title) for one in found.cancelled] == [("task-roof", "Roof")]


def test_without_tasks_the_internal_page_says_what_to_write(view: MakePlanView) -> None:
    found = view("audience: public")
    assert found.schedule is None
    assert found.empty
    assert view("audience: public", audience="public").empty is None


def test_a_plan_that_cannot_be_scheduled_says_why_on_the_internal_page_alone(view: MakePlanView) -> None:
    plan = (
        "audience: public\ntasks:\n  - {id: a, title: A, audience: public, depends_on: [b], duration: 1d}\n"
        "  - {id: b, title: B, audience: public, depends_on: [a], duration: 1d}"
    )
    inside, outside = view(plan), view(plan, audience="public")
    (problem,) = inside.problems
    assert "'a'" in problem
    assert (inside.schedule, outside.schedule, outside.problems) == (None, None, ())


COARSE = """\
audience: public
tasks:
  - {id: a, title: A, audience: public, public: {start: 2026-Q4, end: 2027-Q1}, start: 2026-12-07, duration: 30d}
  - {id: b, title: B, audience: public, public: {start: 2027-Q1, end: 2027-Q2}, start: 2027-02-01, duration: 30d}
  - {id: c, title: C, depends_on: [b], duration: 5d, audience: internal}
"""


def test_external_readers_see_quarters_as_faded_bars_without_slack_or_reasons(view: MakePlanView) -> None:
    found = view(COARSE, audience="public")
    one, other = schedule(found).rows
    assert (one.title, one.when, one.label, one.critical) == ("A", "Q4 2026 to Q1 2027", "", False)
    assert one.bar.fade_in
    assert one.bar.fade_out
    assert other.bar.slack is None
    assert not any("Starts on" in text(line.phrases) for line in (*one.lines, *other.lines))
    assert schedule(found).chart.edges == ()


def test_what_is_computed_from_a_quarter_is_no_more_exact(view: MakePlanView) -> None:
    found = view(COARSE.replace("audience: internal", "audience: public"), audience="public")
    assert row(found, "c").when.startswith("Q")


@pytest.mark.parametrize("word", ["7 Dec", "working day", "days slack"])
def test_nothing_exact_is_left_of_coarse_tasks(view: MakePlanView, word: str) -> None:
    assert word in repr(view(COARSE)).replace("\N{NO-BREAK SPACE}", " ").replace("\\xa0", " ")
    assert word not in repr(view(COARSE, audience="public").schedule).replace("\\xa0", " ")


def test_a_large_plan_keeps_its_details_short(view: MakePlanView) -> None:
    tasks = "\n".join(
        f"  - {{id: t{n}, title: Task {n}, parent: phase, duration: 2d{f', depends_on: [t{n - 1}]' if n else ''}}}"
        for n in range(501)
    )
    found = view(f"start: 2026-12-07\ntasks:\n  - {{id: phase, title: Phase}}\n{tasks}")
    assert schedule(found).is_large
    assert details(found, "t1") == {
        "0": "Starts on 9 Dec 2026: after Task 0 ends (8 Dec 2026).",
        "Duration": "2 working days",
    }
