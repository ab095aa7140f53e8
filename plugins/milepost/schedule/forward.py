"""The forward pass: the early dates of all activities."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from milepost.schedule.bounds import (
    MANDATORY,
    Bound,
    CandidateKind,
    date_bounds,
    floors,
    is_overridden,
    link_bounds,
    place_milestone,
    summary_bounds,
    work_before_start,
)
from milepost.schedule.calendar import WorkCalendar, day_end, day_start
from milepost.schedule.network import Activity, Network
from milepost.schedule.ordering import Event, EventPart


@dataclass(slots=True)
class Leaf:
    """An activity without children: its work left, and how much work its calendar has before its early finish."""

    activity: Activity
    calendar: WorkCalendar
    work: int
    worked: int
    resume: int
    is_end: bool | None = None  # of a milestone: see ActivityDates


@dataclass(slots=True)
class EarlyDates:
    """Early dates of activities and summaries, where their remaining work starts, and the project's finish."""

    starts: dict[str, int] = field(default_factory=dict)
    finishes: dict[str, int] = field(default_factory=dict)
    resumes: dict[str, int] = field(default_factory=dict)
    complete: set[str] = field(default_factory=set)
    leaves: dict[str, Leaf] = field(default_factory=dict)
    finish: int = 0


def forward_pass(network: Network, order: tuple[Event, ...]) -> EarlyDates:
    """The early dates of a network that has no problems; `order` as from `event_order`."""
    forward = ForwardPass(network)
    for event in order:
        forward.visit(event)
    return forward.early


class ForwardPass:
    """A forward pass that visits one event after another, each after those it depends on."""

    def __init__(self, network: Network) -> None:
        self.early = EarlyDates(finish=day_start(network.start))
        self._network = network
        self._everything = tuple(floors(network))
        # The bounds on the children of each summary. Of those of one kind, only the latest matters.
        self._openings: dict[str, tuple[Bound, ...]] = {}

    def visit(self, event: Event, not_before: int | None = None) -> None:
        """Sets the dates of an event; `not_before` is a moment before which nothing open may start or resume."""
        name, part = event
        network, early = self._network, self.early
        activity = network.activities[name]
        above = self._openings[activity.parent] if activity.parent is not None else self._everything
        if part is EventPart.CLOSING:
            _close(network, name, early)
        elif part is EventPart.OPENING:
            own = (*link_bounds(network, name, early.starts, early.finishes), *summary_bounds(activity))
            self._openings[name] = _latest_of_each_kind((*above, *own))
        else:
            leaf = early.leaves[name] = _leaf(network, activity)
            if activity.is_complete:
                _pin(leaf, early)
            else:
                own = (*link_bounds(network, name, early.starts, early.finishes), *date_bounds(activity))
                later = () if not_before is None else (Bound(CandidateKind.STATUS_DATE, False, not_before, False),)
                _place(network, leaf, (*above, *own, *later), early)
            early.resumes[name] = leaf.resume
            early.finish = max(early.finish, early.finishes[name])


def _close(network: Network, name: str, early: EarlyDates) -> None:
    """The dates of a summary: from the first start to the last finish of its children."""
    children = network.children[name]
    open_children = [child for child in children if child not in early.complete]
    early.starts[name] = min(early.starts[child] for child in children)
    early.finishes[name] = max(early.finishes[child] for child in children)
    early.resumes[name] = min(early.resumes[child] for child in open_children or children)
    if not open_children:
        early.complete.add(name)


def _latest_of_each_kind(bounds: Iterable[Bound]) -> tuple[Bound, ...]:
    latest: dict[CandidateKind, Bound] = {}
    for one in bounds:
        if one.kind not in latest or one.moment > latest[one.kind].moment:
            latest[one.kind] = one
    return tuple(latest.values())


def _leaf(network: Network, activity: Activity) -> Leaf:
    work = network.remaining_of(activity)
    assert work is not None, activity.id
    return Leaf(activity, network.calendar_of(activity), work, 0, 0)


def _pin(leaf: Leaf, early: EarlyDates) -> None:
    """Early dates of a complete activity: the actual ones; a missing start is computed from the finish."""
    activity = leaf.activity
    assert activity.completed_on
    finish = day_end(activity.completed_on)
    duration = activity.duration or 0
    start = day_start(activity.actual_start) if activity.actual_start else leaf.calendar.subtract(finish, duration)
    if activity.duration == 0:
        start, leaf.is_end = finish, True
    elif start >= finish:
        start = day_start(activity.completed_on)
    early.starts[activity.id], early.finishes[activity.id], leaf.resume = start, finish, start
    leaf.worked = leaf.calendar.work_before(finish)
    early.complete.add(activity.id)


def _place(network: Network, leaf: Leaf, bounds: tuple[Bound, ...], early: EarlyDates) -> None:
    """Early dates of an open activity: the earliest that all bounds allow."""
    activity, calendar, name = leaf.activity, leaf.calendar, leaf.activity.id
    if activity.constraint and activity.constraint.type in MANDATORY:
        bounds = tuple(one for one in bounds if not is_overridden(activity, one))
    if not activity.is_in_progress and not leaf.work:
        placed = max(
            (place_milestone(network, activity, one) for one in bounds), key=lambda one: (one.moment, one.is_end)
        )
        leaf.is_end = placed.is_end
        early.starts[name] = early.finishes[name] = leaf.resume = placed.moment
        leaf.worked = calendar.work_before(placed.moment)
        return
    before = max(work_before_start(calendar, one, leaf.work) for one in bounds)
    start = None
    if activity.actual_start:
        start = day_start(activity.actual_start)
        before = max(before, calendar.work_before(start))
    leaf.worked = before + leaf.work
    leaf.resume = calendar.start_after(before)
    early.starts[name] = leaf.resume if start is None else start
    early.finishes[name] = calendar.finish_after(leaf.worked)
    if activity.actual_start and early.finishes[name] <= early.starts[name]:
        # It has just started and has no work left: it takes the day on which it started.
        early.finishes[name] = day_end(activity.actual_start)
