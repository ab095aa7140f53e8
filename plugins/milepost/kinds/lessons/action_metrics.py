"""Age and lateness of actions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from milepost.graph.portfolio import Entity, Portfolio
from milepost.kinds.lessons.model import Action, Lesson
from milepost.schema.date_arithmetic import days_past
from milepost.schema.period import Period

RaisedFrom = Literal["typed", "review", "incident"]


@dataclass(frozen=True, slots=True)
class ActionInsight:
    """Values of one action. `age_days` are calendar days from `raised` until today, or until it was closed.

    `raised_from`: `typed`, else the `review` of its post-mortem, else the end of the `incident`. `late_by_days` are
    calendar days past the due date, until today or until it was closed. `lessons` are those it follows from.
    """

    entity: Entity[Action]
    holder: Entity[Any] | None
    lessons: tuple[Entity[Lesson], ...]
    is_open: bool
    raised: Period | None
    raised_from: RaisedFrom | None
    age_days: int | None
    late_by_days: int

    @property
    def overdue(self) -> bool:
        """Whether it is open and past its due date."""
        return self.is_open and self.late_by_days > 0


def action_insight(portfolio: Portfolio, entity: Entity[Action], as_of: date) -> ActionInsight:
    """Values of an action as of a day."""
    entry = entity.entry
    raised, origin = _raised_date(entity)
    closed = entry.closed_on.first if entry.closed_on else None
    until = as_of if entry.is_open else closed
    return ActionInsight(
        entity=entity,
        holder=entity.parent,
        lessons=portfolio.sources(entity, "actions", "lesson"),
        is_open=entry.is_open,
        raised=raised,
        raised_from=origin,
        age_days=days_past(raised, until) if raised and raised.last and until else None,
        late_by_days=days_past(entry.due, until) if until else 0,
    )


def _raised_date(entity: Entity[Action]) -> tuple[Period | None, RaisedFrom | None]:
    if entity.entry.raised:
        return entity.entry.raised, "typed"
    holder: Any = entity.parent.entry if entity.parent else None
    if reviewed := getattr(holder, "reviewed_on", None):
        return reviewed, "review"
    moments = (getattr(holder, name, None) for name in ("resolved", "mitigated", "detected", "started"))
    moment = next(filter(None, moments), None)
    return (moment.day, "incident") if moment else (None, None)
