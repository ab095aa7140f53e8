"""What makes a network impossible to schedule, as data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import CycleError
from math import isfinite

from milepost.problem import quoted
from milepost.schedule.calendar import FIRST_TICK, LAST_TICK, TICKS_PER_DAY, day_end, day_start, finish_date
from milepost.schedule.network import Activity, ActivityLink, ConstraintType, Network
from milepost.schedule.ordering import Event, cycles, event_order

# No two days of the calendar are further apart.
_LONGEST = LAST_TICK - FIRST_TICK


@dataclass(frozen=True, slots=True)
class NetworkProblem:
    """A reason why a network cannot be scheduled: a code in kebab case, the activity, others involved, a message."""

    code: str
    activity: str
    others: tuple[str, ...]
    message: str


class ImpossibleNetwork(Exception):
    """A network that cannot be scheduled, with all reasons."""

    def __init__(self, problems: tuple[NetworkProblem, ...]) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


def problems(network: Network) -> tuple[NetworkProblem, ...]:
    """All reasons why a network cannot be scheduled; none if it can.

    Dates before year 1 or after year 9999 are found only by computing them: see `passes.compute`.
    """
    return _examined(network)[0]


def order_of(network: Network) -> tuple[Event, ...]:
    """The order in which to compute a network. Raises ImpossibleNetwork with all its problems if there are any."""
    found, order = _examined(network)
    if found:
        raise ImpossibleNetwork(found)
    return order


def _examined(network: Network) -> tuple[tuple[NetworkProblem, ...], tuple[Event, ...]]:
    order: tuple[Event, ...] = ()
    found = [*_parents(network), *_links(network)]
    if not found:  # an order needs every name to be known, and every activity to have a place in the outline
        try:
            order = event_order(network)
        except CycleError:
            found += _cycles(network)
    return (*found, *_calendars(network), *_activities(network)), order


def _parents(network: Network) -> Iterator[NetworkProblem]:
    in_cycle: set[str] = set()
    for name, activity in network.activities.items():
        if activity.parent is None or name in in_cycle:
            continue
        if activity.parent not in network.activities:
            message = f"{quoted(name)} belongs to {quoted(activity.parent)}, which does not exist"
            yield NetworkProblem("unknown-parent", name, (activity.parent,), message)
        elif name in (above := network.ancestors(name)):
            cycle = (name, *above[: above.index(name)])
            in_cycle.update(cycle)
            yield NetworkProblem("parent-cycle", name, cycle[1:], f"{_chain(cycle)}: each belongs to the next")


def _links(network: Network) -> Iterator[NetworkProblem]:
    for link in network.links:
        yield from _ends(network, link)
        if not isfinite(link.lag.elapsed_days) or max(abs(link.lag.minutes), _elapsed(link)) > _LONGEST:
            message = f"the lag from {quoted(link.predecessor)} to {quoted(link.successor)} is longer than 9,998 years"
            yield NetworkProblem("lag-too-long", link.successor, (link.predecessor,), message)


def _elapsed(link: ActivityLink) -> float:
    return abs(link.lag.elapsed_days) * TICKS_PER_DAY


def _ends(network: Network, link: ActivityLink) -> Iterator[NetworkProblem]:
    before, after = link.predecessor, link.successor
    if before not in network.activities:
        message = f"{quoted(after)} depends on {quoted(before)}, which does not exist"
        yield NetworkProblem("unknown-predecessor", after, (before,), message)
    elif after not in network.activities:
        message = f"{quoted(after)}, which depends on {quoted(before)}, does not exist"
        yield NetworkProblem("unknown-successor", after, (before,), message)
    elif before in network.ancestors(after) or after in network.ancestors(before):
        message = f"{quoted(after)} depends on {quoted(before)}, and one is part of the other"
        yield NetworkProblem("link-to-own-summary", after, (before,), message)
    elif link.type.to_finish and network.is_summary(after):
        message = (
            f"{quoted(after)} has subtasks, so {quoted(before)} cannot be linked to its finish ({link.type}): "
            "link it to the start (FS or SS), or to a subtask"
        )
        yield NetworkProblem("finish-link-to-summary", after, (before,), message)


def _cycles(network: Network) -> Iterator[NetworkProblem]:
    for cycle in cycles(network):
        message = f"{_chain((*cycle, cycle[0]))}: each depends on the one before it, so none can start"
        if len(cycle) == 1:
            message = f"{quoted(cycle[0])} depends on itself"
        yield NetworkProblem("cycle", cycle[0], cycle[1:], message)


def _chain(names: tuple[str, ...]) -> str:
    shown = names if len(names) <= 8 else (*names[:4], "…", *names[-3:])
    return " → ".join("…" if name == "…" else quoted(name) for name in shown)


def _calendars(network: Network) -> Iterator[NetworkProblem]:
    project = network.calendar
    if not project.has_working_day(network.earliest):
        message = f"the project's calendar has no working day from {network.earliest} on"
        yield NetworkProblem("no-working-day", "", (), message)
        return
    known = {id(project): True}  # by identity: many activities share few calendars, and comparing them takes long
    for name, activity in network.activities.items():
        calendar = network.calendar_of(activity)
        if activity.is_complete or network.is_summary(name):
            continue
        if id(calendar) not in known:
            known[id(calendar)] = calendar.has_working_day(network.earliest)
        if not known[id(calendar)]:
            message = f"{quoted(name)} has no working day from {network.earliest} on"
            yield NetworkProblem("no-working-day", name, (), message)


def _activities(network: Network) -> Iterator[NetworkProblem]:
    for name, activity in network.activities.items():
        if network.is_summary(name):
            yield from _summary(activity)
        else:
            yield from _amounts(activity)
            yield from _dates(network, activity)


def _summary(activity: Activity) -> Iterator[NetworkProblem]:
    allowed = (ConstraintType.SNET, ConstraintType.FNLT)
    if activity.constraint and activity.constraint.type not in allowed:
        message = (
            f"{quoted(activity.id)} has subtasks, so it cannot have the constraint {activity.constraint.type}: "
            f"use {' or '.join(allowed)}, or constrain a subtask"
        )
        yield NetworkProblem("constraint-on-summary", activity.id, (), message)


def _amounts(activity: Activity) -> Iterator[NetworkProblem]:
    for what, amount in (("duration", activity.duration), ("remaining duration", activity.remaining)):
        if amount is not None and amount < 0:
            message = f"the {what} of {quoted(activity.id)} is negative"
            yield NetworkProblem("negative-duration", activity.id, (), message)
        elif amount is not None and amount > _LONGEST:
            message = f"the {what} of {quoted(activity.id)} is longer than 9,998 years"
            yield NetworkProblem("duration-too-long", activity.id, (), message)


def _dates(network: Network, activity: Activity) -> Iterator[NetworkProblem]:
    name = activity.id
    if activity.actual_start and activity.actual_finish and activity.actual_finish < activity.actual_start:
        message = f"{quoted(name)} finished on {activity.actual_finish}, before it started on {activity.actual_start}"
        yield NetworkProblem("inconsistent-dates", name, (), message)
    if activity.is_complete:
        return
    typed = activity.start and activity.finish
    if activity.start and activity.finish and activity.finish < activity.start:
        message = f"{quoted(name)} finishes on {activity.finish}, before it starts on {activity.start}"
        yield NetworkProblem("inconsistent-dates", name, (), message)
    elif typed and network.calendar_of(activity).has_working_day():
        yield from _typed(network, activity)
    elif network.remaining_of(activity) is None:
        message = f"{quoted(name)} has no duration, and no start and finish that give one"
        yield NetworkProblem("missing-duration", name, (), message)


def _typed(network: Network, activity: Activity) -> Iterator[NetworkProblem]:
    """Whether a typed start, finish, and duration agree, to the day."""
    assert activity.start
    assert activity.finish
    calendar = network.calendar_of(activity)
    first, last = day_start(activity.start), day_end(activity.finish)
    if activity.duration is None:
        if not calendar.work_between(first, last):
            message = f"{quoted(activity.id)} has no working day from {activity.start} to {activity.finish}"
            yield NetworkProblem("no-working-day", activity.id, (), message)
    elif activity.duration == 0:
        if activity.start != activity.finish:
            message = f"{quoted(activity.id)} has no duration, but starts on {activity.start} and finishes later"
            yield NetworkProblem("inconsistent-dates", activity.id, (), message)
    elif 0 < activity.duration <= _LONGEST:
        planned = calendar.add(first, activity.duration)
        if not 0 <= calendar.work_between(planned, last) < TICKS_PER_DAY:
            until = f"on {finish_date(planned)}" if planned <= LAST_TICK else "after year 9999"
            message = (
                f"{quoted(activity.id)} starts on {activity.start} and finishes on {activity.finish}, "
                f"but with its duration it would finish {until}: leave out one of the three"
            )
            yield NetworkProblem("inconsistent-dates", activity.id, (), message)
