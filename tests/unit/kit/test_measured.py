"""Numbers with their units."""

from __future__ import annotations

import pytest

from milepost.kit.phrasing import measured


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (5, "€", "€5"),
        (0.7, "€", "€0.70"),
        (0.375, "€", "€0.38"),
        (12, "%", "12%"),
        (1, "days", "1 day"),
        (2, "days", "2 days"),
        (1.5, "days", "1.5 days"),
        (1, "s", "1 s"),
        (1, "glass", "1 glass"),
        (3, None, "3"),
        (None, "days", "?"),
    ],
)
def test_a_number_is_said_with_its_unit(value: float | None, unit: str | None, words: str) -> None:
    assert measured(value, unit).replace("\N{NO-BREAK SPACE}", " ") == words
