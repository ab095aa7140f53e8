"""The series of a metric: rows become points, combined as the metric says."""

from __future__ import annotations

from datetime import date

import pytest

from milepost.kinds.metrics.model import MetricValue, ProductMetric
from milepost.kinds.metrics.series import gaps, points_of, segments_of
from milepost.schema.period import parse

AS_OF = date(2026, 11, 23)
Row = tuple[str, float] | tuple[str, float, str]


def a_metric(*rows: Row, aggregate: str | None = None, cadence: str | None = None) -> ProductMetric:
    values = tuple(
        MetricValue.model_construct(date=parse(row[0]), value=row[1], segment=row[2] if len(row) > 2 else None)
        for row in rows
    )
    return ProductMetric.model_construct(id="m", title="M", series=values, aggregate=aggregate, cadence=cadence)


def read(metric: ProductMetric, as_of: date = AS_OF) -> list[tuple[str, float]]:
    return [(point.period.text, point.value) for point in points_of(metric, as_of)]


def test_points_are_in_order_whatever_the_order_of_the_rows() -> None:
    metric = a_metric(("2026-03", 3), ("2026-01-15", 1), ("2026-W06", 2))
    assert read(metric) == [("2026-01-15", 1), ("2026-W06", 2), ("2026-03", 3)]


def test_a_value_counts_once_its_period_is_over() -> None:
    metric = a_metric(("2026-10", 1), ("2026-11", 2), ("2026-11-23", 3), ("2026-11-24", 4))
    assert read(metric) == [("2026-10", 1), ("2026-11-23", 3)]
    assert read(metric, date(2026, 11, 30)) == [("2026-10", 1), ("2026-11", 2), ("2026-11-23", 3), ("2026-11-24", 4)]


@pytest.mark.parametrize(
    ("aggregate", "expected"),
    [
        ("sum", [("2026-09", 7), ("2026-10", 5)]),
        ("mean", [("2026-09", 3.5), ("2026-10", 5)]),
        ("last", [("2026-09", 4), ("2026-10", 5)]),
    ],
)
def test_rows_of_one_period_of_the_cadence_are_combined(aggregate: str, expected: list[tuple[str, float]]) -> None:
    rows = (("2026-09-20", 4), ("2026-09-02", 3), ("2026-10-01", 5))
    assert read(a_metric(*rows, aggregate=aggregate, cadence="month")) == expected


def test_days_are_combined_into_iso_weeks() -> None:
    rows = (("2026-01-01", 1), ("2026-01-04", 2), ("2026-01-05", 4))
    assert read(a_metric(*rows, aggregate="sum", cadence="week")) == [("2026-W01", 3), ("2026-W02", 4)]


def test_a_period_that_is_not_over_is_not_combined() -> None:
    rows = (("2026-10-31", 4), ("2026-11-01", 1))
    assert read(a_metric(*rows, aggregate="sum", cadence="month")) == [("2026-10", 4)]


@pytest.mark.parametrize(
    ("aggregate", "expected"), [("sum", [("2026-09-07", 30)]), ("mean", [("2026-09-07", 15)]), ("last", []), (None, [])]
)
def test_the_whole_is_combined_from_segments(aggregate: str | None, expected: list[tuple[str, float]]) -> None:
    metric = a_metric(("2026-09-07", 10, "Pier"), ("2026-09-07", 20, "Island"), aggregate=aggregate)
    assert read(metric) == expected
    found = segments_of(metric, AS_OF)
    assert {name: [point.value for point in points] for name, points in found.items()} == {"Pier": [10], "Island": [20]}


def test_a_row_of_the_whole_wins_over_its_segments() -> None:
    metric = a_metric(("2026-09-07", 10, "Pier"), ("2026-09-07", 12), ("2026-09-07", 20, "Island"), aggregate="mean")
    assert read(metric) == [("2026-09-07", 12)]


def test_what_nothing_says_how_to_combine_is_left_out() -> None:
    assert read(a_metric(("2026-Q1", 1), ("2026-Q1", 2), ("2026-Q2", 3))) == [("2026-Q2", 3)]
    assert read(a_metric(("2026-Q1", 1), ("2026-Q1", 2), ("2026-Q2", 3), aggregate="sum")) == [
        ("2026-Q1", 3),
        ("2026-Q2", 3),
    ]


def test_a_value_without_a_date_has_no_place() -> None:
    assert read(a_metric(("later", 1), ("2026/", 2), ("2026-09-07", 3))) == [("2026-09-07", 3)]


@pytest.mark.parametrize(
    ("cadence", "dates", "missing"),
    [
        ("day", ("2026-02-28", "2026-03-01", "2026-03-03"), [("2026-03-01", "2026-03-03")]),
        ("week", ("2025-12-22", "2025-12-31", "2026-01-12"), [("2025-12-31", "2026-01-12")]),
        ("month", ("2025-12", "2026-01", "2026-03"), [("2026-01", "2026-03")]),
        ("quarter", ("2025-Q4", "2026-01-01", "2026-Q3"), [("2026-01-01", "2026-Q3")]),
    ],
)
def test_gaps_are_periods_of_the_cadence_without_a_value(
    cadence: str, dates: tuple[str, ...], missing: list[tuple[str, str]]
) -> None:
    points = points_of(a_metric(*((day, 1) for day in dates)), AS_OF)
    found = gaps(points, cadence)  # type: ignore[arg-type]
    assert [(before.period.text, after.period.text) for before, after in found] == missing


def test_a_sum_that_no_chart_could_show_is_left_out() -> None:
    rows = [(f"2026-09-{day:02}", 1e14 / 25) for day in range(1, 27)] + [("2026-10-01", 5)]
    assert read(a_metric(*rows, aggregate="sum", cadence="month")) == [("2026-10", 5)]
