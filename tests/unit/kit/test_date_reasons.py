"""Why a task starts or ends on its date: one sentence for each kind of reason."""

from __future__ import annotations

import pytest
from tests.unit.conftest import MakePageContext

from milepost.kinds.plan.plan_insight import PlanInsight
from milepost.kit.date_reasons import date_reason, date_reason_text

# 7 December 2026 is a Monday; nothing that is left to do is scheduled before 23 November, the day of the site.
BEFORE = "{id: before, title: Before, start: 2026-12-07, duration: 5d}"


def plan(context: MakePageContext, tasks: str, more: str = "", **files: str) -> PlanInsight:
    made = context(plan=f"id: project\nstart: 2026-12-07\ntasks:\n{tasks}\n{more}", **files)
    found = made.insight.plan_of("project")
    assert found
    assert not found.problems
    return found


def said(found: PlanInsight, id: str, side: str = "start") -> str:
    task = next(one for entity, one in found.tasks.items() if entity.id == id)
    assert side in ("start", "finish")
    words = date_reason_text(task, "start" if side == "start" else "finish", found.tasks)
    return words.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("link", "side", "words"),
    [
        ("before", "start", "Starts on 14 Dec 2026: after Before ends (11 Dec 2026)."),
        ("{id: before, lag: 2d}", "start", "Starts on 16 Dec 2026: 2 working days after Before ends (11 Dec 2026)."),
        ("{id: before, lag: -1d}", "start", "Starts on 11 Dec 2026: 1 working day before Before ends (11 Dec 2026)."),
        (
            "{id: before, lag: 10ed}",
            "start",
            "Starts on 22 Dec 2026: 10 calendar days after Before ends (11 Dec 2026).",
        ),
        ("{id: before, type: SS}", "start", "Starts on 7 Dec 2026: after Before starts (7 Dec 2026)."),
        (
            "{id: before, type: SS, lag: 3d}",
            "start",
            "Starts on 10 Dec 2026: 3 working days after Before starts (7 Dec 2026).",
        ),
        (
            "{id: before, type: FF, lag: 3d}",
            "finish",
            "Ends on 16 Dec 2026: no earlier than 3 working days after Before ends (11 Dec 2026).",
        ),
        (
            "{id: before, type: FF, lag: 3d}",
            "start",
            "Starts on 14 Dec 2026: it may end no earlier than 3 working days after Before ends (11 Dec 2026).",
        ),
        (
            "{id: before, type: SF, lag: 8d}",
            "start",
            "Starts on 14 Dec 2026: it may end no earlier than 8 working days after Before starts (7 Dec 2026).",
        ),
    ],
)
def test_a_link_is_the_wait_that_it_means(context: MakePageContext, link: str, side: str, words: str) -> None:
    found = plan(context, f"  - {BEFORE}\n  - {{id: task, title: Task, depends_on: [{link}], duration: 3d}}")
    assert said(found, "task", side) == words


@pytest.mark.parametrize(
    ("fields", "side", "words"),
    [
        ("duration: 3d", "start", "Starts on 7 Dec 2026: the project starts then."),
        ("duration: 3d", "finish", "Ends on 9 Dec 2026: it takes 3 working days."),
        ("duration: 3ed", "finish", "Ends on 9 Dec 2026: it takes 3 calendar days."),
        ("duration: 3d, start: 2026-12-09", "start", "Starts on 9 Dec 2026: its planned date is 9 Dec 2026."),
        (
            "duration: 3d, start: 2026-12-12",
            "start",
            "Starts on 14 Dec 2026: its planned date is 12 Dec 2026; moved from 12 Dec 2026 by days off.",
        ),
        (
            "duration: 3d, constraint: {type: snet, date: 2026-12-09}",
            "start",
            "Starts on 9 Dec 2026: it may start no earlier than 9 Dec 2026.",
        ),
        (
            "duration: 3d, constraint: {type: mso, date: 2026-12-09}",
            "start",
            "Starts on 9 Dec 2026: it has to start on 9 Dec 2026.",
        ),
        (
            "duration: 3d, constraint: {type: fnet, date: 2026-12-11}",
            "start",
            "Starts on 9 Dec 2026: it may end no earlier than 11 Dec 2026.",
        ),
        (
            "duration: 3d, constraint: {type: mfo, date: 2026-12-11}",
            "start",
            "Starts on 9 Dec 2026: it has to end on 11 Dec 2026.",
        ),
        (
            "duration: 4d, status: done, actual: {start: 2026-11-02, end: 2026-11-05}",
            "start",
            "Started on 2 Nov 2026.",
        ),
        ("duration: 4d, status: done, actual: {start: 2026-11-02, end: 2026-11-05}", "finish", "Ended on 5 Nov 2026."),
        ("milestone: true, status: done, actual: {end: 2026-11-05}", "start", "Reached on 5 Nov 2026."),
        ("milestone: true, end: 2026-12-09", "start", "Expected on 9 Dec 2026: its planned date is 9 Dec 2026."),
    ],
)
def test_a_date_of_its_own_is_a_reason(context: MakePageContext, fields: str, side: str, words: str) -> None:
    assert said(plan(context, f"  - {{id: task, title: Task, {fields}}}"), "task", side) == words


def test_what_is_left_of_a_task_in_progress_is_counted_from_today(context: MakePageContext) -> None:
    made = context(
        plan="id: project\ntasks:\n"
        "  - {id: task, title: Task, duration: 10d, progress: 40, actual: {start: 2026-11-16}}"
    )
    found = made.insight.plan_of("project")
    assert found
    assert said(found, "task", "finish") == "Ends on 30 Nov 2026: 6 of 10 working days remain from 23 Nov 2026."


def test_work_that_should_have_begun_is_scheduled_from_today(context: MakePageContext) -> None:
    made = context(plan="id: project\nstart: 2026-11-02\ntasks: [{id: task, title: Task, duration: 2d}]")
    found = made.insight.plan_of("project")
    assert found
    assert said(found, "task") == "Starts on 23 Nov 2026: work that has not started is scheduled from today."


def test_leave_of_everybody_assigned_moves_a_start(context: MakePageContext) -> None:
    found = plan(
        context,
        "  - {id: task, title: Task, duration: 2d, assigned: [crew]}",
        "resources: [{id: crew, title: Crew, leave: [2026-12-07/2026-12-08]}]",
    )
    assert said(found, "task") == ("Starts on 9 Dec 2026: the project starts then; moved from 7 Dec 2026 by days off.")


def test_a_summary_has_the_dates_of_its_tasks_and_holds_them_back(context: MakePageContext) -> None:
    found = plan(
        context,
        "  - {id: phase, title: Phase, start: 2026-12-09}\n  - {id: task, title: Task, parent: phase, duration: 2d}",
    )
    assert said(found, "phase") == "Its dates are those of the tasks in it."
    assert said(found, "task") == "Starts on 9 Dec 2026: a summary task it belongs to starts on 9 Dec 2026."


def test_several_predecessors_that_end_on_one_day_are_all_named(context: MakePageContext) -> None:
    found = plan(
        context,
        f"  - {BEFORE}\n  - {{id: other, title: Other, start: 2026-12-07, duration: 5d}}\n"
        "  - {id: task, title: Task, depends_on: [before, other], duration: 3d}",
    )
    assert said(found, "task") == (
        "Starts on 14 Dec 2026: after Before ends (11 Dec 2026); and after Other ends (11 Dec 2026)."
    )


def test_a_predecessor_is_linked_where_it_is_shown_and_stands_out_where_it_is_not(context: MakePageContext) -> None:
    found = plan(context, f"  - {BEFORE}\n  - {{id: task, title: Task, depends_on: [before], duration: 3d}}")
    task = next(one for entity, one in found.tasks.items() if entity.id == "task")
    (plain,) = [one for one in date_reason(task, "start", found.tasks) if one.text == "Before"]
    (linked,) = [
        one for one in date_reason(task, "start", found.tasks, lambda one: f"#{one.id}") if one.text == "Before"
    ]
    assert (plain.strong, plain.target) == (True, None)
    assert (linked.strong, linked.target) == (False, "#before")


def test_a_plan_that_cannot_be_scheduled_has_no_reasons(context: MakePageContext) -> None:
    made = context(plan="id: project\ntasks: [{id: task, title: Task, depends_on: [task], duration: 1d}]")
    found = made.insight.plan_of("project")
    assert found
    assert said(found, "task") == ""
