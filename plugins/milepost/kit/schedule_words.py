"""Days, working time, slack, slips, and chances of a schedule in words."""

from __future__ import annotations

from datetime import date

from milepost.kit import phrasing
from milepost.schema.date_arithmetic import Slip
from milepost.schema.period import Period

NBSP = "\N{NO-BREAK SPACE}"
_DAYS, _WEEKS = 14, 182  # below which a slip is given in days, and in weeks
_YEARS = 731  # from which a slip of something coarser than days is given in years
_DAY_UNITS = (None, "day", "week")
_CERTAIN, _IMPOSSIBLE = 0.95, 0.05


def short_day(day: date) -> str:
    """A day in short, without a line break in it: "26 Feb 2027"."""
    return f"{phrasing.brief_day(day)} {day.year}".replace(" ", NBSP)


def long_day(day: date) -> str:
    """A day in full, without a line break in it: "26 February 2027"."""
    return phrasing.day(day).replace(" ", NBSP)


def short_span(first: date, last: date) -> str:
    """Two days as a range in short: "17 Aug – 11 Sep 2026", "29 Dec 2026 – 8 Jan 2027", or one day."""
    if first == last:
        return short_day(first)
    start = phrasing.brief_day(first).replace(" ", NBSP) if first.year == last.year else short_day(first)
    return f"{start} – {short_day(last)}"


def short_period(period: Period | None) -> str:
    """A period in short, as exact as it is written: "26 Feb 2027", "24 Dec 2026 – 3 Jan 2027", "Q3 2026"; empty for
    None.
    """
    if period is None:
        return ""
    if period.first and period.precision == "day" and not period.approximate:
        return short_day(period.first)
    days = period.bounds and all(one and one.precision == "day" and not one.approximate for one in period.bounds)
    if days and period.first and period.last:
        return short_span(period.first, period.last)
    return phrasing.span(None, period, brief=True).replace(" ", NBSP)


def working_days(days: float) -> str:
    """An amount of working days, to a tenth: "1 working day", "2.5 working days"."""
    amount = round(abs(days), 1)
    return f"{phrasing.number(amount)}{NBSP}working {phrasing.plural(1 if amount == 1 else 2, 'day')}"


def calendar_days(days: float) -> str:
    """An amount of calendar days, to a tenth: "90 calendar days"."""
    amount = round(abs(days), 1)
    return f"{phrasing.number(amount)}{NBSP}calendar {phrasing.plural(1 if amount == 1 else 2, 'day')}"


def person_days(days: float) -> str:
    """An effort, to a tenth: "1 person-day", "12.5 person-days"."""
    amount = round(abs(days), 1)
    return f"{phrasing.number(amount)}{NBSP}person-{phrasing.plural(1 if amount == 1 else 2, 'day')}"


def slip_amount(days: int, precision: str | None = None) -> str:
    """The size of a slip in calendar days, in the largest honest unit: days below two weeks, weeks below half a year,
    then months. With dates coarser than a week, it is in their unit: "1 quarter".
    """
    size = abs(days)
    if precision not in _DAY_UNITS:
        return phrasing.amount(days, precision)
    if size < _DAYS:
        return phrasing.count(size, "day")
    if size < _WEEKS:
        return phrasing.count(round(size / 7), "week")
    return phrasing.count(round(size / 30.44), "month")


def moved_words(moved: Slip | None) -> str:
    """How far a date moved: "15 weeks later", "2 quarters earlier", "5 years later"; empty if it did not.

    No finer than the coarser of the two dates, and in the largest honest unit.
    """
    if moved is None or not moved.days:
        return ""
    if moved.precision not in _DAY_UNITS and abs(moved.days) >= _YEARS:
        amount = phrasing.count(round(abs(moved.days) / 365.25), "year")
    else:
        amount = slip_amount(moved.days, moved.precision)
    return f"{amount} {'later' if moved.days > 0 else 'earlier'}"


def against_baseline(days: int | None) -> str:
    """A slip in words: "15 weeks later than baseline", "on baseline"; empty if it is not known."""
    if days is None:
        return ""
    return f"{slip_words(days)} than baseline" if days else "on baseline"


def slip_words(days: int) -> str:
    """A slip in words: "15 weeks later", "2 days earlier"; "on time" for none."""
    return f"{slip_amount(days)} {'later' if days > 0 else 'earlier'}" if days else "on time"


def slack_words(days: float) -> str:
    """Total slack in words: "10 working days of slack", "no slack", "4 working days late"."""
    if abs(days) < 0.05:
        return "no slack"
    return f"{working_days(days)} late" if days < 0 else f"{working_days(days)} of slack"


def percent(share: float) -> str:
    """A share of 0 to 1 as a chance: "70%"; above 95 and below 5 percent ">95%" and "<5%".

    A simulation knows its tails too poorly for more.
    """
    if share > _CERTAIN:
        return ">95%"
    if share < _IMPOSSIBLE:
        return "<5%"
    return f"{round(share * 100)}%"


def chance(share: float) -> str:
    """A share of 0 to 1 as people say it: "7 in 10", "more than 95%", "less than 5%"."""
    if share > _CERTAIN:
        return "more than 95%"
    if share < _IMPOSSIBLE:
        return "less than 5%"
    tenths = min(9, max(1, round(share * 10)))
    return f"{tenths} in 10"
