"""Numbers computed from what one audience may see: all of them behind the audience filter, none before it."""

from __future__ import annotations

from datetime import date

from milepost.analysis.insight import Insight
from milepost.analysis.lesson_matching import SeenMatch
from milepost.analysis.prior_lessons import LessonInsight
from milepost.analysis.similar_postmortems import SimilarMatch
from milepost.graph.portfolio import Portfolio
from milepost.kinds.handover.readiness import ReadinessInsight
from milepost.kinds.lessons.action_metrics import ActionInsight
from milepost.kinds.postmortem.incident_metrics import IncidentInsight
from milepost.kinds.roadmap.item_metrics import ItemInsight, Slack
from milepost.kinds.roadmap.release_metrics import MilestoneInsight, ReleaseInsight, ThemeInsight
from milepost.kinds.strategy.goal_metrics import KeyResultInsight, NeedInsight, ObjectiveInsight
from milepost.kinds.strategy.traceability_gaps import LooseEnds
from milepost.schema.date_arithmetic import Slip

__all__ = [
    "ActionInsight",
    "IncidentInsight",
    "Insight",
    "ItemInsight",
    "KeyResultInsight",
    "LessonInsight",
    "LooseEnds",
    "MilestoneInsight",
    "NeedInsight",
    "ObjectiveInsight",
    "ReadinessInsight",
    "ReleaseInsight",
    "SeenMatch",
    "SimilarMatch",
    "Slack",
    "Slip",
    "ThemeInsight",
    "computed",
]


def computed(portfolio: Portfolio, as_of: date) -> Insight:
    """What can be said about a projected portfolio on a day. Each answer is made when first asked for."""
    return Insight(portfolio, as_of)
