"""A proposal of later starts, so that no resource of a plan is needed beyond its capacity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from milepost.graph.portfolio import Entity, Portfolio
from milepost.kinds.plan.model import Plan, Task
from milepost.kinds.plan.plan_insight import PlanInsight
from milepost.kinds.plan.resource_load import capacities_of, demands_of
from milepost.schedule.calendar import day_start, finish_date, start_date
from milepost.schedule.drivers import because
from milepost.schedule.leveling import LeveledSchedule, UnmetDemand, level
from milepost.schema.period import Period


@dataclass(frozen=True, slots=True)
class PlannedDates:
    """The dates to write for a task; an end only where a written end gives its duration."""

    start: date
    end: date | None


@dataclass(frozen=True)
class LevelingProposal:
    """Starts to write, by the id of the activity, and the data with them written.

    `portfolio` is the full portfolio with these starts, and `insight` the plan in it, so that what follows from a
    proposal is computed like everything else. `unmet` are demands that no later start meets.
    """

    dates: Mapping[str, PlannedDates]
    portfolio: Portfolio
    insight: PlanInsight
    unmet: tuple[UnmetDemand, ...]


def propose(portfolio: Portfolio, plan: PlanInsight) -> LevelingProposal:
    """Later starts for a plan that can be scheduled. What moves along with a predecessor needs no start of its own.

    A start is a day: work that could begin within a day is proposed for the next one.
    """
    assert plan.schedule
    demands = demands_of(portfolio, plan.network)
    leveled = level(plan.schedule, capacities_of(portfolio, plan.entity), demands)
    # Only what needs a resource is ever held back for one; everything else moves along.
    busy = {one.activity for one in demands if one.units} & leveled.delays.keys()
    dates = {name: _dates(plan, leveled, name) for name in plan.network.tasks if name in busy}
    changed, found = _with_dates(portfolio, plan, dates)
    needed = {name: one for name, one in dates.items() if not _follows(found, name)}
    if len(needed) < len(dates):
        dates = needed
        changed, found = _with_dates(portfolio, plan, dates)
    return LevelingProposal(dates, changed, found, leveled.unmet)


def _dates(plan: PlanInsight, leveled: LeveledSchedule, name: str) -> PlannedDates:
    network = plan.network.network
    activity, moment = network.activities[name], leveled.starts[name]
    day, calendar = start_date(moment), network.calendar_of(activity)
    if moment > day_start(day) and activity.duration != 0:
        day += timedelta(days=1)
        while not calendar.is_working(day):
            day += timedelta(days=1)
    end = None
    if activity.finish:
        work = network.duration_of(activity) or 0
        end = finish_date(calendar.add(day_start(day), work))
    return PlannedDates(day, end)


def _follows(plan: PlanInsight, name: str) -> bool:
    """Whether a link alone gives a task the start that was written for it."""
    assert plan.schedule
    found = because(plan.network.network, plan.schedule.activities, name)
    return any(one.binding and one.link for one in found.start)


def _with_dates(
    portfolio: Portfolio, plan: PlanInsight, dates: Mapping[str, PlannedDates]
) -> tuple[Portfolio, PlanInsight]:
    """The portfolio with these dates written, and the plan in it."""
    tasks = tuple(_with_start(task, dates.get((task.id or "").lower())) for task in plan.entity.entry.tasks)
    model = plan.entity.entry.model_copy(update={"tasks": tasks})
    documents = [replace(one, model=model) if one is plan.entity.document else one for one in portfolio.documents]
    changed = Portfolio(documents, portfolio.audiences, portfolio.audience)
    found: Entity[Plan] | None = changed.find("plan", plan.entity.key)
    assert found
    return changed, PlanInsight(changed, found, plan.as_of)


def _with_start(task: Task, dates: PlannedDates | None) -> Task:
    if dates is None:
        return task
    update = {"start": _period(dates.start)} | ({"end": _period(dates.end)} if dates.end else {})
    return task.model_copy(update=update)


def _period(day: date) -> Period:
    return Period(day, day, "day", day.isoformat())
