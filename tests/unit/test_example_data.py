"""The worked example has what its pages are to show: enough of it, of every sort, and over the years."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from milepost.access.audience_filter import redacted_for
from milepost.analysis import Insight, computed
from milepost.graph.loader import load
from milepost.graph.portfolio import Portfolio
from milepost.kinds.handover.model import Handover
from milepost.kinds.lessons.model import Lesson
from milepost.kinds.plan.metrics import plan_metrics
from milepost.kinds.plan.model import Plan, Task
from milepost.kinds.plan.plan_insight import PlanInsight
from milepost.kinds.plan.project_network import work_calendar
from milepost.kinds.plan.registers import Issue, Risk
from milepost.kinds.postmortem.model import Postmortem
from milepost.kinds.report.model import Report
from milepost.kinds.roadmap.model import Item
from milepost.schedule.network import LinkType

DATA = Path(__file__).parents[2] / "content/data"
AS_OF = date(2026, 11, 23)


@pytest.fixture(scope="module")
def whole() -> Portfolio:
    return load(DATA).portfolio


@pytest.fixture(scope="module")
def insight(whole: Portfolio) -> Insight:
    return computed(whole, AS_OF)


def test_there_are_post_mortems_of_three_years_and_of_every_sort(whole: Portfolio) -> None:
    types = Counter(one.entry.type for one in whole.all(Postmortem))
    years = Counter(one.entry.started.day.first.year for one in whole.all(Postmortem) if one.entry.started)
    assert types["incident"] >= 8
    assert types["project"] + types["release"] >= 4
    assert types["near_miss"] == types["security"] == types["maintenance"] == 1
    assert min(years[year] for year in (2024, 2025, 2026)) >= 3


def test_some_are_thin_and_one_has_thirty_events(whole: Portfolio) -> None:
    events = [len(one.entry.events) for one in whole.all(Postmortem)]
    assert max(events) >= 30
    assert sum(not (one.entry.events or one.entry.lessons or one.entry.impact) for one in whole.all(Postmortem)) >= 3


def test_most_are_public_and_a_few_are_not_yet_or_never(whole: Portfolio) -> None:
    public = {one.id for one in redacted_for(whole, "public", AS_OF).all(Postmortem)}
    assert {one.id for one in whole.all(Postmortem)} - public == {"receipt-links", "certificate-nearly-ran-out"}
    assert "receipt-links" in {one.id for one in redacted_for(whole, "public", date(2027, 1, 15)).all(Postmortem)}


def test_one_handover_is_ready_and_one_is_not(whole: Portfolio, insight: Insight) -> None:
    found = {one.id: insight.readiness(one) for one in whole.all(Handover)}
    ready, other = found["payment-provider-switch"], found["inner-harbour-readers"]
    assert not ready.stops
    assert ready.of - ready.points == ready.waived > 0
    assert other.stops
    assert (other.points, other.of) == (16, 42)


def test_lessons_fit_the_roll_out_that_is_going_on(whole: Portfolio) -> None:
    running = whole.find("item", "island-readers")
    assert running
    fitting = [
        lesson.key
        for lesson in whole.all(Lesson)
        if (when := lesson.entry.applies_when)
        and "readers" in when.technology
        and set(when.tags) & set(running.entry.tags)
    ]
    assert len(fitting) >= 5
    assert len({key.partition("/")[0] for key in fitting}) >= 4


def test_every_lesson_says_where_it_applies(whole: Portfolio) -> None:
    assert [lesson.key for lesson in whole.all(Lesson) if not lesson.entry.applies_when] == []


def plan_of(insight: Insight, project: str) -> PlanInsight:
    """The values of a project's plan."""
    entity = insight.portfolio.find("plan", project)
    assert entity
    return insight.about(plan_metrics, entity)


def reports_of(portfolio: Portfolio, project: str) -> list[Report]:
    """The reports of a project, the oldest first."""
    found: list[Report] = [one.entry for one in portfolio.of_project("report", project)]
    return sorted(found, key=lambda report: report.period.to.first)


def test_one_project_is_in_trouble_one_is_closed_and_one_is_being_planned(whole: Portfolio) -> None:
    found = {one.id: (one.entry.status, one.entry.phase) for one in whole.all(Plan)}
    assert found == {
        "island-readers": ("in_progress", "execution"),
        "payment-provider-switch": ("done", "closing"),
        "ramp-request": ("planned", "planning"),
    }
    assert [len(reports_of(whole, project)) for project in sorted(found)] == [6, 2, 0]


def test_the_project_in_trouble_has_enough_of_everything(whole: Portfolio) -> None:
    plan = whole.find("plan", "island-readers")
    assert plan
    tasks = [task.entry for task in whole.nested(plan, "task")]
    links = [link for task in tasks for link in task.depends_on]
    assert len(tasks) >= 30
    assert 3 <= len({task.parent for task in tasks} - {None}) <= 5
    assert {link.type or "FS" for link in links} == {LinkType.FS, LinkType.SS, LinkType.FF}
    assert any(str(link.lag).startswith("-") for link in links), "a lead"
    assert any(task.constraint for task in tasks)
    assert len(whole.nested(plan, "risk")) >= 10
    assert len(plan.entry.budget.lines) == 12
    assert sum("tbd" in (line.planned, line.forecast) for line in plan.entry.budget.lines) == 2


def test_its_last_island_opens_four_working_days_after_the_date_that_was_announced(insight: Insight) -> None:
    plan = plan_of(insight, "island-readers")
    last = next(one for one in plan.milestones if one.entity.id == "last-island")
    assert plan.problems == ()
    assert plan.end == last.end == date(2027, 7, 8)
    assert (last.promised, last.total_slack) == (date(2027, 7, 2), -4)
    assert [task.id for task in plan.critical_path][:2] == ["readers-delivered", "acceptance-test"]
    assert plan.forecast
    assert plan.forecast.milestones["last-island"].p50 > last.end


def test_its_milestones_are_when_the_roadmap_item_says(whole: Portfolio, insight: Insight) -> None:
    ends = {one.entity.id: one for one in plan_of(insight, "island-readers").milestones}
    item = whole.find("item", "island-readers")
    assert item
    both = [(one.entry, ends[one.id]) for one in whole.nested(item, "milestone") if one.id in ends]
    assert [written.id for written, _ in both] == ["readers-delivered", "first-island", "last-island"]
    for written, planned in both:
        assert written.date.first <= planned.end <= written.date.last
        assert written.baseline.first <= planned.baseline_finish <= written.baseline.last


def test_its_latest_report_says_what_the_plan_computes(whole: Portfolio, insight: Insight) -> None:
    plan = plan_of(insight, "island-readers")
    latest = reports_of(whole, "island-readers")[-1]
    computed_ends = {one.entity.id: one.end for one in plan.milestones}
    reported = {one.milestone: (one.actual or one.forecast).first for one in latest.milestones}
    assert len(reported) == 5
    assert reported == {id: computed_ends[id] for id in reported}
    assert plan.budget
    assert latest.spend
    assert (latest.spend.planned, latest.spend.actual) == (plan.budget.planned.known, plan.budget.actual.known)
    assert (latest.spend.forecast, plan.budget.forecast.unknown) == ("tbd", 2)
    assert f"{plan.budget.forecast.known:,.0f}" in latest.dimensions.cost.reason


def test_its_reports_go_from_green_over_amber_to_red(whole: Portfolio) -> None:
    reports = reports_of(whole, "island-readers")
    assert [one.overall.health for one in reports] == ["on_track"] * 2 + ["at_risk"] * 3 + ["off_track"]
    assert {(after.period.to.first - before.period.to.first).days for before, after in pairwise(reports)} == {14}
    last_island = [
        one.forecast.first for report in reports for one in report.milestones if one.milestone == "last-island"
    ]
    assert last_island == sorted(last_island)
    assert len(set(last_island)) == 4


def test_the_approved_changes_move_its_baseline_to_the_new_deadline(whole: Portfolio) -> None:
    plan = whole.find("plan", "island-readers")
    assert plan
    calendar = work_calendar(whole.head)
    approved = [one.impact.days for one in plan.entry.changes if one.status == "approved"]
    last = whole.find("task", "island-readers/last-island")
    assert last
    moved = calendar.working_days(last.entry.baseline.end.last, last.entry.deadline.last) - 1
    assert sum(approved) == moved == 68


def test_somebody_is_over_allocated_for_some_weeks(insight: Insight) -> None:
    plan = plan_of(insight, "island-readers")
    assert {load.resource.id for load in plan.load if load.over} == {"crew", "electricians"}


def test_one_risk_occurred_one_review_is_overdue_and_some_come_from_lessons(whole: Portfolio, insight: Insight) -> None:
    risks = plan_of(insight, "island-readers").risks
    assert [one.entity.id for one in risks if one.entity.entry.status == "occurred"] == ["one-maker"]
    assert [one.entity.id for one in risks if one.overdue_days] == ["storm-days"]
    assert len([one for one in whole.all(Risk) if one.entry.lesson]) >= 4


def test_tasks_of_the_closed_project_ended_when_its_roadmap_item_says(whole: Portfolio, insight: Insight) -> None:
    plan, item = plan_of(insight, "payment-provider-switch"), whole.find("item", "payment-provider-switch")
    assert item
    assert plan.end == item.entry.actual.end.last
    assert plan.baseline_end == item.entry.baseline.end.last
    assert all(one.is_complete for one in plan.tasks.values())
    assert any(one.slip_days for one in plan.tasks.values())


def test_the_project_that_is_planned_has_estimates_and_no_actual_dates(whole: Portfolio, insight: Insight) -> None:
    plan = plan_of(insight, "ramp-request")
    tasks = [one.entry for one in whole.nested(plan.entity, "task")]
    assert sum(bool(task.estimate) for task in tasks) >= 5
    assert not any(task.actual or task.progress for task in tasks)
    assert plan.end
    assert plan.end.year == 2027
    assert plan.end.month == 8


def test_outsiders_see_phases_and_reports_but_no_tasks_money_or_reasons(whole: Portfolio) -> None:
    public = redacted_for(whole, "public", AS_OF)
    plan = public.find("plan", "island-readers")
    assert plan
    assert [task.id for task in public.nested(plan, "task")] == ["prepare", "readers", "piers", "opening", "handover"]
    assert not (plan.entry.budget or plan.entry.resources or plan.entry.stakeholders or plan.entry.sponsor)
    assert [one.id for one in public.all(Risk) if one.parent is plan] == ["storm-days"]
    assert not any(risk.entry.cause or risk.entry.owner or risk.entry.probability for risk in public.all(Risk))
    reports = reports_of(public, "island-readers")
    assert len(reports) == 6
    assert not any(one.overall.reason or one.spend or one.risks or one.milestones for one in reports)
    assert reports[-1].headline != reports_of(whole, "island-readers")[-1].headline
    assert not any(issue.entry.owner or issue.entry.risk for issue in public.all(Issue))


def test_outsiders_read_no_day_of_the_project_in_trouble_that_the_roadmap_keeps_from_them(whole: Portfolio) -> None:
    public = redacted_for(whole, "public", AS_OF)
    tasks = [task.entry for task in public.all(Task) if task.parent and task.parent.id == "island-readers"]
    assert {str(day) for task in tasks for day in (task.start, task.end)} == {
        "2026-Q3",
        "2026-Q4",
        "2027-Q1",
        "2027-Q2",
        "2027-Q3",
    }


def test_outsiders_do_not_see_the_project_that_is_not_approved(whole: Portfolio) -> None:
    assert {one.id for one in redacted_for(whole, "public", AS_OF).all(Plan)} == {
        "island-readers",
        "payment-provider-switch",
    }


def test_no_item_has_a_typed_progress_beside_one_that_stories_or_a_project_give(
    whole: Portfolio, insight: Insight
) -> None:
    typed = [item for item in whole.all(Item) if item.entry.progress is not None and not item.entry.is_closed]
    assert typed
    assert [item.id for item in typed if insight.stories_of(item) or insight.item(item).projects] == []
