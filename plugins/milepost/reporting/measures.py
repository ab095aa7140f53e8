"""The numbers of a plan that the dimensions of a status report are about, in words."""

from __future__ import annotations

from collections.abc import Iterator

from milepost.graph.portfolio import Portfolio
from milepost.kinds.plan.plan_insight import PlanInsight
from milepost.kinds.plan.plan_periods import plan_baseline_end, plan_end
from milepost.kit import phrasing
from milepost.pages.report.wording import slip_words


def measures_of(portfolio: Portfolio, plan: PlanInsight) -> Iterator[tuple[str, str]]:
    """(dimension, sentence with its numbers) for the dimensions that the plan has numbers of.

    Dates are no more exact than what they were computed from, or than readers may see.
    """
    found = {"schedule": _schedule(portfolio, plan), "cost": _cost(plan), "risk": _risk(plan)}
    for name, parts in found.items():
        if words := "; ".join(parts):
            yield name, f"{phrasing.sentence(words)}.".replace("\N{NO-BREAK SPACE}", " ")


def _schedule(portfolio: Portfolio, plan: PlanInsight) -> Iterator[str]:
    end = plan_end(portfolio, plan)
    if end:
        moved = slip_words(end, plan_baseline_end(plan))
        yield f"finish {phrasing.period(end)}{f' ({moved})' if moved else ''}"
    if plan.least_slack is not None:
        yield f"least slack {_number(plan.least_slack)} working days"
    if plan.performance and (index := plan.performance.schedule.schedule_performance_index) is not None:
        yield f"SPI(t) {index:.2f}"
    # A simulated day beside a finish in a quarter would look more exact than anything in the plan.
    if end and end.precision == "day" and plan.forecast:
        yield f"P80 {phrasing.day(plan.forecast.finish.p80)}"
    if plan.problems:
        yield f"the plan cannot be scheduled ({phrasing.count(len(plan.problems), 'problem')}); see milepost check"


def _cost(plan: PlanInsight) -> Iterator[str]:
    if plan.performance and (index := plan.performance.value.cost_performance_index) is not None:
        yield f"CPI {index:.2f}"
    if plan.budget and plan.budget.planned.text():
        yield f"planned {plan.budget.planned.text(plan.currency)}"
        if forecast := plan.budget.forecast.text(plan.currency):
            yield f"forecast {forecast}"


def _risk(plan: PlanInsight) -> Iterator[str]:
    open_risks = [one for one in plan.risks if one.is_open]
    if not open_risks:
        return
    high = sum(one.level == "high" for one in open_risks)
    yield f"{phrasing.count(len(open_risks), 'open risk')}, {high} of them high"
    if overdue := sum(bool(one.overdue_days) for one in open_risks):
        yield f"{phrasing.count(overdue, 'review')} overdue"
    if exposure := plan.exposure.text(plan.currency):
        yield f"exposure {exposure}"


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0").replace("-", "−")
