"""Computed values of stories from a few lines of YAML."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from milepost.access.audience_filter import redacted_for
from milepost.analysis import Insight, computed
from milepost.graph.portfolio import Portfolio
from milepost.history.history import NO_HISTORY, History
from milepost.kinds.backlog.story_metrics import StoryInsight

MakeInsight = Callable[..., Insight]


@pytest.fixture
def insight(portfolio: Callable[..., Portfolio]) -> MakeInsight:
    """Makes the insight of 23 November 2026, of the most restricted audience unless another is named."""

    def make(
        roadmap: str = "",
        *,
        audience: str = "internal",
        as_of: str = "2026-11-23",
        history: History = NO_HISTORY,
        **files: str,
    ) -> Insight:
        seen = redacted_for(portfolio(roadmap, **files), audience)
        return computed(seen, date.fromisoformat(as_of), history)

    return make


def story(insight: Insight, id: str) -> StoryInsight:
    found = insight.portfolio.find("story", id)
    assert found, id
    return insight.story(found)


def ids(stories: tuple[StoryInsight, ...]) -> list[str]:
    return [one.entity.id for one in stories]
