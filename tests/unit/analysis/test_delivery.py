"""Items that take dates, progress, and health from the projects that deliver them."""

from __future__ import annotations

from typing import Any

import pytest

ITEM = "items: [{id: quay, title: Quay, status: STATUS}]"
PLAN = """
    id: readers
    title: Readers
    status: in_progress
    items: [quay]
    start: 2026-11-02
    tasks:
    - {id: a, title: A, status: done, duration: 5d, actual: {start: 2026-11-02, end: 2026-11-06}}
    - {id: b, title: B, depends_on: [a], duration: 15d, progress: 0, start: 2026-12-07}
"""
REPORT = """
    project: readers
    period: {from: 2026-11-09, to: 2026-11-22}
    overall: {health: at_risk, reason: The pier is closed.}
"""


def item(status: str = "in_progress", more: str = "") -> str:
    return ITEM.replace("STATUS", status + (f", {more}" if more else ""))


def dates(found: Any) -> tuple[str, str | None, str, str | None]:
    return str(found.start), found.start_from, str(found.end), found.end_from


def test_an_item_takes_what_nobody_typed_from_its_project(told: Any) -> None:
    found = told(item(), plan=PLAN, report=REPORT).item("quay")
    assert dates(found) == ("2026-11-02", "project", "2026-12-25", "project")
    assert (found.progress, found.progress_from, found.progress_of) == (25.0, "project", (1, 1))
    assert (found.health, found.health_from, found.health_reason) == ("at_risk", "project", "The pier is closed.")
    assert [plan.ref for plan in found.projects] == ["plan:readers"]


def test_what_is_typed_counts_more(told: Any) -> None:
    typed = item(more="start: 2026-10, end: 2027-01, progress: 80, health: on_track")
    found = told(typed, plan=PLAN, report=REPORT).item("quay")
    assert dates(found) == ("2026-10", "typed", "2027-01", "typed")
    assert (found.progress, found.progress_from) == (80, "typed")
    assert (found.health, found.health_from, found.health_reason) == ("on_track", "typed", "")


def test_parts_and_a_release_count_more_than_a_project(told: Any) -> None:
    found = told(
        """
        releases: [{id: spring, title: Spring, date: 2027-03-01}]
        items:
        - {id: quay, title: Quay, status: in_progress, release: spring}
        - {id: part, title: Part, status: in_progress, parent: quay, start: 2026-09-01, progress: 10,
           health: off_track, health_reason: Ice}
        """,
        plan=PLAN,
        report=REPORT,
    ).item("quay")
    assert dates(found) == ("2026-09-01", "children", "2027-03-01", "release")
    assert (found.progress_from, found.health, found.health_from) == ("children", "off_track", "children")


@pytest.mark.parametrize(("latest", "expected"), [("2026-11-29", "off_track"), ("2026-11-15", "at_risk")])
def test_the_health_is_that_of_the_report_whose_period_ends_last(told: Any, latest: str, expected: str) -> None:
    other = f"id: other\nproject: readers\nperiod: {{from: 2026-11-01, to: {latest}}}\noverall: {{health: off_track}}"
    assert told(item(), plan=PLAN, report=REPORT, report_b=other).item("quay").health == expected


def test_without_a_report_it_is_the_declared_health_of_the_project(told: Any) -> None:
    declared = "projects: [{id: readers, title: R, status: in_progress, health: off_track, health_reason: Storm}]"
    found = told(item(), plan=PLAN, portfolio=declared).item("quay")
    assert (found.health, found.health_from, found.health_reason) == ("off_track", "project", "Storm")


OTHER = """
    id: piers
    title: Piers
    status: planned
    items: [quay]
    start: 2026-10-05
    tasks:
    - {id: a, title: A, duration: 5d, start: 2027-02-01}
"""


def test_of_several_projects_the_first_start_the_last_end_the_mean_and_the_worst_count(told: Any) -> None:
    calm = "id: calm\nproject: piers\noverall: {health: on_track}"
    found = told(item(), plan_a=PLAN, plan_b=OTHER, report=REPORT, report_b=calm).item("quay")
    assert dates(found) == ("2026-11-02", "project", "2027-02-05", "project")
    assert (found.progress, found.progress_of) == (12.5, (2, 2))
    assert found.health == "at_risk"


def test_a_cancelled_project_does_not_count_and_is_still_named(told: Any) -> None:
    gone = OTHER.replace("planned", "cancelled")
    found = told(item(), plan_a=PLAN, plan_b=gone).item("quay")
    assert (str(found.end), found.progress) == ("2026-12-25", 25.0)
    assert [plan.slug for plan in found.projects] == ["readers", "piers"]


def test_there_is_no_end_while_one_of_the_projects_has_none(told: Any) -> None:
    undated = "id: piers\ntitle: Piers\nstatus: planned\nitems: [quay]"
    found = told(item(), plan_a=PLAN, plan_b=undated).item("quay")
    assert (str(found.start), found.end) == ("2026-11-02", None)


def test_what_is_done_takes_dates_from_finished_projects_alone(told: Any) -> None:
    going_on = told(item("done"), plan=PLAN, report=REPORT).item("quay")
    assert (going_on.start, going_on.end, going_on.health, going_on.progress_from) == (None, None, None, "status")
    finished = PLAN.replace("status: in_progress", "status: done").replace("progress: 0, start", "status: done, end")
    found = told(item("done"), plan=finished).item("quay")
    assert dates(found) == ("2026-11-02", "project", "2026-12-07", "project")


def test_a_cancelled_item_takes_nothing(told: Any) -> None:
    found = told(item("cancelled"), plan=PLAN, report=REPORT).item("quay")
    assert (found.start, found.end, found.progress, found.health) == (None, None, None, None)


def test_external_readers_get_what_the_public_part_of_a_plan_gives(told: Any) -> None:
    def found(tasks: str, more: str = "") -> Any:
        plan = f"id: readers\naudience: public\nstatus: in_progress\nitems: [quay]\ntasks:\n{tasks}"
        return told(f"audience: public\n{item(more=more)}", audience="public", plan=plan).item("quay")

    seen = "- {id: a, title: A, start: 2026-12-07, end: 2026-12-18, audience: public}\n"
    hidden = "- {id: b, title: B, start: 2026-12-01, end: 2027-06-30, audience: internal}\n"
    assert dates(found(seen + hidden)) == dates(found(seen)) == ("2026-12-07", "project", "2026-12-18", "project")
    assert dates(found(hidden)) == ("None", None, "None", None)
    quarter = found(seen, "public: {date_precision: quarter}")
    assert dates(quarter) == ("2026-Q4", "project", "2026-Q4", "project")
    none = found(seen, "public: {date_precision: none}")
    assert dates(none) == ("None", None, "None", None)


def test_external_readers_get_nothing_of_a_hidden_plan(told: Any) -> None:
    found = told(f"audience: public\n{item()}", audience="public", plan=PLAN, report=REPORT).item("quay")
    assert (found.end, found.progress, found.health, found.projects) == (None, None, None, ())
