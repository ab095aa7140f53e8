"""Computed values of stories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.graph.portfolio import Entity
from milepost.kinds.backlog.backlog_forecast import BacklogForecast, backlog_forecast
from milepost.kinds.backlog.flow import StoryFlow
from milepost.kinds.backlog.model import Story
from milepost.kinds.backlog.story_dates import StoryDates, story_dates
from milepost.kinds.backlog.story_metrics import StoryInsight, story_insight
from milepost.kinds.backlog.story_order import StoryOrder
from milepost.kinds.metric import metric
from milepost.kinds.roadmap.model import Item

if TYPE_CHECKING:
    from milepost.analysis.insight import Insight


@metric(Story)
def story_metrics(insight: Insight, entity: Entity[Story]) -> StoryInsight:
    return story_insight(insight.portfolio, entity, insight.as_of, insight.shared(dates_of_stories).__getitem__)


def dates_of_stories(insight: Insight) -> dict[Entity[Story], StoryDates]:
    """When each story was created, started, and done."""
    return {one: story_dates(one, insight.history) for one in insight.portfolio.all(Story)}


def story_order(insight: Insight) -> StoryOrder:
    """The order of stories."""
    return StoryOrder(insight.portfolio, insight.shared(dates_of_stories))


def ordered_stories(insight: Insight) -> tuple[StoryInsight, ...]:
    """All stories in working order."""
    stories = insight.shared(story_order).sorted(insight.portfolio.all(Story))
    return tuple(insight.about(story_metrics, one) for one in stories)


def stories_by_item(insight: Insight) -> dict[Entity[Item], tuple[StoryInsight, ...]]:
    """The stories of every item that has some, in working order."""
    found: dict[Entity[Item], list[StoryInsight]] = {}
    for one in insight.shared(ordered_stories):
        if one.item:
            found.setdefault(one.item, []).append(one)
    return {item: tuple(stories) for item, stories in found.items()}


def story_flow(insight: Insight) -> StoryFlow:
    """The flow of all stories."""
    return StoryFlow(insight.shared(ordered_stories), insight.as_of)


def story_forecast(insight: Insight) -> BacklogForecast:
    """The forecasts of the backlog and of the items that its stories belong to."""
    return backlog_forecast(insight, insight.shared(ordered_stories))


METRICS = (story_metrics,)
