"""Roadmap items and the projects that deliver them: what an item takes from the plans that name it in `items`.

A plan delivers all of its items, so each of them has its dates and progress. Of several plans an item is there once the
last one is: it starts with the earliest and ends with the latest, its progress is the unweighted mean, as that of parts
is, and its health the worst. Plans that are cancelled do not count. What is done takes dates only from plans that are
done: the end of one that goes on is not when the item was there. A plan hidden from these readers is not in the
portfolio, so nothing of it is here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from milepost.graph.portfolio import Entity, Portfolio
from milepost.kinds.plan.metrics import plan_metrics
from milepost.kinds.plan.model import Plan
from milepost.kinds.plan.plan_insight import PlanInsight
from milepost.kinds.plan.plan_periods import plan_end, plan_start
from milepost.kinds.report.project_health import project_health
from milepost.kinds.roadmap.item_tree import ItemEntity
from milepost.kinds.roadmap.model import Item
from milepost.kinds.roadmap.progress import HealthState, Progress, is_open, worst
from milepost.kinds.roadmap.schedule import Dates
from milepost.schema.base import CANCELLED, CLOSED
from milepost.schema.date_arithmetic import earliest, latest

if TYPE_CHECKING:
    from milepost.analysis.insight import Insight

PlanEntity = Entity[Plan]


@dataclass(frozen=True, slots=True)
class Delivery:
    """What an item may take from its projects. `plans` are all plans that name it, cancelled ones included."""

    plans: tuple[PlanEntity, ...]
    progress: Progress
    health: HealthState
    dates: Dates


def deliveries_of(insight: Insight) -> dict[ItemEntity, Delivery]:
    """The deliveries of every item that some plan names."""
    portfolio = insight.portfolio
    if not portfolio.all(Plan):
        return {}
    return {item: _delivery(insight, item, plans) for item, plans in _named(portfolio)}


def _named(portfolio: Portfolio) -> Iterator[tuple[ItemEntity, tuple[PlanEntity, ...]]]:
    for item in portfolio.all(Item):
        if plans := portfolio.sources(item, "items", "plan"):
            yield item, plans


def _delivery(insight: Insight, item: ItemEntity, plans: tuple[PlanEntity, ...]) -> Delivery:
    alive = [one for one in plans if one.entry.status != CANCELLED]
    counted = [insight.about(plan_metrics, one) for one in alive]
    return Delivery(plans, _progress(item, counted), _health(insight, item, alive), _dates(insight, item, counted))


def _progress(item: ItemEntity, plans: Sequence[PlanInsight]) -> Progress:
    if not is_open(item):
        return Progress()
    known = [percent for one in plans if (percent := _percent(one)) is not None]
    counted = (len(known), len(plans))
    return Progress(sum(known) / len(known), "project", counted) if known else Progress(counted=counted)


def _percent(plan: PlanInsight) -> float | None:
    return 100.0 if plan.entity.entry.status == "done" else plan.progress


def _health(insight: Insight, item: ItemEntity, plans: Sequence[PlanEntity]) -> HealthState:
    if not is_open(item):
        return HealthState()
    going = (one for one in plans if one.entry.status not in CLOSED)
    stated = [found for one in going if (found := project_health(insight, one.slug))]
    health = worst(one.health for one in stated)
    reason = next((one.reason for one in stated if one.health == health and one.reason), "")
    return HealthState(health, "project", reason=reason) if health else HealthState()


def _dates(insight: Insight, item: ItemEntity, plans: Sequence[PlanInsight]) -> Dates:
    """From the earliest start to the latest end; no end while a plan has none, as it may be the last one."""
    portfolio, status = insight.portfolio, item.entry.status
    if status == CANCELLED:
        return Dates()
    found = [one for one in plans if is_open(item) or one.entity.entry.status == "done"]
    starts = [one for plan in found if (one := plan_start(portfolio, plan))]
    ends: list[Any] = [plan_end(portfolio, plan) for plan in found]
    start, end = earliest(starts), latest(ends) if ends and all(ends) else None
    return Dates(start, "project" if start else None, end, "project" if end else None)
