"""Earned value and earned schedule of a plan, with the S-curve of what was planned and earned."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from milepost.charts.lines import DaySeries, DayValue, s_curves
from milepost.charts.scales import Days
from milepost.kinds.plan.planned_value import PlanPerformance
from milepost.kit import phrasing
from milepost.kit.components import Phrase
from milepost.kit.schedule_words import NBSP, short_day
from milepost.pages.plan.components import PlanFigure, PlanPart, PlanRow, cell, plan_table
from milepost.pages.plan.context import PlanContext

_MOST_POINTS = 40  # of the planned curve


def performance_part(plan: PlanContext) -> PlanPart | None:
    """Earned value; None without a baseline to measure against, or before the project starts."""
    found = plan.insight.performance if plan.is_exact else None
    if not found or found.value.ev is None or found.value.pv is None or not found.curve.days:
        return None
    if found.as_of < found.curve.days[0]:
        return None
    table = plan_table("Earned value", ("Measure", "Value#", "Meaning"), _rows(found))
    return PlanPart(
        "performance",
        "Performance",
        sentences=tuple(_sentences(found)),
        figure=_figure(plan, found),
        tables=(table,) if table else (),
        fine=_method(found),
    )


def _sentences(found: PlanPerformance) -> Iterator[tuple[Phrase, ...]]:
    value, schedule = found.value, found.schedule
    if schedule.earned is not None and schedule.schedule_variance is not None:
        late = schedule.schedule_variance
        days = abs(round(late))
        against = (
            f"{phrasing.count(days, 'working day')} {'behind' if late < 0 else 'ahead of'} the baseline"
            if days
            else "on the baseline"
        )
        reached = found.curve.days[max(0, min(round(schedule.earned), len(found.curve.days)) - 1)]
        yield (
            Phrase(f"The work done by {short_day(found.as_of)} is "),
            Phrase(against, strong=True),
            Phrase(f": this much was planned by {short_day(reached)}." if days else "."),
        )
    if value.cost_performance_index is not None and value.cost_variance is not None and found.is_money:
        over = value.cost_variance < 0
        amount = _amount(found, abs(value.cost_variance))
        yield (
            Phrase("It cost "),
            Phrase(f"{amount} {'more' if over else 'less'}", strong=True),
            Phrase(" than budgeted."),
        )


def _rows(found: PlanPerformance) -> Iterator[PlanRow]:
    value, schedule = found.value, found.schedule
    yield _row("Planned value (PV)", _amount(found, value.pv), "budget of the work planned to be done by this date")
    yield _row("Earned value (EV)", _amount(found, value.ev), "budget of the work actually done")
    if found.is_money:
        yield _row("Actual cost (AC)", _amount(found, value.ac), "spent to date")
    yield _row("Budget at completion (BAC)", _amount(found, value.bac), "budget of all work")
    if schedule.schedule_performance_index is not None:
        yield _row(
            "SPI(t)", _index(schedule.schedule_performance_index), "earned schedule ÷ actual time; below 1 is behind"
        )
        yield _row(
            "SPI", _index(value.schedule_performance_index), "EV ÷ PV; always returns to 1 at the end, even if late"
        )
        yield _row(
            "Earned schedule (ES)", _days(schedule.earned), "working day of the baseline that the work has reached"
        )
        if schedule.schedule_variance is not None:
            yield _row(
                "SV(t)", _days(schedule.schedule_variance), "schedule variance in working days; negative is behind"
            )
        yield _row("IEAC(t)", _days(schedule.estimate_at_completion), _planned(found))
    if found.is_money and value.cost_performance_index is not None:
        yield _row("CPI", _index(value.cost_performance_index), "EV ÷ AC; below 1 is over budget")
        yield _row("CV", _amount(found, value.cost_variance), "cost variance, EV − AC; negative is over budget")
        yield _row(
            "EAC",
            _amount(found, value.estimate_at_completion),
            "estimate at completion if cost performance stays as it is",
        )
        yield _row(
            "VAC",
            _amount(found, value.variance_at_completion),
            "variance at completion, BAC − EAC; negative is over budget",
        )
        yield _row("TCPI", _index(value.to_complete_index), "CPI needed on the remaining work to finish on budget")


def _planned(found: PlanPerformance) -> str:
    return f"total working days at this pace; {phrasing.number(found.schedule.planned_duration)} in the baseline"


def _row(name: str, value: str, meaning: str) -> PlanRow:
    return PlanRow((cell(name), cell(value or "unknown"), cell(meaning)))


def _amount(found: PlanPerformance, amount: float | None) -> str:
    if amount is None:
        return ""
    rounded = round(amount) + 0
    unit = found.unit if found.is_money else f"working{NBSP}{phrasing.plural(abs(rounded), 'day')}"
    return f"{_signed(rounded)}{NBSP}{unit}".rstrip(NBSP)


def _signed(value: float) -> str:
    return phrasing.number(value).replace("-", "−")


def _index(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _days(value: float | None) -> str:
    return "" if value is None else _signed(round(value, 1))


def _figure(plan: PlanContext, found: PlanPerformance) -> PlanFigure:
    planned = tuple(_planned_points(found))
    start = found.curve.days[0]
    earned = ((start, 0.0), (found.as_of, found.value.ev or 0.0))
    series = [_series("Planned", "planned", planned), _series("Earned", "actual", earned)]
    spent = ((start, 0.0), (found.as_of, found.value.ac)) if found.is_money and found.value.ac is not None else ()
    if spent:
        series.append(_series("Spent", "forecast", spent))
    across = Days.around([*(day for day, _ in planned), found.as_of], plan.page.as_of)
    months = plan_table("Planned value by date", ("Date", "Planned#", "Earned#", "Spent#"), _numbers(found))
    assert months
    now = _amount(found, found.value.pv), _amount(found, found.value.ev), _amount(found, found.value.bac)
    return PlanFigure(
        "performance-curve",
        "Planned, earned, and spent" if spent else "Planned and earned",
        f"By {short_day(found.as_of)}, {now[0]} was planned and {now[1]} earned, of {now[2]} in all.",
        s_curves(series, across),
        (),
        months,
    )


def _series(name: str, tone: str, points: tuple[tuple[date, float], ...]) -> DaySeries:
    """A series as a chart of sums takes it: what each day adds."""
    before = 0.0
    values = []
    for day, value in points:
        values.append(DayValue(day, max(0.0, value - before)))
        before = value
    return DaySeries(name, tone, tuple(values))


def _planned_points(found: PlanPerformance) -> Iterator[tuple[date, float]]:
    """The planned curve, thinned; the first and the last day are kept."""
    days, planned = found.curve.days, found.curve.planned
    step = max(1, len(days) // _MOST_POINTS)
    yield days[0], planned[0]
    kept = sorted({*range(step - 1, len(days), step), len(days) - 1})
    yield from ((days[n], planned[n + 1]) for n in kept)


def _numbers(found: PlanPerformance) -> Iterator[PlanRow]:
    """The planned value at the end of each month, and all values today."""
    last: dict[tuple[int, int], tuple[date, float]] = {}
    for day, value in zip(found.curve.days, found.curve.planned[1:], strict=True):
        last[day.year, day.month] = (day, value)
    rows = [(day, value, "", "") for day, value in last.values() if day != found.as_of]
    now = (found.as_of, found.value.pv or 0.0, _amount(found, found.value.ev), _amount(found, found.value.ac))
    for day, value, earned, spent in sorted([*rows, now], key=lambda row: row[0]):
        yield PlanRow((cell(short_day(day)), cell(_amount(found, value)), cell(earned), cell(spent)))


def _method(found: PlanPerformance) -> str:
    basis = (
        "The value of a task is the planned amount of its budget lines."
        if found.is_money
        else "The value of a task is the working days of its baseline."
    )
    words = f"{basis} It is spread evenly over the baseline of the task, and earned by its progress."
    if found.uncounted:
        words += f" Not counted: {phrasing.count(len(found.uncounted), 'task')} without a baseline."
    return words


def pace(plan: PlanContext) -> tuple[Phrase, ...]:
    """The pace against the baseline in one sentence, for other pages; empty without earned value."""
    found = plan.insight.performance if plan.is_exact else None
    return next(_sentences(found), ()) if found and found.value.ev is not None else ()
