"""The layout of a Gantt chart: rows in the order of the plan, on whole months, with arrows by the type of a link."""

from __future__ import annotations

from datetime import date

import pytest

from milepost.timeline.gantt import Gantt, GanttLink, GanttTask, gantt

TODAY = date(2026, 11, 16)


def task(id: str, start: int, end: int, *links: GanttLink, shape: str = "task", **more: date) -> GanttTask:
    """A task from one day of November 2026 to another."""
    return GanttTask(id, shape, date(2026, 11, start), date(2026, 11, end), depends_on=links, **more)


def laid_out(*tasks: GanttTask, most_edges: int | None = None) -> Gantt:
    return gantt(tasks, TODAY, most_edges=most_edges)


def test_the_scale_has_the_whole_months_of_all_dates() -> None:
    chart = laid_out(task("a", 2, 6), task("b", 9, 13, slack_end=date(2026, 12, 4)))
    assert (chart.scale.first, chart.scale.last) == ("2026-11-01", "2026-12-31")


def test_a_bar_reaches_to_the_end_of_its_last_day() -> None:
    (bar,) = laid_out(task("a", 1, 15)).bars
    assert bar.bar == pytest.approx((0, 50))


def test_slack_follows_the_bar_and_the_baseline_has_its_own_dates() -> None:
    chart = laid_out(
        task("a", 1, 6, slack_end=date(2026, 11, 15), baseline_start=date(2026, 11, 1), baseline_end=date(2026, 11, 3))
    )
    (bar,) = chart.bars
    assert bar.slack == pytest.approx((20, 50))
    assert bar.baseline == pytest.approx((0, 10))
    assert bar.end == pytest.approx(50)


def test_a_baseline_that_was_kept_is_not_drawn() -> None:
    (bar,) = laid_out(task("a", 2, 6, baseline_start=date(2026, 11, 2), baseline_end=date(2026, 11, 6))).bars
    assert bar.baseline is None


def test_a_milestone_lies_in_the_middle_of_its_day() -> None:
    (bar,) = laid_out(task("a", 15, 15, shape="milestone")).bars
    assert bar.bar == pytest.approx((48.33, 48.33), abs=0.01)


def test_a_bar_fades_over_the_days_it_is_not_sure_of() -> None:
    (bar,) = laid_out(task("a", 1, 20, sure_start=date(2026, 11, 6), sure_end=date(2026, 11, 10))).bars
    assert (bar.fade_in, bar.fade_out) == (25, 50)


def test_a_bar_that_is_sure_of_nothing_fades_once_over() -> None:
    (bar,) = laid_out(task("a", 1, 20, sure_start=date(2026, 11, 20), sure_end=date(2026, 11, 1))).bars
    assert bar.fade_in + bar.fade_out == 100


@pytest.mark.parametrize(
    ("type", "start", "end", "shape"),
    [
        ("FS", 9, 13, "ahead"),
        ("FS", 4, 13, "into"),  # a lead: into the bar that has begun
        ("FS", 1, 3, "back"),
        ("SS", 4, 13, "start"),
        ("SS", 2, 13, "drop"),
        ("FF", 4, 13, "into"),
        ("FF", 1, 3, "back"),
        ("FF", 9, 13, "ahead"),
        ("SF", 1, 13, "into"),
    ],
)
def test_an_arrow_runs_from_event_to_event(type: str, start: int, end: int, shape: str) -> None:
    (edge,) = laid_out(task("a", 2, 6), task("b", start, end, GanttLink("a", type))).edges
    assert (edge.source, edge.target, edge.shape) == (0, 1, shape)
    assert edge.x1 <= edge.x2


def test_an_arrow_falls_into_a_milestone_at_the_end_of_its_predecessor() -> None:
    chart = laid_out(task("a", 2, 6), task("b", 6, 6, GanttLink("a"), shape="milestone"))
    assert chart.edges[0].shape == "into"


def test_an_arrow_leaves_a_milestone_from_its_middle() -> None:
    chart = laid_out(task("a", 6, 6, shape="milestone"), task("b", 9, 13, GanttLink("a")))
    assert (chart.edges[0].shape, chart.edges[0].x1) == ("from", chart.bars[0].bar[0])


def test_an_arrow_from_a_task_that_is_not_shown_is_left_out() -> None:
    assert laid_out(task("b", 9, 13, GanttLink("hidden"))).edges == ()


def test_of_too_many_arrows_those_of_the_critical_path_stay() -> None:
    tasks = (
        task("a", 2, 3),
        task("b", 4, 5, GanttLink("a", critical=True)),
        task("c", 6, 7, GanttLink("a"), GanttLink("b", critical=True)),
    )
    assert len(laid_out(*tasks, most_edges=3).edges) == 3
    assert [edge.critical for edge in laid_out(*tasks, most_edges=2).edges] == [True, True]
    assert laid_out(*tasks, most_edges=1).edges == ()


def test_today_is_shown_where_it_is_on_the_scale() -> None:
    assert laid_out(task("a", 2, 6)).today == pytest.approx(50)
    assert gantt((task("a", 2, 6),), date(2027, 2, 1)).today is None


@pytest.mark.parametrize(
    ("last", "unit", "units"),
    [
        (date(2027, 6, 1), "month", {"year", "quarter", "month"}),
        (date(2029, 6, 1), "quarter", {"year", "quarter", "month"}),
        (date(2035, 6, 1), "year", {"year", "quarter", "month"}),
        (date(2066, 6, 1), "year", {"year"}),
    ],
)
def test_a_longer_scale_has_coarser_ticks(last: date, unit: str, units: set[str]) -> None:
    chart = gantt((GanttTask("a", "task", date(2026, 11, 2), last),), TODAY)
    assert chart.unit == unit
    assert {tick.unit for tick in chart.scale.ticks} == units


def test_a_date_far_beyond_reason_does_not_make_the_scale_endless() -> None:
    chart = gantt((GanttTask("a", "task", date(2026, 11, 2), date(9999, 1, 1)),), TODAY)
    assert chart.scale.months <= 51 * 12
