"""What is computed about post-mortems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.insight.incident import IncidentInsight, incident_insight
from milepost.kinds.metric import metric
from milepost.model.postmortem import Postmortem
from milepost.portfolio import Thing

if TYPE_CHECKING:
    from milepost.insight.insight import Insight


@metric(Postmortem)
def postmortem_metrics(insight: Insight, thing: Thing[Postmortem]) -> IncidentInsight:  # noqa: ARG001
    return incident_insight(thing)


METRICS = (postmortem_metrics,)
