"""Forecasts from throughput equal what can be worked out on paper."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest

from milepost.kinds.backlog.throughput import HORIZON_DAYS, ThroughputForecast, days_until, joint_chance

PAPER = (Fraction(1, 3), Fraction(2, 3), Fraction(23, 27), Fraction(76, 81), Fraction(79, 81))


@pytest.mark.parametrize(("day", "chance"), enumerate(PAPER, 1))
def test_two_stories_with_none_one_or_two_done_a_day(day: int, chance: Fraction) -> None:
    assert ThroughputForecast([0, 1, 2], 2).chance(2, day) == pytest.approx(float(chance), abs=1e-12)


def test_the_days_by_which_they_are_done_with_some_probability() -> None:
    chances = [(ThroughputForecast([0, 1, 2], 2), 2)]
    assert [days_until(chances, percent) for percent in (50, 85, 95)] == [2, 3, 5]


def test_every_sum_of_days_is_counted_once() -> None:
    sample = (0, 0, 1, 3, 4)
    found = ThroughputForecast(sample, 9)
    for days in range(5):
        sums = [sum(drawn) for drawn in product(sample, repeat=days)]
        for stories in range(10):
            expected = sum(total >= stories for total in sums) / len(sums)
            assert found.chance(stories, days) == pytest.approx(expected, abs=1e-12)


def test_a_feature_of_two_teams_is_done_when_both_are() -> None:
    # A team that is done with a probability of 1/2 on each day: 1/2, 3/4, 7/8.
    team = ThroughputForecast([0, 1], 1)
    assert [joint_chance([(team, 1), (team, 1)], days) for days in (1, 2, 3)] == pytest.approx([0.25, 0.5625, 0.765625])
    assert days_until([(team, 1)], 75) == 2
    assert days_until([(team, 1), (team, 1)], 75) == 3


def test_a_steady_team_is_done_for_certain() -> None:
    steady = ThroughputForecast([2, 2, 2, 2, 2], 7)
    assert [steady.chance(7, days) for days in (3, 4)] == [0.0, 1.0]
    assert [steady.stories_by(3, percent) for percent in (50, 85, 95)] == [6, 6, 6]


def test_how_many_are_done_by_a_day() -> None:
    found = ThroughputForecast([0, 1, 2], 4)
    # In two days 0 to 4, with 1, 2, 3, 2, 1 of 9 chances each: at least 2 with 6/9, at least 1 with 8/9.
    assert [found.stories_by(2, percent) for percent in (50, 66, 67, 88, 95)] == [2, 2, 1, 1, 0]


def test_rounding_takes_nothing_from_what_is_certain() -> None:
    assert days_until([(ThroughputForecast([1] * 5, 3), 3)], 100) == 3


def test_what_is_too_far_off_has_no_day() -> None:
    slow = ThroughputForecast([0] * 89 + [1], 40)
    assert days_until([(slow, 40)], 50) is None
    assert slow.chance(40, HORIZON_DAYS + 500) == slow.chance(40, HORIZON_DAYS)


@pytest.mark.parametrize("sample", [[], [1, -1]])
def test_a_sample_is_of_days(sample: list[int]) -> None:
    with pytest.raises(ValueError, match="sample"):
        ThroughputForecast(sample, 3)
