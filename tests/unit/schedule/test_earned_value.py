"""Earned value and earned schedule against published examples."""

from __future__ import annotations

import pytest

from milepost.schedule.earned_value import earned_schedule, earned_value

LINEAR = [10_000.0 * period for period in range(11)]


@pytest.mark.parametrize(
    ("at", "ev", "ac", "cpi", "spi", "eac", "vac", "es", "spi_t", "ieac_t"),
    [
        (4, 30_000, 35_000, 0.857143, 0.75, 116_666.67, -16_666.67, 3, 0.75, 13.3333),
        (4, 50_000, 45_000, 1.111111, 1.25, 90_000, 10_000, 5, 1.25, 8),
        (10, 100_000, 110_000, 0.909091, 1, 110_000, -10_000, 10, 1, 10),
    ],
)
def test_a_linear_baseline_of_ten_periods(
    at: int,
    ev: float,
    ac: float,
    cpi: float,
    spi: float,
    eac: float,
    vac: float,
    es: float,
    spi_t: float,
    ieac_t: float,
) -> None:
    value = earned_value(100_000, LINEAR[at], ev, ac)
    schedule = earned_schedule(LINEAR, ev, at, 10)
    assert value.cost_performance_index == pytest.approx(cpi, abs=5e-7)
    assert value.schedule_performance_index == pytest.approx(spi)
    assert value.estimate_at_completion == pytest.approx(eac, abs=0.005)
    assert value.variance_at_completion == pytest.approx(vac, abs=0.005)
    assert schedule.earned == pytest.approx(es)
    assert schedule.schedule_variance == pytest.approx(es - at)
    assert schedule.schedule_performance_index == pytest.approx(spi_t)
    assert schedule.estimate_at_completion == pytest.approx(ieac_t, abs=5e-5)


def test_set_up_database_of_project_engineer() -> None:
    # What it prints for EAC, 12,500, is AC + (BAC − EV): the rest at the planned cost. Ours is BAC ÷ CPI = 22,500.
    value = earned_value(10_000, 3_000, 2_000, 4_500)
    assert (value.cost_variance, value.schedule_variance) == (-2_500, -1_000)
    assert value.cost_performance_index == pytest.approx(0.44, abs=0.005)
    assert value.schedule_performance_index == pytest.approx(0.67, abs=0.005)
    assert value.estimate_at_completion == pytest.approx(22_500)
    assert value.estimate_with_rest_as_planned == pytest.approx(12_500)
    assert value.to_complete_index == pytest.approx(8_000 / 5_500)


def test_earned_schedule_interpolates_within_a_period() -> None:
    assert earned_schedule([0, 20, 50, 90, 140, 200], 70, 4, 5).earned == pytest.approx(2.5)


def test_on_a_plateau_the_last_period_that_is_earned_counts() -> None:
    assert earned_schedule([0, 20, 20, 20, 60], 20, 2, 4).earned == 3


def test_finished_work_earns_the_planned_duration_and_no_more() -> None:
    assert earned_schedule([0, 50, 100, 100, 100], 100, 3, 2).earned == 2
    assert earned_schedule([0, 50, 100], 120, 3, 2).earned == 2


def test_a_project_that_ends_late_has_spi_1_and_an_spi_of_time_below_it() -> None:
    assert earned_value(100_000, 100_000, 100_000, 100_000).schedule_performance_index == 1
    assert earned_schedule(LINEAR, 100_000, 12.5, 10).schedule_performance_index == pytest.approx(0.8)


@pytest.mark.parametrize("amounts", [(100, 0, 0, 0), (100, None, None, None), (None, 10, None, 10)])
def test_what_cannot_be_computed_is_unknown(amounts: tuple[float | None, ...]) -> None:
    value = earned_value(*amounts)
    assert value.cost_performance_index is None
    assert value.schedule_performance_index is None
    assert value.estimate_at_completion is None
    assert value.variance_at_completion is None


def test_work_that_cost_something_and_earned_nothing_has_no_estimate_at_completion() -> None:
    value = earned_value(100, 10, 0, 10)
    assert value.cost_performance_index == 0
    assert value.estimate_at_completion is None


@pytest.mark.parametrize("ac", [100, 130])
def test_a_budget_that_is_spent_has_no_performance_that_ends_on_it(ac: float) -> None:
    assert earned_value(100, 90, 80, ac).to_complete_index is None


def test_nothing_earned_or_nothing_planned_has_no_estimated_duration() -> None:
    assert earned_schedule(LINEAR, 0, 3, 10).estimate_at_completion is None
    assert earned_schedule(LINEAR, None, 3, 10).earned is None
    assert earned_schedule([], 10, 3, 10).schedule_variance is None
    assert earned_schedule(LINEAR, 10, 0, 10).schedule_performance_index is None
