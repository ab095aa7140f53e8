"""Actions of a post-mortem: status, age and due date."""

from __future__ import annotations

from dataclasses import dataclass

from milepost.graph.portfolio import Entity
from milepost.kinds.lessons.model import Action
from milepost.kinds.postmortem.model import Postmortem
from milepost.kit import phrasing
from milepost.kit.components import Mark, Ref
from milepost.kit.context import PageContext
from milepost.kit.schedule_words import slip_amount
from milepost.pages.actions.view import action_mark, late_words


@dataclass(frozen=True, slots=True)
class PostmortemActionRow:
    """An action. `age` is how old it is or when it was closed, `late` how overdue it is."""

    ref: Ref
    type: str
    who: str
    due: str
    mark: Mark
    age: str
    late: str
    verification: str


def action_rows(context: PageContext, entity: Entity[Postmortem]) -> tuple[PostmortemActionRow, ...]:
    """The actions of a post-mortem, in the order written."""
    return tuple(_row(context, action) for action in context.portfolio.nested(entity, "action"))


def done_of(context: PageContext, entity: Entity[Postmortem]) -> str:
    """How many are done: "4 of 5 done". Rejected ones are not counted."""
    entries = [
        action.entry for action in context.portfolio.nested(entity, "action") if action.entry.status != "rejected"
    ]
    return f"{sum(not entry.is_open for entry in entries)} of {len(entries)} done" if entries else ""


def _row(context: PageContext, entity: Entity[Action]) -> PostmortemActionRow:
    entry, found = entity.entry, context.insight.action(entity)
    names = (context.name("person", entry.owner), context.name("team", entry.team))
    late = slip_amount(found.late_by_days) if found.late_by_days > 0 else ""
    if found.is_open:
        late, age = late_words(found), _open_for(found.age_days)
    else:
        late = f"{late} late" if late and entry.status != "rejected" else ""
        age = _closed(entry, found.age_days)
    return PostmortemActionRow(
        ref=context.ref(entity),
        type=context.portfolio.label("type", entry.type) if entry.type else "",
        who=", ".join(dict.fromkeys(filter(None, names))),
        due=phrasing.period(entry.due) if entry.due else "",
        mark=action_mark(context, entity),
        age=age,
        late=late,
        verification=entry.verification or "",
    )


def _open_for(days: int | None) -> str:
    return f"open for {phrasing.duration(days)}" if days else ""


def _closed(entry: Action, days: int | None) -> str:
    if not entry.closed_on:
        return ""
    took = f", in {phrasing.duration(days)}" if days and entry.status != "rejected" else ""
    return f"{phrasing.period(entry.closed_on)}{took}"
