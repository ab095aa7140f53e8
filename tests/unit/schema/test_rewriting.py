"""Hints for numbers and days as spreadsheets and databases write them."""

from __future__ import annotations

import pytest

from milepost.schema.rewriting import written_day, written_number


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("1,5", "write 1.5"),
        ("-0,25", "write -0.25"),
        ("1.234,5", "write 1234.5"),
        ("1,234.5", "write 1234.5"),
        ("1,234", "write 1234 for a number in thousands, or 1.234 for a decimal fraction"),
        ("1,234,567", "write 1234567"),
        ("1.234.567", "write 1234567"),
        ("1 234", "write 1234"),
        ("1\N{NO-BREAK SPACE}234,5", "write 1234.5"),
        ("1'234'567", "write 1234567"),
        ("NaN", "leave it out where there is no value"),
        ("-Inf", "leave it out where there is no value"),
        ("N/A", "leave it out where there is no value"),
        ("12%", "write the number without a unit"),
        ("€5", "write the number without a unit"),
        ("about five", None),
        ("1.2.3", None),
        ("12,", None),
    ],
)
def test_a_number_that_is_written_otherwise_has_a_hint(text: str, hint: str | None) -> None:
    assert written_number(text) == hint


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("2026-01-05T00:00:00Z", "write 2026-01-05, without a time"),
        ("2026-01-05 00:00", "write 2026-01-05, without a time"),
        ("13.01.2026", "write 2026-01-13"),
        ("01/13/2026", "write 2026-01-13"),
        ("2026/1/5", "write 2026-01-05"),
        ("05.01.2026", "write 2026-01-05, or 2026-05-01 if the month comes first"),
        ("05.05.2026", "write 2026-05-05"),
        ("31/31/2026", None),
        ("2026-13-01", None),
        ("next week", None),
    ],
)
def test_a_day_that_is_written_otherwise_has_a_hint(text: str, hint: str | None) -> None:
    assert written_day(text) == hint
