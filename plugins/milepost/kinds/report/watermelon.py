"""The watermelon check: what in a plan contradicts a status report that is on track ("green outside, red inside")."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from milepost.graph.portfolio import Entity
from milepost.kinds.plan.model import Plan
from milepost.kinds.plan.registers import Risk
from milepost.schema.date_arithmetic import days_past
from milepost.wording import count

if TYPE_CHECKING:
    from milepost.analysis.insight import Insight


def contradictions(insight: Insight, project: str, least_spi: float, high_score: int) -> Iterator[str]:
    """Facts of a project's plan that contradict "on track", each as a clause with its numbers.

    A risk is high if probability × impact (each 1 to 5) is at least `high_score`, and overdue if its review date has
    passed. No plan, no contradiction.
    """
    plan = insight.portfolio.find(Plan.type_name, project)
    if plan is None:
        return
    yield from _overdue_risks(insight, plan, high_score)


def _overdue_risks(insight: Insight, plan: Entity[Plan], high_score: int) -> Iterator[str]:
    for risk in insight.portfolio.nested(plan, Risk.type_name):
        score, late = risk_score(risk.entry), days_past(risk.entry.review_by, insight.as_of)
        if not risk.entry.is_closed and late and score is not None and score >= high_score:
            yield f"the review of the high risk '{risk.id}' (score {score:g} of 25) is {count(late, 'day')} overdue"


def risk_score(risk: Risk) -> float | None:
    """Probability × impact of a risk, 1 to 25; None if one of them is not stated."""
    if risk.probability is None or risk.impact is None:
        return None
    return risk.probability * risk.impact
