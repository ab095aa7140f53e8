"""The flow page: work in progress against what done work took, forecasts of releases, and where dates come from."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.support.histories import BEFORE, history, trail
from tests.unit.conftest import MakePageContext

from milepost.history.history import NO_HISTORY, History
from milepost.kit.addresses import BACKLOG, FLOW, RELEASES, ROADMAP, STORY_BOARD
from milepost.pages.backlog.view import backlog_view
from milepost.pages.flow.view import flow_view

PAGES = (BACKLOG, STORY_BOARD, FLOW, ROADMAP, RELEASES)
AS_OF = date(2026, 11, 23)
# Cycle times of 1 to 5 days, and a story done on each of the last five days.
STEADY = "".join(
    f"- {{id: d{n}, title: D{n}, status: done, started_on: {AS_OF - timedelta(days=4)}, "
    f"done_on: {AS_OF - timedelta(days=n)}}}\n"
    for n in range(5)
)
GOING = """
- {id: old, title: Old, status: in_progress, started_on: 2026-11-09}
- {id: new, title: New, status: in_review, started_on: 2026-11-20, depends_on: [d1]}
- {id: bare, title: Bare, status: in_progress}
"""


def test_work_in_progress_is_set_against_what_done_work_took(context: MakePageContext) -> None:
    view = flow_view(context(backlog="stories:\n" + STEADY + GOING.lstrip(), pages=PAGES), "Flow").in_progress
    assert view
    assert [(row.card.ref.title, row.started.replace("\xa0", " "), row.age, row.card.aging, row.blocked) for row in view.rows] == [
        ("Old", "9 Nov", "15 days", True, ""),
        ("New", "20 Nov", "4 days", False, "2 days"),
        ("Bare", "no date", "", False, ""),
    ]  # fmt: skip
    assert view.has_blocked
    assert view.chart
    assert view.chart.rows == (("Old", "In progress", "15 days"), ("New", "In review", "4 days"))


@pytest.mark.parametrize("left_out", [STEADY, GOING.lstrip()])
def test_without_ages_or_cycle_times_there_is_no_chart_of_ages(context: MakePageContext, left_out: str) -> None:
    written = f"stories:\n{STEADY}{GOING.lstrip()}".replace(left_out, "- {id: x, title: X, status: in_progress}\n")
    view = flow_view(context(backlog=written.replace("[d1]", "[]"), pages=PAGES), "Flow").in_progress
    assert view
    assert view.chart is None


RELEASES_OF = """
releases:
- {id: late, title: Late, date: 2026-11-24}
- {id: soon, title: Soon, date: 2026-12-24}
- {id: open, title: Open}
- {id: out, title: Out, date: 2026-11-01, status: done}
items: [{id: tap, title: Tap, status: in_progress, release: late}]
"""
LEFT = """- {id: a, title: A, status: in_progress, item: tap}
- {id: b, title: B, status: todo, item: tap, priority: must}
- {id: c, title: C, status: todo, release: soon}
- {id: d, title: D, status: todo, release: open}
- {id: e, title: E, status: todo, release: out}
"""


def test_a_release_is_forecast_against_its_date(context: MakePageContext) -> None:
    found = flow_view(context(RELEASES_OF, backlog=f"stories:\n{STEADY}{LEFT}", pages=PAGES), "Flow").forecast
    assert found
    # One story a day: of Late two are open, of which the second is done in two days.
    assert [
        (row.ref.title, row.kind, row.open, row.days[1].replace("\xa0", " "), row.chance) for row in found.rows
    ] == [
        ("Tap", "", "2", "25 Nov 2026", "<5%"),
        ("Late", "Release", "2", "25 Nov 2026", "<5%"),
        ("Soon", "Release", "1", "26 Nov 2026", ">95%"),
        ("Open", "Release", "1", "27 Nov 2026", ""),
    ]
    assert found.sentence.endswith(
        "Less likely than not to be done by the date on the roadmap: Late (<5%) and Tap (<5%)."
    )


TYPED = "- {id: t, title: T, status: done, created_on: 2026-11-02, started_on: 2026-11-03, done_on: 2026-11-04}\n"
UNDATED = "- {id: a, title: A, status: done}\n- {id: b, title: B, status: in_progress}\n"
PAST = {"a": trail((2, "todo"), (5, "in_progress"), (9, "done")), "b": trail((BEFORE, "todo"), (12, "in_progress"))}


@pytest.mark.parametrize(
    ("written", "past", "words"),
    [
        (TYPED, NO_HISTORY, "All dates are typed in YAML."),
        (TYPED + UNDATED, NO_HISTORY, "All dates are typed in YAML."),
        (
            UNDATED,
            history(**PAST),
            "Dates that are not typed in YAML come from the git history, which begins on 1 November 2026: they are the days, "
            "in UTC, of the commits that changed a status.",
        ),
        (
            TYPED + UNDATED,
            history("This clone is shallow.", **PAST),
            "The dates of 1 story are typed in YAML. Those of 2 come, at least in part, from the git history, which begins "
            "on 1 November 2026: they are the days, in UTC, of the commits that changed a status. This clone is shallow.",
        ),
    ],
)  # fmt: skip
def test_the_page_says_where_dates_come_from(context: MakePageContext, written: str, past: History, words: str) -> None:
    view = flow_view(context(backlog=f"stories:\n{written}", pages=PAGES, history=past), "Flow")
    assert view.method.replace("\xa0", " ").endswith(f"are left out. {words}")


def test_what_is_missing_is_said_where_it_is_missed(context: MakePageContext) -> None:
    shallow = history("This clone is shallow.")
    view = flow_view(context(backlog=f"stories:\n{UNDATED}", pages=PAGES, history=shallow), "Flow")
    assert view.method.endswith("are left out. This clone is shallow.")
    view = flow_view(context(backlog=f"stories:\n{TYPED}", pages=PAGES, history=shallow), "Flow")
    assert view.method.endswith("All dates are typed in YAML.")


def test_without_any_date_it_says_nothing_of_them(context: MakePageContext) -> None:
    view = flow_view(context(backlog=f"stories:\n{UNDATED}", pages=PAGES), "Flow")
    assert view.method.endswith("are left out.")


def test_dates_from_git_are_marked_story_by_story(context: MakePageContext) -> None:
    found = context(backlog=f"stories:\n{TYPED}{UNDATED}", pages=PAGES, history=history(**PAST))
    view = flow_view(found, "Flow")
    assert view.in_progress
    assert [(row.started.replace("\xa0", " "), row.origin) for row in view.in_progress.rows] == [("12 Nov", "from git")]
    times = next(chart for chart in view.charts if chart.id == "chart-cycle-time")
    assert times.head == ("Done", "Story", "Cycle time", "Dates")
    assert [row[1:] for row in times.rows] == [("A", "5 days", "git"), ("T", "2 days", "typed")]
    facts = {
        row.card.ref.title: [fact.words.replace("\xa0", " ") for fact in row.facts]
        for row in backlog_view(found, "Backlog").rows
    }
    assert facts["A"] == ["2 Nov (from git)", "5 Nov (from git)", "9 Nov (from git)"]
    assert facts["T"] == ["2 Nov", "3 Nov", "4 Nov"]
