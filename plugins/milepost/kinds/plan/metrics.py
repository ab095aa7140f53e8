"""Computed values of plans, their tasks, and their risks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.graph.portfolio import Entity
from milepost.kinds.metric import metric
from milepost.kinds.plan.model import Plan, Task
from milepost.kinds.plan.plan_insight import PlanInsight
from milepost.kinds.plan.registers import Risk
from milepost.kinds.plan.risk_metrics import RiskInsight, risk_insight
from milepost.kinds.plan.task_insight import TaskInsight

if TYPE_CHECKING:
    from milepost.analysis.insight import Insight


@metric(Plan)
def plan_metrics(insight: Insight, entity: Entity[Plan]) -> PlanInsight:
    return PlanInsight(insight.portfolio, entity, insight.as_of)


@metric(Task)
def task_metrics(insight: Insight, entity: Entity[Task]) -> TaskInsight | None:
    """The values of a task; None for a cancelled one, which has no dates."""
    plan: Entity[Plan] | None = entity.parent  # type: ignore[assignment]
    return insight.about(plan_metrics, plan).tasks.get(entity) if plan else None


@metric(Risk)
def risk_metrics(insight: Insight, entity: Entity[Risk]) -> RiskInsight:
    return risk_insight(entity, insight.as_of)


METRICS = (plan_metrics, task_metrics, risk_metrics)
