"""Dates, slips, counts and lists in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from milepost.schema.period import Period

NO_DATE = "no date"
_CURRENCY_SIGNS = ("€", "$", "£", "¥")

_SMALL = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    "twenty",
)  # fmt: skip
_HALVES = ("first half", "second half")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_NEAR = 183
_UNITS = {
    "month": (30.44, "month"),
    "quarter": (91.3, "quarter"),
    "half": (182.6, "half-year"),
    "year": (365.25, "year"),
}


def number(value: float) -> str:
    """A number with thousands separators and no trailing zeros: 1,900 or 0.25."""
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:,.{1 if abs(value) >= 10 else 2}f}".rstrip("0").rstrip(".")


def measured(value: float | None, unit: str | None) -> str:
    """A number with its unit: "€5", "€0.70", "12%", "1 day" for the unit "days"; "?" if it is unknown."""
    if value is None:
        return "?"
    said = number(value)
    if not unit:
        return said
    if unit in _CURRENCY_SIGNS:
        return f"{unit}{said}{'0' if said[-2:-1] == '.' else ''}"
    if said == "1" and len(unit) > 3 and unit.endswith("s") and not unit.endswith("ss"):
        unit = unit[:-1]
    return f"{said}%" if unit == "%" else f"{said}\N{NO-BREAK SPACE}{unit}"


def cardinal(value: int) -> str:
    """A count up to twenty in words ("eight"), a larger one in digits."""
    return _SMALL[value] if 0 <= value < len(_SMALL) else number(value)


def ordinal(value: int) -> str:
    """A rank: "1st", "22nd", "13th"."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(value % 10 if value % 100 not in (11, 12, 13) else 0, "th")
    return f"{number(value)}{ending}"


def plural(value: int, one: str, many: str | None = None) -> str:
    """The noun for a count, singular or plural."""
    return one if value == 1 else many or f"{one}s"


def count(value: int, one: str, many: str | None = None) -> str:
    """A count with its noun: "8 items", "1 item"."""
    return f"{number(value)} {plural(value, one, many)}"


def source(known: int, total: int, one: str) -> str:
    """What a number was computed from: "from 4 parts", "from 3 of 4 parts"."""
    return f"from {count(total, one)}" if known == total else f"from {number(known)} of {count(total, one)}"


def listing(parts: Iterable[str]) -> str:
    """A list in words: "a", "a and b", "a, b and c"."""
    *most, last = list(parts) or [""]
    return f"{', '.join(most)} and {last}" if most else last


def sentence(text: str) -> str:
    """Text with its first letter capitalized."""
    return text[:1].upper() + text[1:]


def day(when: date) -> str:
    """A day in full: "7 December 2026"."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def month(when: date) -> str:
    """The month of a day: "December 2026"."""
    return f"{_MONTHS[when.month - 1]} {when.year}"


def brief_day(when: date) -> str:
    """A day without its year: "7 Dec"."""
    return f"{when.day} {_MONTHS[when.month - 1][:3]}"


def period(when: Period | None) -> str:
    """A period as precise as it was written: "mid-September 2026", "Q3 2026", "second half of 2027"."""
    return _phrase(when, brief=False, today=None)


def on(when: Period | None) -> str:
    """A period with its preposition: "on 7 December 2026", "in Q3 2026"."""
    if when is None or when.first is None:
        return period(when)
    return f"{'on' if when.precision == 'day' and not when.approximate else 'in'} {period(when)}".replace(
        "in from", "from"
    )


def short(when: Period | None, today: date) -> str:
    """A period in short form. A day within half a year (183 days) of `today` has no year: "7 Dec"."""
    return _phrase(when, brief=True, today=today)


def _phrase(when: Period | None, *, brief: bool, today: date | None) -> str:
    if when is None:
        return NO_DATE
    if when.first is None:
        return "later"
    if when.bounds:
        start, end = when.bounds
        first = _phrase(start, brief=brief, today=None)
        words = _between(first, _phrase(end, brief=brief, today=None)) if end else f"from {first}, open end"
    else:
        words = _unit(when, when.first, brief=brief, today=today)
    return f"about {words}" if when.approximate else words


def _unit(when: Period, first: date, *, brief: bool, today: date | None) -> str:
    month = _MONTHS[first.month - 1][: 3 if brief else None]
    match when.precision:
        case "day":
            near = today is not None and abs((first - today).days) <= _NEAR
            return f"{first.day} {month}" if near else f"{first.day} {month} {first.year}"
        case "week":
            return f"week of {first.day} {month} {first.year}"
    part = {"mid": "mid-", "early": "early ", "late": "late "}.get(when.part or "", "")
    if when.fiscal:
        return f"{part}{when.fiscal}"
    match when.precision:
        case "month":
            return f"{part}{month} {first.year}"
        case "quarter":
            return f"{part}Q{(first.month + 2) // 3} {first.year}"
        case "half":
            return f"{_HALVES[first.month > 6]} of {first.year}"
    return f"{part}{first.year}"


def _between(first: str, second: str) -> str:
    """A date range; a year that both share is written once."""
    head, _, year = first.rpartition(" ")
    if head and year.isdigit() and second.endswith(f" {year}") and not head.endswith(" of"):
        first = head
    return f"{first} to {second}"


def span(start: Period | None, end: Period | None, *, brief: bool = False) -> str:
    """A date range: "6 July to 18 September 2026", "from Q4 2027", "April 2027", "no date"."""
    if start is None or start.is_later:
        return _phrase(end or start, brief=brief, today=None)
    first = _phrase(start, brief=brief, today=None)
    if end is None:
        return first if start.bounds else f"from {first}"
    last = _phrase(end, brief=brief, today=None)
    if first == last:
        return first
    if end.is_later:
        return f"from {first}, open end"
    return _between(first, last)


def away(days: int) -> str:
    """A distance from today in calendar days: "today", "tomorrow", "in 15 days", "3 days ago"."""
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    if days in near:
        return near[days]
    amount = duration(abs(days))
    return f"in {amount}" if days > 0 else f"{amount} ago"


def duration(days: int) -> str:
    """A duration in calendar days, in the unit people would use: days up to ten weeks, then months, then years."""
    if days <= 70:
        return count(days, "day")
    if days < 640:
        return f"{round(days / 30.44)} months"
    years = round(days / 365.25 * 2) / 2
    return f"{number(years)} years"


def elapsed(seconds: int) -> str:
    """A duration in seconds, in its two largest units: "40 s", "23 min", "2 h 32 min", "3 days 4 h"."""
    if seconds < 60:
        return f"{seconds} s"
    minutes = (seconds + 30) // 60
    hours, days = minutes // 60, minutes // 1440
    if days:
        rest = round((minutes - days * 1440) / 60)
        days, rest = (days + 1, 0) if rest == 24 else (days, rest)
        return count(days, "day") + (f" {rest} h" if rest else "")
    if hours:
        return f"{hours} h" + (f" {minutes % 60} min" if minutes % 60 else "")
    return f"{minutes} min"


def amount(days: int, precision: str | None) -> str:
    """The size of a slip in calendar days, no finer than the date's precision: "61 days", "2 months", "1 quarter"."""
    days = abs(days)
    if precision not in _UNITS:
        return count(days, "day")
    size, unit = _UNITS[precision]
    return count(max(1, round(days / size)), unit)
