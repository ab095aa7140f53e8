"""Run charts and sparklines: what is drawn where."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from milepost.charts.run_chart import DayLimits, RunEvent, RunGoal, RunPoint, run_chart, sparkline
from milepost.charts.scales import Days
from milepost.charts.svg import Element, Plot

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
DAYS = Days.around([FIRST, LAST], date(2026, 11, 23))
POINTS = [RunPoint(FIRST, 10, "ten"), RunPoint(LAST, 20, "twenty", signal=True)]


def named(plot: Plot, title: str) -> Element:
    (found,) = (
        one
        for one in plot.walk()
        if any(isinstance(c, Element) and c.tag == "title" and c.text == title for c in one.children)
    )
    return found


def test_a_value_is_a_dot_and_a_signal_a_diamond() -> None:
    plot = run_chart(POINTS, [], [], DAYS)
    assert named(plot, "ten").tag == "circle"
    signal = named(plot, "twenty")
    assert (signal.tag, signal["fill"]) == ("path", "var(--mp-chart-outside)")


def test_limits_reach_from_their_first_day_to_their_last() -> None:
    span = DayLimits(FIRST, date(2026, 7, 2), 15, 20, 10)
    lines = [
        one
        for one in run_chart(POINTS, [span], [], DAYS).walk()
        if dict(one.attributes).get("stroke") == "var(--mp-chart-limit)"
    ]
    assert [one["x1"] for one in lines] == [0, 0, 0]
    assert all(float(one["x2"]) < 400 for one in lines)
    center, upper, lower = (float(one["y1"]) for one in lines)
    assert upper < center < lower
    assert ["stroke-dasharray" in dict(one.attributes) for one in lines] == [False, True, True]
    alone = run_chart(POINTS, [DayLimits(FIRST, LAST, 15, 20, None)], [], DAYS)
    assert sum(dict(one.attributes).get("stroke") == "var(--mp-chart-limit)" for one in alone.walk()) == 2


def test_the_axis_covers_limits_and_the_target() -> None:
    plot = run_chart(POINTS, [DayLimits(FIRST, LAST, 15, 40, -5)], [], DAYS, [RunGoal("target", 60, "Target 60")])
    labels = [
        float(one.text.replace("−", "-"))
        for one in plot.walk()
        if one.tag == "text" and dict(one.attributes).get("text-anchor") == "end" and one.text != "Target 60"
    ]
    assert min(labels) <= -5
    assert max(labels) >= 60


def test_events_lie_on_the_axis_of_time_and_link_to_their_page() -> None:
    events = [RunEvent("shipped", date(2026, 3, 1), "Gate"), RunEvent("incident", date(2026, 6, 1), "Storm", "a.md")]
    plot = run_chart(POINTS, [], events, DAYS)
    assert named(plot, "Gate")["d"] != named(plot, "Storm")["d"]
    assert [one.target for one in plot.walk() if one.tag == "a"] == ["a.md"]


def test_of_many_values_only_signals_are_marked() -> None:
    many = [RunPoint(FIRST + timedelta(days=n), n % 7, f"day {n}", signal=n == 5) for n in range(300)]
    titles = [one.text for one in run_chart(many, [], [], DAYS).walk() if one.tag == "title"]
    assert titles == ["day 5"]


def test_a_chart_needs_a_value() -> None:
    with pytest.raises(ValueError, match="needs a point"):
        run_chart([], [], [], DAYS)
    with pytest.raises(ValueError, match="needs a value"):
        sparkline([])


def test_a_sparkline_ends_in_a_dot_at_its_last_value() -> None:
    def end(*values: float) -> tuple[float, float]:
        (dot,) = (one for one in sparkline(values).walk() if one.tag == "circle")
        return float(dot["cx"]), float(dot["cy"])

    assert end(1, 5, 9) == (93, 3)
    assert end(9, 5, 1) == (93, 21)
    assert end(4, 4) == (93, 12)
    assert end(4) == (3, 12)


def test_target_thresholds_and_limits_differ_in_color_and_in_dashes() -> None:
    goals = [RunGoal("target", 30, "Target 30"), RunGoal("threshold", 12, "Warning 12")]
    lines = [
        dict(one.attributes)
        for one in run_chart(POINTS, [DayLimits(FIRST, LAST, 15, 20, 10)], [], DAYS, goals).walk()
        if one.tag == "line"
    ]
    dashed = {(one["stroke"], one["stroke-dasharray"]) for one in lines if "stroke-dasharray" in one}
    chart = {(color, dash) for color, dash in dashed if "mp-chart" in str(color)}
    assert len(chart) == len({color for color, _ in chart}) == len({dash for _, dash in chart}) == 3


def test_a_threshold_far_from_the_values_is_left_out_and_a_target_is_not() -> None:
    far = [RunGoal("threshold", 9_000, "Unacceptable 9,000"), RunGoal("target", 8_000, "Target 8,000")]
    assert not any(one.text == "Unacceptable 9,000" for one in run_chart(POINTS, [], [], DAYS, far[:1]).walk())
    assert any(one.text == "Target 8,000" for one in run_chart(POINTS, [], [], DAYS, far).walk())


def test_a_narrow_chart_has_the_same_line_and_signals_in_less_room() -> None:
    wide, narrow = (run_chart(POINTS, [], [], DAYS, narrow=one) for one in (False, True))
    assert narrow.width < 340 < wide.width
    assert {one.text for one in narrow.walk() if one.tag == "title"} == {p.title for p in POINTS if p.signal}


def test_many_signals_color_the_line_instead_of_covering_it() -> None:
    shifted = [RunPoint(FIRST + timedelta(days=n), n % 7, f"day {n}", signal=n not in (0, 150)) for n in range(300)]
    plot = run_chart(shifted, [], [], DAYS)
    lines = [one for one in plot.walk() if dict(one.attributes).get("stroke") == "var(--mp-chart-outside)"]
    assert [str(one["d"]).count("L") + 1 for one in lines] == [149, 149]
    assert not any(one.tag == "title" for one in plot.walk())
