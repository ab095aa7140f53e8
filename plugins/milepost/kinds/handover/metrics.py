"""Computed values of handovers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.graph.portfolio import Entity
from milepost.kinds.handover.model import Handover
from milepost.kinds.handover.readiness import ReadinessInsight, readiness_insight
from milepost.kinds.metric import metric

if TYPE_CHECKING:
    from milepost.analysis.insight import Insight


@metric(Handover)
def handover_metrics(insight: Insight, entity: Entity[Handover]) -> ReadinessInsight:
    return readiness_insight(insight.portfolio, entity, insight.as_of)


METRICS = (handover_metrics,)
