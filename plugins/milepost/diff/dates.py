"""Changed dates in words: how far they moved, or how much more or less exact they are."""

from __future__ import annotations

from collections.abc import Callable

from milepost.diff.change import Change
from milepost.diff.comparison import Comparison
from milepost.diff.matching import Pair
from milepost.diff.values import same_period, with_article
from milepost.kit import phrasing
from milepost.schema.base import Entry
from milepost.schema.date_arithmetic import end_precision, slip
from milepost.schema.fields import fields_of, label_of
from milepost.schema.meaning import Meaning
from milepost.schema.period import PRECISIONS, Period


def exactness(period: Period) -> int:
    """Rank of a date's precision: 0 for a day, lower for coarser; "about" lowers it by 1 within its precision."""
    steps = len(PRECISIONS) if period.is_later else PRECISIONS.index(end_precision(period))
    return -2 * steps - period.approximate


def date_change(
    comparison: Comparison,
    pair: Pair,
    before: Period | None,
    after: Period | None,
    field: str,
    why: str = "",
    size: Callable[[int, str], str] = phrasing.amount,
) -> Change | None:
    """The change of a date, or None if both mean the same days.

    `why` is appended to the text. `size` words the days between the dates, given their precision. A later date, an end
    that is no longer fixed, and "later" are `date-slipped`; all else is `date-moved`. `days` are calendar days between
    the ends of the periods.
    """
    if before is after or (before and after and same_period(before) == same_period(after)):
        return None
    old, new = phrasing.period(before) if before else "", phrasing.period(after) if after else ""
    days = later = None
    far = ""
    name = _date_name(type(pair.entity.entry), field)
    if before is None or after is None:
        what, rest = _set_or_removed_text(name, old, new)
    else:
        rest = ""
        change = slip(after, before)
        days = change.days if change else None
        later = after.is_later or bool(days and days > 0) or (before.last is not None and after.last is None)
        finer = exactness(after) - exactness(before)
        # The same day in another precision is no move: "Q3 2026" to "30 Sep 2026" commits to more, but not to later.
        if change and not days and finer:
            what = f"{_dated_text(name)} {'more' if finer > 0 else 'less'} exactly: {new}, not {old}"
        else:
            sign = "+" if days and days > 0 else "−"
            far = size(change.days, change.precision) if change and days else ""
            what = _move_text(name, old, new, span=bool(before.bounds or after.bounds)) + (
                f" ({sign}{far})" if far else ""
            )
    rule = "date-slipped" if later else "date-moved"
    steps = field.split(".")
    text = what + why + rest
    return comparison.change(rule, pair, text, *steps, before=old, after=new, days=days, gist=what, far=far)


def _date_name(cls: type[Entry], field: str) -> str:
    """Label of a date; empty for the one an entry is mostly about, planned or actual."""
    around, _, name = field.rpartition(".")
    is_main = name == cls.declares.dated_by and (not around or fields_of(cls)[around].means is Meaning.ACTUAL)
    return "" if is_main else label_of(cls, field)


def _move_text(name: str, old: str, new: str, *, span: bool) -> str:
    its = f"its {name} " if name else ""
    if old == new:
        return f"moves {its}by another reckoning of {old}"
    if span:  # its own words have a from and a to
        return f"moves {its or 'its date '}to “{new}”, and it was “{old}”"
    return f"moves {its}from {old} to {new}"


def _dated_text(name: str) -> str:
    return f"has its {name} dated" if name else "is dated"


def _set_or_removed_text(name: str, old: str, new: str) -> tuple[str, str]:
    """(what the date is now, what it was), for a date that was set or removed."""
    if not name:
        return (f"is now dated {new}", "; it had no date") if new else ("has no date any more", f"; it was {old}")
    return (f"gets {with_article(name)}: {new}", "") if new else (f"has no {name} any more", f"; it was {old}")
