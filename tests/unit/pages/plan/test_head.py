"""The head of a plan page: the sentence to repeat, and health by dimension."""

from __future__ import annotations

import pytest
from tests.unit.pages.plan.conftest import MakePlanView, text

OPEN = "tasks:\n  - {id: a, title: A, start: 2026-12-07, duration: 10d}"  # ends on 18 December


@pytest.mark.parametrize(
    ("plan", "lead"),
    [
        (OPEN, "Starts on 7 December 2026 and ends on 18 December 2026."),
        (
            f"baseline: {{end: 2026-12-18}}\n{OPEN}",
            "Starts on 7 December 2026 and ends on 18 December 2026, as in the baseline (18 December 2026).",
        ),
        (
            "baseline: {end: 2026-11-27}\ntasks:\n"
            "  - {id: a, title: A, duration: 20d, progress: 50, actual: {start: 2026-11-09}}",
            "Ends on 4 December 2026, 7 days after the baseline (27 November 2026). 50% complete.",
        ),
        (
            "baseline: {end: 2026-12-18}\ntasks:\n"
            "  - {id: a, title: A, duration: 20d, status: done, actual: {start: 2026-10-05, end: 2026-10-30}}",
            "Ended on 30 October 2026, 7 weeks before the baseline (18 December 2026).",
        ),
        (
            "tasks:\n  - {id: a, title: A, duration: 10d, progress: 0, actual: {start: 2026-11-23}, deadline: 2026-12-01}",
            "Ends on 4 December 2026. A misses its deadline of 1 Dec 2026 by 3 working days.",
        ),
        (
            "tasks:\n  - {id: a, title: A, duration: 10d, actual: {start: 2026-11-23}, deadline: 2026-12-01}\n"
            "  - {id: b, title: B, duration: 10d, actual: {start: 2026-11-23}, deadline: 2026-12-03}",
            "Ends on 4 December 2026. Two deadlines are missed: A by 3 working days, and 1 other.",
        ),
        ("scope: {in: [All]}", ""),
        ("tasks: [{id: a, title: A, depends_on: [a], duration: 1d}]", ""),
    ],
)
def test_the_lead_says_when_it_ends_against_what_and_how_far_it_is(view: MakePlanView, plan: str, lead: str) -> None:
    assert text(view(plan).lead) == lead


def test_external_readers_see_the_end_no_more_exactly_than_it_is_disclosed(view: MakePlanView) -> None:
    plan = (
        "audience: public\npublic: {date_precision: quarter}\nbaseline: {end: 2026-12-18}\ntasks:\n"
        "  - {id: a, title: A, audience: public, public: {date_precision: quarter}, start: 2027-02-01, duration: 10d}"
    )
    assert text(view(plan).lead) == (
        "Starts on 1 February 2027 and ends on 12 February 2027, 8 weeks after the baseline (18 December 2026)."
    )
    found = view(plan, audience="public")
    assert text(found.lead) == "Ends in Q1 2027, 1 quarter after the baseline (Q4 2026)."
    assert "12 Feb" not in repr(found)


def test_an_end_in_the_quarter_of_the_baseline_has_not_slipped_for_external_readers(view: MakePlanView) -> None:
    plan = (
        "audience: public\npublic: {date_precision: quarter}\nbaseline: {end: 2027-01-15}\ntasks:\n"
        "  - {id: a, title: A, audience: public, public: {date_precision: quarter}, start: 2027-02-01, duration: 10d}"
    )
    assert text(view(plan, audience="public").lead) == "Ends in Q1 2027, as in the baseline (Q1 2027)."


def test_facts_name_phase_and_team_and_nobody_whom_readers_may_not_see(view: MakePlanView) -> None:
    plan = "audience: public\nphase: execution\nmanager: mate\nteam: deck\nstart: 2026-10-05"
    labels = {one.label: one.words.replace("\N{NO-BREAK SPACE}", " ") for one in view(plan).facts}
    assert labels == {"Phase": "Execution", "Manager": "mate", "Team": "deck", "Start": "5 Oct 2026"}
    assert [one.label for one in view(plan, audience="public").facts] == ["Phase", "Team", "Start"]


REPORT = """\
project: project
period: {{from: {0}-01, to: {0}-14}}
headline: News
overall: {{health: on_track}}
dimensions:
  schedule: {{health: {1}, trend: down, reason: The printer is late., path_to_green: Borrow one.}}
"""


def test_health_is_that_of_the_latest_report_that_has_ended(view: MakePlanView) -> None:
    reports = {
        f"report_{n}": REPORT.format(month, health)
        for n, (month, health) in enumerate(
            [("2026-10", "on_track"), ("2026-11", "off_track"), ("2026-12", "on_track")]
        )
    }
    health = view(OPEN, **reports).health
    assert health
    assert health.source.title.replace("\N{NO-BREAK SPACE}", " ") == "report of 14 Nov 2026"
    (card,) = health.cards
    assert (card.title, card.mark.value, card.trend, card.reason, card.path) == (
        "Schedule",
        "off_track",
        "getting worse",
        "The printer is late.",
        "Borrow one.",
    )


def test_without_a_report_there_is_no_health(view: MakePlanView) -> None:
    assert view(OPEN).health is None
