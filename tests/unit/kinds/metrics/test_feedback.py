"""Feedback in numbers, and the score of opportunities."""

from __future__ import annotations

from datetime import date

import pytest
from tests.unit.kinds.metrics.conftest import Seen

from milepost.kinds.metrics.feedback import by_month, counted
from milepost.kinds.metrics.metrics import opportunity_metrics
from milepost.kinds.metrics.model import Feedback, Opportunity
from milepost.kinds.strategy.goal_metrics import opportunity
from milepost.kinds.strategy.model import Need

TEXT = """
audience: public
feedback:
  - {id: a, title: A, date: 2026-08-03, channel: survey, sentiment: negative, count: 5}
  - {id: b, title: B, date: 2026-08-20, channel: quay, sentiment: positive}
  - {id: c, title: C, date: 2026-10-01, channel: survey, sentiment: positive, count: 2}
  - {id: d, title: D, date: 2026-Q3, sentiment: neutral, count: 9}
  - {id: e, title: E, date: 2026-10-02, channel: survey}
opportunities:
  - {id: large, title: Large, needs: [dry, warm], feedback: [a, b], item: roof}
  - {id: small, title: Small, needs: [cheap]}
  - {id: unscored, title: Unscored, needs: [calm]}
"""
STRATEGY = """
audience: public
vision: V
needs:
  - {id: dry, statement: Dry, importance: 5, satisfaction: 2}
  - {id: warm, statement: Warm, importance: 4, satisfaction: 4}
  - {id: cheap, statement: Cheap, importance: 3, satisfaction: 5}
  - {id: calm, statement: Calm, importance: 3}
"""
ROADMAP = "items: [{id: roof, title: Roof, status: planned, audience: public}]"


@pytest.mark.parametrize(
    ("importance", "satisfaction", "expected"), [(9.5, 3.2, 15.8), (8, 9, 8), (5, 1, 9), (1, 5, 1), (4, 2, 6)]
)
def test_the_opportunity_score_is_ulwicks(importance: float, satisfaction: float, expected: float) -> None:
    need = Need.model_construct(importance=importance, satisfaction=satisfaction)
    assert opportunity(need) == pytest.approx(expected)


def test_an_opportunity_scores_as_its_need_that_is_met_worst(seen: Seen) -> None:
    insight = seen(TEXT, strategy=STRATEGY, roadmap=ROADMAP)
    large, small, unscored = (insight.about(opportunity_metrics, one) for one in insight.portfolio.all(Opportunity))
    assert (large.score, large.rank, large.ranked, large.need and large.need.id) == (8, 1, 2, "dry")
    assert (small.score, small.rank) == (3, 2)
    assert (unscored.score, unscored.rank) == (None, None)
    assert (large.customers, large.item and large.item.id, small.item) == (6, "roof", None)


def test_feedback_is_counted_by_customers_with_the_largest_first(seen: Seen) -> None:
    found = counted(seen(TEXT).portfolio.all(Feedback), lambda one: one.entry.channel)
    assert [(one.key, one.entries, one.customers) for one in found] == [("survey", 3, 8), ("quay", 1, 1), (None, 1, 9)]
    assert found[0].sentiments == {"positive": 2, "negative": 5, None: 1}


def test_months_without_feedback_are_there_and_vague_dates_are_not(seen: Seen) -> None:
    months = by_month(seen(TEXT).portfolio.all(Feedback), date(2026, 11, 23))
    assert [(one.month.isoformat(), one.sentiments) for one in months] == [
        ("2026-08-01", {"positive": 1, "negative": 5}),
        ("2026-09-01", {}),
        ("2026-10-01", {"positive": 2, None: 1}),
        ("2026-11-01", {}),
    ]
    assert by_month([], date(2026, 11, 23)) == ()


def test_readers_without_the_group_feedback_get_no_counts_and_no_scores(seen: Seen) -> None:
    insight = seen(TEXT, strategy=STRATEGY, roadmap=ROADMAP, audience="public")
    found = counted(insight.portfolio.all(Feedback), lambda one: one.entry.channel)
    assert [(one.key, one.entries, one.customers) for one in found] == [("survey", 3, 3), ("quay", 1, 1), (None, 1, 1)]
    large = insight.about(opportunity_metrics, insight.portfolio.all(Opportunity)[0])
    assert (large.score, large.customers) == (None, 2)
