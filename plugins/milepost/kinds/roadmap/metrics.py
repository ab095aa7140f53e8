"""Computed values of items, releases, milestones, and themes."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING

from milepost.graph.portfolio import Entity
from milepost.kinds.metric import metric
from milepost.kinds.roadmap import progress, schedule
from milepost.kinds.roadmap import release_metrics as releases
from milepost.kinds.roadmap.delivery import Delivery, deliveries_of
from milepost.kinds.roadmap.horizons import HorizonAssignment
from milepost.kinds.roadmap.item_metrics import ItemInsight, Slack
from milepost.kinds.roadmap.item_tree import ItemEntity, ItemTree, items_by_theme
from milepost.kinds.roadmap.model import Item, Milestone, Release, Theme
from milepost.kinds.roadmap.priority_comparison import OPPORTUNITY, PriorityComparison
from milepost.kinds.roadmap.priority_scores import Priority, exact, method_scores, priorities_of_items
from milepost.kinds.roadmap.progress import HealthState, Progress, is_open
from milepost.kinds.roadmap.release_metrics import MilestoneInsight, ReleaseInsight, ThemeInsight
from milepost.kinds.roadmap.schedule import Dates
from milepost.kinds.roadmap.story_progress import progress_from_stories
from milepost.kinds.roadmap.team_effort import TeamEfforts, team_efforts
from milepost.kinds.strategy.model import Need
from milepost.schema.date_arithmetic import days_past, slip

if TYPE_CHECKING:
    from milepost.analysis.insight import Insight


def item_tree(insight: Insight) -> ItemTree:
    """The item hierarchy."""
    return ItemTree(insight.portfolio)


def item_deliveries(insight: Insight) -> dict[ItemEntity, Delivery]:
    """The projects that deliver each item that some plan names, and what the item may take from them."""
    return deliveries_of(insight)


def item_dates(insight: Insight) -> dict[ItemEntity, Dates]:
    """Start and end of every item."""
    projects = {item: found.dates for item, found in insight.shared(item_deliveries).items()}
    return schedule.dates_of_items(insight.portfolio, insight.shared(item_tree), projects)


def item_progress(insight: Insight) -> dict[ItemEntity, Progress]:
    """Progress of every item."""
    projects = {item: found.progress for item, found in insight.shared(item_deliveries).items()}
    return progress.progress_of_items(insight.shared(item_tree), progress_from_stories(insight.portfolio), projects)


def priority_comparison(insight: Insight) -> PriorityComparison:
    """Open items with a score, ranked by every method."""
    portfolio = insight.portfolio
    every = [item for item in portfolio.all(Item) if is_open(item)]
    scored = [item for item in every if item.entry.score]
    found = {
        method: kept
        for method, scores in insight.shared(item_scores).items()
        if (kept := {item: score for item, score in scores.items() if is_open(item)})
    }
    if opportunities := _opportunities(insight, scored):
        found[OPPORTUNITY] = opportunities
    unscored = [item for item in every if not item.entry.score]
    return PriorityComparison(found, scored, unscored, portfolio.head.priority_method)


def team_effort(insight: Insight) -> TeamEfforts:
    """The planned effort of each team against its capacity."""
    return team_efforts(insight)


def _opportunities(insight: Insight, items: Iterable[ItemEntity]) -> dict[ItemEntity, Fraction]:
    """The highest opportunity score of the needs of each item that answers one which has a score."""
    found: dict[ItemEntity, Fraction] = {}
    for item in items:
        needs: tuple[Entity[Need], ...] = insight.portfolio.targets(item, "needs")
        scores = [score for need in needs if (score := insight.need(need).opportunity) is not None]
        if scores:
            found[item] = exact(max(scores))
    return found


def _health(insight: Insight) -> dict[ItemEntity, HealthState]:
    projects = {item: found.health for item, found in insight.shared(item_deliveries).items()}
    return progress.health_of_items(insight.shared(item_tree), projects)


def item_scores(insight: Insight) -> dict[str, dict[ItemEntity, Fraction]]:
    """The scores of items by method."""
    return method_scores(insight.portfolio)


def _priorities(insight: Insight) -> dict[ItemEntity, tuple[Priority, ...]]:
    return priorities_of_items(insight.portfolio, insight.shared(item_scores))


def _horizons(insight: Insight) -> HorizonAssignment:
    return HorizonAssignment(insight.portfolio, insight.as_of)


def _items_by_theme(insight: Insight) -> dict[Entity[Theme], list[ItemEntity]]:
    return items_by_theme(insight.portfolio, insight.shared(item_tree))


@metric(Item)
def item_metrics(insight: Insight, entity: ItemEntity) -> ItemInsight:
    portfolio, tree = insight.portfolio, insight.shared(item_tree)
    dates = insight.shared(item_dates)[entity]
    entry, going = entity.entry, is_open(entity)
    waits_for: tuple[ItemEntity, ...] = portfolio.targets(entity, "depends_on")
    needed_by: tuple[ItemEntity, ...] = portfolio.sources(entity, "depends_on")
    horizon, horizon_from = insight.shared(_horizons).of(entity, dates)
    delivery = insight.shared(item_deliveries).get(entity)
    return ItemInsight(
        entity=entity,
        parent=tree.parents.get(entity),
        children=tree.children(entity),
        is_open=going,
        progress_state=insight.shared(item_progress)[entity],
        health_state=insight.shared(_health)[entity],
        dates=dates,
        slip=slip(dates.end, entry.baseline.end) if entry.baseline else None,
        late_by_days=days_past(dates.end, insight.as_of) if going else 0,
        waits_for=waits_for,
        blocked_by=tuple(filter(is_open, waits_for)) if going else (),
        needed_by=needed_by,
        blocks=tuple(filter(is_open, needed_by)) if going else (),
        slack=tuple(Slack(after, insight.slack_days(entity, after)) for after in needed_by),
        priorities=insight.shared(_priorities).get(entity, ()),
        horizon=horizon,
        horizon_from=horizon_from,
        projects=delivery.plans if delivery else (),
    )


@metric(Release)
def release_metrics(insight: Insight, entity: Entity[Release]) -> ReleaseInsight:
    entry = entity.entry
    items: tuple[ItemEntity, ...] = insight.portfolio.sources(entity, "release")
    status, status_from = releases.release_status(entry, items, insight.as_of)
    percent, counted = progress.mean_progress(items, insight.shared(item_progress))
    late = releases.items_after(entry.date, items, insight.shared(item_dates).__getitem__)
    done = progress.count_done(items)
    return ReleaseInsight(entity, entry.date, entry.start, status, status_from, items, done, percent, counted, late)


@metric(Milestone)
def milestone_metrics(insight: Insight, entity: Entity[Milestone]) -> MilestoneInsight:
    return releases.milestone_insight(entity, insight.as_of)


@metric(Theme)
def theme_metrics(insight: Insight, entity: Entity[Theme]) -> ThemeInsight:
    items = tuple(insight.shared(_items_by_theme).get(entity, ()))
    percent, counted = progress.mean_progress(items, insight.shared(item_progress))
    states = insight.shared(_health)
    health = progress.worst(states[item].health for item in items if is_open(item))
    return ThemeInsight(entity, items, progress.count_done(items), percent, counted, health)


METRICS = (item_metrics, release_metrics, milestone_metrics, theme_metrics)
