"""The critical path method: a forward pass for early dates, a backward pass for late dates, and slack.

Source: the Project Management Institute's *Practice Standard for Scheduling*; where tools differ, Primavera P6's rules.

- No remaining work starts before the project's start, or before the status date.
- Links decide early dates. Deadlines, 'start no later than', and 'finish no later than' never move them: what cannot be
  met shows as negative slack. 'Must start on' and 'must finish on' are mandatory: see `network.Constraint`.
- Remaining work waits for its predecessors, even if it was begun before they finished (retained logic).
- Complete activities keep their actual dates. They can still delay their successors, but have no slack.
- Total slack is measured on the activity's own calendar; free slack is never more than total slack.
"""

from __future__ import annotations

from milepost.problem import quoted
from milepost.schedule.backward import LateDates, backward_pass
from milepost.schedule.calendar import FIRST_TICK, LAST_TICK
from milepost.schedule.dates import ActivityDates, Schedule
from milepost.schedule.forward import EarlyDates, Leaf, forward_pass
from milepost.schedule.network import Network
from milepost.schedule.ordering import Event, EventPart
from milepost.schedule.paths import critical_path
from milepost.schedule.slack import FreeSlack
from milepost.schedule.validation import ImpossibleNetwork, NetworkProblem, order_of


def compute(network: Network) -> Schedule:
    """The schedule of a network. Raises ImpossibleNetwork with all problems if there is none."""
    order = order_of(network)
    early = forward_pass(network, order)
    late = backward_pass(network, order, early)
    dates = _dates(network, order, early, late)
    _require_dates_in_range(dates)
    return Schedule(network, dates, early.finish, critical_path(network, dates))


def _dates(network: Network, order: tuple[Event, ...], early: EarlyDates, late: LateDates) -> dict[str, ActivityDates]:
    """Dates and slack of all activities, in the order of the network."""
    dates: dict[str, ActivityDates] = {}
    free = FreeSlack(network, order, early)
    for name, part in order:
        if part is EventPart.WHOLE:
            dates[name] = _leaf_dates(early.leaves[name], early, late, free)
        elif part is EventPart.CLOSING:
            dates[name] = _summary_dates(network, name, dates, early, free)
    return {name: dates[name] for name in network.activities}


def _leaf_dates(leaf: Leaf, early: EarlyDates, late: LateDates, free: FreeSlack) -> ActivityDates:
    activity, calendar, name = leaf.activity, leaf.calendar, leaf.activity.id
    start, finish = early.starts[name], early.finishes[name]
    ends, begins = leaf.is_end is True, leaf.is_end is False
    if activity.is_complete:
        return ActivityDates(start, finish, start, finish, 0, 0, False, start, ends, begins)
    worked = late.worked[name]
    total = worked - leaf.worked
    late_start, late_finish = calendar.start_after(worked - leaf.work), calendar.finish_after(worked)
    if leaf.is_end is not None:
        late_start = late_finish = late_finish if leaf.is_end else late_start
    if not total:
        # The same work away is the same moment: a date on a day off keeps that day.
        late_start, late_finish = start, finish
    if activity.is_in_progress:
        late_start = start
    slack = min(free.of(activity, calendar, start, finish), total)
    return ActivityDates(start, finish, late_start, late_finish, total, slack, total <= 0, leaf.resume, ends, begins)


def _summary_dates(
    network: Network, name: str, dates: dict[str, ActivityDates], early: EarlyDates, free: FreeSlack
) -> ActivityDates:
    children = [dates[child] for child in network.children[name]]
    open_children = [dates[child] for child in network.children[name] if child not in early.complete]
    first = min(children, key=lambda one: (one.early_start, not one.starts_at_end))
    last = max(children, key=lambda one: (one.early_finish, one.finishes_at_start))
    calendar = network.calendar_of(network.activities[name])
    total = min((one.total_slack for one in open_children), default=0)
    slack = min(free.of(network.activities[name], calendar, first.early_start, last.early_finish), total)
    return ActivityDates(
        first.early_start,
        last.early_finish,
        min(one.late_start for one in children),
        max(one.late_finish for one in children),
        total,
        slack if open_children else 0,
        any(one.critical for one in children),
        early.resumes[name],
        first.starts_at_end,
        last.finishes_at_start,
    )


def _require_dates_in_range(dates: dict[str, ActivityDates]) -> None:
    """Raises ImpossibleNetwork for the first activity with a date that no calendar has."""
    for name, one in dates.items():
        moments = (one.early_start, one.early_finish, one.late_start, one.late_finish)
        if min(moments) <= FIRST_TICK or max(moments) >= LAST_TICK:
            when = "before year 1" if min(moments) <= FIRST_TICK else "after year 9999"
            message = f"a computed date of {quoted(name)} is {when}"
            raise ImpossibleNetwork((NetworkProblem("date-out-of-range", name, (), message),))
