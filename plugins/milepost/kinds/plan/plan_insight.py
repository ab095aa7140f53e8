"""Computed values of a plan: its schedule, forecast, earned value, load, and exposure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from milepost.graph.portfolio import Entity, Portfolio
from milepost.kinds.plan.model import Task
from milepost.kinds.plan.plan_forecast import PlanForecast, plan_forecast, promise_of
from milepost.kinds.plan.planned_value import PlanPerformance, amount, performance
from milepost.kinds.plan.project_network import PlanEntity, PlanNetwork, TaskEntity, first_day, last_day, plan_network
from milepost.kinds.plan.resource_load import ResourceLoad, demands_of, loads_of
from milepost.kinds.plan.risk_metrics import RiskInsight, exposure, risk_insight
from milepost.kinds.plan.task_insight import DateReason, TaskInsight, reason_of
from milepost.schedule.calendar import TICKS_PER_DAY
from milepost.schedule.dates import Schedule
from milepost.schedule.drivers import because
from milepost.schedule.money import BudgetAmounts, BudgetTotals, Total, budget_totals
from milepost.schedule.passes import compute
from milepost.schedule.quality import QualityMeasure, assess
from milepost.schedule.validation import ImpossibleNetwork, NetworkProblem


@dataclass(frozen=True)
class TaskProgress:
    """Percent complete, 0 to 100, and where it is from: `typed`, `status`, or `children`; None if unknown."""

    percent: float | None = None
    origin: str | None = None


class PlanInsight:
    """Values of one plan as of one day. Everything is computed when it is first asked for.

    `problems` says why there is no `schedule`, if there is none. Everything else that needs one is then None or empty.
    """

    def __init__(self, portfolio: Portfolio, entity: PlanEntity, as_of: date) -> None:
        self._portfolio = portfolio
        self.entity = entity
        self.as_of = as_of

    @cached_property
    def precisions(self) -> dict[tuple[TaskEntity, str], str]:
        """The precision of the start and finish of tasks, as far as somebody has asked: see `plan_periods`."""
        return {}

    @cached_property
    def network(self) -> PlanNetwork:
        """The tasks as activities and links."""
        return plan_network(self._portfolio, self.entity, self.as_of)

    @cached_property
    def _outcome(self) -> Schedule | tuple[NetworkProblem, ...]:
        try:
            return compute(self.network.network)
        except ImpossibleNetwork as impossible:
            return impossible.problems

    @property
    def schedule(self) -> Schedule | None:
        """The dates of all tasks; None without tasks, or if they cannot be scheduled."""
        found = self._outcome
        return found if isinstance(found, Schedule) and self.network.tasks else None

    @property
    def problems(self) -> tuple[NetworkProblem, ...]:
        """Why the tasks cannot be scheduled."""
        return () if isinstance(self._outcome, Schedule) else self._outcome

    @cached_property
    def tasks(self) -> dict[TaskEntity, TaskInsight]:
        """The values of every task that is not cancelled, in the order of the plan."""
        return {task: self._task(name, task) for name, task in self.network.tasks.items()}

    @cached_property
    def start(self) -> date | None:
        """The day on which the first task starts; without tasks, the plan's own start."""
        found = [one.early_start for one in self.tasks.values() if one.early_start]
        return min(found, default=first_day(self.entity.entry.start))

    @cached_property
    def end(self) -> date | None:
        """The day on which the last task ends; None without a schedule."""
        return self.schedule.finish_date if self.schedule else None

    @property
    def baseline_end(self) -> date | None:
        """The approved end; where the plan does not say, the last one of a task."""
        baseline = self.entity.entry.baseline
        if baseline and baseline.end:
            return last_day(baseline.end)
        return max(filter(None, map(_baseline_end, self.network.tasks.values())), default=None)

    @property
    def slip_days(self) -> int | None:
        """Calendar days from the approved end to the end; later is positive."""
        end, baseline = self.end, self.baseline_end
        return (end - baseline).days if end and baseline else None

    @property
    def least_slack(self) -> float | None:
        """The least total slack of any open task, in working days."""
        found = [one.total_slack for one in self.tasks.values() if one.total_slack is not None and not one.is_complete]
        return min(found, default=None)

    @cached_property
    def critical_path(self) -> tuple[TaskEntity, ...]:
        """The chain of open tasks that decides the end, from first to last."""
        return tuple(self.network.tasks[name] for name in self.schedule.critical_path) if self.schedule else ()

    @property
    def milestones(self) -> tuple[TaskInsight, ...]:
        """The milestones by date."""
        found = [one for one in self.tasks.values() if one.is_milestone]
        return tuple(sorted(found, key=lambda one: one.early_finish or date.max))

    @property
    def next_milestone(self) -> TaskInsight | None:
        """The first milestone that has not been met."""
        return next((one for one in self.milestones if not one.is_complete), None)

    @property
    def progress(self) -> float | None:
        """Percent complete, weighted by duration."""
        return self._mean(name for name, task in self.network.tasks.items() if not self._parents[name])

    @cached_property
    def forecast(self) -> PlanForecast | None:
        """The outcome of a simulation; None if nothing is uncertain."""
        if not self.schedule:
            return None
        return plan_forecast(self._portfolio, self.entity, self.network, self.baseline_end)

    @cached_property
    def performance(self) -> PlanPerformance | None:
        """Earned value and earned schedule; None without a baseline."""
        percent = {name: found.percent for name, found in self._progress.items()}
        return performance(
            self._portfolio, self.entity, self.network, percent, min(self.as_of, self._ended or date.max)
        )

    @property
    def _ended(self) -> date | None:
        """The day on which the last task ended; None if one is still open."""
        return self.end if all(one.is_complete for one in self.tasks.values()) else None

    @cached_property
    def load(self) -> tuple[ResourceLoad, ...]:
        """The load of each resource from now on."""
        if not self.schedule:
            return ()
        return loads_of(self._portfolio, self.entity, self.network, self.schedule, self.as_of)

    @cached_property
    def quality(self) -> tuple[QualityMeasure, ...]:
        """The points of the DCMA assessment that the data allows."""
        if not self.schedule:
            return ()
        network = self.network
        baseline = {name: day for name, task in network.tasks.items() if (day := _baseline_end(task))}
        paid = {one.slug for line in self._lines if (one := self._task_of(line.task))}
        busy = {one.activity for one in demands_of(self._portfolio, network)}
        return assess(self.schedule, baseline or None, busy | paid if busy or paid else None)

    @cached_property
    def risks(self) -> tuple[RiskInsight, ...]:
        """The values of every risk."""
        return tuple(risk_insight(one, self.as_of) for one in self._portfolio.nested(self.entity, "risk"))

    @property
    def exposure(self) -> Total:
        """The expected cost of all open risks."""
        return exposure(self.risks)

    @cached_property
    def budget(self) -> BudgetTotals | None:
        """The totals of the budget; None without one."""
        return budget_totals(map(budget_amounts, self._lines)) if self._lines else None

    @property
    def currency(self) -> str:
        """The currency of its amounts, empty if none is known."""
        budget = self.entity.entry.budget
        return (budget and budget.currency) or self._portfolio.head.currency or ""

    @property
    def _lines(self) -> tuple[Any, ...]:
        budget = self.entity.entry.budget
        return budget.lines if budget else ()

    def _task_of(self, ref: str | None) -> TaskEntity | None:
        return self._portfolio.resolve_id(self.entity, "task", ref) if ref else None

    @cached_property
    def _parents(self) -> Mapping[str, str | None]:
        return {name: activity.parent for name, activity in self.network.network.activities.items()}

    @cached_property
    def _progress(self) -> dict[str, TaskProgress]:
        found: dict[str, TaskProgress] = {}
        network = self.network.network
        for name in self.network.tasks:
            activity, entry = network.activities[name], self.network.tasks[name].entry
            if activity.is_complete or entry.status == "done":
                found[name] = TaskProgress(100.0, "status")
            elif entry.progress is not None:
                found[name] = TaskProgress(float(entry.progress), "typed")
            elif network.is_summary(name):
                found[name] = TaskProgress()  # below, once those of its children are known
            elif not activity.is_in_progress:
                found[name] = TaskProgress(0.0, "status")
            else:
                found[name] = TaskProgress()
        # Deepest first, so that what a summary is made of is known before it.
        known = (name for name in network.children if name in found)
        for name in sorted(known, key=lambda one: -len(network.ancestors(one))):
            if found[name].percent is None:
                percent = self._mean(network.children[name], found)
                found[name] = TaskProgress(percent, "children" if percent is not None else None)
        return found

    def _mean(self, names: Iterable[str], known: Mapping[str, TaskProgress] | None = None) -> float | None:
        """The mean progress of tasks, weighted by their working time; None if that of one is unknown."""
        progress = known if known is not None else self._progress
        weighted = done = 0.0
        for name in names:
            weight = self._work(name)
            percent = progress[name].percent
            if percent is None and weight:
                return None
            weighted += weight
            done += weight * (percent or 0)
        return done / weighted if weighted else None

    def _work(self, name: str) -> float:
        """The working minutes of a task, or of all that is in a summary."""
        network = self.network.network
        if network.is_summary(name):
            if name in network.ancestors(name):  # a cycle of parents, which `problems` reports
                return 0
            return sum(self._work(child) for child in network.children[name])
        return float(network.duration_of(network.activities[name]) or 0)

    def _task(self, name: str, task: TaskEntity) -> TaskInsight:
        network = self.network.network
        activity, schedule = network.activities[name], self.schedule
        dates = schedule[name] if schedule else None
        end, baseline = dates.early_finish_date if dates else None, task.entry.baseline
        baseline_end = _baseline_end(task)
        promised = promise_of(task)
        percent = self._progress[name]
        duration = network.duration_of(activity)
        late = (self.as_of - promised).days if promised and not activity.is_complete else 0
        return TaskInsight(
            entity=task,
            precision=self._portfolio.visible_precision(task),
            is_summary=network.is_summary(name),
            is_milestone=bool(task.entry.milestone),
            is_complete=activity.is_complete or percent.percent == 100,
            is_started=activity.actual_start is not None or bool(percent.percent),
            depth=len(network.ancestors(name)) if not self.problems else 0,
            early_start=dates.early_start_date if dates else None,
            early_finish=end,
            late_start=dates.late_start_date if dates else None,
            late_finish=dates.late_finish_date if dates else None,
            total_slack=dates.total_slack_days if dates else None,
            free_slack=dates.free_slack_days if dates else None,
            critical=bool(dates and dates.critical and not activity.is_complete),
            duration_days=duration / TICKS_PER_DAY if duration is not None and not network.is_summary(name) else None,
            because=self._because(name),
            progress=percent.percent,
            progress_from=percent.origin,
            baseline_start=first_day(baseline.start) if baseline else None,
            baseline_finish=baseline_end,
            slip_days=(end - baseline_end).days if end and baseline_end else None,
            late_by_days=max(0, late),
            promised=promised,
            _forecast=lambda: self.forecast,
        )

    def _because(self, name: str) -> dict[str, tuple[DateReason, ...]]:
        if not self.schedule:
            return {}
        tasks: dict[str, Entity[Task]] = dict(self.network.tasks)
        found = because(self.network.network, self.schedule.activities, name)
        return {
            side: tuple(reason_of(one, tasks) for one in candidates)
            for side, candidates in (("start", found.start), ("finish", found.finish))
        }


def _baseline_end(task: TaskEntity) -> date | None:
    return last_day(task.entry.baseline.end) if task.entry.baseline else None


def budget_amounts(line: Any) -> BudgetAmounts:
    """The amounts of a line of a budget, by category and period."""
    return BudgetAmounts(
        category=line.category,
        period=str(line.period) if line.period else None,
        planned=amount(line.planned),
        committed=amount(line.committed),
        actual=amount(line.actual),
        forecast=amount(line.forecast),
    )
