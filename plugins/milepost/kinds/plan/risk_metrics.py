"""Computed values of risks, and the exposure of a plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from milepost.graph.portfolio import Entity
from milepost.kinds.plan.plan_forecast import probability_of
from milepost.kinds.plan.planned_value import amount
from milepost.kinds.plan.registers import Risk
from milepost.schedule.money import UNKNOWN, Amount, Total, total
from milepost.schema.date_arithmetic import days_past

RiskEntity = Entity[Risk]
HIGH, MEDIUM = 12, 6  # of 25


@dataclass(frozen=True, slots=True)
class RiskInsight:
    """Values of one risk.

    `score` is probability × impact, 1 to 25; None if one is not graded. `residual_score` is that after the response.
    `chance` is the probability that counts, 0 to 1. `expected_days` are working days × chance. `overdue_days` are
    calendar days since its review was due.
    """

    entity: RiskEntity
    is_open: bool
    score: float | None
    residual_score: float | None
    chance: float | None
    expected_days: float | None
    expected_cost: Amount
    overdue_days: int

    @property
    def current_score(self) -> float | None:
        """The score after the response where that is graded, else before it."""
        return self.score if self.residual_score is None else self.residual_score

    @property
    def level(self) -> str | None:
        """`high` from 12 of 25, `medium` from 6, else `low`; None if it is not graded."""
        return level_of(self.current_score)


def level_of(score: float | None) -> str | None:
    """`high`, `medium`, or `low`; None without a score."""
    if score is None:
        return None
    return "high" if score >= HIGH else "medium" if score >= MEDIUM else "low"


def risk_insight(entity: RiskEntity, as_of: date) -> RiskInsight:
    """The values of a risk on a day."""
    entry = entity.entry
    residual = entry.residual
    going = not entry.is_closed
    grade = (residual and residual.probability) or entry.probability
    chance = probability_of(grade) if grade else None
    cost = amount(entry.cost)
    return RiskInsight(
        entity=entity,
        is_open=going,
        score=_product(entry.probability, entry.impact),
        residual_score=_product(residual.probability or entry.probability, residual.impact or entry.impact)
        if residual
        else None,
        chance=chance,
        expected_days=chance * entry.days if chance is not None and entry.days is not None else None,
        expected_cost=_expected(chance, cost),
        overdue_days=max(0, days_past(entry.review_by, as_of)) if going else 0,
    )


def _product(probability: float | None, impact: float | None) -> float | None:
    return probability * impact if probability is not None and impact is not None else None


def _expected(chance: float | None, cost: Amount) -> Amount:
    if cost is None or cost is UNKNOWN or chance is None:
        return UNKNOWN if cost is not None else None
    return chance * cost


def exposure(risks: Iterable[RiskInsight]) -> Total:
    """The expected cost of all open risks: the sum of probability × cost (expected monetary value)."""
    return total(risk.expected_cost for risk in risks if risk.is_open)
