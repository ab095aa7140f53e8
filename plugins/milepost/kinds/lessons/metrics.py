"""What is computed about lessons and actions, in whatever document they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.graph.entity import mentions
from milepost.graph.portfolio import Entity
from milepost.kinds.lessons.action_metrics import ActionInsight, action_insight
from milepost.kinds.lessons.model import Action, Lesson
from milepost.kinds.metric import metric

if TYPE_CHECKING:
    from milepost.analysis.insight import Insight
    from milepost.analysis.prior_lessons import LessonInsight


@metric(Action)
def action_metrics(insight: Insight, entity: Entity[Action]) -> ActionInsight:
    """About the action that it mentions, where it is a mere mention."""
    if mentions(entity) and (target := insight.portfolio.target(entity, "action")):
        return insight.about(action_metrics, target)
    return action_insight(insight.portfolio, entity, insight.as_of)


@metric(Lesson)
def lesson_metrics(insight: Insight, entity: Entity[Lesson]) -> LessonInsight:
    return insight.memory.lesson(entity)


METRICS = (action_metrics, lesson_metrics)
