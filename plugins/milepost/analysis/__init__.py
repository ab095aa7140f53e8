"""Values computed from the filtered portfolio of one audience; never from the full one."""

from __future__ import annotations

from datetime import date

from milepost.analysis.insight import Insight
from milepost.analysis.lesson_matching import RelatedLesson
from milepost.analysis.orphans import LevelOrphans
from milepost.analysis.prior_lessons import LessonInsight
from milepost.analysis.similar_postmortems import SimilarMatch
from milepost.graph.portfolio import Portfolio
from milepost.history.history import NO_HISTORY, History
from milepost.kinds.handover.readiness import ReadinessInsight
from milepost.kinds.lessons.action_metrics import ActionInsight
from milepost.kinds.postmortem.incident_metrics import IncidentInsight
from milepost.kinds.roadmap.item_metrics import ItemInsight, Slack
from milepost.kinds.roadmap.release_metrics import MilestoneInsight, ReleaseInsight, ThemeInsight
from milepost.kinds.strategy.goal_metrics import KeyResultInsight, NeedInsight, ObjectiveInsight
from milepost.schema.date_arithmetic import Slip

__all__ = [
    "ActionInsight",
    "IncidentInsight",
    "Insight",
    "ItemInsight",
    "KeyResultInsight",
    "LessonInsight",
    "LevelOrphans",
    "MilestoneInsight",
    "NeedInsight",
    "ObjectiveInsight",
    "ReadinessInsight",
    "RelatedLesson",
    "ReleaseInsight",
    "SimilarMatch",
    "Slack",
    "Slip",
    "ThemeInsight",
    "computed",
]


def computed(portfolio: Portfolio, as_of: date, history: History = NO_HISTORY) -> Insight:
    """Computed values of a filtered portfolio as of a day; all results are lazy and cached.

    `history` is what the same readers may know of the past.
    """
    return Insight(portfolio, as_of, history)
