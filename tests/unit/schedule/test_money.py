"""Totals of a budget: unknown is not zero, and absent is not unknown."""

from __future__ import annotations

import pytest

from milepost.schedule.money import (
    UNKNOWN,
    Amount,
    BudgetAmounts,
    budget_totals,
    total,
    totals_by_category,
    totals_by_period,
)

LINES = (
    BudgetAmounts("build", "2026-Q1", planned=10_000, committed=8_000, actual=9_500.5, forecast=12_000),
    BudgetAmounts("build", "2026-Q2", planned=31_000, forecast=UNKNOWN),
    BudgetAmounts("licenses", "2026-Q1", planned=UNKNOWN, actual=0, forecast=UNKNOWN),
    BudgetAmounts(None, None, planned=UNKNOWN),
)


@pytest.mark.parametrize(
    ("amounts", "text"),
    [
        ([41_000], "41,000 EUR"),
        ([20_000, 21_000, UNKNOWN, UNKNOWN], "≥ 41,000 EUR, 2 unknown"),
        ([0.1, 0.2, None], "0.30 EUR"),
        ([0], "0 EUR"),
        ([-0.001], "0 EUR"),
        ([-2_500], "-2,500 EUR"),
        ([UNKNOWN], "unknown"),
        ([None], ""),
        ([], ""),
    ],
)
def test_a_total_in_words(amounts: list[Amount], text: str) -> None:
    assert total(amounts).text("EUR").replace("\N{NO-BREAK SPACE}", " ") == text


def test_an_amount_is_never_parted_from_its_currency() -> None:
    assert total([5]).text("EUR") == "5\N{NO-BREAK SPACE}EUR"
    assert total([5]).text() == "5"


def test_only_a_total_without_unknown_amounts_is_exact() -> None:
    assert total([1, 2]).exact == 3
    assert total([1, 2, UNKNOWN]).exact is None
    assert total([]).exact is None


def test_the_order_of_amounts_does_not_change_a_total() -> None:
    assert total([1e16, 1.0, 1.0, -1e16]) == total([1.0, -1e16, 1e16, 1.0])


def test_each_of_the_four_amounts_has_its_own_total() -> None:
    totals = budget_totals(LINES)
    assert (totals.planned.known, totals.planned.unknown) == (41_000, 2)
    assert (totals.committed.known, totals.committed.unknown) == (8_000, 0)
    assert totals.actual.exact == 9_500.5
    assert (totals.forecast.known, totals.forecast.unknown) == (12_000, 2)
    assert totals.variance is None


def test_a_forecast_above_plan_is_a_negative_variance() -> None:
    assert budget_totals(LINES[:1]).variance == -2_000


def test_totals_by_category_and_by_period() -> None:
    categories, periods = totals_by_category(LINES), totals_by_period(LINES)
    assert list(categories) == ["build", "licenses", None]
    assert categories["build"].planned.exact == 41_000
    assert categories["licenses"].planned.text() == "unknown"
    assert list(periods) == ["2026-Q1", "2026-Q2", None]
    assert (periods["2026-Q1"].planned.known, periods["2026-Q1"].planned.unknown) == (10_000, 1)
