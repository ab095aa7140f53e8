"""The numbers of a plan that the dimensions of a status report are about, in words."""

from __future__ import annotations

from collections.abc import Iterator

from milepost.kinds.plan.plan_insight import PlanInsight
from milepost.kit import phrasing


def measures_of(plan: PlanInsight) -> Iterator[tuple[str, str]]:
    """(dimension, sentence with its numbers) for the dimensions that the plan has numbers of."""
    found = {"schedule": _schedule(plan), "cost": _cost(plan), "risk": _risk(plan)}
    for name, parts in found.items():
        if words := "; ".join(parts):
            yield name, f"{phrasing.sentence(words)}.".replace("\N{NO-BREAK SPACE}", " ")


def _schedule(plan: PlanInsight) -> Iterator[str]:
    if plan.end:
        slip = plan.slip_days
        side = "later" if (slip or 0) > 0 else "earlier"
        moved = f" ({phrasing.count(abs(slip), 'calendar day')} {side} than baseline)" if slip else ""
        yield f"finish {phrasing.day(plan.end)}{moved}"
    if plan.least_slack is not None:
        yield f"least slack {_number(plan.least_slack)} working days"
    if plan.performance and (index := plan.performance.schedule.schedule_performance_index) is not None:
        yield f"SPI(t) {index:.2f}"
    if plan.forecast:
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
