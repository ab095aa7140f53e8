"""Instants: a time with a time zone, or a bare date or coarser period if no more is known or shown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from milepost.schema import period

EXAMPLES = "2026-09-14T12:30Z, 2026-09-14T12:30+02:00, 2026-09-14T12:30 or 2026-09-14"
BARE = ("day", "month", "quarter", "half", "year", "later")

_STAMP = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)[T ](?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d))?"
    r"\s?(?P<zone>Z|[+-]\d\d:?\d\d)?\Z",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Instant:
    """`moment` is in UTC if the time of day is known, else None; `day` is the date as written, or something coarser.

    `precision` is `second`, `minute`, or one of BARE; `later` stands for a time that may not be shown.
    """

    moment: datetime | None
    day: period.Period
    precision: str
    text: str

    def coarsen(self, precision: str) -> Instant | None:
        """The date as written, or its month, quarter, half, or year; None if no date may be shown.

        A coarser value is returned unchanged.
        """
        day = self.day.coarsen(precision)
        return Instant(None, day, day.precision, day.text) if day else None

    def __str__(self) -> str:
        return self.text


UNDISCLOSED = Instant(None, period.LATER, "later", "later")


@lru_cache(maxsize=1024)
def zone(name: str) -> tzinfo:
    """A time zone of the IANA database. Raises ValueError for an unknown one."""
    if name == "UTC":  # also where there is no database
        return UTC
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"'{name[:60]}' is no IANA time zone, such as Europe/Lisbon") from None


def _parse_bare(text: str) -> period.Period:
    try:
        return period.parse(text)
    except ValueError as error:
        raise ValueError(str(error).replace("a date or period", "a moment")) from None


def parse(text: str, timezone: str = "UTC") -> Instant:
    """Parse an instant; one without an offset is in `timezone`.

    Raises ValueError, also for a local time skipped by a clock change. An ambiguous local time is the first of the
    two.
    """
    text = text.strip()
    match = _STAMP.match(text)
    if not match:
        day = _parse_bare(text)
        if day.precision not in BARE or day.part or day.approximate or day.fiscal or "/" in text:
            raise ValueError("not a moment")
        return Instant(None, day, day.precision, text)
    day = period.parse(match["day"])
    offset = match["zone"]
    stamp = f"{match['day']}T{match['hour']}:{match['minute']}:{match['second'] or '00'}"
    try:
        moment = datetime.fromisoformat(stamp + (offset.replace("Z", "+00:00") if offset else ""))
    except ValueError:
        raise ValueError("there is no such time of day") from None
    if not offset:
        local = moment.replace(tzinfo=zone(timezone))
        moment = local.astimezone(UTC)
        if moment.astimezone(zone(timezone)).replace(tzinfo=None) != local.replace(tzinfo=None):
            raise ValueError(f"the clocks in {timezone} skipped this time")
    try:
        moment = moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("the moment is out of range") from None
    return Instant(moment, day, "second" if match["second"] else "minute", text)
