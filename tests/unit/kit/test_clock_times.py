"""Moments by the site's clock, also on the two days on which it lies."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.unit.conftest import MakePageContext

from milepost.kit.clock_times import Clock, clock_of
from milepost.schema import instant

LISBON = Clock("Europe/Lisbon", instant.zone("Europe/Lisbon"))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def test_a_site_without_a_time_zone_has_universal_time(context: MakePageContext) -> None:
    assert clock_of(context().portfolio).name == "UTC"
    assert clock_of(context(portfolio="timezone: Asia/Tokyo").portfolio).name == "Asia/Tokyo"


def test_a_moment_is_read_on_the_wall() -> None:
    moment = at("2026-06-20T23:30:05Z")

    assert LISBON.time(moment) == "00:30"
    assert LISBON.time(moment, seconds=True) == "00:30:05"
    assert LISBON.day(moment) == date(2026, 6, 21)
    assert LISBON.midnight(date(2026, 6, 21)) == at("2026-06-20T23:00Z")


@pytest.mark.parametrize(
    ("moment", "offset"),
    [
        ("2026-10-25T00:30Z", "UTC+1"),  # 01:30, the first time
        ("2026-10-25T01:30Z", "UTC"),  # 01:30, the second time
        ("2026-10-25T02:00Z", ""),  # 02:00 comes once
        ("2026-10-24T23:59Z", ""),
        ("2026-03-29T01:30Z", ""),  # the clocks go forward: nothing comes twice
    ],
)
def test_an_offset_is_said_only_where_a_time_comes_twice(moment: str, offset: str) -> None:
    assert LISBON.offset(at(moment)) == offset


def test_offsets_of_half_hours_and_west_of_greenwich_are_said_in_full() -> None:
    newfoundland = Clock("America/St_Johns", instant.zone("America/St_Johns"))

    assert newfoundland.offset(at("2026-11-01T04:00Z")) == "UTC\N{MINUS SIGN}2:30"


def test_a_change_of_the_clocks_is_found_to_the_minute() -> None:
    (back,) = LISBON.changes(at("2026-10-24T12:00Z"), at("2026-10-25T12:00Z"))
    (forward,) = LISBON.changes(at("2026-03-29T00:59Z"), at("2026-03-29T01:00Z"))

    assert (back.moment, back.words) == (at("2026-10-25T01:00Z"), "The clocks go back to 01:00.")
    assert (forward.moment, forward.words) == (at("2026-03-29T01:00Z"), "The clocks go forward to 02:00.")
    assert LISBON.changes(at("2026-06-01T00:00Z"), at("2026-07-01T00:00Z")) == ()


def test_what_is_vaguer_than_a_moment_keeps_its_words() -> None:
    assert LISBON.period(instant.parse("2026-06")).text == "2026-06"
    assert LISBON.period(instant.parse("2026-06-20T23:30Z")).text == "2026-06-21"
