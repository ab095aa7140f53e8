"""Where values lie on an axis, and which values an axis names."""

from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.charts.scales import DURATIONS, Bands, Days, Linear, Log, finite

TODAY = date(2026, 11, 23)
numbers = st.floats(-1e15, 1e15, allow_nan=False) | st.integers(-(10**15), 10**15)


def named(scale: Linear | Log | Bands | Days) -> list[str]:
    return [tick.text for tick in scale.ticks]


def test_counts_stand_between_round_numbers_from_zero() -> None:
    assert named(Linear.around([3, 7, 8], whole=True)) == ["0", "2", "4", "6", "8"]
    assert named(Linear.around([9], whole=True)) == ["0", "5", "10"]
    assert named(Linear.around([1, 1], whole=True)) == ["0", "1"]
    assert named(Linear.around([2301], whole=True)) == ["0", "1,000", "2,000", "3,000"]


def test_an_axis_without_zero_lies_close_around_its_values() -> None:
    assert named(Linear.around([0.11, 0.19], zero=False)) == ["0.10", "0.15", "0.20"]
    scale = Linear.around([101, 108], zero=False)
    assert (scale.low, scale.high) == (100, 108)


def test_values_below_zero_have_a_real_minus_and_zero_on_their_axis() -> None:
    scale = Linear.around([-3, 2])
    assert named(scale) == ["−4", "−2", "0", "2"]
    assert (scale.at(-4), scale.at(2)) == (0, 1)


def test_no_values_and_equal_values_have_a_step_to_lie_in() -> None:
    assert named(Linear.around([])) == ["0", "1"]
    assert named(Linear.around([0, 0.0])) == ["0", "1"]
    equal = Linear.around([5, 5, 5], zero=False)
    assert equal.low <= 5 <= equal.high
    assert equal.low < equal.high


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 1e16, -(10**400)])
def test_what_no_chart_can_show_is_refused(value: float) -> None:
    for make in (lambda: Linear.around([1, value]), lambda: Log.between([1, value], DURATIONS, str)):
        with pytest.raises(ValueError, match="numbers"):
            make()
    with pytest.raises(ValueError, match="numbers"):
        finite([value])


@given(st.lists(numbers, max_size=20), st.booleans(), st.booleans())
def test_every_value_lies_on_an_axis_of_few_steps(values: list[float], zero: bool, whole: bool) -> None:
    scale = Linear.around(values, zero=zero, whole=whole)
    assert all(-1e-6 <= scale.at(value) <= 1 + 1e-6 for value in values)
    assert 2 <= len(scale.ticks) <= 6
    assert [tick.at for tick in scale.ticks] == sorted(tick.at for tick in scale.ticks)
    assert (scale.ticks[0].at, scale.ticks[-1].at) == (0, 1)
    assert len({tick.text for tick in scale.ticks}) == len(scale.ticks)


@given(st.lists(st.floats(0, 1e9) | st.integers(0, 10**9), max_size=20))
def test_durations_lie_between_round_ones_and_nothing_at_the_lowest(values: list[float]) -> None:
    scale = Log.between(values, DURATIONS, str)
    assert all(0 <= scale.at(value) <= 1 + 1e-9 for value in values)
    assert scale.at(0) == 0
    assert 2 <= len(scale.ticks) <= 7


def test_a_logarithmic_axis_names_every_second_step_where_there_are_many() -> None:
    assert named(Log.between([60, 86400], DURATIONS, str)) == ["60", "300", "900", "3600", "14400", "86400"]
    assert named(Log.between([60, 30 * 86400], DURATIONS, str)) == ["60", "900", "14400", "604800", "2592000"]
    with pytest.raises(ValueError, match="below 0"):
        Log.between([-1], DURATIONS, str)


def test_names_stand_in_the_middle_of_their_bands_with_a_second_line() -> None:
    scale = Bands.of(["Q1|2026", "Q2"])
    assert [(tick.at, tick.text, tick.below) for tick in scale.ticks] == [(0.25, "Q1", "2026"), (0.75, "Q2", "")]
    assert Bands.of([]).ticks == ()


def test_days_have_the_ticks_of_the_timeline_in_the_unit_there_is_room_for() -> None:
    year = Days.around([date(2026, 3, 4), date(2026, 9, 9)], TODAY)
    assert [(tick.text, tick.below) for tick in year.ticks][:2] == [("Mar", "2026"), ("Apr", "")]
    assert [tick.text for tick in Days.around([date(2025, 1, 1), date(2026, 12, 1)], TODAY).ticks][:3] == [
        "Q1",
        "Q2",
        "Q3",
    ]
    assert [tick.text for tick in Days.around([date(2019, 1, 1), TODAY], TODAY).ticks] == [
        str(year) for year in range(2019, 2027)
    ]
    fiscal = Days.around([date(2025, 4, 1), date(2026, 12, 1)], TODAY, fiscal=4)
    assert [(tick.text, tick.below) for tick in fiscal.ticks][:2] == [("Q1", "FY26"), ("Q2", "")]


def test_days_know_today_and_what_is_not_on_them() -> None:
    scale = Days.around([date(2026, 11, 1), date(2026, 11, 30)], TODAY)
    assert scale.today == pytest.approx(23 / 30, abs=1e-4)
    assert scale.at(date(2026, 10, 31)) < 0
    assert scale.at(date(2026, 12, 1)) == 1
    assert Days.around([date(2020, 1, 1)], TODAY).today is None
    assert [tick.text for tick in Days.around([], TODAY).ticks] == ["Nov"]
