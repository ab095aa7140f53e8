"""A table of numbers beside a chart: the newest rows at once, earlier ones in a fold of their own."""

from __future__ import annotations

from dataclasses import dataclass

AT_ONCE = 60


@dataclass(frozen=True, slots=True)
class NumberTable:
    """A table with the newest rows first; `earlier` are those beyond the first 60, none of which is left out."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    earlier: tuple[tuple[str, ...], ...]


def number_table(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> NumberTable:
    """A table of rows, the newest first. A few rows beyond 60 are not worth a fold."""
    at = AT_ONCE if len(rows) > AT_ONCE + AT_ONCE // 6 else len(rows)
    return NumberTable(head, rows[:at], rows[at:])
