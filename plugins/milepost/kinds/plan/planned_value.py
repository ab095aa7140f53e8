"""What a plan should have earned by a day, what it has earned, and what that cost: the inputs of earned value.

The value of a task is the planned amount of its budget lines. It is planned evenly over the working days of the task's
baseline and earned by its progress. A budget line without a task is level of effort: it is planned evenly over the
working days of its period, and earns what is planned (PMI, *Practice Standard for Earned Value Management*).

Where no budget line names a task, or these readers may not see the budget, tasks are worth the working days of their
baseline instead. Schedule performance can then be told, but no cost.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from milepost.graph.portfolio import Portfolio
from milepost.kinds.plan.model import BudgetLine
from milepost.kinds.plan.project_network import PlanEntity, PlanNetwork, first_day, last_day
from milepost.schedule.calendar import WorkCalendar
from milepost.schedule.earned_value import EarnedSchedule, EarnedValue, earned_schedule, earned_value
from milepost.schedule.money import UNKNOWN, Amount, Total, total
from milepost.schema.scalars import UNKNOWN as TBD

LONGEST_BASELINE = 36_525  # days


@dataclass(frozen=True, slots=True)
class PlannedWork:
    """A part of the value of a plan: how much, and from which day to which it is planned.

    `progress` is the share that is done, 0 to 1; None for level of effort, which earns what is planned.
    """

    value: float
    first: date
    last: date
    progress: float | None

    def planned_by(self, day: date, calendar: WorkCalendar) -> float:
        """The value planned up to and including a day."""
        if day < self.first:
            return 0.0
        if day >= self.last:
            return self.value
        whole = calendar.working_days(self.first, self.last)
        done = calendar.working_days(self.first, day)
        return self.value * done / whole if whole else 0.0

    def earned_by(self, day: date, calendar: WorkCalendar) -> float:
        """The value earned by a day, of which `progress` is known."""
        return self.planned_by(day, calendar) if self.progress is None else self.value * self.progress


@dataclass(frozen=True)
class ValueCurve:
    """The cumulative planned value by working day: `planned[n]` is that at the end of working day n; 0 is the start."""

    days: tuple[date, ...]
    planned: tuple[float, ...]


@dataclass(frozen=True)
class PlanPerformance:
    """Earned value and earned schedule of a plan on a day.

    `unit` is a currency, or `days` where tasks are worth their working days. `uncounted` are tasks without a baseline,
    whose value no number here includes. Periods of the earned schedule are working days since the start of the
    baseline; `curve` has the planned value of each.
    """

    value: EarnedValue
    schedule: EarnedSchedule
    unit: str
    as_of: date
    uncounted: tuple[str, ...]
    curve: ValueCurve

    @property
    def is_money(self) -> bool:
        """Whether values are amounts of money."""
        return self.unit != "days"


def amount(written: float | str | None) -> Amount:
    """An amount of a document: `tbd` exists and is not known."""
    return UNKNOWN if written == TBD else written if not isinstance(written, str) else None


def performance(
    portfolio: Portfolio, plan: PlanEntity, network: PlanNetwork, progress: Mapping[str, float | None], as_of: date
) -> PlanPerformance | None:
    """Earned value of a plan on a day; None without a baseline to measure against, or with one of over 100 years.

    `progress` has the percent complete of each task by the id of its activity.
    """
    calendar = network.network.calendar
    lines = plan.entry.budget.lines if plan.entry.budget else ()
    values = _values_of_tasks(portfolio, plan, lines)
    money = any(isinstance(found.exact, float | int) and found.exact for found in values.values())
    work: list[PlannedWork] = []
    uncounted: list[str] = []
    for name, task in network.tasks.items():
        if network.network.is_summary(name) or task.entry.milestone:
            continue
        baseline = task.entry.baseline
        first, last = (first_day(baseline.start), last_day(baseline.end)) if baseline else (None, None)
        value = values.get(name, Total()).exact if money else None
        if not money and first and last:
            value = float(calendar.working_days(first, last))
        if first is None or last is None or last < first:
            # What nothing is planned for has no value that could be missing.
            uncounted += [name] if value or not money else []
        elif value is not None:
            work.append(PlannedWork(value, first, last, (progress.get(name) or 0) / 100))
    if money:
        work += _level_of_effort(lines)
    if not work or (max(one.last for one in work) - min(one.first for one in work)).days > LONGEST_BASELINE:
        return None
    currency = (plan.entry.budget.currency if plan.entry.budget else None) or portfolio.head.currency or ""
    actual = total(amount(line.actual) for line in lines) if money else Total()
    return _performance(work, calendar, as_of, actual, currency if money else "days", uncounted)


def _values_of_tasks(portfolio: Portfolio, plan: PlanEntity, lines: Iterable[BudgetLine]) -> dict[str, Total]:
    """The planned amounts of each task by the id of its activity."""
    amounts: dict[str, list[Amount]] = {}
    for line in lines:
        found = portfolio.resolve_id(plan, "task", line.task) if line.task else None
        if found:
            amounts.setdefault(found.slug, []).append(amount(line.planned))
    return {name: total(found) for name, found in amounts.items()}


def _level_of_effort(lines: Iterable[BudgetLine]) -> Iterable[PlannedWork]:
    for line in lines:
        first, last = first_day(line.period), last_day(line.period)
        planned = total([amount(line.planned)]).exact
        if not line.task and first and last and planned is not None:
            yield PlannedWork(planned, first, last, None)


def _performance(
    work: list[PlannedWork], calendar: WorkCalendar, as_of: date, actual: Total, unit: str, uncounted: list[str]
) -> PlanPerformance:
    first, last = min(one.first for one in work), max(one.last for one in work)
    days = tuple(
        day
        for ordinal in range(first.toordinal(), last.toordinal() + 1)
        if calendar.is_working(day := date.fromordinal(ordinal))
    )
    planned = _curve(work, days)
    at = calendar.working_days(first, as_of)
    earned = _rounded(sum(one.earned_by(as_of, calendar) for one in work))
    value = earned_value(
        bac=sum(one.value for one in work),
        pv=_rounded(sum(one.planned_by(as_of, calendar) for one in work)),
        ev=earned,
        ac=actual.exact,
    )
    return PlanPerformance(
        value=value,
        schedule=earned_schedule(planned, earned, at, len(days)),
        unit=unit,
        as_of=as_of,
        uncounted=tuple(uncounted),
        curve=ValueCurve(days, planned),
    )


def _curve(work: Iterable[PlannedWork], days: tuple[date, ...]) -> tuple[float, ...]:
    """The cumulative planned value at the start and at the end of each working day."""
    added = [0.0] * (len(days) + 1)  # on each day, what is planned a day more than on the day before
    at_once = [0.0] * (len(days) + 1)
    for one in work:
        first, last = bisect_left(days, one.first), bisect_right(days, one.last)
        if first < last:
            added[first] += one.value / (last - first)
            added[last] -= one.value / (last - first)
        else:  # planned on days off alone
            at_once[min(first, len(days) - 1)] += one.value
    rates = accumulate(added[:-1])
    daily = (rate + more for rate, more in zip(rates, at_once, strict=False))
    return tuple(map(_rounded, accumulate(daily, initial=0.0)))


def _rounded(value: float) -> float:
    """Without the noise of adding shares, which would make equal values differ."""
    return round(value, 6)
