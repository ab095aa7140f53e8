"""Who is needed when, and where that is more than there is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from milepost.graph.portfolio import Portfolio
from milepost.kinds.plan.project_network import (
    PlanEntity,
    PlanNetwork,
    ResourceEntity,
    TaskEntity,
    leave_of,
)
from milepost.schedule.calendar import finish_date
from milepost.schedule.dates import Schedule
from milepost.schedule.leveling import ResourceDemand
from milepost.schedule.load import (
    Overallocation,
    ResourceCapacity,
    WeekLoad,
    daily_load,
    overallocations,
    weekly_load,
)

LONGEST_LOAD = 366 * 5  # days that are looked at, from today


@dataclass(frozen=True, slots=True)
class ResourceLoad:
    """The load of one resource from the status date to the end of the plan.

    `weeks` have the unit-days needed and available; `over` the stretches on which more is needed than there is.
    """

    resource: ResourceEntity
    weeks: tuple[WeekLoad, ...]
    over: tuple[Overallocation, ...]


def demands_of(portfolio: Portfolio, network: PlanNetwork) -> tuple[ResourceDemand, ...]:
    """What each task takes of each resource that these readers may see."""
    return tuple(_demands(portfolio, network))


def _demands(portfolio: Portfolio, network: PlanNetwork) -> Iterator[ResourceDemand]:
    for name, task in network.tasks.items():
        for assigned in task.entry.assigned:
            found = portfolio.resolve_id(task, "resource", assigned.resource)
            if found:
                yield ResourceDemand(name, found.slug, float(1 if assigned.units is None else assigned.units))


def capacities_of(portfolio: Portfolio, plan: PlanEntity) -> dict[str, float]:
    """The units of each resource, 1 where none are written."""
    return {
        one.slug: float(1 if one.entry.capacity is None else one.entry.capacity)
        for one in portfolio.nested(plan, "resource")
    }


def loads_of(
    portfolio: Portfolio, plan: PlanEntity, network: PlanNetwork, schedule: Schedule, as_of: date
) -> tuple[ResourceLoad, ...]:
    """The load of each resource of a plan that has something left to do; for others, nothing."""
    demands = demands_of(portfolio, network)
    last = min(finish_date(schedule.finish), as_of + timedelta(days=LONGEST_LOAD))
    if last < as_of or not demands:
        return ()
    capacities = capacities_of(portfolio, plan)
    found = []
    for resource in portfolio.nested(plan, "resource"):
        calendar = network.network.calendar.with_leave(leave_of(resource))
        capacity = ResourceCapacity(resource.slug, capacities[resource.slug], calendar)
        days = daily_load(network.network, schedule.activities, capacity, demands, (as_of, last))
        if any(day.needed for day in days):
            over = overallocations(network.network, schedule.activities, capacity, demands, days)
            found.append(ResourceLoad(resource, weekly_load(days), over))
    return tuple(found)


def tasks_of(network: PlanNetwork, over: Overallocation) -> tuple[TaskEntity, ...]:
    """The tasks that share a resource where it is over-allocated."""
    return tuple(network.tasks[name] for name in over.activities)
