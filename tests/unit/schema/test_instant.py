"""Moments, with an offset, in a time zone, or no more exact than a day."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from milepost.schema.instant import parse, zone


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]


@pytest.mark.parametrize(
    ("text", "moment", "precision"),
    [
        ("2026-09-14T12:30Z", utc(2026, 9, 14, 12, 30), "minute"),
        ("2026-09-14 12:30Z", utc(2026, 9, 14, 12, 30), "minute"),
        ("2026-09-14T12:30:45Z", utc(2026, 9, 14, 12, 30, 45), "second"),
        ("2026-09-14T12:30+02:00", utc(2026, 9, 14, 10, 30), "minute"),
        ("2026-09-14T12:30 +0200", utc(2026, 9, 14, 10, 30), "minute"),
        ("2026-09-14T00:30+05:45", utc(2026, 9, 13, 18, 45), "minute"),
        ("2026-12-31T23:30-01:00", utc(2027, 1, 1, 0, 30), "minute"),
        ("2026-09-14T12:30", utc(2026, 9, 14, 12, 30), "minute"),
    ],
)
def test_a_moment_is_kept_in_utc(text: str, moment: datetime, precision: str) -> None:
    found = parse(text)
    assert (found.moment, found.precision, str(found)) == (moment, precision, text)
    assert str(found.day) == text[:10]


@pytest.mark.parametrize(
    ("text", "timezone", "moment"),
    [
        ("2026-09-14T12:30", "Europe/Lisbon", utc(2026, 9, 14, 11, 30)),
        ("2026-01-14T12:30", "Europe/Lisbon", utc(2026, 1, 14, 12, 30)),
        ("2026-09-14T12:30", "Asia/Kathmandu", utc(2026, 9, 14, 6, 45)),
        ("2026-09-14T12:30+02:00", "Asia/Kathmandu", utc(2026, 9, 14, 10, 30)),
        ("2026-09-14T12:30Z", "Asia/Kathmandu", utc(2026, 9, 14, 12, 30)),
    ],
)
def test_a_time_without_an_offset_is_in_the_time_zone(text: str, timezone: str, moment: datetime) -> None:
    assert parse(text, timezone).moment == moment


@pytest.mark.parametrize("text", ["2026-03-29T02:00", "2026-03-29T02:30", "2026-03-29T02:59:59"])
def test_a_time_that_the_clocks_skipped_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="the clocks in Europe/Amsterdam skipped this time"):
        parse(text, "Europe/Amsterdam")


def test_the_times_around_the_skipped_hour_follow_each_other() -> None:
    assert parse("2026-03-29T01:59", "Europe/Amsterdam").moment == utc(2026, 3, 29, 0, 59)
    assert parse("2026-03-29T03:00", "Europe/Amsterdam").moment == utc(2026, 3, 29, 1, 0)


def test_a_time_that_came_twice_is_its_first_run() -> None:
    assert parse("2026-10-25T02:30", "Europe/Amsterdam").moment == utc(2026, 10, 25, 0, 30)
    assert parse("2026-10-25T02:30+01:00", "Europe/Amsterdam").moment == utc(2026, 10, 25, 1, 30)


@pytest.mark.parametrize(
    ("text", "precision", "last"),
    [
        ("2026-09-14", "day", "2026-09-14"),
        ("2026-09", "month", "2026-09-30"),
        ("2026-Q3", "quarter", "2026-09-30"),
        ("2026-H2", "half", "2026-12-31"),
        ("2026", "year", "2026-12-31"),
        ("later", "later", "None"),
    ],
)
def test_where_no_time_is_known_a_day_or_something_vaguer_will_do(text: str, precision: str, last: str) -> None:
    found = parse(text)
    assert (found.moment, found.precision, str(found.day.last)) == (None, precision, last)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2026-W37", "not a moment"),
        ("2026/2027", "not a moment"),
        ("2026-09-14/2026-09-14", "not a moment"),
        ("2026-Q3/2026-Q3", "not a moment"),
        ("mid-2026-09", "not a moment"),
        ("~2026-09", "not a moment"),
        ("FY27", "not a moment"),
        ("12:30", "not a moment"),
        ("2026-09-14T12", "not a moment"),
        ("2026-09-14T12:30:15.5Z", "not a moment"),
        ("2026-09-14T12:30 CET", "not a moment"),
        ("٢٠٢٦-٠٩-١٤T١٢:٣٠", "not a moment"),
        ("2026-02-30T12:30Z", "2026-02 has no day 30"),
        ("2026-09-14T25:00Z", "there is no such time of day"),
        ("2026-09-14T12:60Z", "there is no such time of day"),
        ("2026-09-14T12:30+25:00", "there is no such time of day"),
        ("0001-01-01T00:00+14:00", "the year 1 is out of range"),
    ],
)
def test_what_is_no_moment_says_why(text: str, message: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011  # the message is what is asked about
        parse(text)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    "name", ["", "Europe", "Europe/Lissabon", "../../etc/passwd", "/etc/localtime", "UTC\0", "x" * 5000, "\ud800"]
)
def test_an_unknown_time_zone_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="is no IANA time zone, such as Europe/Lisbon"):
        zone(name)


def test_utc_needs_no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    zone.cache_clear()
    monkeypatch.setattr("milepost.schema.instant.ZoneInfo", None)
    assert zone("UTC") is UTC
    zone.cache_clear()


def test_a_known_time_zone_is_found() -> None:
    assert zone("Europe/Lisbon") == ZoneInfo("Europe/Lisbon")


@pytest.mark.parametrize(
    ("text", "precision", "told"),
    [
        ("2026-09-14T23:30Z", "day", "2026-09-14"),
        ("2026-09-14T23:30-05:00", "day", "2026-09-14"),
        ("2026-09-14T12:30Z", "month", "2026-09"),
        ("2026-09-14T12:30Z", "quarter", "2026-Q3"),
        ("2026-09-14T12:30Z", "half", "2026-H2"),
        ("2026-09-14T12:30Z", "year", "2026"),
        ("2026-09-14", "month", "2026-09"),
        ("2026-09", "day", "2026-09"),
        ("2026", "month", "2026"),
        ("later", "quarter", "later"),
    ],
)
def test_a_moment_told_less_exactly_is_the_day_as_written_or_what_is_around_it(
    text: str, precision: str, told: str
) -> None:
    found = parse(text, "Asia/Kathmandu").coarsen(precision)
    assert found
    assert (found.moment, str(found), str(found.day)) == (None, told, told)
    assert parse(str(found)) == found


@pytest.mark.parametrize("precision", ["horizon", "none"])
def test_a_moment_may_not_be_told_at_all(precision: str) -> None:
    assert parse("2026-09-14T12:30Z").coarsen(precision) is None
