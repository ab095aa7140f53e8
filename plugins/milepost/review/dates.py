"""Dates that are others, in words: how far they moved, or how much more or less exact they are."""

from __future__ import annotations

from milepost.insight.dates import grain, slip
from milepost.model.period import PRECISIONS, Period
from milepost.review.change import Change
from milepost.review.pairs import Pair
from milepost.review.states import States
from milepost.review.values import said, same_period, with_article
from milepost.views import words

# The date that a thing is mostly about goes without a name.
_MAIN = ("end", "actual.end", "date", "due", "timeframe", "effective")


def exactness(period: Period) -> int:
    """How exact a date is: 0 for a day, below 0 the vaguer; "about" makes it a little vaguer."""
    steps = len(PRECISIONS) if period.is_later else PRECISIONS.index(grain(period))
    return -2 * steps - period.approximate


def moved(
    states: States, pair: Pair, before: Period | None, after: Period | None, field: str, why: str = ""
) -> Change | None:
    """What happened to a date of a thing, `why` behind what is so now; None for nothing. Later is a slip."""
    if before is after or (before and after and same_period(before) == same_period(after)):
        return None
    old, new = words.period(before) if before else "", words.period(after) if after else ""
    days = later = None
    far = ""
    if before is None or after is None:
        what, rest = _came_or_went(field, old, new)
    else:
        rest = ""
        change = slip(after, before)
        days = change.days if change else None
        later = after.is_later or bool(days and days > 0) or (before.last is not None and after.last is None)
        finer = exactness(after) - exactness(before)
        if change and not days and finer:
            what = f"{_dated(field)} {'more' if finer > 0 else 'less'} exactly: {new}, not {old}"
        else:
            sign = "+" if days and days > 0 else "−"
            far = words.amount(change.days, change.precision) if change and days else ""
            what = _moves(field, old, new, span=bool(before.bounds or after.bounds)) + (
                f" ({sign}{far})" if far else ""
            )
    rule = "date-slipped" if later else "date-moved"
    steps = field.split(".")
    told = what + why + rest
    return states.change(rule, pair, told, *steps, before=old, after=new, days=days, gist=what, far=far)


def _moves(field: str, old: str, new: str, *, span: bool) -> str:
    name = "" if field in _MAIN else f"its {said(field)} "
    if old == new:
        return f"moves {name}by another reckoning of {old}"
    if span:  # its own words have a from and a to
        return f"moves {name or 'its date '}to “{new}”, and it was “{old}”"
    return f"moves {name}from {old} to {new}"


def _dated(field: str) -> str:
    return "is dated" if field in _MAIN else f"has its {said(field)} dated"


def _came_or_went(field: str, old: str, new: str) -> tuple[str, str]:
    """What is so now, and what was."""
    if field in _MAIN:
        return (f"is now dated {new}", "; it had no date") if new else ("has no date any more", f"; it was {old}")
    name = said(field)
    return (f"gets {with_article(name)}: {new}", "") if new else (f"has no {name} any more", f"; it was {old}")
