"""Status reports: their periods and reasons, and what the plan says against them."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.unit.checks.conftest import Find

from milepost.problem import Problem


def written(end: str, health: str = "at_risk", more: str = "", project: str = "quay") -> str:
    start = f"{end[:8]}01"
    return (
        f"kind: report\nproject: {project}\nperiod: {{from: {start}, to: {end}}}\n"
        f"overall: {{health: {health}, reason: Storms}}\nheadline: As of {end}.\n{more}"
    )


def test_a_report_names_its_project(find: Find) -> None:
    alone = "id: alone\nproject:\nheadline: Fine.\n"
    assert find("report-project", report=alone) == ["report.yml:1:1: 'Fine.' names no project"]
    assert find("report-project", report=written("2026-09-13")) == []


def test_a_period_does_not_end_before_it_starts(find: Find) -> None:
    wrong = written("2026-09-13").replace("from: 2026-09-01", "from: 2026-09-14")
    assert find("report-period", report=wrong) == [
        "report.yml:3:32: the period of 'As of 2026-09-13.' ends 2026-09-13, before it starts (2026-09-14)"
    ]
    assert find("report-period", report=written("2026-09-01")) == []


def test_a_report_is_not_issued_before_its_period_is_over(find: Find) -> None:
    early, same = (written("2026-09-13", more=f"issued_on: 2026-09-{day}") for day in (11, 13))
    assert find("report-issued-early", report=early) == [
        "report.yml:6:12: 'As of 2026-09-13.' was issued 2026-09-11, 2 days before its period ends (2026-09-13)"
    ]
    assert find("report-issued-early", report=same) == []


def test_two_reports_of_a_project_do_not_end_on_the_same_day(find: Find) -> None:
    files = {
        "report_a": written("2026-09-13"),
        "report_b": written("2026-09-13", more="id: again\n", project="Quay"),
        "report_c": written("2026-09-13", project="pier"),
        "report_d": written("2026-09-27"),
    }
    assert find("report-same-period", **files) == [
        "report_a.yml:3:32: 'As of 2026-09-13.' and 'As of 2026-09-13.' (report_b.yml:1) both end 2026-09-13"
    ]


def test_a_warning_has_a_reason(find: Find) -> None:
    silent = written("2026-09-13").replace(", reason: Storms", "")
    stated = "dimensions: {cost: {health: off_track}, scope: {health: on_track}}"
    assert find("report-health-reason", report=silent) == [
        "report.yml:4:19: 'As of 2026-09-13.' is at risk overall, and no reason is given"
    ]
    assert find("report-health-reason", report=silent + stated) == [
        "report.yml:4:19: 'As of 2026-09-13.' is at risk overall, and no reason is given",
        "report.yml:6:29: 'As of 2026-09-13.': cost is off track, and no reason is given",
    ]
    explained = stated.replace("off_track", "off_track, reason: Quotes")
    assert find("report-health-reason", report=silent + explained) == []


def test_an_id_does_not_contain_a_day_that_is_hidden_from_external_readers(find: Find) -> None:
    coarse = written("2026-09-13", more="audience: public\npublic: {date_precision: month}\n")
    found = find("report-id-reveals-date", report=coarse)
    assert found == [
        "report.yml:1:1: the id of 'As of 2026-09-13.', 'quay-2026-09-13', contains the end of its period, "
        "and public: hides that date"
    ]
    assert find("report-id-reveals-date", report=f"id: status-12\n{coarse}") == []
    monthly = coarse.replace("from: 2026-09-01, to: 2026-09-13", "from: 2026-09, to: 2026-09")
    assert find("report-id-reveals-date", report=monthly) == []
    assert len(find("report-id-reveals-date", report=monthly.replace("precision: month", "precision: quarter"))) == 1
    assert find("report-id-reveals-date", report=coarse.replace("audience: public", "audience: internal")) == []
    assert find("report-id-reveals-date", report=coarse.replace("precision: month", "precision: day")) == []


def test_an_id_does_not_contain_a_project_that_is_hidden_from_readers_of_the_report(find: Find) -> None:
    rule, public = "report-id-reveals-project", written("2026-09-13", more="audience: public\n")

    def projects(audience: str) -> str:
        return f"title: Ferry\naudience: public\nprojects: [{{id: quay, title: Berths, audience: {audience}}}]\n"

    assert find(rule, portfolio=projects("internal"), report=public) == [
        "report.yml:1:1: the id of 'As of 2026-09-13.', 'quay-2026-09-13', contains that of the project, "
        "which is hidden from public readers"
    ]
    assert find(rule, portfolio=projects("public"), report=public) == []
    assert find(rule, portfolio=projects("internal"), report=f"id: status-12\n{public}") == []
    hidden = public.replace("audience: public", "audience: internal")
    assert find(rule, portfolio=projects("internal"), report=hidden) == []
    # The id is that of a plan that they see.
    plan = "id: quay\naudience: public\ntitle: Berths\nstatus: planned\n"
    assert find(rule, portfolio=projects("internal"), report=public, plan=plan) == []


PLAN = """\
id: quay
status: in_progress
risks:
  - {id: storms, title: Storms, status: open, probability: 4, impact: 4, review_by: 2026-11-16}
  - {id: tides, title: Tides, status: open, probability: 3, impact: 3, review_by: 2026-11-16}
  - {id: fog, title: Fog, status: closed, probability: 5, impact: 5, review_by: 2026-11-16}
  - {id: ice, title: Ice, status: open, probability: 5, impact: 5, review_by: 2026-11-30}
"""


def test_on_track_is_contradicted_by_a_high_risk_whose_review_is_overdue(find: Find) -> None:
    green = written("2026-11-22", "on_track")
    assert find("report-watermelon", plan=PLAN, report=green) == [
        "report.yml:4:19: 'As of 2026-11-22.' is on track overall, and the plan disagrees: "
        "the review of the high risk 'storms' (16 of 25) is 7 days overdue"
    ]
    assert find("report-watermelon", plan=PLAN, report=green.replace("on_track", "at_risk")) == []
    assert find("report-watermelon", plan=PLAN.replace("in_progress", "done"), report=green) == []
    assert find("report-watermelon", report=green) == []


SLIPPING = """\
id: quay
status: in_progress
start: 2026-09-01
tasks:
  - {id: build, title: Build, duration: 40d, start: 2026-09-01, baseline: {start: 2026-09-01, end: 2026-10-26},
     actual: {start: 2026-09-01}, progress: 25, deadline: 2026-11-27}
"""


def test_on_track_is_contradicted_by_negative_slack_and_a_slow_schedule(
    find: Find, problems: Callable[..., list[Problem]]
) -> None:
    green = written("2026-11-22", "on_track")
    [found] = problems("report-watermelon", plan=SLIPPING, report=green)
    assert re.fullmatch(
        r"'As of 2026-11-22.' is on track overall, and the plan disagrees: the task 'build' has −\d+ working days "
        r"of slack; SPI\(t\) is 0\.\d\d, below 0\.90",
        found.message,
    )
    rules = {"report-watermelon": {"spi_percent": 10}}
    [lenient] = problems("report-watermelon", plan=SLIPPING, report=green, rules=rules)
    assert "working days of slack" in lenient.message and "SPI" not in lenient.message
    met = SLIPPING.replace("progress: 25, deadline: 2026-11-27", "progress: 100, deadline: 2026-12-31")
    assert (
        find("report-watermelon", plan=met.replace("actual: {start", "actual: {end: 2026-10-26, start"), report=green)
        == []
    )


UNCERTAIN = """\
id: quay
status: in_progress
start: 2026-11-23
tasks:
  - {id: build, title: Build, duration: 10d, estimate: {optimistic: 8d, likely: 10d, pessimistic: 40d}}
  - {id: open, title: Open, milestone: true, depends_on: [build], baseline: {end: 2026-12-07}}
"""


def test_on_track_is_contradicted_by_a_promise_that_is_kept_in_less_than_eighty_percent_of_the_runs(find: Find) -> None:
    green = written("2026-11-22", "on_track")
    [found] = find("report-watermelon", plan=UNCERTAIN, report=green)
    assert re.search(
        r"the finish is forecast for 2026-12-\d\d \(P80\), \d+ days after the promised date 2026-12-07", found
    )
    assert find("report-watermelon", plan=UNCERTAIN.replace("2026-12-07", "2027-03-01"), report=green) == []


def test_only_the_latest_report_can_be_contradicted(find: Find) -> None:
    files = {"report_a": written("2026-10-31", "on_track"), "report_b": written("2026-11-22")}
    assert find("report-watermelon", plan=PLAN, **files) == []


def test_five_reports_at_risk_in_a_row_call_for_a_decision(find: Find, problems: Callable[..., list[Problem]]) -> None:
    files = {f"report_{month}": written(f"2026-{month:02}-28") for month in range(6, 11)}
    assert find("report-still-amber", **files) == [
        "report_10.yml:4:19: 'As of 2026-10-28.' is at risk, as in the 4 reports before it"
    ]
    interrupted = {**files, "report_8": written("2026-08-28", "off_track")}
    assert find("report-still-amber", **interrupted) == []
    assert len(problems("report-still-amber", rules={"report-still-amber": {"reports": 2}}, **interrupted)) == 1
    closed = {"portfolio": "projects: [{id: quay, title: Quay, status: done}]"}
    assert find("report-still-amber", **files, **closed) == []
