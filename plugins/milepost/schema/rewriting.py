"""Hints how to write a number or a day that spreadsheets and databases write in another way."""

from __future__ import annotations

import re
from datetime import date

_SPACES = re.compile(r"[\s'’_]")
_NO_VALUE = frozenset(
    ("nan", "na", "n/a", "null", "none", "nil", "inf", "+inf", "-inf", "infinity", "-infinity", "-", "–")
)
_IN_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:([.,])\d{3})+\Z", re.ASCII)
_DECIMAL = re.compile(r"([+-]?)(\d{1,3}(?:([.,]?)\d{3})*|\d+)([.,])(\d+)\Z", re.ASCII)
_TIMESTAMP = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d", re.ASCII)
_ORDERED = re.compile(r"(\d{4})[./](\d{1,2})[./](\d{1,2})\Z", re.ASCII)
_REVERSED = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})\Z", re.ASCII)


def written_number(text: str) -> str | None:
    """Hint for a text that stands for a number, or for no value; None for anything else."""
    plain = _SPACES.sub("", text)
    if plain.casefold() in _NO_VALUE:
        return "leave it out where there is no value"
    if plain.endswith("%") or plain[:1] in "€$£":
        return "write the number without a unit"
    if found := _IN_THOUSANDS.match(plain):
        mark = found[1]
        whole = plain.replace(mark, "")
        if plain.count(mark) == 1:  # one mark can be either
            return f"write {whole} for a number in thousands, or {plain.replace(mark, '.')} for a decimal fraction"
        return f"write {whole}"
    if (found := _DECIMAL.match(plain)) and found[3] != found[4]:
        whole = re.sub(r"[.,]", "", found[2])
        return f"write {found[1]}{whole}.{found[5]}"
    if plain != text and plain.isdigit():
        return f"write {plain}"
    return None


def written_day(text: str) -> str | None:
    """Hint for a day with a time, or in the order of another country; None for anything else."""
    text = text.strip()
    if found := _TIMESTAMP.match(text):
        return f"write {found[1]}, without a time"
    if found := _ORDERED.match(text):
        return _written(int(found[1]), int(found[2]), int(found[3]))
    if found := _REVERSED.match(text):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        day_first, month_first = _written(year, second, first), _written(year, first, second)
        if day_first and month_first and first != second:
            return f"{day_first}, or {month_first.removeprefix('write ')} if the month comes first"
        return day_first or month_first
    return None


def _written(year: int, month: int, day: int) -> str | None:
    try:
        return f"write {date(year, month, day).isoformat()}"
    except ValueError:
        return None
