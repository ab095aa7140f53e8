"""The load of resources: how much of each is needed per day and week, and where that is more than there is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from milepost.schedule.calendar import TICKS_PER_DAY, WorkCalendar, day_end, day_start
from milepost.schedule.dates import ActivityDates
from milepost.schedule.leveling import ResourceDemand
from milepost.schedule.network import Network

_TOLERANCE = 1e-9  # of units such as 0.1 + 0.2, which are not whole
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ResourceCapacity:
    """How many units of a resource there are on its working days; 1 is a whole person or machine."""

    resource: str
    units: float
    calendar: WorkCalendar


@dataclass(frozen=True, slots=True)
class DayLoad:
    """The units of a resource needed on a day, and those there are; both 0 or more."""

    day: date
    needed: float
    available: float


@dataclass(frozen=True, slots=True)
class WeekLoad:
    """The unit-days of a resource needed in a week, and those there are; `monday` is the week's first day.

    `over` are the unit-days beyond capacity, summed by day: a free Friday does not make up for a full Monday.
    """

    monday: date
    needed: float
    available: float
    over: float


@dataclass(frozen=True, slots=True)
class Overallocation:
    """Days in a row on which more of a resource is needed than there is, across weekends and other days off.

    `peak` is the highest need on one day, with the capacity of that day.
    """

    resource: str
    first: date
    last: date
    peak: float
    available: float
    activities: tuple[str, ...]


def daily_load(
    network: Network,
    dates: Mapping[str, ActivityDates],
    capacity: ResourceCapacity,
    demands: Iterable[ResourceDemand],
    window: tuple[date, date],
) -> tuple[DayLoad, ...]:
    """The load of one resource on each day, from the first day of `window` to the last.

    Only remaining work counts. Days without need and capacity, such as weekends, are left out.
    """
    needed: dict[date, float] = {}
    for demand in demands:
        if demand.resource == capacity.resource:
            for day, share in _days(network, dates, demand.activity, window):
                needed[day] = needed.get(day, 0) + demand.units * share
    loads = []
    day, last = window
    while day <= last:
        available = capacity.units if capacity.calendar.is_working(day) else 0.0
        if available or needed.get(day):
            loads.append(DayLoad(day, needed.get(day, 0.0), available))
        if day == date.max:
            break
        day += _ONE_DAY
    return tuple(loads)


def weekly_load(days: Iterable[DayLoad]) -> tuple[WeekLoad, ...]:
    """Daily loads, in order, summed by week."""
    weeks: dict[date, list[DayLoad]] = {}
    for one in days:
        monday = date.fromordinal(max(1, one.day.toordinal() - one.day.weekday()))
        weeks.setdefault(monday, []).append(one)
    return tuple(
        WeekLoad(
            monday,
            sum(one.needed for one in found),
            sum(one.available for one in found),
            sum(max(0.0, one.needed - one.available) for one in found),
        )
        for monday, found in weeks.items()
    )


def overallocations(
    network: Network,
    dates: Mapping[str, ActivityDates],
    capacity: ResourceCapacity,
    demands: Iterable[ResourceDemand],
    days: Iterable[DayLoad],
) -> tuple[Overallocation, ...]:
    """Where daily loads, in order, exceed capacity, with the activities that share the resource there, as listed."""
    names = tuple(dict.fromkeys(one.activity for one in demands if one.resource == capacity.resource and one.units > 0))
    runs: list[list[DayLoad]] = []
    previous_over = False
    for one in days:
        over = one.needed > one.available + _TOLERANCE
        if over and previous_over:
            runs[-1].append(one)
        elif over:
            runs.append([one])
        previous_over = over
    found = []
    for run in runs:
        peak = max(run, key=lambda one: one.needed)
        window = run[0].day, run[-1].day
        busy = tuple(name for name in names if any(True for _ in _days(network, dates, name, window)))
        found.append(Overallocation(capacity.resource, *window, peak.needed, peak.available, busy))
    return tuple(found)


def _days(
    network: Network, dates: Mapping[str, ActivityDates], name: str, window: tuple[date, date]
) -> Iterator[tuple[date, float]]:
    """The days within a window with remaining work of an activity, each with the share of the day."""
    activity = network.activities[name]
    if activity.is_complete or network.is_summary(name):
        return
    one, calendar = dates[name], network.calendar_of(activity)
    start, finish = max(one.resume, day_start(window[0])), min(one.early_finish, day_end(window[1]))
    while start < finish:
        start = calendar.next_start(start)
        end = min(finish, start - start % TICKS_PER_DAY + TICKS_PER_DAY)
        if start >= end:
            return
        yield date.fromordinal(start // TICKS_PER_DAY), (end - start) / TICKS_PER_DAY
        start = end
