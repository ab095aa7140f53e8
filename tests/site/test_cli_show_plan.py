"""`milepost show` of a project, a task, and a risk: every computed value under its public name."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.conftest import MakeSite

from milepost.cli.main import COULD_NOT_RUN, main

PLAN = """\
kind: plan
id: Readers
title: Card readers
status: in_progress
audience: public
start: 2026-11-02
baseline: {end: 2026-12-11}
tasks:
- {id: make, title: Production, duration: 10d, estimate: {optimistic: 8d, likely: 10d, pessimistic: 20d}, status: done, actual: {start: 2026-11-02, end: 2026-11-13}, baseline: {start: 2026-11-02, end: 2026-11-13}}
- {id: Test, title: Acceptance test, duration: 10d, estimate: {optimistic: 8d, likely: 10d, pessimistic: 20d}, depends_on: [{id: make, lag: 2d}], progress: 50, baseline: {start: 2026-11-16, end: 2026-11-27}}
- {id: open, title: First island open, milestone: true, depends_on: [test], baseline: {end: 2026-11-27}}
- {id: dropped, title: Dropped, status: cancelled}
budget:
  currency: EUR
  lines:
  - {title: Readers, task: make, planned: 1000, actual: 1200}
  - {title: Test, task: test, planned: 500, actual: 100, forecast: tbd}
risks:
- {id: storm, title: Storms, status: open, probability: 3, impact: 4, cost: 2000}
- {id: ice, title: Ice, status: open, probability: 3, impact: 4, cost: tbd}
"""  # fmt: skip


@pytest.fixture(autouse=True)
def plan(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A site with one plan, whose project nothing else declares."""
    project = site("")
    project.write("data/plan.yml", PLAN)
    monkeypatch.chdir(project.root)
    return project


def show(*words: str) -> Result:
    return CliRunner().invoke(main, ["show", *words, "--as-of", "2026-11-23"])


def computed(*words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(show(*words, "--json").stdout)
    return found["computed"]  # type: ignore[no-any-return]


def test_a_project_that_only_a_plan_declares_has_all_values_of_the_plan() -> None:
    found = json.loads(show("project:readers", "--json").stdout)
    assert (found["ref"], found["title"]) == ("project:Readers", "Card readers")
    values = found["computed"]
    assert values.keys() == {"tasks", "schedule", "evm", "forecast", "budget", "exposure"}
    assert list(values["tasks"]) == ["make", "Test", "open"]
    # Half of ten days is left on Monday, 23 November.
    assert values["schedule"] == {
        "start": "2026-11-02",
        "end": "2026-11-27",
        "baseline_end": "2026-12-11",
        "slip_days": -14,
        "least_slack": 0.0,
        "critical_path": ["Test", "open"],
        "progress": 75.0,
        "problems": [],
    }
    assert values["exposure"] == {"known": 1000.0, "unknown": 1, "currency": "EUR"}
    assert values["budget"]["forecast"] == {"known": 0.0, "unknown": 1, "currency": "EUR"}
    assert values["budget"]["committed"] is None


def test_earned_value_has_the_abbreviations_of_the_field() -> None:
    # PV: all of the first task and six of ten days of the second. EV: all of the first and half of the second.
    found = computed("plan:readers")["evm"]
    assert (found["unit"], found["as_of"], found["uncounted"]) == ("EUR", "2026-11-23", [])
    assert {name: found[name] for name in ("bac", "pv", "ev", "ac", "cv", "sv")} == {
        "bac": 1500.0, "pv": 1300.0, "ev": 1250.0, "ac": 1300.0, "cv": -50.0, "sv": -50.0,
    }  # fmt: skip
    assert (found["cpi"], found["spi"], found["eac"], found["vac"]) == (0.96, 0.96, 1560.0, -60.0)
    assert (found["es"], found["spi_t"], found["ieac_t"]) == (15.0, 0.94, 21.33)


def test_a_forecast_has_percentiles_and_the_chance_of_each_promise() -> None:
    found = computed("project:readers")["forecast"]
    assert found["p50"] <= found["p80"] <= found["p95"]
    assert found["milestones"].keys() == {"open"}
    assert found["milestones"]["open"]["promised"] == "2026-11-27"
    assert 0 < found["milestones"]["open"]["chance"] < 1
    assert found["chance"] == 1
    assert (found["deciding"], found["estimated"], found["runs"]) == (["Test"], 1, 10_000)


def test_a_task_has_its_dates_its_slack_and_what_decides_them() -> None:
    found = computed("task:readers/test")
    dates = {name: found[name] for name in ("early_start", "early_finish", "late_start", "late_finish")}
    assert dates["early_finish"] == dates["late_finish"] == "2026-11-27"
    assert (found["total_slack"], found["free_slack"], found["critical"]) == (0.0, 0.0, True)
    assert (found["progress"], found["progress_from"], found["status"]) == (50.0, "typed", "in_progress")
    assert (found["baseline_finish"], found["slip_days"], found["late_by_days"]) == ("2026-11-27", 0, 0)
    link = next(one for one in found["because"]["finish"] if one["kind"] == "link")
    assert (link["task"], link["type"], link["lag_days"], link["binding"]) == ("make", "FS", 2.0, False)
    first = found["because"]["finish"][0]
    assert (first["kind"], first["binding"]) == ("status-date", True)
    assert "p50" not in found


def test_an_open_milestone_has_a_forecast_of_its_own() -> None:
    found = computed("task:readers/open")
    assert found["p50"] <= found["p95"]
    assert 0 < found["chance"] < 1


def test_a_cancelled_task_has_nothing_computed() -> None:
    assert computed("task:readers/dropped") == {}


def test_an_unknown_cost_is_no_traceback() -> None:
    assert computed("risk:readers/storm")["expected_cost"] == 1000
    assert computed("risk:readers/ice")["expected_cost"] == "unknown"
    assert show("risk:readers/ice").exit_code == 0


def test_people_get_tables() -> None:
    said = show("project:readers").stdout
    assert said.startswith("project:Readers  Card readers\n")
    assert "\nSchedule\n  start          2026-11-02\n  end            2026-11-27\n" in said
    assert "\n  Test  2026-11-23 → 2026-11-27, total slack 0 d, critical, in progress\n" in said
    assert "\nEarned value\n" in said
    assert "\nForecast\n" in said
    task = show("task:readers/test").stdout
    assert "\nBecause\n" in task
    assert "status date (2026-11-27, decides)" in task
    assert "link FS from make (" in task


def test_a_plan_that_cannot_be_scheduled_says_why(plan: Any) -> None:
    plan.write("data/plan.yml", "kind: plan\nid: p\ntitle: P\nstatus: planned\ntasks: [{id: a, title: A}]\n")
    values = computed("project:p")
    assert (values["schedule"]["end"], values["forecast"], values["evm"]) == (None, None, None)
    assert "has no duration" in values["schedule"]["problems"][0]
    assert values["tasks"]["a"]["early_start"] is None
    assert "  a  no dates, planned\n" in show("project:p").stdout


def test_a_declared_project_has_the_values_of_its_plan(plan: Any) -> None:
    plan.write("data/portfolio.yml", "kind: portfolio\ntitle: P\nprojects: [{id: readers, title: Declared}]\n")
    found = json.loads(show("project:readers", "--json").stdout)
    assert found["title"] == "Declared"
    assert found["computed"]["schedule"]["end"] == "2026-11-27"


def test_readers_get_no_values_from_what_they_do_not_see() -> None:
    values = computed("project:readers", "--audience", "public")
    assert values["budget"] is None
    assert values["exposure"] is None
    assert values["forecast"] is None
    assert values["evm"]["unit"] == "days"
    assert values["evm"]["ac"] is None


def test_an_unknown_project_is_answered_with_the_nearest() -> None:
    done = show("project:raeders")
    assert done.exit_code == COULD_NOT_RUN
    assert "there is no 'project:raeders'; did you mean 'readers'?" in done.stderr
