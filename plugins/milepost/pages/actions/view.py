"""View-model of the actions page: what is open, how overdue it is, and what was done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from milepost.analysis import ActionInsight
from milepost.analysis.text_similarity import folded
from milepost.graph.portfolio import Entity
from milepost.kinds.lessons.model import Action
from milepost.kit import phrasing
from milepost.kit.addresses import LESSONS, anchor
from milepost.kit.components import BasePageView, Choice, EmptyState, Mark, Ref, WebLink
from milepost.kit.context import PageContext
from milepost.kit.schedule_words import slip_amount
from milepost.kit.web_links import is_web_address, links_of
from milepost.schema.date_arithmetic import by_last_day

# Upper bounds in days of the age classes of open actions.
AGES = ((30, "under a month"), (91, "1 to 3 months"), (182, "3 to 6 months"), (None, "over 6 months"))
_SHAPES = {"accepted": "planned", "rejected": "cancelled"}
_UNKNOWN_AGE = "age not known"


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action on one line: its status and date, and how overdue it is."""

    ref: Ref
    mark: Mark
    words: str
    late: str


@dataclass(frozen=True, slots=True)
class ActionRow:
    """A row of the table. `sorts` are its sort keys by column, `state` is open, overdue or closed."""

    anchor: str
    title: str
    summary: str
    state: str
    mark: Mark
    type: str
    owner: str
    team: str
    due: str
    late: str
    age: str
    source: Ref | None
    lessons: tuple[Ref, ...]
    verification: str
    description: str
    priority: str
    ticket: str
    tracked: str
    links: tuple[WebLink, ...]
    facets: dict[str, str]
    sorts: dict[str, str]


@dataclass(frozen=True, slots=True)
class AgeBar:
    """How many open actions have this age, and how many of them are overdue; `percent` is of the longest bar."""

    label: str
    open: int
    overdue: int
    percent: int
    late_percent: int


@dataclass(frozen=True, slots=True)
class ActionsView(BasePageView):
    """The page of all actions."""

    lessons: str | None
    open: int
    overdue: int
    done: int
    done_note: str
    overdue_note: str
    ages: tuple[AgeBar, ...]
    states: tuple[Choice, ...]
    types: tuple[Choice, ...]
    teams: tuple[Choice, ...]
    rows: tuple[ActionRow, ...]
    count: str


def actions_view(context: PageContext, title: str) -> ActionsView:
    """Open actions first, the longest overdue on top; then closed ones, the latest first; then rejected ones."""
    found = sorted(map(context.insight.action, context.portfolio.all(Action)), key=_order)
    rows = tuple(_row(context, one) for one in found)
    late = [one for one in found if one.overdue]
    done = [one for one in found if one.entity.entry.status != "rejected" and not one.is_open]
    rejected = len(found) - len(done) - sum(one.is_open for one in found)
    return ActionsView(
        frame=context.frame(title, None if rows or not context.portfolio.innermost else _EMPTY),
        lessons=context.addresses.page(LESSONS),
        open=sum(one.is_open for one in found),
        overdue=len(late),
        done=len(done),
        done_note=f"{phrasing.number(rejected)} rejected" if rejected else "",
        overdue_note=f"the longest for {phrasing.duration(max(one.late_by_days for one in late))}" if late else "",
        ages=_ages([one for one in found if one.is_open]),
        states=_states(rows),
        types=_choices(rows, "type", [row.type for row in rows]),
        teams=_choices(rows, "team", [context.name("team", one.entity.entry.team) for one in found]),
        rows=rows,
        count=phrasing.count(len(rows), "action"),
    )


def action_mark(context: PageContext, action: Entity[Action]) -> Mark:
    """The status of an action, with the icon of a status."""
    status = action.entry.status
    if status is None:
        return Mark("status", "planned", "Open") if action.entry.is_open else Mark("status", "done", "Done")
    return Mark("status", _SHAPES.get(status, status), context.portfolio.label("status", status))


def action_line(context: PageContext, action: Entity[Action]) -> ActionLine:
    """An action on one line."""
    found, mark = context.insight.action(action), action_mark(context, action)
    day = _due(context, found)
    said = (f", due {day}" if found.is_open else f" {day}") if day else ""
    return ActionLine(context.ref(action), mark, f"{mark.word}{said}", late_words(found))


def late_words(found: ActionInsight) -> str:
    """How overdue an open action is; empty if it is not."""
    return f"{phrasing.duration(found.late_by_days)} overdue" if found.overdue else ""


_EMPTY = EmptyState(
    "Actions stand in the post-mortem, the handover or the file of lessons that they come from.",
    "actions:\n  - id: rehearse\n    title: Rehearse July before every summer\n    type: prevent\n"
    "    team: engine-room\n    due: 2027-04-30\n    status: accepted",
)


def _order(found: ActionInsight) -> tuple[int, int, str]:
    entry = found.entity.entry
    if found.is_open:
        return (0, -found.late_by_days, by_last_day(entry.due))
    closed = entry.closed_on.first if entry.closed_on else None
    return (1 if entry.status != "rejected" else 2, -closed.toordinal() if closed else 0, "")


def _due(context: PageContext, found: ActionInsight) -> str:
    """The due date of an open action or the closing date of another; empty if not known."""
    entry = found.entity.entry
    day = entry.due if found.is_open else entry.closed_on
    return phrasing.short(day, context.as_of) if day else ""


def _row(context: PageContext, found: ActionInsight) -> ActionRow:
    entity, entry = found.entity, found.entity.entry
    state = "overdue" if found.overdue else "open" if found.is_open else "closed"
    due = entry.due.last if entry.due else None
    day = due if found.is_open or not entry.closed_on else entry.closed_on.first
    team, ticket = context.name("team", entry.team), entry.ticket or ""
    return ActionRow(
        anchor=anchor(entity),
        title=entity.title,
        summary=entry.summary or "",
        state=state,
        mark=action_mark(context, entity),
        type=phrasing.sentence(context.portfolio.label("type", entry.type)) if entry.type else "",
        owner=context.name("person", entry.owner),
        team=team,
        due=_due(context, found),
        late=late_words(found) or _closed_late(found),
        age=_age(found),
        source=context.ref(found.holder) if found.holder else None,
        lessons=context.refs(found.lessons),
        verification=entry.verification or "",
        description=entry.description or "",
        priority=phrasing.sentence(entry.priority or ""),
        ticket=ticket,
        tracked=ticket if is_web_address(ticket) else "",
        links=links_of(entry),
        facets={
            "state": "open overdue" if state == "overdue" else state,
            "type": folded(entry.type or ""),
            "team": folded(entry.team or ""),
        },
        sorts={
            "status": state,
            "due": day.isoformat() if day else "",
            "age": "" if found.age_days is None else str(found.age_days),
        },
    )


def _age(found: ActionInsight) -> str:
    """How long an action has been open, or took to close."""
    if found.age_days is None:
        return ""
    return phrasing.duration(found.age_days) if found.age_days else "today" if found.is_open else "the same day"


def _closed_late(found: ActionInsight) -> str:
    return f"{slip_amount(found.late_by_days)} late" if not found.is_open and found.late_by_days > 0 else ""


def _ages(found: list[ActionInsight]) -> tuple[AgeBar, ...]:
    """Open actions by age, those of unknown age last; empty if none is open."""
    counts: Counter[str] = Counter()
    late: Counter[str] = Counter()
    for one in found:
        age = one.age_days
        label = _UNKNOWN_AGE if age is None else next(word for most, word in AGES if most is None or age <= most)
        counts[label] += 1
        late[label] += one.overdue
    longest = max(counts.values(), default=0)
    labels = [label for _, label in AGES] + [_UNKNOWN_AGE] * bool(counts[_UNKNOWN_AGE])
    return tuple(
        AgeBar(one, counts[one], late[one], round(100 * counts[one] / longest), round(100 * late[one] / longest))
        for one in (labels if longest else ())
    )


def _states(rows: Iterable[ActionRow]) -> tuple[Choice, ...]:
    counts = Counter(value for row in rows for value in row.facets["state"].split())
    names = (("open", "Open"), ("overdue", "Overdue"), ("closed", "Done or rejected"))
    return tuple(Choice(value, word, counts[value]) for value, word in names if counts[value])


def _choices(rows: Iterable[ActionRow], kind: str, names: list[str]) -> tuple[Choice, ...]:
    """The choices of a filter, by name; empty if there are fewer than two."""
    counts = Counter(row.facets[kind] for row in rows)
    named = {row.facets[kind]: name for row, name in zip(rows, names, strict=True) if row.facets[kind]}
    ordered = sorted(named.items(), key=lambda one: (folded(one[1]), one[0]))
    return tuple(Choice(key, name, counts[key]) for key, name in ordered) if len(named) > 1 else ()
