"""Durations, such as `45min`, `1h 29min`, `10d`, or `2w`."""

from __future__ import annotations

import re
from dataclasses import dataclass

EXAMPLES = "45min, 3h, 1h 29min, 10d or 2w"
UNITS = ("w", "d", "h", "min", "s")
SECONDS = {"h": 3600, "min": 60, "s": 1}

_PART = re.compile(r"(?P<amount>\d{1,6}(?:\.\d{1,3})?)\s?(?P<unit>min|[wdhs])(?:\s+|(?=\d)|\Z)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Duration:
    """`parts` are (amount, unit) from the largest unit of UNITS to the smallest, each unit once.

    A day is a working day and a week a working week, so neither is a number of hours.
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

    def __str__(self) -> str:
        return self.text


def parse(text: str) -> Duration:
    """Parse a duration. Raises ValueError with a message for the author."""
    text = text.strip()
    parts: list[tuple[float, str]] = []
    at = 0
    while match := _PART.match(text, at):
        parts.append((float(match["amount"]), match["unit"]))
        at = match.end()
    if at < len(text) or not parts:
        raise ValueError("not a duration")
    order = [UNITS.index(unit) for _, unit in parts]
    if order != sorted(set(order)):
        raise ValueError("each unit stands once, the biggest first")
    return Duration(tuple(parts), text)
