"""What is computed about handovers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.insight.readiness import ReadinessInsight, readiness_insight
from milepost.kinds.metric import metric
from milepost.model.handover import Handover
from milepost.portfolio import Thing

if TYPE_CHECKING:
    from milepost.insight.insight import Insight


@metric(Handover)
def handover_metrics(insight: Insight, thing: Thing[Handover]) -> ReadinessInsight:
    return readiness_insight(insight.portfolio, thing, insight.as_of)


METRICS = (handover_metrics,)
