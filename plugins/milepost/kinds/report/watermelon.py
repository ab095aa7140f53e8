"""The watermelon check: what in a plan contradicts a status report that is on track ("green outside, red inside")."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from milepost.kinds.plan.plan_forecast import Odds
from milepost.kinds.plan.plan_insight import PlanInsight
from milepost.wording import count

if TYPE_CHECKING:
    from milepost.analysis.insight import Insight


def contradictions(insight: Insight, project: str, least_spi: float) -> Iterator[str]:
    """Facts of a project's plan that contradict "on track", each as a clause with its numbers.

    They are: negative slack, a time-based schedule performance index SPI(t) below `least_spi`, a promised date that
    less than 80 percent of the simulated runs meet, and a high risk whose review is overdue. Without a plan there are
    none.
    """
    plan = insight.plan_of(project)
    if plan is None:
        return
    yield from _negative_slack(plan)
    yield from _slow_schedule(plan, least_spi)
    yield from _late_forecast(plan)
    yield from _overdue_risks(plan)


def _negative_slack(plan: PlanInsight) -> Iterator[str]:
    open_tasks = [one for one in plan.tasks.values() if one.total_slack is not None and not one.is_complete]
    least = min(open_tasks, key=lambda one: one.total_slack or 0.0, default=None)
    if least and least.total_slack is not None and least.total_slack < 0:
        slack = f"{least.total_slack:.1f}".removesuffix(".0").replace("-", "−")
        yield f"the task '{least.entity.id}' has {slack} working days of slack"


def _slow_schedule(plan: PlanInsight, least_spi: float) -> Iterator[str]:
    index = plan.performance.schedule.schedule_performance_index if plan.performance else None
    if index is not None and index < least_spi:
        yield f"SPI(t) is {index:.2f}, below {least_spi:.2f}"


def _late_forecast(plan: PlanInsight) -> Iterator[str]:
    """The finish, or else the open milestone that the forecast misses most."""
    found = plan.forecast
    if found is None:
        return
    if _days_late(found.finish) > 0:
        yield f"the finish {_odds(found.finish)}"
        return
    late = {name: days for name, odds in found.milestones.items() if (days := _days_late(odds)) > 0}
    if late:
        worst = max(late, key=lambda name: (late[name], name))
        yield f"the milestone '{plan.network.tasks[worst].id}' {_odds(found.milestones[worst])}"


def _days_late(odds: Odds) -> int:
    """Calendar days from the promised date to the date that 80 percent of the runs meet."""
    return (odds.p80 - odds.promised).days if odds.promised else 0


def _odds(odds: Odds) -> str:
    late = count(_days_late(odds), "day")
    return f"is forecast for {odds.p80} (P80), {late} after the promised date {odds.promised}"


def _overdue_risks(plan: PlanInsight) -> Iterator[str]:
    for risk in plan.risks:
        if risk.level == "high" and risk.overdue_days:
            late = count(risk.overdue_days, "day")
            yield f"the review of the high risk '{risk.entity.id}' ({risk.current_score:g} of 25) is {late} overdue"
