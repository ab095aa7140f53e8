"""Days in the forms of the tools that export them."""

from __future__ import annotations

import pytest

from milepost.importing.export_dates import AmbiguousDate, day_of


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-01", "2026-12-01"),  # Asana
        ("2026-12-01T16:00:00Z", "2026-12-01"),  # Linear, GitHub
        ("2026-12-01T23:30:00.000+11:00", "2026-12-01"),
        ("2026-12-01 16:00:00 UTC", "2026-12-01"),
        ("01/Dec/26 2:30 PM", "2026-12-01"),  # Jira
        ("1/Dec/2026", "2026-12-01"),
        ("1 December 2026", "2026-12-01"),
        ("Dec 1, 2026", "2026-12-01"),  # GitHub Projects
        ("Tue Dec 01 2026 14:30:00 GMT+0000 (GMT)", "2026-12-01"),  # Linear, some years ago
        ("22/9/2025", "2025-09-22"),
        ("9/22/2025 9:15:00 AM", "2025-09-22"),  # Azure Boards
        ("22.9.2025", "2025-09-22"),
        ("4/4/2026", "2026-04-04"),
    ],
)
def test_a_day_is_read(text: str, day: str) -> None:
    assert day_of(text, None).isoformat() == day


@pytest.mark.parametrize("text", ["03/04/2026", "12/1/2026 9:15:00 AM", "1.12.2026"])
def test_numbers_that_could_each_be_the_month_need_an_order(text: str) -> None:
    with pytest.raises(AmbiguousDate):
        day_of(text, None)
    assert day_of("03/04/2026", "D/M/Y").isoformat() == "2026-04-03"
    assert day_of("03/04/2026", "M/D/Y").isoformat() == "2026-03-04"


@pytest.mark.parametrize("text", ["", "soon", "2026-13-01", "31/Feb/26", "30/30/2026", "1 Foo 2026", "22/9/2025x"])
@pytest.mark.parametrize("order", [None, "D/M/Y"])
def test_anything_else_is_no_date(text: str, order: str | None) -> None:
    with pytest.raises(ValueError, match=r".*"):
        day_of(text, order)


def test_an_order_that_does_not_fit_is_no_date() -> None:
    with pytest.raises(ValueError, match="month must be"):
        day_of("9/22/2025", "D/M/Y")
