"""Durations, such as `45min`, `1h 29min`, `10d`, or `2w`; for work also `3ed` (calendar days), `15pd` (person-days)."""

from __future__ import annotations

import re
from dataclasses import dataclass

EXAMPLES = "45min, 3h, 1h 29min, 10d or 2w"
UNITS = ("w", "d", "h", "min", "s")
SECONDS = {"h": 3600, "min": 60, "s": 1}
WORK_UNITS = ("w", "d", "h", "min")
WORK_EXAMPLES = "10d, 2w, 3h, 45min, or 3ed for calendar days"
WORKING_EXAMPLES = "10d, 2w, 3h or 45min"
LAG_EXAMPLES = "2d, -1d for a lead, or 3ed for calendar days"
EFFORT_EXAMPLES = "15pd or 2.5pd"
ELAPSED, PERSON_DAYS = "ed", "pd"
MINUTES_PER_DAY = 8 * 60  # of work

_PART = re.compile(r"(?P<amount>\d{1,6}(?:\.\d{1,3})?)\s?(?P<unit>min|ed|pd|[wdhs])(?:\s+|(?=\d)|\Z)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Duration:
    """`parts` are (amount, unit) from the largest unit of UNITS to the smallest, each unit once; a lead is negative.

    A day is a working day and a week a working week, so neither is a number of hours that have passed.
    """

    parts: tuple[tuple[float, str], ...]
    text: str

    @property
    def seconds(self) -> int | None:
        """Elapsed seconds; None if there are working days or weeks."""
        if any(unit not in SECONDS for _, unit in self.parts):
            return None
        return round(sum(amount * SECONDS[unit] for amount, unit in self.parts))

    @property
    def precision(self) -> str:
        """The smallest unit that is written."""
        return self.parts[-1][1]

    @property
    def elapsed_days(self) -> float | None:
        """Calendar days; None for working time."""
        return self.parts[0][0] if self.parts[0][1] == ELAPSED else None

    def working_minutes(self, days_per_week: int) -> int:
        """Working time in minutes, a working day being eight hours; 0 for calendar days."""
        per_unit = {"w": days_per_week * MINUTES_PER_DAY, "d": MINUTES_PER_DAY, "h": 60, "min": 1}
        return round(sum(amount * per_unit.get(unit, 0) for amount, unit in self.parts))

    @property
    def person_days(self) -> float | None:
        """Effort in person-days; None for a duration."""
        return self.parts[0][0] if self.parts[0][1] == PERSON_DAYS else None

    def __str__(self) -> str:
        return self.text


def parse_work(text: str) -> Duration:
    """Parse the length of a task: working time, or calendar days alone. Raises ValueError with a message."""
    return parse(text, (ELAPSED,) if text.rstrip().endswith(ELAPSED) else WORK_UNITS)


def parse_working_time(text: str) -> Duration:
    """Parse working time. Raises ValueError with a message for the author."""
    return parse(text, WORK_UNITS)


def parse_lag(text: str) -> Duration:
    """Parse a lag, which has a minus sign where it is a lead. Raises ValueError with a message for the author."""
    text = text.strip()
    found = parse_work(text[1:] if text[:1] in ("+", "-") else text)
    sign = -1 if text.startswith("-") else 1
    return Duration(tuple((sign * amount, unit) for amount, unit in found.parts), text)


def parse_effort(text: str) -> Duration:
    """Parse an effort in person-days. Raises ValueError with a message for the author."""
    return parse(text, (PERSON_DAYS,))


def parse(text: str, units: tuple[str, ...] = UNITS) -> Duration:
    """Parse a duration with some of these units. Raises ValueError with a message for the author."""
    text = text.strip()
    parts: list[tuple[float, str]] = []
    at = 0
    while match := _PART.match(text, at):
        parts.append((float(match["amount"]), match["unit"]))
        at = match.end()
    if at < len(text) or not parts or any(unit not in units for _, unit in parts):
        raise ValueError("not a duration")
    order = [units.index(unit) for _, unit in parts]
    if order != sorted(set(order)):
        raise ValueError("each unit stands once, the biggest first")
    return Duration(tuple(parts), text)
