"""The backward pass: how late everything can be without delaying the project, or missing a deadline or constraint."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from milepost.schedule.bounds import latest_by
from milepost.schedule.calendar import LAST_TICK, day_end, day_start
from milepost.schedule.forward import EarlyDates, Leaf
from milepost.schedule.network import Activity, ActivityLink, ConstraintType, Network
from milepost.schedule.ordering import Event, EventPart


@dataclass(slots=True)
class LateDates:
    """Late dates: work before the late finish of each leaf; of summaries, the latest moments of their events."""

    worked: dict[str, int] = field(default_factory=dict)
    openings: dict[str, int] = field(default_factory=dict)
    closings: dict[str, int] = field(default_factory=dict)
    first_starts: dict[str, int] = field(default_factory=dict)


def backward_pass(network: Network, order: tuple[Event, ...], early: EarlyDates) -> LateDates:
    """The late dates of a network, given its early ones; `order` as from `event_order`."""
    late = LateDates()
    for name, part in reversed(order):
        activity = network.activities[name]
        if part is EventPart.CLOSING:
            _close(network, activity, early, late)
        elif part is EventPart.OPENING:
            late.openings[name] = min(
                (_late_event(network, child, early, late, finish=False) for child in network.children[name]),
            )
        elif not activity.is_complete:
            late.worked[name] = _late_work(network, early.leaves[name], early, late)
    return late


def _close(network: Network, activity: Activity, early: EarlyDates, late: LateDates) -> None:
    """How late a summary may finish, and how late the first of its children may start."""
    closing, first = [early.finish], [LAST_TICK]
    closing += [day_end(one) for one in activity.deadlines]
    if activity.constraint and activity.constraint.type is ConstraintType.FNLT:
        closing.append(day_end(activity.constraint.date))
    for link, moment in _successor_events(network, activity.id, early, late):
        (closing if link.type.from_finish else first).append(moment)
    parent = activity.parent
    if parent is not None:
        closing.append(late.closings[parent])
        if early.starts[activity.id] == early.starts[parent]:
            first.append(late.first_starts[parent])
    late.closings[activity.id], late.first_starts[activity.id] = min(closing), min(first)


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
    leaf = early.leaves[name]
    return leaf.calendar.start_after(late.worked[name] - (0 if finish else leaf.work))


def _late_work(network: Network, leaf: Leaf, early: EarlyDates, late: LateDates) -> int:
    """The work that a leaf's calendar has before its late finish."""
    activity, calendar = leaf.activity, leaf.calendar
    constraint = activity.constraint
    started = activity.is_in_progress
    if constraint and constraint.type is ConstraintType.MFO:
        return calendar.work_before(day_end(constraint.date))
    if constraint and constraint.type is ConstraintType.MSO and not started:
        return calendar.work_before(day_start(constraint.date)) + leaf.work
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
        # Of a summary that something starts with, only the child that starts first holds it back.
        if early.starts[activity.id] == early.starts[activity.parent]:
            starts.append(late.first_starts[activity.parent])
    work = calendar.work_before(min(finishes))
    if starts and not started:  # once it has started, its start cannot be late
        work = min(work, calendar.work_before(min(starts)) + leaf.work)
    return work
