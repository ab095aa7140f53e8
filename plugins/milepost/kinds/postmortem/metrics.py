"""Computed values of post-mortems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.graph.portfolio import Entity
from milepost.kinds.metric import metric
from milepost.kinds.postmortem.incident_metrics import IncidentInsight, incident_insight
from milepost.kinds.postmortem.model import Postmortem

if TYPE_CHECKING:
    from milepost.analysis.insight import Insight


@metric(Postmortem)
def postmortem_metrics(insight: Insight, entity: Entity[Postmortem]) -> IncidentInsight:  # noqa: ARG001
    return incident_insight(entity)


METRICS = (postmortem_metrics,)
