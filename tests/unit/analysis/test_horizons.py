from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("status: planned, horizon: Later, start: 2026-12-01", ("later", "typed")),
        ("status: done", (None, None)),
        ("status: cancelled", (None, None)),
        ("status: in_progress", ("now", "status")),
        ("status: paused", ("now", "status")),
        ("status: proposed, start: 2026-12-01", ("later", "status")),
        ("status: planned, start: 2026-01-01", ("next", "dates")),
        ("status: planned, start: 2027-05-25", ("next", "dates")),
        ("status: planned, start: 2027-05-26", ("later", "dates")),
        ("status: planned, end: 2027-02", ("next", "dates")),
        ("status: planned, start: later", ("later", "status")),
        ("status: planned", ("later", "status")),
    ],
)
def test_an_item_finds_its_column(told: Any, fields: str, expected: tuple[str | None, str | None]) -> None:
    found = told(f"items: [{{id: a, title: A, {fields}}}]").item("a")
    assert (found.horizon, found.horizon_from) == expected


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2026-12-01", "this-year"),
        ("2027-03-01", "next-year"),
        ("2028-03-01", "one-day"),
        ("2020-01-01", "this-year"),
    ],
)
def test_columns_with_a_timeframe_take_what_starts_before_they_end(told: Any, start: str, expected: str) -> None:
    found = told(f"""
        horizons:
        - {{id: This-Year, title: This year, timeframe: 2026}}
        - {{id: next-year, title: Next year, timeframe: 2027}}
        - {{id: one-day, title: One day}}
        items: [{{id: a, title: A, status: planned, start: {start}}}]
    """)
    assert found.item("a").horizon == expected


def test_one_column_takes_everything_that_is_open(told: Any) -> None:
    found = told("""
        horizons: [{id: all, title: All}]
        items: [{id: a, title: A, status: planned, start: 2026-12-01}, {id: b, title: B, status: proposed}]
    """)
    assert (found.item("a").horizon, found.item("b").horizon) == ("all", "all")
