"""What is computed about lessons and actions, in whatever document they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.graph.entity import mentioned_id
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
    meant = _meant(insight, entity)
    if meant is not entity:
        return insight.about(action_metrics, meant)
    return action_insight(insight.portfolio, entity, insight.as_of)


def _meant(insight: Insight, entity: Entity[Action]) -> Entity[Action]:
    """The action at the end of a chain of mentions; an action itself, and one whose mentions come back to it."""
    meant, passed = entity, {entity}
    while mentioned_id(meant) and (target := insight.portfolio.target(meant, "action")):
        if target in passed:
            return entity
        passed.add(target)
        meant = target
    return meant


@metric(Lesson)
def lesson_metrics(insight: Insight, entity: Entity[Lesson]) -> LessonInsight:
    return insight.prior_lessons.lesson(entity)


METRICS = (action_metrics, lesson_metrics)
