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
    meant = _meant(insight, thing)
    if meant is not thing:
        return insight.about(action_metrics, meant)
    return action_insight(insight.portfolio, thing, insight.as_of)


def _meant(insight: Insight, thing: Thing[Action]) -> Thing[Action]:
    """The action at the end of a chain of mentions; an action itself, and one whose mentions come back to it."""
    meant, passed = thing, {thing}
    while mentions(meant) and (target := insight.portfolio.target(meant, "action")):
        if target in passed:
            return thing
        passed.add(target)
        meant = target
    return meant


@metric(Lesson)
def lesson_metrics(insight: Insight, thing: Thing[Lesson]) -> LessonInsight:
    return insight.memory.lesson(thing)


METRICS = (action_metrics, lesson_metrics)
