"""Computed values of objectives, key results, and needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.graph.portfolio import Entity
from milepost.kinds.metric import metric
from milepost.kinds.metrics.model import ProductMetric
from milepost.kinds.roadmap.priority_scores import ranked
from milepost.kinds.roadmap.progress import count_done
from milepost.kinds.strategy import goal_metrics
from milepost.kinds.strategy.goal_metrics import KeyResultInsight, KeyResultNumbers, NeedInsight, ObjectiveInsight
from milepost.kinds.strategy.model import KeyResult, Need, Objective

if TYPE_CHECKING:
    from milepost.analysis.insight import Insight


def _need_ranks(insight: Insight) -> dict[Entity[Need], tuple[int, int]]:
    scores = {need: goal_metrics.opportunity(need.entry) for need in insight.portfolio.all(Need)}
    return ranked({need: score for need, score in scores.items() if score is not None})


@metric(KeyResult)
def key_result_metrics(insight: Insight, entity: Entity[KeyResult]) -> KeyResultInsight:
    objective = entity.parent.entry if entity.parent else None
    frame = objective if isinstance(objective, Objective) else None
    return goal_metrics.key_result_insight(insight.portfolio, entity, frame, _numbers(insight, entity), insight.as_of)


def _numbers(insight: Insight, entity: Entity[KeyResult]) -> KeyResultNumbers:
    entry = entity.entry
    metric: Entity[ProductMetric] | None = insight.portfolio.target(entity, "metric")
    if metric is None:
        return KeyResultNumbers(entry.baseline, entry.current, entry.target, entry.unit, entry.due)
    # A check reports numbers that are written although there is a metric; until that is fixed, pages show them.
    measured, latest = metric.entry, insight.metric(metric).latest
    by = measured.target.by if measured.target else None
    return KeyResultNumbers(
        baseline=_own(entry.baseline, measured.baseline.value if measured.baseline else None),
        current=_own(entry.current, latest.value if latest else None),
        target=_own(entry.target, measured.target.value if measured.target else None),
        unit=entry.unit or measured.unit,
        due=entry.due or goal_metrics.as_exact_as(insight.portfolio, entity, by),
    )


def _own(written: float | None, measured: float | None) -> float | None:
    return measured if written is None else written


@metric(Objective)
def objective_metrics(insight: Insight, entity: Entity[Objective]) -> ObjectiveInsight:
    portfolio = insight.portfolio
    results = tuple(insight.about(key_result_metrics, one) for one in portfolio.nested(entity, "kr"))
    known = [one.percent for one in results if one.percent is not None]
    items = insight.in_order(insight.tree.with_descendants(portfolio.sources(entity, "objectives")))
    needs: tuple[Entity[Need], ...] = portfolio.targets(entity, "needs")
    met = [found for need in needs if (found := goal_metrics.is_met(need.entry)) is not None]
    return ObjectiveInsight(
        entity=entity,
        progress=sum(known) / len(known) if known else None,
        progress_of=(len(known), len(results)),
        key_results=results,
        items=items,
        items_done=count_done(items),
        needs=needs,
        needs_met=sum(met) if met else None,
        bets=portfolio.sources(entity, "objective", "bet"),
    )


@metric(Need)
def need_metrics(insight: Insight, entity: Entity[Need]) -> NeedInsight:
    objectives: tuple[Entity[Objective], ...] = insight.portfolio.sources(entity, "needs", "objective")
    items = set(insight.portfolio.sources(entity, "needs"))
    items.update(item for one in objectives for item in insight.about(objective_metrics, one).items)
    rank, of = insight.shared(_need_ranks).get(entity, (None, 0))
    ordered = insight.in_order(items)
    return NeedInsight(
        entity=entity,
        opportunity=goal_metrics.opportunity(entity.entry),
        rank=rank,
        ranked=of,
        met=goal_metrics.is_met(entity.entry),
        objectives=objectives,
        items=ordered,
        items_done=count_done(ordered),
    )


METRICS = (objective_metrics, key_result_metrics, need_metrics)
