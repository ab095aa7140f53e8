"""Days in the forms in which tools export them. The day is that of the time as written; no time zone is converted."""

from __future__ import annotations

import re
from datetime import date

ORDERS = ("D/M/Y", "M/D/Y")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = "(?P<name>[A-Za-z]{3,9})"
# ISO 8601 (Linear, Asana, Trello, GitHub), 01/Dec/26 2:30 PM (Jira), Dec 1, 2026 and Tue Dec 01 2026 14:30 (Linear).
_CLEAR = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[T ].*)?"),
    re.compile(r"(?P<year>\d{4})/(?P<month>\d{1,2})/(?P<day>\d{1,2})(?: .*)?"),
    re.compile(rf"(?P<day>\d{{1,2}})[/ -]{_NAME}[/ -](?P<year>\d{{4}}|\d\d)(?: .*)?"),
    re.compile(rf"(?:[A-Za-z]{{3}},? )?{_NAME}\.? (?P<day>\d{{1,2}}),? (?P<year>\d{{4}})(?:,? .*)?"),
)
_NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:,? .*)?")


class AmbiguousDate(ValueError):
    """Either number could be the month."""


def day_of(text: str, order: str | None) -> date:
    """The day in a cell; `order` (of ORDERS) is that of dates in numbers alone, with the year at the end.

    Raises AmbiguousDate where it depends on the order and none is given, ValueError for anything that is no date.
    """
    for pattern in _CLEAR:
        if found := pattern.fullmatch(text):
            parts = found.groupdict()
            month = int(parts["month"]) if parts.get("month") else _month(parts["name"])
            year = int(parts["year"])
            return date(year + 2000 if year < 100 else year, month, int(parts["day"]))
    if found := _NUMBERS.fullmatch(text):
        first, second, year = map(int, found.groups())
        if order is None and first <= 12 and second <= 12 and first != second:
            raise AmbiguousDate(text)
        day_first = order == "D/M/Y" or (order is None and first > 12)
        day, month = (first, second) if day_first else (second, first)
        return date(year, month, day)
    raise ValueError("not a date")


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].casefold()) + 1
