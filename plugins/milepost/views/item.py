"""The page of one roadmap item: why, when, what, and what it waits for."""

from __future__ import annotations

from dataclasses import dataclass

from milepost.insight.dates import slip
from milepost.model.period import Period
from milepost.model.roadmap import Ask
from milepost.views import words
from milepost.views.desk import Desk, ItemThing
from milepost.views.facts import WebLink, facts_of, links_of
from milepost.views.moments import moments_of
from milepost.views.neighbours import Neighbour, after, before
from milepost.views.pieces import Card, Fact, Framed, Lane, Mark, Moment, Progress, Ref, Slip
from milepost.views.priority import Priority, priority_of
from milepost.views.seen import SeenBefore, seen_view

_ASKED = {"requested": "planned", "agreed": "in_progress", "declined": "cancelled", "done": "done"}


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the golden thread: a label and what stands there."""

    label: str
    refs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class DateRow:
    """The start or the end: as promised at first, as it stands, where that is from, and how far it moved."""

    label: str
    promised: str
    now: str
    note: str
    moved: str


@dataclass(frozen=True, slots=True)
class AskRow:
    """What another team is asked for."""

    team: str
    what: str
    size: str
    mark: Mark | None


@dataclass(frozen=True, slots=True)
class ApprovalRow:
    """A gate and who decided on it."""

    gate: str
    role: str
    decision: str
    on: str


@dataclass(frozen=True, slots=True)
class ItemView(Framed):
    """Everything on an item's page."""

    summary: str
    thread: tuple[Step, ...]
    status: Mark
    health: Mark | None
    health_note: str
    due: str
    due_note: str
    slip: Slip | None
    late: str
    progress: Progress | None
    lane: Lane | None
    confidence: Mark | None
    why: Fact | None
    notice: Fact | None
    description: str
    dates: tuple[DateRow, ...]
    dates_now: str
    slip_reason: str
    children: tuple[Card, ...]
    children_note: str
    seen: SeenBefore | None
    asks: tuple[AskRow, ...]
    approvals: tuple[ApprovalRow, ...]
    score: Priority | None
    milestones: tuple[Moment, ...]
    waits_for: tuple[Neighbour, ...]
    needed_by: tuple[Neighbour, ...]
    facts: tuple[Fact, ...]
    links: tuple[WebLink, ...]
    tags: tuple[str, ...]


def item_view(desk: Desk, thing: ItemThing) -> ItemView:
    """The page of an item."""
    entry, found = thing.entry, desk.item(thing)
    health = desk.health(thing)
    dates = _dates(desk, thing)
    known = health is not None and found.health_from == "children"
    return ItemView(
        frame=desk.frame(thing.title),
        summary=entry.summary or "",
        thread=_thread(desk, thing),
        status=desk.mark("status", entry.status),
        health=health or (desk.mark("health", entry.health) if entry.health == "on_track" and found.is_open else None),
        health_note="from its parts" if known else "",
        due=words.period(found.end),
        due_note=desk.origin(found.end_from),
        slip=desk.slip(thing),
        late=desk.late(thing),
        progress=desk.progress(thing),
        lane=desk.lanes.of(thing),
        confidence=desk.confidence(entry.confidence),
        why=_why(desk, thing, health),
        notice=_notice(desk, thing),
        description=entry.description or "",
        dates=dates,
        dates_now="Now" if found.is_open else "As it came",
        slip_reason=entry.slip_reason or "",
        children=desk.cards(found.children),
        children_note=_children_note(found.children),
        seen=seen_view(desk, thing),
        asks=tuple(_ask(desk, ask) for ask in entry.asks),
        approvals=tuple(
            ApprovalRow(
                one.gate or "",
                desk.name("person", one.role),
                words.sentence(one.decision or ""),
                words.period(one.on) if one.on else "",
            )
            for one in entry.approvals
        ),
        score=priority_of(found),
        milestones=moments_of(desk, desk.portfolio.nested(thing, "milestone")),
        waits_for=tuple(before(desk, thing, other) for other in found.waits_for),
        needed_by=tuple(after(desk, thing, other) for other in found.needed_by),
        facts=tuple(facts_of(desk, thing, dated=bool(dates))),
        links=links_of(thing),
        tags=tuple(desk.name("tag", tag) for tag in entry.tags),
    )


def _thread(desk: Desk, thing: ItemThing) -> tuple[Step, ...]:
    """Need, objective, bigger item: what this item is for, from the far end."""
    holder = desk.insight.holder(thing, "objectives")
    objectives = desk.portfolio.targets(holder, "objectives") if holder else ()
    needs = desk.portfolio.targets(thing, "needs") or tuple(
        dict.fromkeys(need for objective in objectives for need in desk.portfolio.targets(objective, "needs"))
    )
    parent = desk.item(thing).parent
    steps = (
        ("Need", "Needs", needs),
        ("Objective", "Objectives", objectives),
        ("Part of", "Part of", (parent,) if parent else ()),
    )
    return tuple(Step(one if len(things) == 1 else many, desk.refs(things)) for one, many, things in steps if things)


def _why(desk: Desk, thing: ItemThing, health: Mark | None) -> Fact | None:
    reason = desk.card(thing).reason
    return Fact(f"Why it is {health.word.lower()}.", words=words.sentence(reason)) if health and reason else None


def _notice(desk: Desk, thing: ItemThing) -> Fact | None:
    other = desk.portfolio.target(thing, "superseded_by")
    return Fact("Superseded by", (desk.ref(other),)) if other else None


def _dates(desk: Desk, thing: ItemThing) -> tuple[DateRow, ...]:
    """Start and end against the first promise, where there was one."""
    found, promise = desk.item(thing), thing.entry.baseline
    if not promise:
        return ()
    rows = (
        ("Start", promise.start, found.start, found.start_from),
        ("End", promise.end, found.end, found.end_from),
    )
    return tuple(
        DateRow(
            label,
            words.period(then) if then else "",
            words.period(now),
            desk.origin(origin),
            _moved(now, then),
        )
        for label, then, now, origin in rows
        if then or now
    )


def _moved(now: Period | None, then: Period | None) -> str:
    change = slip(now, then)
    if change is None:
        return ""
    amount = words.amount(change.days, change.precision)
    return f"{amount} {'later' if change.days > 0 else 'earlier'}" if change.days else "as promised"


def _children_note(children: tuple[ItemThing, ...]) -> str:
    done = sum(child.entry.status == "done" for child in children)
    return f"{done} of {len(children)} done"


def _ask(desk: Desk, ask: Ask) -> AskRow:
    mark = Mark("status", _ASKED[ask.status], desk.portfolio.label("ask", ask.status)) if ask.status else None
    return AskRow(desk.name("team", ask.team), ask.what or "", ask.size or "", mark)
