"""Milestone trend charts: level where a date was kept, rising where it slipped."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from milepost.charts.milestone_trend import MilestoneTrend, StatedDate, milestone_trends
from milepost.charts.svg import Element, Plot

AS_OF = date(2026, 11, 24)
DAYS = (date(2026, 9, 13), date(2026, 10, 11), date(2026, 11, 8))


def drawn(*trends: MilestoneTrend) -> Plot:
    return milestone_trends(trends, AS_OF)


def lines(plot: Plot) -> list[list[tuple[float, float]]]:
    """The points of every line."""
    found = [
        str(one["d"])
        for one in plot.walk()
        if one.tag == "path" and str(one["d"]).startswith("M") and "l" not in str(one["d"])
    ]
    return [[(float(x), float(y)) for x, y in (point.split() for point in path[1:].split("L"))] for path in found]


def diamonds(plot: Plot) -> list[Element]:
    return [one for one in plot.walk() if one.tag == "path" and "l" in str(one["d"])]


def test_a_kept_date_is_a_level_line_and_a_slipped_one_rises() -> None:
    kept = MilestoneTrend("Kept", tuple(StatedDate(day, date(2026, 12, 14)) for day in DAYS))
    slipped = MilestoneTrend(
        "Slipped", tuple(StatedDate(day, date(2026, 12 - 2 + n, 20)) for n, day in enumerate(DAYS)), slipped=True
    )
    [level, rising] = lines(drawn(kept, slipped))
    assert len({y for _, y in level}) == 1
    assert [y for _, y in rising] == sorted((y for _, y in rising), reverse=True) and rising[0][1] > rising[-1][1]
    assert [x for x, _ in level] == [x for x, _ in rising]


def test_the_last_mark_of_a_milestone_that_was_met_is_filled() -> None:
    met = MilestoneTrend(
        "Met", (StatedDate(DAYS[0], date(2026, 10, 19)), StatedDate(DAYS[1], date(2026, 10, 19), met=True))
    )
    assert [one["fill"] for one in diamonds(drawn(met))] == ["var(--mp-raised)", "var(--mp-chart-actual)"]


def test_labels_at_the_ends_do_not_touch() -> None:
    same = [MilestoneTrend(f"Milestone {n}", (StatedDate(DAYS[0], date(2026, 12, 14)),)) for n in range(4)]
    plot = drawn(*same)
    heights = [float(one["y"]) for one in plot.walk() if one.tag == "text" and one.text.startswith("Milestone")]
    assert len(heights) == 4 and min(later - earlier for earlier, later in pairwise(heights)) >= 13


def test_a_long_name_is_shortened_and_kept_in_full_as_a_tooltip() -> None:
    name = "The milestone whose name nobody managed to keep short in three years"
    texts = [one for one in drawn(MilestoneTrend(name, (StatedDate(DAYS[0], DAYS[2]),))).walk() if one.tag == "text"]
    [label] = [one for one in texts if "…" in one.text]
    assert label.text.endswith(name) and len(label.children) == 2


def test_the_labels_of_the_vertical_axis_have_a_year_and_room() -> None:
    years = MilestoneTrend("Long", (StatedDate(DAYS[0], date(2026, 10, 1)), StatedDate(DAYS[1], date(2034, 1, 1))))
    texts = [one.text for one in drawn(years).walk() if one.tag == "text"]
    assert any("2034" in text for text in texts) and not any("…" in text for text in texts)
    ticks = [text for text in texts if text[-4:].isdigit() and text != "2026"]
    assert len(ticks) <= 14


def test_nothing_stated_is_no_chart() -> None:
    with pytest.raises(ValueError, match="needs a stated date"):
        drawn(MilestoneTrend("Empty", ()))
