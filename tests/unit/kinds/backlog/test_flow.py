"""Flow metrics follow from the dates of stories."""

from __future__ import annotations

from datetime import date

import pytest
from tests.unit.kinds.backlog.conftest import MakeInsight, ids

from milepost.kinds.backlog.percentiles import nearest_rank


def test_a_percentile_is_one_of_the_values() -> None:
    # The example of nearest rank on Wikipedia: 15, 20, 35, 40, 50.
    values = [35, 20, 15, 50, 40]
    assert [nearest_rank(values, percent) for percent in (5, 30, 40, 50, 100)] == [15, 20, 20, 35, 50]
    with pytest.raises(ValueError, match="nothing"):
        nearest_rank([], 50)


def done(id: str, start: str, end: str) -> str:
    return f"- {{id: {id}, title: {id}, status: done, started_on: 2026-{start}, done_on: 2026-{end}}}\n"


# Cycle times of 1, 2, 3, 4, and 20 days.
FIVE = "stories:\n" + "".join(
    (
        done("one", "11-02", "11-02"),
        done("two", "11-02", "11-03"),
        done("three", "11-02", "11-04"),
        done("four", "11-02", "11-05"),
        done("twenty", "10-20", "11-08"),
    )
)


def test_cycle_times_have_percentiles(insight: MakeInsight) -> None:
    flow = insight(backlog=FIVE).story_flow
    assert flow.cycle_days == (1, 2, 3, 4, 20)
    assert flow.percentiles == {50: 3, 85: 20, 95: 20}


def test_work_in_progress_ages_past_the_85th_percentile(insight: MakeInsight) -> None:
    more = """
- {id: old, title: Old, status: in_progress, started_on: 2026-11-03}
- {id: edge, title: Edge, status: in_review, started_on: 2026-11-04}
- {id: undated, title: Undated, status: in_progress}
"""
    flow = insight(backlog=FIVE + more.lstrip()).story_flow
    assert ids(flow.in_progress) == ["old", "edge", "undated"]
    assert (flow.aging_limit, ids(flow.aging)) == (20, ["old"])
    four = insight(backlog=FIVE.replace("done_on: 2026-11-02", "created_on: 2026-11-02") + more.lstrip()).story_flow
    assert (len(four.cycle_days), four.aging_limit, four.aging) == (4, None, ())


def test_throughput_is_by_week_with_weeks_of_nothing(insight: MakeInsight) -> None:
    last = done("late", "11-20", "11-23") + done("future", "11-20", "11-24")
    weeks = insight(backlog=FIVE + last).story_flow.weeks
    assert [(week.monday, len(week.done)) for week in weeks] == [
        (date(2026, 11, 2), 5),
        (date(2026, 11, 9), 0),
        (date(2026, 11, 16), 0),
        (date(2026, 11, 23), 1),
    ]


def test_throughput_goes_back_twelve_weeks_at_most(insight: MakeInsight) -> None:
    weeks = insight(backlog=FIVE + done("old", "03-02", "03-03")).story_flow.weeks
    assert (len(weeks), weeks[0].monday) == (12, date(2026, 9, 7))


def test_the_cumulative_flow_never_falls_and_its_lines_never_cross(insight: MakeInsight) -> None:
    written = """
stories:
- {id: a, title: A, status: done, created_on: 2026-11-01, started_on: 2026-11-03, done_on: 2026-11-05}
- {id: b, title: B, status: in_progress, started_on: 2026-11-02}
- {id: c, title: C, status: done, created_on: 2026-11-09, done_on: 2026-11-06}
- {id: d, title: D, status: todo, created_on: 2026-11-04}
- {id: e, title: E, status: dropped, created_on: 2026-11-04}
- {id: f, title: F, status: todo}
"""
    days = insight(backlog=written).story_flow.cumulative
    assert [(one.day.day, one.created, one.started, one.done) for one in days] == [
        (1, 1, 0, 0),
        (2, 2, 1, 0),
        (3, 2, 2, 0),
        (4, 3, 2, 0),
        (5, 3, 2, 1),
        (6, 4, 3, 2),
        (23, 4, 3, 2),
    ]


def test_daily_throughput_begins_with_the_first_date_of_any_story(insight: MakeInsight) -> None:
    written = """
stories:
- {id: a, title: A, status: todo, created_on: 2026-11-18}
- {id: b, title: B, status: done, done_on: 2026-11-20}
- {id: c, title: C, status: done, done_on: 2026-11-23}
"""
    flow = insight(backlog=written).story_flow
    assert flow.daily_throughput(90) == (0, 0, 1, 0, 0, 1)
    assert flow.daily_throughput(3) == (0, 0, 1)
    assert insight(backlog="stories: [{id: a, title: A, status: todo}]").story_flow.daily_throughput(90) == ()
