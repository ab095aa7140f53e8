"""Bars lie where their dates are and fade over exactly the days they are unsure of."""

from __future__ import annotations

from datetime import date

import pytest

from milepost.model.period import Period, parse
from milepost.views.axis import Axis, Bar, axis_of

TODAY = date(2026, 11, 23)
YEAR = Axis(date(2026, 1, 1), date(2026, 12, 31), TODAY, None)


def bar(start: str | None, end: str | None, axis: Axis = YEAR) -> Bar | None:
    def read(text: str | None) -> Period | None:
        return parse(text) if text else None

    return axis.bar(read(start), read(end), later=True)


def test_a_bar_between_two_days_has_sharp_ends() -> None:
    found = bar("2026-01-01", "2026-12-31")
    assert found == Bar(0.0, 100.0)


def test_an_end_in_a_quarter_fades_over_that_quarter() -> None:
    found = bar("2026-01-01", "2026-Q4")
    assert found
    assert (found.start, found.end, found.fade_in) == (0.0, 100.0, 0)
    assert found.fade_out == pytest.approx(92 / 365 * 100, abs=1)


def test_a_start_in_a_month_fades_over_that_month() -> None:
    found = bar("2026-07", "2026-12-31")
    assert found
    assert found.fade_in == pytest.approx(30 / 184 * 100, abs=1)


def test_a_bar_that_began_before_the_axis_is_cut_and_fades_over_what_is_shown() -> None:
    found = bar("2020-01-01", "2026-H2")
    assert found
    assert found.cut
    assert found.start == 0.0
    assert found.fade_out == pytest.approx(50, abs=1)


def test_without_an_end_a_bar_fades_over_all_its_length() -> None:
    found = bar("2026-01-01", None)
    assert found
    assert found.fade_out >= 99


def test_what_ended_before_the_axis_has_no_bar() -> None:
    assert bar("2024-01-01", "2025-03-01") is None


def test_what_is_only_later_lies_in_the_zone_of_that_name() -> None:
    axis = Axis(YEAR.first, YEAR.last, TODAY, 90.0)
    assert bar("later", None, axis) == Bar(91.0, 99.0)
    assert bar(None, None) is None


def test_the_axis_reaches_a_year_back_and_three_ahead_at_most() -> None:
    axis = axis_of([parse("1999"), parse("2077")], TODAY, later=False)
    assert axis.first == date(2025, 10, 1)
    assert axis.last.year == 2029
    assert [tick.word for tick in axis.ticks] == ["2026", "2027", "2028", "2029"]


def test_a_short_axis_names_its_quarters() -> None:
    axis = axis_of([parse("2026-10-05"), parse("2027-Q2")], TODAY, later=False)
    assert [tick.word for tick in axis.ticks] == ["Q4 2026", "Q1 2027", "Q2"]
    assert axis.now == "23 Nov"
