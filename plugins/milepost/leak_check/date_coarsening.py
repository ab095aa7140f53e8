"""Date coarsening, written independently of the audience filter that it verifies."""

from __future__ import annotations

from datetime import date

from milepost.schema.period import Period, parse

_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_VAGUENESS = {"day": 0, "week": 1, "month": 2, "quarter": 3, "half": 4, "year": 5}
_VAGUENESS_OF_A_THIRD = {"month": 1.5, "quarter": 2.5, "year": 3.5}


def coarse(text: str, precision: str, fiscal_year_start: int = 1) -> str | None:
    """A period as text, at most as exact as `precision`; None if no date may be shown."""
    return None if precision in ("none", "horizon") else _coarse(parse(str(text), fiscal_year_start), precision)


def coarse_moment(text: str, precision: str) -> str | None:
    """A timestamp as text, at most as exact as `precision`: its day as written, or a longer period around it."""
    return coarse(str(text).strip()[: len("2026-09-14")], precision)


def _coarse(period: Period, precision: str) -> str:
    if precision == "day" or period.first is None:
        return period.text
    if period.bounds:
        start, end = period.bounds
        return _span(_edge(_coarse(start, precision), 0), _edge(_coarse(end, precision), -1) if end else "")
    vagueness = _VAGUENESS[period.precision] if not period.part else _VAGUENESS_OF_A_THIRD[period.precision]
    if period.last is None or vagueness >= _VAGUENESS[precision]:
        return period.text
    about = "~" if period.approximate else ""
    return about + _span(_unit(period.first, precision), _unit(period.last, precision))


def _span(start: str, end: str) -> str:
    return start if start == end else f"{start}/{end}"


def _edge(text: str, side: int) -> str:
    """One end of a period that was itself coarsened to a range."""
    return ("~" if text.startswith("~") else "") + text.removeprefix("~").split("/")[side]


def _unit(day: date, precision: str) -> str:
    number = (day.month - 1) // _MONTHS[precision] + 1
    return (
        f"{day.year}"
        + {"month": f"-{number:02}", "quarter": f"-Q{number}", "half": f"-H{number}", "year": ""}[precision]
    )
