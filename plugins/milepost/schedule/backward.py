"""The backward pass: how late everything can be without delaying the project, or missing a deadline or constraint."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from milepost.schedule.bounds import latest_by, work_before_latest_start
from milepost.schedule.calendar import LAST_TICK, day_end, day_start
from milepost.schedule.forward import EarlyDates, Leaf
from milepost.schedule.network import Activity, ActivityLink, ConstraintType, Network
from milepost.schedule.ordering import Event, EventPart


@dataclass(slots=True)
class LateDates:
    """Late dates: work before the late finish of each leaf; of milestones and summaries, the latest moments."""

    worked: dict[str, int] = field(default_factory=dict)
    milestones: dict[str, int] = field(default_factory=dict)
    openings: dict[str, int] = field(default_factory=dict)
    closings: dict[str, int] = field(default_factory=dict)
    first_starts: dict[str, int | None] = field(default_factory=dict)


def backward_pass(network: Network, order: tuple[Event, ...], early: EarlyDates) -> LateDates:
    """The late dates of a network, given its early ones; `order` as from `event_order`."""
    late = LateDates()
    for name, part in reversed(order):
        activity = network.activities[name]
        if part is EventPart.CLOSING:
            limits = _limits(network, activity, early, late)
            late.closings[name], late.first_starts[name] = limits.finish, limits.start
        elif part is EventPart.OPENING:
            late.openings[name] = min(
                (_late_event(network, child, early, late, finish=False) for child in network.children[name]),
            )
        elif not activity.is_complete:
            leaf, limits = early.leaves[name], _limits(network, activity, early, late)
            if leaf.is_end is None:
                late.worked[name] = _late_work(network, leaf, limits)
            else:
                late.milestones[name] = _late_moment(leaf, limits)
                late.worked[name] = leaf.calendar.work_before(late.milestones[name])
    return late


def _successor_events(
    network: Network, name: str, early: EarlyDates, late: LateDates
) -> Iterator[tuple[ActivityLink, int]]:
    """For each link out of an activity, the latest moment it allows for the event it leads from."""
    for link in network.successors.get(name, ()):
        if link.successor not in early.complete:
            event = _late_event(network, link.successor, early, late, finish=link.type.to_finish)
            yield link, latest_by(network, link, event)


def _late_event(network: Network, name: str, early: EarlyDates, late: LateDates, *, finish: bool) -> int:
    """The latest moment of an activity's (remaining) start or finish, in its later form; never, if it is complete."""
    if network.is_summary(name):
        return late.closings[name] if finish else late.openings[name]
    if name not in late.worked:
        return LAST_TICK
    if name in late.milestones:
        return late.milestones[name]
    leaf = early.leaves[name]
    return leaf.calendar.start_after(late.worked[name] - (0 if finish else leaf.work))


def _late_work(network: Network, leaf: Leaf, limits: _Limits) -> int:
    """The work that a leaf's calendar has before its late finish."""
    activity, calendar, constraint = leaf.activity, leaf.calendar, leaf.activity.constraint
    started = activity.is_in_progress
    if constraint and constraint.type is ConstraintType.MFO:
        return calendar.work_before(day_end(constraint.date))
    if constraint and constraint.type is ConstraintType.MSO and not started:
        return calendar.work_before(day_start(constraint.date)) + leaf.work
    work = calendar.work_before(limits.finish)
    if limits.start is not None and not started:  # once it has started, its start cannot be late
        start = work_before_latest_start(network, calendar, limits.start, leaf.worked - leaf.work)
        work = min(work, start + leaf.work)
    return work


def _late_moment(leaf: Leaf, limits: _Limits) -> int:
    """The latest moment of a milestone, exact: its predecessors may finish in the project's non-working time."""
    constraint = leaf.activity.constraint
    if constraint and constraint.type is ConstraintType.MFO:
        return day_end(constraint.date)
    if constraint and constraint.type is ConstraintType.MSO:
        return leaf.calendar.next_start(day_start(constraint.date))
    return limits.finish if limits.start is None else min(limits.finish, limits.start)


@dataclass(frozen=True, slots=True)
class _Limits:
    """The latest moments that successors, deadlines, and constraints allow an activity's finish and start."""

    finish: int
    start: int | None


def _limits(network: Network, activity: Activity, early: EarlyDates, late: LateDates) -> _Limits:
    constraint = activity.constraint
    finishes, starts = [early.finish], []
    finishes += [day_end(one) for one in activity.deadlines]
    if constraint and constraint.type is ConstraintType.FNLT:
        finishes.append(day_end(constraint.date))
    if constraint and constraint.type is ConstraintType.SNLT:
        starts.append(day_start(constraint.date))
    for link, moment in _successor_events(network, activity.id, early, late):
        (finishes if link.type.from_finish else starts).append(moment)
    if activity.parent is not None:
        finishes.append(late.closings[activity.parent])
        # Only the children that start first decide when a summary starts. All of them are limited,
        # because late dates must be possible together.
        first_start = late.first_starts[activity.parent]
        if first_start is not None and early.starts[activity.id] == early.starts[activity.parent]:
            starts.append(first_start)
    return _Limits(min(finishes), min(starts, default=None))
