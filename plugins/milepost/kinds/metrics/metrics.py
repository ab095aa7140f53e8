"""Computed values of metrics and opportunities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.graph.portfolio import Entity
from milepost.kinds.metric import metric
from milepost.kinds.metrics.feedback import FeedbackEntity, OpportunityInsight, customers_of, opportunity_score
from milepost.kinds.metrics.metric_insight import MetricInsight, metric_insight
from milepost.kinds.metrics.model import Opportunity, ProductMetric
from milepost.kinds.roadmap.priority_scores import ranked

if TYPE_CHECKING:
    from milepost.analysis.insight import Insight


def opportunity_ranks(insight: Insight) -> dict[Entity[Opportunity], tuple[int, int]]:
    """(rank, number of ranked opportunities) of every opportunity with a score."""
    portfolio = insight.portfolio
    scores = {one: opportunity_score(insight, portfolio.targets(one, "needs"))[0] for one in portfolio.all(Opportunity)}
    return ranked({one: score for one, score in scores.items() if score is not None})


@metric(ProductMetric)
def product_metric_metrics(insight: Insight, entity: Entity[ProductMetric]) -> MetricInsight:
    return metric_insight(entity, insight.as_of)


@metric(Opportunity)
def opportunity_metrics(insight: Insight, entity: Entity[Opportunity]) -> OpportunityInsight:
    portfolio = insight.portfolio
    needs = portfolio.targets(entity, "needs")
    score, need = opportunity_score(insight, needs)
    rank, of = insight.shared(opportunity_ranks).get(entity, (None, 0))
    feedback: tuple[FeedbackEntity, ...] = portfolio.targets(entity, "feedback")
    return OpportunityInsight(
        entity=entity,
        score=score,
        need=need,
        rank=rank,
        ranked=of,
        needs=needs,
        feedback=feedback,
        customers=sum(map(customers_of, feedback)),
        item=portfolio.target(entity, "item"),
    )


METRICS = (product_metric_metrics, opportunity_metrics)
