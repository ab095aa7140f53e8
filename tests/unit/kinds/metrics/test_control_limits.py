"""Limits and signals of XmR charts, against published and hand-computed numbers."""

from __future__ import annotations

import pytest

from milepost.kinds.metrics.control_limits import ControlLimits, Signal, control_limits, signal_at, signals

# NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2.
NIST = (49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1)
STEADY = (102, 98, 105, 101, 96, 99, 104, 100, 97, 103, 101, 95, 99, 102)
SHIFTED = (140, 104, 109, 108, 107, 110, 106, 108, 111, 107)
UNIT = ControlLimits(mean=0, mean_range=1, upper=2.66, lower=-2.66, upper_range=3.268, points=20)


def test_the_limits_are_those_of_the_nist_handbook() -> None:
    found = control_limits(NIST)
    assert found.mean == pytest.approx(50.81)
    assert found.mean_range == pytest.approx(1.8778, abs=5e-5)
    assert found.upper == pytest.approx(55.8049, abs=5e-5)
    assert found.lower == pytest.approx(45.8151, abs=5e-5)
    assert found.upper_range == pytest.approx(6.1366, abs=5e-4)
    assert found.points == 10


def test_a_shift_is_detected_against_the_baseline_before_it() -> None:
    limits = control_limits(STEADY)
    assert limits.mean == pytest.approx(100.143, abs=5e-4)
    assert (limits.lower, limits.upper) == (pytest.approx(88.684, abs=5e-4), pytest.approx(111.601, abs=5e-4))
    found = signals(STEADY + SHIFTED, limits)
    assert Signal("outside", "above", 14, 14) in found  # the 15th point
    # The 14th point is above the mean as well, so the run has eight points at the 21st, the seventh after the shift.
    assert Signal("run", "above", 13, 23) in found


def test_limits_need_two_values() -> None:
    assert control_limits((3, 5)).mean_range == 2
    with pytest.raises(ValueError, match="two values"):
        control_limits((3,))


def test_a_value_on_a_limit_is_inside() -> None:
    assert signals((0, 2.66, 0, -2.66, 0), UNIT) == ()
    assert signals((0, 2.67, 0, -2.67, 0), UNIT) == (Signal("outside", "above", 1, 1), Signal("outside", "below", 3, 3))


def test_seven_in_a_row_are_noise_and_eight_are_a_signal() -> None:
    assert signals((-1, *[0.5] * 7, -1), UNIT) == ()
    assert signals((-1, *[0.5] * 8, -1), UNIT) == (Signal("run", "above", 1, 8),)
    assert signals((1, *[-0.5] * 9), UNIT) == (Signal("run", "below", 1, 9),)


def test_a_value_on_the_mean_ends_a_run() -> None:
    assert signals((*[0.5] * 4, 0, *[0.5] * 4), UNIT) == ()


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((1.4, 0.1, 1.5, 2.0), (Signal("near_limit", "above", 0, 3),)),
        ((1.4, 1.5, 2.0), (Signal("near_limit", "above", 0, 2),)),
        ((1.4, 0.1, 0.1, 1.5, 2.0), ()),  # three of five
        ((1.33, 1.33, 1.33, 1.33), ()),  # as far from the limit as from the mean
        ((1.4, -1.5, 1.5, -2.0), ()),  # not the same limit
        ((-1.4, -1.5, 0.2, -2.0, -1.4), (Signal("near_limit", "below", 0, 4),)),  # it goes on
    ],
)
def test_three_of_four_closer_to_a_limit_than_to_the_mean_are_a_signal(
    values: tuple[float, ...], expected: tuple[Signal, ...]
) -> None:
    assert signals(values, UNIT) == expected


def test_values_that_never_vary_have_limits_without_width() -> None:
    limits = control_limits((7, 7, 7))
    assert signals((7, 7, 7, 7), limits) == ()
    assert signals((7, 8), limits)[0] == Signal("outside", "above", 1, 1)


def test_a_value_is_part_of_the_signals_around_it() -> None:
    found = signals((*[-0.5, 0.5] * 2, 3, 0.1, -0.1), UNIT)
    assert [signal_at(found, n) for n in range(7)] == [None, None, None, None, "above", None, None]
