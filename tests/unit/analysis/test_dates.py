from __future__ import annotations

from datetime import date

import pytest

from milepost.schema.date_arithmetic import Slip, days_past, earliest, end_precision, gap, latest, slip
from milepost.schema.period import Period, parse


def when(text: str | None) -> Period | None:
    return parse(text) if text else None


@pytest.mark.parametrize(
    ("now", "then", "expected"),
    [
        ("2026-08-30", "2026-06-30", Slip(61, "day")),
        ("2026-06-01", "2026-06-30", Slip(-29, "day")),
        ("2026-Q4", "2026-Q3", Slip(92, "quarter")),
        ("2027-Q1", "2026-Q4", Slip(90, "quarter")),
        ("2027", "2026", Slip(365, "year")),
        # A vaguer date says nothing about where in it the day lies.
        ("2026-08-15", "2026-Q3", Slip(0, "quarter")),
        ("2026-Q3", "2026-08-15", Slip(0, "quarter")),
        ("2026-Q4", "2026-08-15", Slip(92, "quarter")),
        ("2026-10-01", "2026-Q3", Slip(92, "quarter")),
        ("2026-Q3", "2026-11-01", Slip(-92, "quarter")),
        ("2026-12", "2026-10-20", Slip(61, "month")),
        ("2026-W40", "2026-09-25", Slip(7, "week")),
        ("2027", "2026-Q1", Slip(365, "year")),
        ("2026-H2", "2026-01-10", Slip(184, "half")),
        ("mid-2026-Q3", "early-2026-Q3", Slip(30, "month")),
        ("2026-08-05", "mid-2026-Q3", Slip(0, "month")),
        ("2026/2026-09-14", "2026-09-01", Slip(13, "day")),
        # A fiscal quarter from February to April, against a day in it and one after it.
        ("2026-04-15", "fy", Slip(0, "quarter")),
        ("2026-05-02", "fy", Slip(92, "quarter")),
        ("later", "2026-09-14", None),
        ("2026/", "2026-09-14", None),
        ("2026-09-14", None, None),
    ],
)
def test_a_slip_is_measured_in_the_vaguer_of_two_dates(now: str, then: str | None, expected: Slip | None) -> None:
    promised = parse("FY27-Q1", 2) if then == "fy" else when(then)
    assert slip(when(now), promised) == expected


@pytest.mark.parametrize(
    ("end", "start", "days"),
    [
        ("2026-09-14", "2026-09-15", 0),
        ("2026-09-14", "2026-09-20", 5),
        ("2026-09-14", "2026-09-14", -1),
        ("2026-09-14", "2026-09-01", -14),
        ("2026-Q3", "2026-Q4", 0),
        ("2026-Q3", "2026-Q3", None),  # it may fit, it may not
        ("2026-Q3", "2026-08-01", None),
        ("2026-Q4", "2026-08-01", -62),  # at best
        ("2026-Q3", "later", None),
        ("2026/", "2027-01-01", None),
        ("2026-09-14", "2026-12-01/", None),
        (None, "2027-01-01", None),
    ],
)
def test_slack_is_only_claimed_where_the_dates_are_sure(end: str | None, start: str, days: int | None) -> None:
    assert gap(when(end), when(start)) == days


def test_a_third_of_something_is_as_exact_as_the_next_finer_unit() -> None:
    assert [
        end_precision(parse(text)) for text in ("2026", "late-2026", "mid-2026-Q1", "early-2026-05", "2026/2026-Q2")
    ] == [
        "year",
        "quarter",
        "month",
        "week",
        "quarter",
    ]


def test_later_comes_after_every_date_and_an_open_end_too() -> None:
    dates = [parse("2026-Q3"), parse("later"), parse("2027")]
    assert earliest(dates) == parse("2026-Q3")
    assert latest(dates) == parse("later")
    assert latest([parse("2030"), parse("2026/")]) == parse("2026/")
    assert earliest([parse("2026-03"), parse("2026")]) == parse("2026")
    assert earliest([]) is None


def test_a_period_has_passed_when_its_last_day_has() -> None:
    assert days_past(parse("2026-Q3"), date(2026, 9, 30)) == 0
    assert days_past(parse("2026-Q3"), date(2026, 10, 2)) == 2
    assert days_past(parse("later"), date(2026, 10, 2)) == 0
    assert days_past(None, date(2026, 10, 2)) == 0
