"""What is computed about renewals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from milepost.graph.portfolio import Entity
from milepost.kinds.metric import metric
from milepost.kinds.renewals.model import Renewal
from milepost.schema.date_arithmetic import days_past

if TYPE_CHECKING:
    from milepost.analysis.insight import Insight


@dataclass(frozen=True, slots=True)
class RenewalInsight:
    """About one renewal. `late_by_days` are the calendar days since its last day, 0 before that."""

    entity: Entity[Renewal]
    late_by_days: int


@metric(Renewal)
def renewal_metrics(insight: Insight, entity: Entity[Renewal]) -> RenewalInsight:
    return RenewalInsight(entity, days_past(entity.entry.renew_by, insight.as_of))


METRICS = (renewal_metrics,)
