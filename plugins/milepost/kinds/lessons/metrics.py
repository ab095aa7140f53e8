"""What is computed about lessons and actions, in whatever document they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.insight.actions import ActionInsight, action_insight
from milepost.kinds.metric import metric
from milepost.model.lessons import Action, Lesson
from milepost.portfolio import Thing
from milepost.thing import mentions

if TYPE_CHECKING:
    from milepost.insight.insight import Insight
    from milepost.insight.memory import LessonInsight


@metric(Action)
def action_metrics(insight: Insight, thing: Thing[Action]) -> ActionInsight:
    """About the action that it mentions, where it is a mere mention."""
    if mentions(thing) and (target := insight.portfolio.target(thing, "action")):
        return insight.about(action_metrics, target)
    return action_insight(insight.portfolio, thing, insight.as_of)


@metric(Lesson)
def lesson_metrics(insight: Insight, thing: Thing[Lesson]) -> LessonInsight:
    return insight.memory.lesson(thing)


METRICS = (action_metrics, lesson_metrics)
