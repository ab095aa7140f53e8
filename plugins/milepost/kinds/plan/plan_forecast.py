"""The forecast of a plan: when it will finish, how likely each promised date is, and which tasks decide.

Durations are drawn from the three-point estimates of tasks, and risks happen with their probability and delay their
tasks. The register's grades 1 to 5 stand for 10, 30, 50, 70, and 90 percent (PMI, *PMBOK Guide*, probability and impact
matrix). What is left of a risk after its response counts, where that is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from milepost.graph.portfolio import Entity, Portfolio
from milepost.kinds.plan.project_network import PlanEntity, PlanNetwork, TaskEntity, last_day
from milepost.kinds.plan.registers import Risk

if TYPE_CHECKING:
    from milepost.schedule.forecast import Forecast, ScheduleRisk

RUNS, RUNS_OF_LARGE, LARGE = 10_000, 1_000, 300  # a plan with more tasks than that is simulated less often
SEED = 1


@dataclass(frozen=True, slots=True)
class Odds:
    """The dates by which something finishes in 50, 80, and 95 percent of the runs.

    `promised` is the date it was promised for, `chance` the share of runs, 0 to 1, that meet it.
    """

    p50: date
    p80: date
    p95: date
    promised: date | None
    chance: float | None


@dataclass(frozen=True)
class PlanForecast:
    """The outcome of a simulation.

    `estimated` is the number of open tasks with an estimate, `risks` that of open risks that delay tasks. `milestones`,
    `criticality`, and `sensitivity` are by the id of the activity; `deciding` are the tasks that decide the date, the
    strongest first.
    """

    finish: Odds
    milestones: dict[str, Odds]
    criticality: dict[str, float]
    sensitivity: dict[str, float]
    deciding: tuple[TaskEntity, ...]
    estimated: int
    risks: int
    runs: int


def probability_of(grade: float) -> float:
    """The probability, 0 to 1, of a grade from 1 to 5."""
    return round(0.1 + 0.2 * (grade - 1), 4)


def plan_forecast(
    portfolio: Portfolio, plan: PlanEntity, network: PlanNetwork, promised: date | None
) -> PlanForecast | None:
    """The forecast of a plan that can be scheduled; None if nothing in it is uncertain or left to do."""
    # Only here: a command that forecasts nothing starts without NumPy.
    from milepost.schedule.distributions import ThreePoint
    from milepost.schedule.forecast import ImpossibleForecast
    from milepost.schedule.simulation import simulate

    open_tasks = [
        (name, task)
        for name, task in network.tasks.items()
        if not network.network.is_summary(name) and not network.network.activities[name].is_complete
    ]
    weekdays = len(network.network.calendar.working_weekdays)
    written = {
        name: ThreePoint(*(one.working_minutes(weekdays) for one in (e.optimistic, e.likely, e.pessimistic)))
        for name, task in open_tasks
        if (e := task.entry.estimate) and not task.entry.milestone
    }
    # One that is out of order, which a check reports, must not cost the whole forecast.
    estimates = {name: one for name, one in written.items() if one.flaw is None}
    risks = tuple(_risks(portfolio, plan, {name for name, _ in open_tasks}))
    if not (estimates or risks):
        return None
    milestones = [name for name, task in open_tasks if task.entry.milestone]
    try:
        found = simulate(
            network.network,
            estimates,
            risks=risks,
            milestones=milestones,
            runs=RUNS if len(network.tasks) <= LARGE else RUNS_OF_LARGE,
            seed=SEED,
        )
    except ImpossibleForecast:  # it ends after year 9999
        return None
    return PlanForecast(
        finish=_odds(found, None, promised),
        milestones={name: _odds(found, name, promise_of(network.tasks[name])) for name in milestones},
        criticality={name: one.criticality for name, one in found.activities.items()},
        sensitivity={name: one.sensitivity for name, one in found.activities.items()},
        deciding=tuple(network.tasks[name] for name in found.deciding),
        estimated=len(estimates),
        risks=len(risks),
        runs=found.runs,
    )


def promise_of(task: TaskEntity) -> date | None:
    """The date that a task was promised for: its deadline, else the end of its baseline."""
    entry = task.entry
    return last_day(entry.deadline) or (last_day(entry.baseline.end) if entry.baseline else None)


def _odds(found: Forecast, milestone: str | None, promised: date | None) -> Odds:
    distribution = found.finish if milestone is None else found.milestones[milestone]
    chance = distribution.chance_by(promised) if promised else None
    p50, p80, p95 = (distribution.date_at(percent) for percent in (50, 80, 95))
    return Odds(p50, p80, p95, promised, chance)


def _risks(portfolio: Portfolio, plan: PlanEntity, open_names: set[str]) -> Iterator[ScheduleRisk]:
    from milepost.schedule.forecast import ScheduleRisk

    for risk in _open(portfolio.nested(plan, "risk")):
        entry = risk.entry
        tasks: Iterable[TaskEntity] = portfolio.targets(risk, "tasks")
        names = tuple(one.slug for one in tasks if one.parent is plan and one.slug in open_names)
        grade = (entry.residual and entry.residual.probability) or entry.probability
        if names and grade and entry.days:
            yield ScheduleRisk(risk.slug, probability_of(grade), float(entry.days), names)


def _open(risks: Iterable[Entity[Risk]]) -> Iterator[Entity[Risk]]:
    return (risk for risk in risks if not risk.entry.is_closed)
