"""Cumulative areas: totals over days, in front of each other."""

from __future__ import annotations

from datetime import date

import pytest

from milepost.charts.areas import CumulativeArea, cumulative_areas
from milepost.charts.scales import Days

FIRST, LAST = date(2026, 11, 2), date(2026, 11, 11)
DAYS = Days.around((FIRST, LAST), LAST)


def area(name: str, *values: tuple[date, float]) -> CumulativeArea:
    return CumulativeArea(name, "actual", values)


def test_an_area_stands_on_the_axis_and_ends_today() -> None:
    plot = cumulative_areas([area("done", (FIRST, 1), (LAST, 4))], DAYS)
    (path,) = [one for one in plot.walk() if one.tag == "path"]
    # From 2 November (day 2 of 30) to the end of today (day 11), on an axis of 4 over 132 pixels.
    assert path["d"] == "M9.87 132H9.87V99H98.67V0H108.53V132Z"
    assert path.text == "done"


def test_the_larger_area_is_behind() -> None:
    plot = cumulative_areas([area("created", (FIRST, 5)), area("done", (FIRST, 2)), area("none")], DAYS)
    assert [one.text for one in plot.walk() if one.tag == "path"] == ["created", "done"]


@pytest.mark.parametrize("values", [((FIRST, 3), (LAST, 2)), ((FIRST, -1),)])
def test_a_total_never_falls(values: tuple[tuple[date, float], ...]) -> None:
    with pytest.raises(ValueError, match="falls"):
        cumulative_areas([area("done", *values)], DAYS)
