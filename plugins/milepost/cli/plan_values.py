"""The computed values of plans and tasks as plain data under their public names, for `milepost show`.

The names are those of the field: early and late dates of the critical path method, earned value, earned schedule, and
the percentiles of the forecast. Days are ISO dates, slack is in working days, money in the plan's currency.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from milepost.kinds.plan.plan_forecast import Odds
from milepost.kinds.plan.plan_insight import PlanInsight
from milepost.kinds.plan.task_insight import DateReason, TaskInsight
from milepost.schedule.money import Total

_DAY = 480  # working minutes


def plan_values(plan: PlanInsight) -> dict[str, Any]:
    """`tasks` by id, `schedule`, `evm`, `forecast`, `budget`, and `exposure`; what is not known is None."""
    return {
        "tasks": {task.id: task_values(one) for task, one in plan.tasks.items()},
        "schedule": _schedule(plan),
        "evm": _earned_value(plan),
        "forecast": _forecast(plan),
        "budget": _budget(plan),
        "exposure": _total(plan.exposure, plan.currency),
    }


def task_values(task: TaskInsight) -> dict[str, Any]:
    """The values of one task. A milestone that is still open has `p50`, `p80`, `p95`, and its `chance` as well."""
    values = {
        "early_start": _day(task.early_start),
        "early_finish": _day(task.early_finish),
        "late_start": _day(task.late_start),
        "late_finish": _day(task.late_finish),
        "total_slack": _rounded(task.total_slack),
        "free_slack": _rounded(task.free_slack),
        "critical": task.critical,
        "because": {side: [_reason(one) for one in found] for side, found in task.because.items()},
        "duration_days": _rounded(task.duration_days),
        "status": task.status,
        "progress": _rounded(task.progress),
        "progress_from": task.progress_from,
        "baseline_start": _day(task.baseline_start),
        "baseline_finish": _day(task.baseline_finish),
        "slip_days": task.slip_days,
        "late_by_days": task.late_by_days,
        "criticality": _rounded(task.criticality),
        "sensitivity": _rounded(task.sensitivity),
    }
    return values | (_odds(task.odds) if task.odds else {})


def _schedule(plan: PlanInsight) -> dict[str, Any]:
    return {
        "start": _day(plan.start),
        "end": _day(plan.end),
        "baseline_end": _day(plan.baseline_end),
        "slip_days": plan.slip_days,
        "least_slack": _rounded(plan.least_slack),
        "critical_path": [task.id for task in plan.critical_path],
        "progress": _rounded(plan.progress),
        "problems": [problem.message for problem in plan.problems],
    }


def _earned_value(plan: PlanInsight) -> dict[str, Any] | None:
    """Earned value (PMI) and earned schedule (Lipke) under their abbreviations; None without a baseline."""
    found = plan.performance
    if found is None:
        return None
    value, schedule = found.value, found.schedule
    numbers = {
        "bac": value.bac,
        "pv": value.pv,
        "ev": value.ev,
        "ac": value.ac,
        "cv": value.cost_variance,
        "sv": value.schedule_variance,
        "spi": value.schedule_performance_index,
        "cpi": value.cost_performance_index,
        "eac": value.estimate_at_completion,
        "vac": value.variance_at_completion,
        "tcpi": value.to_complete_index,
        "es": schedule.earned,
        "sv_t": schedule.schedule_variance,
        "spi_t": schedule.schedule_performance_index,
        "ieac_t": schedule.estimate_at_completion,
    }
    uncounted = [plan.network.tasks[name].id for name in found.uncounted]
    return {"as_of": _day(found.as_of), "unit": found.unit} | _all_rounded(numbers) | {"uncounted": uncounted}


def _forecast(plan: PlanInsight) -> dict[str, Any] | None:
    """The outcome of the simulation; None if nothing is uncertain."""
    found = plan.forecast
    if found is None:
        return None
    tasks = plan.network.tasks
    return {
        **_odds(found.finish),
        "milestones": {tasks[name].id: _odds(odds) for name, odds in found.milestones.items()},
        "deciding": [task.id for task in found.deciding],
        "estimated": found.estimated,
        "risks": found.risks,
        "runs": found.runs,
    }


def _odds(odds: Odds) -> dict[str, Any]:
    days = {name: _day(getattr(odds, name)) for name in ("p50", "p80", "p95", "promised")}
    return {**days, "chance": _rounded(odds.chance)}


def _budget(plan: PlanInsight) -> dict[str, Any] | None:
    found = plan.budget
    if found is None:
        return None
    return {
        name: _total(getattr(found, name), plan.currency) for name in ("planned", "committed", "actual", "forecast")
    }


def _total(total: Total, currency: str) -> dict[str, Any] | None:
    """The sum of what is known, and how many amounts are not; None if there is no amount."""
    if not (total.counted or total.unknown):
        return None
    return {"known": _rounded(total.known), "unknown": total.unknown, "currency": currency}


def _reason(reason: DateReason) -> dict[str, Any]:
    """A candidate for a date. A link has a task, a type, and a lag, in working and calendar days."""
    values: dict[str, Any] = {"kind": reason.kind, "date": _day(reason.day), "binding": reason.binding}
    if reason.task:
        values |= {"task": reason.task.id, "type": reason.type}
    if reason.lag:
        values |= {"lag_days": _rounded(reason.lag.minutes / _DAY), "lag_elapsed_days": reason.lag.elapsed_days}
    return values


def task_line(values: dict[str, Any]) -> str:
    """The values of a task on one line for people: its dates, slack, and whether it is critical."""
    parts = [f"{values['early_start']} → {values['early_finish']}" if values["early_start"] else "no dates"]
    if values["total_slack"] is not None and values["status"] != "done":
        parts.append(f"total slack {values['total_slack']:g} d")
    parts += ["critical"] if values["critical"] else []
    return ", ".join([*parts, values["status"].replace("_", " ")])


def reason_line(values: dict[str, Any]) -> str:
    """A candidate for a date on one line for people; the one that gives the date is marked."""
    link = f" {values['type']} from {values['task']}" if "task" in values else ""
    decides = ", decides" if values["binding"] else ""
    return f"{values['kind'].replace('-', ' ')}{link} ({values['date']}{decides})"


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _all_rounded(values: dict[str, float | None]) -> dict[str, float | None]:
    return {name: _rounded(value) for name, value in values.items()}
