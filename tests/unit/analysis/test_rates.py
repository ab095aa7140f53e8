"""Rates over time: which year, which median, and when there is none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from milepost.graph.portfolio import Portfolio
from milepost.kinds.postmortem.incident_metrics import IncidentInsight, incident_insight
from milepost.kinds.postmortem.model import Postmortem
from milepost.kinds.postmortem.rates import (
    comparable_incidents,
    date_of,
    distribution,
    quantile,
    rate_periods,
    twelve_months,
)

MakePortfolio = Callable[..., Portfolio]


def looked_back(portfolio: MakePortfolio, *bodies: str) -> list[IncidentInsight]:
    made = portfolio("", **{f"postmortem_{n}": body for n, body in enumerate(bodies)})
    return [incident_insight(one) for one in made.all(Postmortem)]


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [
        ([7], 0.9, 7),
        ([10, 20], 0.5, 15),
        ([30, 10, 20], 0.5, 20),
        ([10, 20, 30, 40], 0.5, 25),
        # Place (5 - 1) × 0.9 = 3.6: between the fourth and the fifth, six tenths of the way.
        ([10, 20, 30, 40, 50], 0.9, 46),
        ([50, 40, 30, 20, 10], 1, 50),
    ],
)
def test_a_quantile_lies_straight_between_the_two_nearest_values(
    values: list[int], share: float, expected: float
) -> None:
    assert quantile(values, share) == pytest.approx(expected)


def test_there_is_no_quantile_of_nothing() -> None:
    with pytest.raises(ValueError, match="no values"):
        quantile([], 0.5)


def test_there_is_no_median_of_two_and_no_p90_of_four() -> None:
    two, four, five = (
        distribution([60, 120]),
        distribution([60, 120, None, 180, 240]),
        distribution([60, 120, 180, 240, 300]),
    )

    assert (two.count, two.median, two.p90) == (2, None, None)
    assert (four.count, four.median, four.p90) == (4, 150, None)
    assert (five.count, five.median, five.p90) == (5, 180, 276)


def test_what_happened_is_dated_by_its_start_else_by_its_end_else_by_its_review(portfolio: MakePortfolio) -> None:
    found = looked_back(
        portfolio,
        "started: 2026-03-01T10:00\nresolved: 2026-03-02T10:00\nreviewed_on: 2026-04-01",
        "resolved: 2026-03-02T10:00\nreviewed_on: 2026-04-01",
        "reviewed_on: 2026-04-01",
        "summary: Nobody knows when.",
    )

    assert [str(day) if (day := date_of(one)) else None for one in found] == [
        "2026-03-01",
        "2026-03-02",
        "2026-04-01",
        None,
    ]


def test_an_empty_year_between_two_others_is_counted_as_none(portfolio: MakePortfolio) -> None:
    found = rate_periods(looked_back(portfolio, "started: 2023-05-01", "started: 2025-01-01", "started: 2025-12-31"))

    assert [(one.year, one.quarter, len(one.incidents)) for one in found] == [
        (2023, None, 1),
        (2024, None, 0),
        (2025, None, 2),
    ]


def test_two_years_are_told_by_quarters_from_the_first_that_has_something(portfolio: MakePortfolio) -> None:
    found = rate_periods(looked_back(portfolio, "started: 2025-08-01", "started: 2026-02-01"))

    assert [(one.year, one.quarter, len(one.incidents)) for one in found] == [
        (2025, 3, 1),
        (2025, 4, 0),
        (2026, 1, 1),
    ]


def test_years_remain_where_a_date_is_vaguer_than_a_quarter(portfolio: MakePortfolio) -> None:
    found = rate_periods(looked_back(portfolio, "started: 2025", "started: 2026-02-01"))

    assert [(one.year, one.quarter) for one in found] == [(2025, None), (2026, None)]


def test_what_has_no_date_is_in_no_year(portfolio: MakePortfolio) -> None:
    assert rate_periods(looked_back(portfolio, "summary: When?")) == ()


def test_times_are_those_of_incidents_alone(portfolio: MakePortfolio) -> None:
    hour = "started: 2026-03-01T10:00\nresolved: 2026-03-01T11:00\n"
    made = portfolio(
        "",
        postmortem_a=hour,
        postmortem_b=hour.replace("11:00", "12:00"),
        postmortem_c=hour.replace("11:00", "13:00"),
        lessons="",
    )
    incidents = [incident_insight(one) for one in made.all(Postmortem)]
    stretch = rate_periods(incidents)[0]

    assert stretch.to_resolve.seconds == (3600, 7200, 10800)
    assert stretch.to_resolve.median == 7200
    assert stretch.to_detect.count == 0
    assert len(comparable_incidents(incidents)) == 3


def test_twelve_months_end_today_and_begin_the_day_after_it_a_year_ago(portfolio: MakePortfolio) -> None:
    found = looked_back(
        portfolio,
        "started: 2026-11-23",
        "started: 2025-11-24",
        "started: 2025-11-23",
        "started: 2024-11-23",
        "started: 2026",
        "started: 2026-11-24",
    )

    now, before = twelve_months(found, date(2026, 11, 23))

    assert [str(date_of(one)) for one in now] == ["2026-11-23", "2025-11-24"]
    assert [str(date_of(one)) for one in before] == ["2025-11-23"]


def test_a_leap_day_has_a_year_before_it(portfolio: MakePortfolio) -> None:
    now, _ = twelve_months(looked_back(portfolio, "started: 2023-03-01"), date(2024, 2, 29))

    assert len(now) == 1
