"""What is done about it: each action, how it stands, and how old it is."""

from __future__ import annotations

from dataclasses import dataclass

from milepost.model.lessons import Action
from milepost.model.postmortem import Postmortem
from milepost.portfolio import Thing
from milepost.views import words
from milepost.views.actions import action_mark, late_words
from milepost.views.desk import Desk
from milepost.views.pieces import Mark, Ref


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action. `age` says how old it is or when it was closed, `late` how far past its date."""

    ref: Ref
    type: str
    who: str
    due: str
    mark: Mark
    age: str
    late: str
    verification: str


def action_rows(desk: Desk, thing: Thing[Postmortem]) -> tuple[ActionRow, ...]:
    """The actions of a post-mortem, as written."""
    return tuple(_row(desk, action) for action in desk.portfolio.nested(thing, "action"))


def done_of(desk: Desk, thing: Thing[Postmortem]) -> str:
    """How many are done: "4 of 5 done". Those given up count for nothing."""
    entries = [action.entry for action in desk.portfolio.nested(thing, "action") if action.entry.status != "rejected"]
    return f"{sum(not entry.is_open for entry in entries)} of {len(entries)} done" if entries else ""


def _row(desk: Desk, thing: Thing[Action]) -> ActionRow:
    entry, found = thing.entry, desk.insight.action(thing)
    names = (desk.name("person", entry.owner), desk.name("team", entry.team))
    late = words.lasting(found.late_by_days) if found.late_by_days > 0 else ""
    if found.is_open:
        late, age = late_words(found), _open_for(found.age_days)
    else:
        late = f"{late} late" if late and entry.status != "rejected" else ""
        age = _closed(entry, found.age_days)
    return ActionRow(
        ref=desk.ref(thing),
        type=desk.portfolio.label("type", entry.type) if entry.type else "",
        who=", ".join(dict.fromkeys(filter(None, names))),
        due=words.period(entry.due) if entry.due else "",
        mark=action_mark(desk, thing),
        age=age,
        late=late,
        verification=entry.verification or "",
    )


def _open_for(days: int | None) -> str:
    return f"open for {words.lasting(days)}" if days else ""


def _closed(entry: Action, days: int | None) -> str:
    if not entry.closed_on:
        return ""
    took = f", in {words.lasting(days)}" if days and entry.status != "rejected" else ""
    return f"{words.period(entry.closed_on)}{took}"
