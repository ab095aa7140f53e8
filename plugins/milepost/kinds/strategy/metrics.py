"""What is computed about objectives, key results and needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.insight import goals
from milepost.insight.goals import KeyResultInsight, NeedInsight, ObjectiveInsight
from milepost.insight.progress import count_done
from milepost.insight.score import ranked
from milepost.kinds.metric import metric
from milepost.model.strategy import KeyResult, Need, Objective
from milepost.portfolio import Thing

if TYPE_CHECKING:
    from milepost.insight.insight import Insight


def _need_ranks(insight: Insight) -> dict[Thing[Need], tuple[int, int]]:
    scores = {need: goals.opportunity(need.entry) for need in insight.portfolio.all(Need)}
    return ranked({need: score for need, score in scores.items() if score is not None})


@metric(KeyResult)
def key_result_metrics(insight: Insight, thing: Thing[KeyResult]) -> KeyResultInsight:
    objective = thing.parent.entry if thing.parent else None
    frame = objective if isinstance(objective, Objective) else None
    return goals.key_result_insight(insight.portfolio, thing, frame, insight.as_of)


@metric(Objective)
def objective_metrics(insight: Insight, thing: Thing[Objective]) -> ObjectiveInsight:
    portfolio = insight.portfolio
    results = tuple(insight.about(key_result_metrics, one) for one in portfolio.nested(thing, "kr"))
    known = [one.percent for one in results if one.percent is not None]
    items = insight.in_order(insight.tree.with_descendants(portfolio.sources(thing, "objectives")))
    needs: tuple[Thing[Need], ...] = portfolio.targets(thing, "needs")
    met = [found for need in needs if (found := goals.is_met(need.entry)) is not None]
    return ObjectiveInsight(
        thing=thing,
        progress=sum(known) / len(known) if known else None,
        progress_of=(len(known), len(results)),
        key_results=results,
        items=items,
        items_done=count_done(items),
        needs=needs,
        needs_met=sum(met) if met else None,
        bets=portfolio.sources(thing, "objective", "bet"),
    )


@metric(Need)
def need_metrics(insight: Insight, thing: Thing[Need]) -> NeedInsight:
    objectives: tuple[Thing[Objective], ...] = insight.portfolio.sources(thing, "needs", "objective")
    items = set(insight.portfolio.sources(thing, "needs"))
    items.update(item for one in objectives for item in insight.about(objective_metrics, one).items)
    rank, of = insight.shared(_need_ranks).get(thing, (None, 0))
    ordered = insight.in_order(items)
    return NeedInsight(
        thing=thing,
        opportunity=goals.opportunity(thing.entry),
        rank=rank,
        ranked=of,
        met=goals.is_met(thing.entry),
        objectives=objectives,
        items=ordered,
        items_done=count_done(ordered),
    )


METRICS = (objective_metrics, key_result_metrics, need_metrics)
