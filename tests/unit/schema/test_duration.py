"""How long something took, in the units people write."""

from __future__ import annotations

import pytest

from milepost.schema.duration import parse


@pytest.mark.parametrize(
    ("text", "seconds", "grain"),
    [
        ("45min", 2_700, "min"),
        ("3h", 10_800, "h"),
        ("40s", 40, "s"),
        ("1h 29min", 5_340, "min"),
        ("1h29min", 5_340, "min"),
        ("2 h 5 min", 7_500, "min"),
        ("1.5h", 5_400, "h"),
        ("90min", 5_400, "min"),
        ("0min", 0, "min"),
        ("26h", 93_600, "h"),
    ],
)
def test_hours_minutes_and_seconds_are_time_that_passed(text: str, seconds: int, grain: str) -> None:
    found = parse(text)
    assert (found.seconds, found.precision, str(found)) == (seconds, grain, text)


@pytest.mark.parametrize(("text", "grain"), [("10d", "d"), ("2w", "w"), ("1w 2d", "d"), ("1d 4h", "h")])
def test_working_days_and_weeks_are_no_number_of_seconds(text: str, grain: str) -> None:
    found = parse(text)
    assert (found.seconds, found.precision) == (None, grain)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "not a duration"),
        ("3", "not a duration"),
        ("3 hours", "not a duration"),
        ("3m", "not a duration"),
        ("-3h", "not a duration"),
        ("3h later", "not a duration"),
        ("15pd", "not a duration"),
        ("1234567h", "not a duration"),
        ("٣h", "not a duration"),
        ("29min 1h", "each unit stands once, the biggest first"),
        ("1h 2h", "each unit stands once, the biggest first"),
    ],
)
def test_what_is_no_duration_says_why(text: str, message: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011  # the message is what is asked about
        parse(text)
    assert str(caught.value) == message
