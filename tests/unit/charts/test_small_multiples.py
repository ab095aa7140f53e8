"""Small multiples: parts of a whole on the same axes."""

from __future__ import annotations

from datetime import date

import pytest

from milepost.charts.scales import Days
from milepost.charts.small_multiples import small_multiples
from milepost.charts.svg import Plot

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
DAYS = Days.around([FIRST, LAST], date(2026, 11, 23))


def lines(plot: Plot) -> list[tuple[str, str]]:
    return [(str(one["stroke"]), str(one["d"])) for one in plot.walk() if one.tag == "path"]


def test_every_part_is_drawn_on_the_axes_of_all_of_them() -> None:
    found = small_multiples({"north": [(FIRST, 10), (LAST, 20)], "south": [(FIRST, 90), (LAST, 100)]}, DAYS)
    labels = [[one.text for one in plot.walk() if one.tag == "text"] for plot in found.values()]
    assert list(found) == ["north", "south"]
    assert labels[0] == labels[1]
    ((_, north),), ((_, south),) = map(lines, found.values())
    assert north != south


def test_the_whole_is_a_line_behind_every_part() -> None:
    found = small_multiples({"a": [(FIRST, 1), (LAST, 2)], "b": []}, DAYS, [(FIRST, 1.5), (LAST, 1.5)])
    assert [color for color, _ in lines(found["a"])] == ["var(--mp-chart-mild)", "var(--mp-chart-actual)"]
    assert [color for color, _ in lines(found["b"])] == ["var(--mp-chart-mild)"]


def test_they_need_a_value() -> None:
    with pytest.raises(ValueError, match="need a value"):
        small_multiples({"a": []}, DAYS)
