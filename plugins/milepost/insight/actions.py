"""How old an action is, and how late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from milepost.insight.dates import days_past
from milepost.model.lessons import Action, Lesson
from milepost.model.period import Period
from milepost.portfolio import Portfolio, Thing

RaisedFrom = Literal["typed", "review", "incident"]


@dataclass(frozen=True, slots=True)
class ActionInsight:
    """About one action. Its age is the calendar days from `raised` to today, or to the day it was closed.

    `raised_from` is `typed`, else the `review` of its post-mortem, else the end of the `incident`. `late_by_days` is
    how long after its due date an open one still is, or a closed one was closed. `lessons` are those it came of.
    """

    thing: Thing[Action]
    holder: Thing[Any] | None
    lessons: tuple[Thing[Lesson], ...]
    is_open: bool
    raised: Period | None
    raised_from: RaisedFrom | None
    age_days: int | None
    late_by_days: int

    @property
    def overdue(self) -> bool:
        """Whether it is open, and was due."""
        return self.is_open and self.late_by_days > 0


def action_insight(portfolio: Portfolio, thing: Thing[Action], as_of: date) -> ActionInsight:
    """How an action stands on a day."""
    entry = thing.entry
    raised, origin = _raised(thing)
    closed = entry.closed_on.first if entry.closed_on else None
    until = as_of if entry.is_open else closed
    return ActionInsight(
        thing=thing,
        holder=thing.parent,
        lessons=portfolio.sources(thing, "actions", "lesson"),
        is_open=entry.is_open,
        raised=raised,
        raised_from=origin,
        age_days=days_past(raised, until) if raised and raised.last and until else None,
        late_by_days=days_past(entry.due, until) if until else 0,
    )


def _raised(thing: Thing[Action]) -> tuple[Period | None, RaisedFrom | None]:
    if thing.entry.raised:
        return thing.entry.raised, "typed"
    holder: Any = thing.parent.entry if thing.parent else None
    if reviewed := getattr(holder, "reviewed_on", None):
        return reviewed, "review"
    moments = (getattr(holder, name, None) for name in ("resolved", "mitigated", "detected", "started"))
    moment = next(filter(None, moments), None)
    return (moment.day, "incident") if moment else (None, None)
