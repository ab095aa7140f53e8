"""Dates, slips, counts and lists are said as people say them, never more exactly than written."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.kit import phrasing
from milepost.schema.period import parse

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("written", "full", "short"),
    [
        ("2026-12-07", "7 December 2026", "7 Dec"),
        ("2027-11-07", "7 November 2027", "7 Nov 2027"),
        ("2026-09", "September 2026", "Sep 2026"),
        ("mid-2026-09", "mid-September 2026", "mid-Sep 2026"),
        ("early-2026-09", "early September 2026", "early Sep 2026"),
        ("2026-W37", "week of 7 September 2026", "week of 7 Sep 2026"),
        ("2026-Q3", "Q3 2026", "Q3 2026"),
        ("late 2026-Q3", "late Q3 2026", "late Q3 2026"),
        ("2026-H2", "second half of 2026", "second half of 2026"),
        ("2027", "2027", "2027"),
        ("late-2027", "late 2027", "late 2027"),
        ("2027~", "about 2027", "about 2027"),
        ("2026/2028", "2026 to 2028", "2026 to 2028"),
        ("2026-09/2026-11", "September to November 2026", "Sep to Nov 2026"),
        ("2026/", "from 2026, open end", "from 2026, open end"),
        ("later", "later", "later"),
    ],
)
def test_a_period_is_said_as_it_was_meant(written: str, full: str, short: str) -> None:
    assert phrasing.period(parse(written)) == full
    assert phrasing.short(parse(written), TODAY) == short


def test_a_fiscal_quarter_keeps_the_name_its_readers_know() -> None:
    assert phrasing.period(parse("FY27-Q1", 4)) == "FY27 Q1"
    assert phrasing.period(parse("FY27", 4)) == "FY27"


def test_no_date_is_said_in_words() -> None:
    assert phrasing.period(None) == "no date"
    assert phrasing.span(None, None) == "no date"


@given(st.integers(2020, 2035), st.sampled_from(["Q1", "Q2", "Q3", "Q4", "H1", "H2", ""]))
def test_what_is_vaguer_than_a_month_never_names_a_month_or_a_day(year: int, part: str) -> None:
    text = phrasing.period(parse(f"{year}-{part}" if part else f"{year}"))
    assert str(year) in text
    assert not re.search(r"[A-Z][a-z]{2}|\b[1-3]?\d [A-Z]", text)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2026-07-06", "2026-09-18", "6 Jul to 18 Sep 2026"),
        ("2026-11-09", "2027-02-26", "9 Nov 2026 to 26 Feb 2027"),
        ("2027-08", "2027-Q4", "Aug to Q4 2027"),
        ("2027-Q2", "2027-Q2", "Q2 2027"),
        ("2027-Q4", "later", "from Q4 2027, open end"),
        ("2027-Q4", None, "from Q4 2027"),
        ("2027-H1", "2027-H2", "first half of 2027 to second half of 2027"),
        (None, "2027-04", "Apr 2027"),
        ("later", None, "later"),
    ],
)
def test_a_span_says_a_shared_year_once(start: str | None, end: str | None, expected: str) -> None:
    found = phrasing.span(start and parse(start), end and parse(end), brief=True)  # type: ignore[arg-type]
    assert found == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026-12-07", "on 7 December 2026"),
        ("2027-Q1", "in Q1 2027"),
        ("2026/", "from 2026, open end"),
        ("later", "later"),
    ],
)
def test_a_date_takes_the_little_word_that_suits_it(written: str, expected: str) -> None:
    assert phrasing.on(parse(written)) == expected


@pytest.mark.parametrize(
    ("days", "precision", "expected"),
    [
        (61, "day", "61 days"),
        (-1, "day", "1 day"),
        (61, "month", "2 months"),
        (92, "quarter", "1 quarter"),
        (183, "half", "1 half-year"),
        (700, "year", "2 years"),
        (10, "quarter", "1 quarter"),
        (14, "week", "14 days"),
    ],
)
def test_a_move_is_no_more_exact_than_its_dates(days: int, precision: str, expected: str) -> None:
    assert phrasing.amount(days, precision) == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, "today"),
        (1, "tomorrow"),
        (-1, "yesterday"),
        (15, "in 15 days"),
        (-3, "3 days ago"),
        (120, "in 4 months"),
        (-3287, "9 years ago"),
    ],
)
def test_a_distance_is_said_in_the_unit_people_would_use(days: int, expected: str) -> None:
    assert phrasing.away(days) == expected


def test_counts_lists_and_numbers_read_like_prose() -> None:
    assert phrasing.count(1, "item") == "1 item"
    assert phrasing.count(1900, "item") == "1,900 items"
    assert (phrasing.cardinal(0), phrasing.cardinal(8), phrasing.cardinal(21)) == ("no", "eight", "21")
    assert phrasing.listing(["a"]) == "a"
    assert phrasing.listing(["a", "b", "c"]) == "a, b and c"
    assert phrasing.listing([]) == ""
    assert (
        " ".join(map(phrasing.ordinal, (1, 2, 3, 4, 11, 12, 13, 21, 112)))
        == "1st 2nd 3rd 4th 11th 12th 13th 21st 112th"
    )
    assert [phrasing.number(n) for n in (3, 3.0, 0.25, 42.04, 1234.5)] == ["3", "3", "0.25", "42", "1,234.5"]
    assert phrasing.source(4, 4, "part") == "from 4 parts"
    assert phrasing.source(3, 4, "part") == "from 3 of 4 parts"
