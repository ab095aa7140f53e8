"""The draft of the next report: what changed, with ids, as YAML that only lacks a headline."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import yaml
from tests.support import reports
from tests.unit.conftest import MakePageContext, MakePortfolio

from milepost.analysis import computed
from milepost.kinds.report.model import Report
from milepost.kit.context import PageContext
from milepost.reporting.draft import DraftInput, draft
from milepost.reporting.measures import measures_of
from milepost.reporting.periods import following, next_period
from milepost.reporting.plan_changes import plan_changes
from milepost.reporting.snapshot import PlanSnapshot, reported, snapshot
from milepost.reporting.yaml_text import comment, scalar

BEFORE = """\
id: quay
title: Quay
status: in_progress
start: 2026-09-01
tasks:
  - {id: piers, title: Power on the piers, duration: 10d, start: 2026-11-02, actual: {start: 2026-11-02}}
  - {id: test, title: Settlement test, duration: 5d, start: 2026-11-23}
  - {id: training, title: Training, duration: 3d, start: 2026-12-09}
  - {id: old, title: Paper tickets, duration: 3d, start: 2026-11-02}
  - {id: open, title: Harbour open, milestone: true, end: 2026-12-14, baseline: {end: 2026-12-14}}
  - {id: islands, title: Islands open, milestone: true, end: 2027-Q1, baseline: {end: 2027-01-31}}
budget:
  lines: [{title: Readers, planned: 100000, actual: 20000, forecast: 110000}]
risks:
  - {id: storms, title: Storms, status: open, probability: 2, impact: 3}
  - {id: bank, title: Bank, status: open}
  - {id: supply, title: Supplier, status: watching, probability: 3, impact: 5}
issues: [{id: power, title: No power, status: open}]
decisions: [{id: d1, title: Rent readers, status: proposed}]
changes: [{id: c1, title: Ten more piers, status: proposed}]
"""
AFTER = """\
id: quay
title: Quay
status: in_progress
start: 2026-09-01
tasks:
  - {id: piers, title: Power on the piers, duration: 10d, start: 2026-11-02, status: done,
     actual: {start: 2026-11-02, end: 2026-11-27}, baseline: {end: 2026-11-13}}
  - {id: test, title: Settlement test, duration: 5d, start: 2026-11-30}
  - {id: training, title: Training, duration: 3d, start: 2026-12-09}
  - {id: wifi, title: Wi-Fi, duration: 2d, start: 2026-12-21}
  - {id: open, title: Harbour open, milestone: true, end: 2026-12-18, baseline: {end: 2026-12-14}}
  - {id: islands, title: Islands open, milestone: true, end: 2027-Q2, baseline: {end: 2027-01-31}}
budget:
  lines: [{title: Readers, planned: 100000, actual: 45000, forecast: tbd}]
risks:
  - {id: storms, title: Storms, status: open, probability: 4, impact: 3}
  - {id: bank, title: Bank, status: closed}
  - {id: supply, title: Supplier, status: occurred, probability: 3, impact: 5}
  - {id: theft, title: Theft, status: open, probability: 1, impact: 2}
issues: [{id: power, title: No power, status: resolved}, {id: cable, title: Cable cut, status: open}]
decisions: [{id: d1, title: Rent readers, status: decided}, {id: d2, title: "Buy: or lease?", status: proposed}]
changes: [{id: c1, title: Ten more piers, status: approved}]
"""
LAST = """\
project: quay
period: {from: 2026-11-09, to: 2026-11-22}
overall: {health: at_risk, reason: "Storms: again"}
dimensions: {cost: {health: at_risk, reason: Quotes, path_to_green: Ask again}, scope: {health: on_track}}
headline: Slow.
milestones: [{milestone: open, baseline: 2026-12-14, forecast: 2026-12-14}, {milestone: Party, forecast: 2027-01-01}]
spend: {planned: 100000, actual: 20000}
decisions_needed: [{title: "Rent readers?"}]
"""


@pytest.fixture
def then(portfolio: MakePortfolio) -> PlanSnapshot:
    day = date(2026, 11, 22)
    found = portfolio(plan=BEFORE)
    return snapshot(found, computed(found, day), "quay")


def now(context: MakePageContext, **files: str) -> PageContext:
    return context(as_of="2026-12-06", **{"plan": AFTER, "report": LAST, **files})


def given(made: PageContext, **more: Any) -> DraftInput:
    [last] = made.portfolio.all(Report) or [None]
    values = {
        "project": "quay",
        "title": "Quay",
        "as_of": made.as_of,
        "now": snapshot(made.portfolio, made.insight, "quay"),
        "last": last,
        "then": None,
        "source": "Compared with nothing.",
    }
    return DraftInput(**{**values, **more})


def test_every_change_is_a_fact_with_the_id_it_comes_from(then: PlanSnapshot, context: MakePageContext) -> None:
    made = now(context)
    facts = plan_changes(then, snapshot(made.portfolio, made.insight, "quay"), date(2026, 11, 22))
    assert [fact.words for fact in facts if fact.group == "achieved"] == [
        "Power on the piers (task piers): completed on 27 November 2026, 2 weeks later than baseline",
        "Bank (risk bank): closed, was open",
        "No power (issue power): resolved, was open",
        "Rent readers (decision d1): decided, was proposed",
    ]
    assert [fact.words for fact in facts if fact.group == "changed"] == [
        "Harbour open (milestone open): finish 18 December 2026, was 14 December 2026 (4 days later)",
        "Islands open (milestone islands): finish Q2 2027, was Q1 2027 (1 quarter later)",
        "Settlement test (task test): finish 11 December 2026, was 27 November 2026 (2 weeks later)",
        "Wi-Fi (task wifi): added to the plan, finish 22 December 2026",
        "Paper tickets (task old): removed from the plan",
        "Finish of the plan: Q2 2027, was Q1 2027 (1 quarter later)",
        "Storms (risk storms): score 12 of 25, was 6",
        "Supplier (risk supply): occurred, was watching",
        "Theft (risk theft): new, open, score 2 of 25",
        "Cable cut (issue cable): new, open",
        "Buy: or lease? (decision d2): new, proposed",
        "Ten more piers (change request c1): approved, was proposed",
        "Spent to date (plan budget): 45,000, was 20,000",
        "Forecast at completion (plan budget): unknown, was 110,000",
    ]


def test_nothing_changed_is_no_fact(then: PlanSnapshot) -> None:
    assert plan_changes(then, then, date(2026, 11, 22)) == []


def test_without_history_the_numbers_of_the_last_report_are_compared(context: MakePageContext) -> None:
    made = now(context)
    [last] = made.portfolio.all(Report)
    before = reported(made.portfolio, last)
    facts = plan_changes(before, snapshot(made.portfolio, made.insight, "quay"), date(2026, 11, 22))
    assert [fact.words for fact in facts] == [
        "Power on the piers (task piers): completed on 27 November 2026, 2 weeks later than baseline",
        "Harbour open (milestone open): finish 18 December 2026, was 14 December 2026 (4 days later)",
        "Spent to date (plan budget): 45,000, was 20,000",
    ]


def test_dates_in_a_draft_are_no_more_exact_than_their_readers_may_see(context: MakePageContext) -> None:
    def made(audience: str) -> PageContext:
        plan = """
            id: quay
            audience: public
            status: in_progress
            start: 2026-09-01
            tasks:
              - {id: cables, title: Cables, start: 2027-01-01, duration: 20d, public: {date_precision: quarter}}
              - {id: live, title: Live, milestone: true, depends_on: [cables]}
        """
        return context(audience=audience, as_of="2026-12-31", plan=plan)

    outside = made("public")
    state = snapshot(outside.portfolio, outside.insight, "quay")
    assert (str(state.finish), str(state.tasks["cables"].finish), str(state.tasks["live"].finish)) == ("2027-Q1",) * 3
    plan = outside.insight.plan_of("quay")
    assert plan
    text = draft(given(outside, measures=tuple(measures_of(outside.portfolio, plan))))
    assert yaml.safe_load(text)["planned_next"] == ["Cables (task cables): start Q1 2027"]
    assert yaml.safe_load(text)["milestones"] == [{"milestone": "live", "forecast": "2027-Q1"}]
    assert "# Finish Q1 2027" in text
    assert "January" not in text and "2027-0" not in text

    inside = made("internal")
    assert "start 1 January 2027" in draft(given(inside))
    assert str(snapshot(inside.portfolio, inside.insight, "quay").finish) == "2027-01-28"


def test_actions_of_the_projects_post_mortems_count(context: MakePageContext) -> None:
    def state(status: str) -> PlanSnapshot:
        text = f"id: flood\nproject: quay\nactions: [{{id: a1, title: Raise the pumps, status: {status}}}]\n"
        made = now(context, postmortem=text)
        return snapshot(made.portfolio, made.insight, "quay")

    facts = plan_changes(state("in_progress"), state("done"), None)
    assert [(fact.group, fact.words) for fact in facts] == [
        ("achieved", "Raise the pumps (action flood/a1): done, was in progress")
    ]


def test_the_draft_is_a_report_that_lacks_only_its_headline(then: PlanSnapshot, context: MakePageContext) -> None:
    text = draft(given(now(context), then=then))
    found = yaml.safe_load(text)
    assert found["headline"] is None
    assert (found["kind"], found["project"]) == ("report", "quay")
    assert found["period"] == {"from": date(2026, 11, 23), "to": date(2026, 12, 6)}
    assert found["overall"] == {"health": "at_risk", "reason": "Storms: again"}
    assert found["dimensions"] == {
        "scope": {"health": "on_track"},
        "cost": {"health": "at_risk", "reason": "Quotes", "path_to_green": "Ask again"},
    }
    assert len(found["achieved"]) == 4
    assert found["planned_next"] == [
        "Settlement test (task test): finish 11 December 2026",
        "Training (task training): finish 11 December 2026",
        "Harbour open (milestone open): finish 18 December 2026",
    ]
    assert found["milestones"] == [
        {"milestone": "open", "baseline": date(2026, 12, 14), "forecast": date(2026, 12, 18)},
        {"milestone": "islands", "baseline": date(2027, 1, 31), "forecast": "2027-Q2"},
    ]
    assert found["spend"] == {"planned": 100000, "actual": 45000, "forecast": "tbd"}
    assert (found["risks"], found["issues"]) == (["storms", "theft"], ["cable"])
    assert found["decisions_needed"] == [{"title": "Buy: or lease? (decision d2)"}]
    assert "# The last report asked for this decision; add it if it is still needed: Rent readers?" in text


def test_a_draft_with_a_headline_is_read_without_a_problem(
    then: PlanSnapshot, context: MakePageContext, portfolio: MakePortfolio
) -> None:
    text = draft(given(now(context), then=then))
    named = text.replace("headline:  # required", "headline: Done.  # required")
    found = portfolio(plan=AFTER, report_a=LAST, report_b=named).all(Report)
    assert [one.id for one in found] == ["quay-2026-11-22", "quay-2026-12-06"]


def test_what_changed_and_what_contradicts_the_health_are_comments(
    then: PlanSnapshot, context: MakePageContext
) -> None:
    lines = draft(given(now(context), then=then, warnings=("SPI(t) is 0.80, below 0.90",))).splitlines()
    assert "# - Storms (risk storms): score 12 of 25, was 6" in lines
    at = lines.index('# What contradicts "on track":')
    assert lines[at + 1] == "# - SPI(t) is 0.80, below 0.90"


def test_a_project_without_a_plan_or_a_report_gets_a_draft_with_what_is_known(context: MakePageContext) -> None:
    made = context(portfolio="projects: [{id: quay, title: Quay}]", as_of="2026-12-06")
    found = yaml.safe_load(draft(given(made)))
    assert found == {
        "kind": "report",
        "project": "quay",
        "period": {"from": date(2026, 11, 23), "to": date(2026, 12, 6)},
        "overall": {"health": "on_track"},
        "headline": None,
    }


def test_hostile_text_stays_within_its_line(then: PlanSnapshot, context: MakePageContext) -> None:
    title = "'a: [b] #c ''d'' {e}'"
    plan = AFTER.replace("title: Harbour open", f"title: {title}").replace("title: Cable cut", "title: '- x: *y'")
    made = now(context, plan=plan)
    text = draft(given(made, then=then, title="Quay\N{NEXT LINE}kind: plan\nrisks: []", source="a\nb: c"))
    found = yaml.safe_load(text)
    assert found["kind"] == "report" and "a" not in found
    assert "a: [b] #c 'd' {e} (milestone open): finish 18 December 2026" in found["planned_next"]


def test_the_numbers_of_the_plan_stand_above_the_dimensions(context: MakePageContext) -> None:
    made = now(context)
    plan = made.insight.plan_of("quay")
    assert plan
    measures = dict(measures_of(made.portfolio, plan))
    assert measures["risk"] == "2 open risks, 1 of them high."
    assert measures["schedule"].startswith("Finish Q2 2027 (1 quarter later than baseline); least slack ")
    assert measures["cost"] == "Planned 100,000; forecast unknown."
    lines = draft(given(made, measures=tuple(measures.items()))).splitlines()
    assert lines[lines.index("  cost:") - 1] == "  # Planned 100,000; forecast unknown."
    assert "  # schedule: {health: on_track}" in lines


@pytest.mark.parametrize(
    ("first", "last", "start", "end"),
    [
        ("2026-11-09", "2026-11-22", "2026-11-23", "2026-12-06"),
        ("2026-01-01", "2026-01-31", "2026-02-01", "2026-02-28"),
        ("2026-12-31", "2026-12-31", "2027-01-01", "2027-01-01"),
        ("2026-01-15", "2026-02-14", "2026-02-15", "2026-03-17"),
    ],
)
def test_the_next_period_is_as_long_as_the_last_one(first: str, last: str, start: str, end: str) -> None:
    found = following(date.fromisoformat(first), date.fromisoformat(last))
    assert [day.isoformat() for day in found] == [start, end]


def test_the_first_report_covers_the_two_weeks_up_to_today() -> None:
    assert next_period(None, date(2026, 12, 6)) == (date(2026, 11, 23), date(2026, 12, 6))


@pytest.mark.parametrize(
    "text", ["no", "12", "1e5", "a: b", "x #y", "'", '"', "\\", "@x", "[", "Größe", "a\N{NEXT LINE}b", "\x7f", "-"]
)
def test_a_scalar_is_read_back_as_the_text_it_was(text: str) -> None:
    assert yaml.safe_load(scalar(text)) == " ".join(text.split())
    assert yaml.safe_load(f"[{{x: {scalar(text)}}}]") == [{"x": " ".join(text.split())}]


def test_a_comment_is_one_line() -> None:
    assert len(comment("a\nb\N{NEXT LINE}c\N{LINE SEPARATOR}d\x00").splitlines()) == 1


def test_the_example_project_gets_a_draft_from_its_own_files(context: MakePageContext) -> None:
    made = context(as_of="2026-12-06", **reports.files())
    last = made.portfolio.all(Report)[-1]
    state = snapshot(made.portfolio, made.insight, "contactless")
    values = {"project": "contactless", "title": "Contactless", "as_of": made.as_of, "now": state, "last": last}
    found = yaml.safe_load(draft(DraftInput(**values, then=reported(made.portfolio, last), source="")))
    assert [one["milestone"] for one in found["milestones"]] == [
        "first-quay",
        "inner-harbour",
        "readers-delivered",
        "outer-islands",
    ]
    assert found["overall"]["health"] == "off_track"
