"""Resource leveling: later starts, so that no resource is needed beyond its capacity.

Serial schedule generation: activities are placed one by one, each as early as its predecessors and the resources left
by those before it allow. The next one is always that with the earliest late start of all whose predecessors are placed.
Source: Kolisch, "Serial and parallel resource-constrained project scheduling methods revisited", European Journal of
Operational Research 90 (1996). It is a heuristic: the result is feasible, and often but not always the shortest.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from milepost.schedule.bounds import MANDATORY
from milepost.schedule.dates import Schedule
from milepost.schedule.forward import ForwardPass
from milepost.schedule.ordering import Event, EventPart, dependencies

_TOLERANCE = 1e-9  # of units such as 0.1 + 0.2, which are not whole


@dataclass(frozen=True, slots=True)
class ResourceDemand:
    """The units of a resource that an activity takes while it is worked on; 1 is a whole person or machine."""

    activity: str
    resource: str
    units: float


@dataclass(frozen=True, slots=True)
class UnmetDemand:
    """A demand beyond the whole capacity of its resource, which no later start meets."""

    activity: str
    resource: str
    units: float
    capacity: float


@dataclass(frozen=True)
class LeveledSchedule:
    """Proposed dates as moments, for all activities and summaries.

    `delays` are working minutes on the activity's own calendar, for those that start later than by logic alone.
    """

    starts: Mapping[str, int]
    finishes: Mapping[str, int]
    finish: int
    delays: Mapping[str, int]
    unmet: tuple[UnmetDemand, ...]


def level(schedule: Schedule, capacities: Mapping[str, float], demands: Iterable[ResourceDemand]) -> LeveledSchedule:
    """A schedule without over-allocation. A resource without a capacity is unlimited.

    Activities that are complete, in progress, or have a mandatory date are not moved. Work is not split: a resource is
    taken from the start to the finish of an activity. What needs more than there is of a resource is placed as if it
    did not need it, and reported as unmet.
    """
    network = schedule.network
    needs, unmet = _needs(schedule, capacities, demands)
    forward = ForwardPass(network)
    profiles = {resource: _Profile(capacity) for resource, capacity in capacities.items()}
    _reserve(schedule, needs, profiles)
    for event in _by_late_start(schedule):
        forward.visit(event)
        name, part = event
        if part is not EventPart.WHOLE or name not in needs or _is_fixed(schedule, name):
            continue
        _fit(forward, event, needs[name], profiles)
    early = forward.early
    delays = {
        name: later
        for name, activity in network.activities.items()
        if (later := network.calendar_of(activity).work_between(schedule[name].early_start, early.starts[name])) > 0
    }
    names = network.activities
    starts, finishes = ({name: moments[name] for name in names} for moments in (early.starts, early.finishes))
    return LeveledSchedule(starts, finishes, max(finishes.values(), default=early.finish), delays, unmet)


def _needs(
    schedule: Schedule, capacities: Mapping[str, float], demands: Iterable[ResourceDemand]
) -> tuple[dict[str, dict[str, float]], tuple[UnmetDemand, ...]]:
    """The units of each limited resource by activity, and what no schedule can meet."""
    needs: dict[str, dict[str, float]] = {}
    for one in demands:
        if one.resource in capacities and one.activity in schedule.activities and one.units > 0:
            own = needs.setdefault(one.activity, {})
            own[one.resource] = own.get(one.resource, 0) + one.units
    unmet = tuple(
        UnmetDemand(name, resource, units, capacities[resource])
        for name, own in needs.items()
        for resource, units in own.items()
        if units > capacities[resource] + _TOLERANCE
    )
    for one_unmet in unmet:
        del needs[one_unmet.activity][one_unmet.resource]
    return needs, unmet


def _is_fixed(schedule: Schedule, name: str) -> bool:
    activity = schedule.network.activities[name]
    mandatory = activity.constraint is not None and activity.constraint.type in MANDATORY
    return activity.is_complete or activity.is_in_progress or mandatory


def _reserve(schedule: Schedule, needs: Mapping[str, Mapping[str, float]], profiles: Mapping[str, _Profile]) -> None:
    """Takes what fixed activities need before any other is placed: they cannot give way."""
    for name, own in needs.items():
        if _is_fixed(schedule, name) and not schedule.network.activities[name].is_complete:
            one = schedule[name]
            for resource, units in own.items():
                profiles[resource].take(one.resume, one.early_finish, units)


def _fit(forward: ForwardPass, event: Event, needs: Mapping[str, float], profiles: Mapping[str, _Profile]) -> None:
    """Moves an activity to the first moment at which all it needs is free, and takes that."""
    name, early = event[0], forward.early
    while True:
        start, finish = early.starts[name], early.finishes[name]
        if start == finish:  # a milestone takes no resources
            return
        # The moment from which something is free that was not free in between.
        until = max((profiles[one].busy_until(start, finish, units) for one, units in needs.items()), default=start)
        if until <= start:
            break
        forward.visit(event, not_before=until)
    for resource, units in needs.items():
        profiles[resource].take(early.starts[name], early.finishes[name], units)


def _by_late_start(schedule: Schedule) -> Iterable[Event]:
    """All events, each after those it depends on, by late start and then as listed."""
    network = schedule.network
    position = {name: index for index, name in enumerate(network.activities)}
    before = dependencies(network, network.links)
    waiting = {event: len(found) for event, found in before.items()}
    after: dict[Event, list[Event]] = {}
    for event, found in before.items():
        for one in found:
            after.setdefault(one, []).append(event)

    def ready(event: Event) -> tuple[bool, int, int, Event]:
        # Openings and closings take no resources: whatever depends on them should not wait for its turn twice.
        name, part = event
        return part is EventPart.WHOLE, schedule[name].late_start, position[name], event

    queue = [ready(event) for event, count in waiting.items() if not count]
    heapify(queue)
    while queue:
        event = heappop(queue)[3]
        yield event
        for one in after.get(event, ()):
            waiting[one] -= 1
            if not waiting[one]:
                heappush(queue, ready(one))


class _Profile:
    """The units of a resource in use over time: `_used[i]` from `_moments[i]` to the next moment."""

    def __init__(self, capacity: float) -> None:
        self._capacity = capacity
        self._moments: list[int] = []
        self._used: list[float] = []

    def busy_until(self, start: int, finish: int, units: float) -> int:
        """The end of the last stretch between two moments in which so many units are not free; else the start."""
        last = bisect_left(self._moments, finish) - 1
        while last >= 0 and (last + 1 == len(self._moments) or self._moments[last + 1] > start):
            if self._used[last] + units > self._capacity + _TOLERANCE:
                return self._moments[last + 1]
            last -= 1
        return start

    def take(self, start: int, finish: int, units: float) -> None:
        """Marks units as in use from start to finish."""
        if finish <= start:
            return
        first, last = self._cut(start), self._cut(finish)
        for index in range(first, last):
            self._used[index] += units

    def _cut(self, moment: int) -> int:
        """The index of the stretch that starts at a moment, made if there is none."""
        index = bisect_right(self._moments, moment)
        if index and self._moments[index - 1] == moment:
            return index - 1
        self._moments.insert(index, moment)
        self._used.insert(index, self._used[index - 1] if index else 0.0)
        return index
