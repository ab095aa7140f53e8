"""Computed values of lessons and actions, in any kind of document."""

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
    """For a mere mention, the values of the action it references."""
    meant = _mentioned_action(insight, entity)
    if meant is not entity:
        return insight.about(action_metrics, meant)
    return action_insight(insight.portfolio, entity, insight.as_of)


def _mentioned_action(insight: Insight, entity: Entity[Action]) -> Entity[Action]:
    """The action at the end of a chain of mentions; the entity itself if it is none, or if the chain is a cycle."""
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
