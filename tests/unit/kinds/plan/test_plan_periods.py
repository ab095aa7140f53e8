"""The dates of a plan are no more exact than what they were computed from, or than readers may see."""

from __future__ import annotations

from tests.unit.conftest import MakePageContext

from milepost.kinds.plan.plan_insight import PlanInsight
from milepost.kinds.plan.plan_periods import plan_baseline_end, plan_end, plan_start, task_end, task_start
from milepost.kit.context import PageContext


def insight(context: PageContext) -> PlanInsight:
    found = context.insight.plan_of("p")
    assert found
    return found


def ends(context: PageContext) -> dict[str, str]:
    plan = insight(context)
    return {one.slug: str(task_end(context.portfolio, plan, plan.tasks[one])) for one in plan.tasks}


def plan(tasks: str, more: str = "") -> str:
    return f"id: p\nstart: 2026-11-02\n{more}tasks:\n{tasks}"


def test_a_computed_day_is_a_day(context: MakePageContext) -> None:
    made = context(plan=plan("- {id: a, title: A, duration: 5d, start: 2027-01-04}"))
    assert ends(made) == {"a": "2027-01-08"}
    assert str(plan_end(made.portfolio, insight(made))) == "2027-01-08"


def test_a_date_is_as_vague_as_it_was_written(context: MakePageContext) -> None:
    made = context(plan=plan("- {id: a, title: A, start: 2027-01, end: 2027-Q2}"))
    found = insight(made)
    (task,) = found.tasks.values()
    assert str(task_start(made.portfolio, found, task)) == "2027-01"
    assert str(plan_start(made.portfolio, found)) == "2027-01"
    assert str(plan_end(made.portfolio, found)) == "2027-Q2"


def test_what_follows_from_a_vague_date_is_no_more_exact(context: MakePageContext) -> None:
    tasks = """
- {id: a, title: A, start: 2027-01-04, end: 2027-Q1}
- {id: b, title: B, depends_on: [a], duration: 5d}
- {id: c, title: C, depends_on: [b], milestone: true}
- {id: d, title: D, duration: 3d, start: 2027-01-04}
"""
    assert ends(context(plan=plan(tasks))) == {"a": "2027-Q1", "b": "2027-Q2", "c": "2027-Q2", "d": "2027-01-06"}


def test_readers_see_no_more_than_the_public_precision(context: MakePageContext) -> None:
    tasks = "- {id: a, title: A, duration: 5d, start: 2027-01-04, public: {date_precision: month}, audience: public}"
    more = "audience: public\npublic: {date_precision: quarter}\n"
    outside = context(audience="public", plan=plan(tasks, more))
    assert ends(outside) == {"a": "2027-01"}
    assert str(plan_end(outside.portfolio, insight(outside))) == "2027-Q1"
    assert ends(context(plan=plan(tasks, more))) == {"a": "2027-01-08"}


def test_the_approved_end_is_that_of_the_plan_else_the_last_of_a_task(context: MakePageContext) -> None:
    tasks = (
        "- {id: a, title: A, duration: 5d, baseline: {end: 2027-02-01}}\n- {id: b, title: B, baseline: {end: 2027-Q1}}"
    )
    assert str(plan_baseline_end(insight(context(plan=plan(tasks))))) == "2027-Q1"
    typed = context(plan=plan(tasks, "baseline: {end: 2027-01}\n"))
    assert str(plan_baseline_end(insight(typed))) == "2027-01"


def test_a_plan_without_tasks_has_its_own_start_and_no_end(context: MakePageContext) -> None:
    made = context(plan="id: p\nstart: 2026-12")
    found = insight(made)
    assert (str(plan_start(made.portfolio, found)), plan_end(made.portfolio, found)) == ("2026-12", None)
