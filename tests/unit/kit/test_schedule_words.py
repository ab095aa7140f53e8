"""Days, slips, slack, and chances in words."""

from __future__ import annotations

from datetime import date

import pytest

from milepost.kit.schedule_words import (
    against_baseline,
    calendar_days,
    chance,
    percent,
    short_period,
    short_span,
    slack_words,
    slip_amount,
    working_days,
)
from milepost.schema.period import parse


def spaced(words: str) -> str:
    return words.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 8, 17), date(2026, 9, 11), "17 Aug – 11 Sep 2026"),
        (date(2026, 12, 29), date(2027, 1, 8), "29 Dec 2026 – 8 Jan 2027"),
        (date(2026, 12, 29), date(2026, 12, 29), "29 Dec 2026"),
    ],
)
def test_a_year_is_written_once_where_both_days_share_it(first: date, last: date, words: str) -> None:
    assert spaced(short_span(first, last)) == words


def test_no_line_breaks_within_a_date() -> None:
    assert " " not in short_span(date(2026, 12, 29), date(2027, 1, 8)).replace(" – ", "")


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("2026-09-14", "14 Sep 2026"),
        ("2026-12-24/2027-01-03", "24 Dec 2026 – 3 Jan 2027"),
        ("2026-Q3", "Q3 2026"),
        ("2026-09", "Sep 2026"),
    ],
)
def test_a_period_stays_as_exact_as_it_is_written(written: str, words: str) -> None:
    assert spaced(short_period(parse(written))) == words


@pytest.mark.parametrize(
    ("days", "amount"),
    [(1, "1 day"), (13, "13 days"), (14, "2 weeks"), (104, "15 weeks"), (-104, "15 weeks"), (183, "6 months")],
)
def test_a_slip_is_in_the_largest_honest_unit(days: int, amount: str) -> None:
    assert slip_amount(days) == amount


@pytest.mark.parametrize(
    ("days", "words"),
    [(None, ""), (0, "on baseline"), (77, "11 weeks later than baseline"), (-7, "7 days earlier than baseline")],
)
def test_a_slip_names_what_it_is_measured_against(days: int | None, words: str) -> None:
    assert against_baseline(days) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [(10, "10 working days of slack"), (1, "1 working day of slack"), (0, "no slack"), (-4, "4 working days late")],
)
def test_negative_slack_is_a_delay(days: float, words: str) -> None:
    assert spaced(slack_words(days)) == words


def test_amounts_have_a_tenth_at_most() -> None:
    assert spaced(working_days(1.8541)) == "1.9 working days"
    assert spaced(calendar_days(90)) == "90 calendar days"


@pytest.mark.parametrize(
    ("share", "short", "words"),
    [
        (0.0, "<5%", "less than 5%"),
        (0.05, "5%", "1 in 10"),
        (0.7, "70%", "7 in 10"),
        (0.95, "95%", "9 in 10"),
        (0.97, ">95%", "more than 95%"),
        (1.0, ">95%", "more than 95%"),
    ],
)
def test_the_tails_of_a_forecast_are_not_given_to_the_percent(share: float, short: str, words: str) -> None:
    assert (percent(share), chance(share)) == (short, words)


@pytest.mark.parametrize(
    ("days", "precision", "words"),
    [
        (77, "day", "11 weeks"),
        (-77, "week", "11 weeks"),
        (13, "day", "13 days"),
        (61, "month", "2 months"),
        (92, "quarter", "1 quarter"),
    ],
)
def test_a_slip_is_no_finer_than_its_dates(days: int, precision: str, words: str) -> None:
    assert slip_amount(days, precision) == words
