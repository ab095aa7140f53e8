"""Numbers worked out from what one audience may see: all of them behind the door, none before it."""

from __future__ import annotations

from datetime import date

from milepost.insight.actions import ActionInsight
from milepost.insight.dates import Slip
from milepost.insight.goals import KeyResultInsight, NeedInsight, ObjectiveInsight
from milepost.insight.incident import IncidentInsight
from milepost.insight.insight import Insight
from milepost.insight.item import ItemInsight, Slack
from milepost.insight.loose import LooseEnds
from milepost.insight.memory import LessonInsight
from milepost.insight.readiness import ReadinessInsight
from milepost.insight.releases import MilestoneInsight, ReleaseInsight, ThemeInsight
from milepost.insight.seen import SeenMatch
from milepost.insight.similar import SimilarMatch
from milepost.portfolio import Portfolio

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
    "work_out",
]


def work_out(portfolio: Portfolio, as_of: date) -> Insight:
    """What can be said about a projected portfolio on a day. Each answer is made when first asked for."""
    return Insight(portfolio, as_of)
