"""Periods: a day or something coarser, with first and last day for arithmetic and a precision for display."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

PRECISIONS = ("day", "week", "month", "quarter", "half", "year")
COARSENINGS = ("day", "month", "quarter", "half", "year", "horizon", "none")
EXAMPLES = (
    "2026-09-14, 2026-09, 2026-W37, 2026-Q3, 2026-H2, 2026, 2026/2028, 2026/, FY27-Q1, mid-2026-Q3, ~2026-09 or later"
)

_THIRDS = {"month": 15, "quarter": 25, "year": 35}
_MONTHS_OF = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_SHAPE = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<month>\d\d)(?:-(?P<day>\d\d))?"
    r"|W(?P<week>\d\d?)|Q(?P<quarter>[1-4])|H(?P<half>[12])))?\Z",
    re.ASCII,
)
_FISCAL = re.compile(r"FY(?P<year>\d{4}|\d\d)(?:-(?:Q(?P<quarter>[1-4])|H(?P<half>[12])))?\Z", re.ASCII)
_PART = re.compile(r"(?P<part>early|mid|late)[- ](?P<rest>.+)\Z")


@dataclass(frozen=True, slots=True)
class Period:
    """From `first` to `last`, both inclusive calendar days.

    `last` is None for an open end; both are None for `later`. `precision` is one of PRECISIONS, or `range` for a span
    between two periods (`bounds`), or `later`. `part` narrows a month, quarter, or year to a third. `fiscal` is the
    display name of a fiscal period ("FY27 Q1").
    """

    first: date | None
    last: date | None
    precision: str
    text: str
    part: str | None = None
    approximate: bool = False
    fiscal: str | None = None
    bounds: tuple[Period, Period | None] | None = None

    @property
    def is_later(self) -> bool:
        """Whether it is just `later`."""
        return self.first is None

    @property
    def days(self) -> int | None:
        """Number of calendar days, None if it has no end."""
        return (self.last - self.first).days + 1 if self.first and self.last else None

    def coarsen(self, precision: str) -> Period | None:
        """The smallest period of a precision in COARSENINGS that covers this one; a coarser one is unchanged.

        A span over several units becomes a span from the first to the last of them. `horizon` and `none` leave no
        date: None.
        """
        if precision in ("horizon", "none"):
            return None
        if precision == "day" or self.first is None:
            return self
        if self.bounds:
            start, end = self.bounds
            found = _span_of(start.coarsen(precision), end and end.coarsen(precision))
        elif self.last is None or _coarseness(self) >= PRECISIONS.index(precision) * 10:
            return self
        else:
            found = _span_of(_unit(self.first, precision), _unit(self.last, precision))
        return replace(found, approximate=True) if found and self.approximate else found

    def __str__(self) -> str:
        return self.text


LATER = Period(None, None, "later", "later")


def _coarseness(period: Period) -> int:
    """Coarseness: ten for each step of PRECISIONS. A third of a year is between a quarter and a half."""
    return _THIRDS[period.precision] if period.part else PRECISIONS.index(period.precision) * 10


def _span_of(start: Period | None, end: Period | None) -> Period | None:
    """The span from one period to another; of a span its beginning or its end."""
    if start is None:
        return None
    start, end = _bound(start, 0), end and _bound(end, 1)
    if end and (start.first, start.last) == (end.first, end.last):
        return replace(start, approximate=start.approximate or end.approximate)
    text = f"{start.text}/{end.text if end else ''}"
    return Period(start.first, end.last if end else None, "range", text, bounds=(start, end))


def _bound(period: Period, side: int) -> Period:
    found = period.bounds[side] if period.bounds else None
    return replace(found, approximate=found.approximate or period.approximate) if found else period


def _unit(day: date, precision: str) -> Period:
    """The month, quarter, half, or year that contains a day."""
    size = _MONTHS_OF[precision]
    month = (day.month - 1) // size * size + 1
    number = (month - 1) // size + 1
    suffix = {"month": f"-{month:02}", "quarter": f"-Q{number}", "half": f"-H{number}", "year": ""}[precision]
    return Period(*_months(day.year, month, size), precision, f"{day.year:04}{suffix}")


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    """First and last day of `count` months, starting with a month (1–12; more runs into later years)."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    end_year, end_month = year + (month + count - 2) // 12, (month + count - 2) % 12 + 1
    return date(year, month, 1), date(end_year, end_month, monthrange(end_year, end_month)[1])


@lru_cache(maxsize=65536)
def parse(text: str, fiscal_year_start: int = 1) -> Period:
    """Parse a period. `fiscal_year_start` is a month (1–12); FY27 is the year that ends in 2027.

    Raises ValueError with a message for the author. Notation: ISO 8601, and EDTF level 2 for the quarters 2026-33 to
    2026-36.
    """
    text = text.strip()
    if len(text) > 40:
        raise ValueError("not a date or period")
    if text == "later":
        return LATER
    if "/" in text:
        start_text, _, end_text = text.partition("/")
        start = parse(start_text, fiscal_year_start)
        end = parse(end_text, fiscal_year_start) if end_text.strip() else None
        if start.bounds or start.is_later or (end and (end.bounds or end.is_later)):
            raise ValueError("a span needs a date on each side of the '/'")
        if end and start.first and end.last and end.last < start.first:
            raise ValueError(f"ends ({end}) before it starts ({start})")
        span = _span_of(start, end)
        assert span
        return replace(span, text=text)
    found = _single(text.removesuffix("~").removeprefix("~").strip(), fiscal_year_start)
    return replace(found, text=text, approximate="~" in (text[:1], text[-1:]))


def _single(text: str, fiscal_year_start: int) -> Period:
    if match := _PART.match(text):
        return _part_of(match["part"], _single(match["rest"], fiscal_year_start))
    if match := _FISCAL.match(text):
        return _fiscal(match, fiscal_year_start)
    match = _SHAPE.match(text)
    if not match:
        raise ValueError("not a date or period")
    year = _in_range(int(match["year"]))
    if match["week"]:
        try:
            first = date.fromisocalendar(year, int(match["week"]), 1)
        except ValueError:
            raise ValueError(f"{year} has no week {int(match['week'])}") from None
        return Period(first, first + timedelta(days=6), "week", text)
    if match["quarter"]:
        return Period(*_months(year, int(match["quarter"]) * 3 - 2, 3), "quarter", text)
    if match["half"]:
        return Period(*_months(year, int(match["half"]) * 6 - 5, 6), "half", text)
    if match["month"] is None:
        return Period(date(year, 1, 1), date(year, 12, 31), "year", text)
    month = int(match["month"])
    if match["day"] is None and 33 <= month <= 36:
        return Period(*_months(year, (month - 33) * 3 + 1, 3), "quarter", text)
    if not 1 <= month <= 12:
        raise ValueError(f"there is no month {month}")
    if match["day"] is None:
        return Period(*_months(year, month, 1), "month", text)
    try:
        day = date(year, month, int(match["day"]))
    except ValueError:
        raise ValueError(f"{year}-{match['month']} has no day {int(match['day'])}") from None
    return Period(day, day, "day", text)


def _in_range(year: int) -> int:
    if not 1000 <= year <= 9000:
        raise ValueError(f"the year {year} is out of range")
    return year


def _part_of(part: str, whole: Period) -> Period:
    """The first, middle, or last third of a month, quarter, or year, rounded to whole days."""
    if whole.precision not in ("month", "quarter", "year") or whole.part or not whole.first or not whole.last:
        raise ValueError(f"'{part}' stands before a month, a quarter or a year")
    days = (whole.last - whole.first).days + 1
    cuts = (0, round(days / 3), round(days * 2 / 3), days)
    at = ("early", "mid", "late").index(part)
    first = whole.first + timedelta(days=cuts[at])
    last = whole.first + timedelta(days=cuts[at + 1] - 1)
    return replace(whole, first=first, last=last, part=part)


def _fiscal(match: re.Match[str], start: int) -> Period:
    digits = match["year"]
    named = int(digits) if len(digits) == 4 else 2000 + int(digits)
    year = _in_range(named) if start == 1 else _in_range(named) - 1
    name = f"FY{named % 100:02}"
    if match["quarter"]:
        number = int(match["quarter"])
        span, precision, name = _months(year, start + number * 3 - 3, 3), "quarter", f"{name} Q{number}"
    elif match["half"]:
        number = int(match["half"])
        span, precision, name = _months(year, start + number * 6 - 6, 6), "half", f"{name} H{number}"
    else:
        span, precision = _months(year, start, 12), "year"
    return Period(*span, precision, match.string, fiscal=name)
