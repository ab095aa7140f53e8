"""What is computed about items, releases, milestones and themes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.insight import progress, releases, schedule
from milepost.insight.dates import days_past, slip
from milepost.insight.horizon import Horizons
from milepost.insight.item import ItemInsight, Slack
from milepost.insight.progress import HealthState, Progress, is_open
from milepost.insight.releases import MilestoneInsight, ReleaseInsight, ThemeInsight
from milepost.insight.schedule import Dates
from milepost.insight.score import Priority, priorities_of_items
from milepost.insight.tree import ItemThing, Tree, items_by_theme
from milepost.kinds.metric import metric
from milepost.model.roadmap import Item, Milestone, Release, Theme
from milepost.portfolio import Thing

if TYPE_CHECKING:
    from milepost.insight.insight import Insight


def item_tree(insight: Insight) -> Tree:
    """Which item is part of which."""
    return Tree(insight.portfolio)


def item_dates(insight: Insight) -> dict[ItemThing, Dates]:
    """Start and end of every item."""
    return schedule.dates_of_items(insight.portfolio, insight.shared(item_tree))


def item_progress(insight: Insight) -> dict[ItemThing, Progress]:
    """How far every item is."""
    return progress.progress_of_items(insight.shared(item_tree))


def _health(insight: Insight) -> dict[ItemThing, HealthState]:
    return progress.health_of_items(insight.shared(item_tree))


def _priorities(insight: Insight) -> dict[ItemThing, Priority]:
    return priorities_of_items(insight.portfolio)


def _horizons(insight: Insight) -> Horizons:
    return Horizons(insight.portfolio, insight.as_of)


def _items_by_theme(insight: Insight) -> dict[Thing[Theme], list[ItemThing]]:
    return items_by_theme(insight.portfolio, insight.shared(item_tree))


@metric(Item)
def item_metrics(insight: Insight, thing: ItemThing) -> ItemInsight:
    portfolio, tree = insight.portfolio, insight.shared(item_tree)
    dates = insight.shared(item_dates)[thing]
    entry, going = thing.entry, is_open(thing)
    waits_for: tuple[ItemThing, ...] = portfolio.targets(thing, "depends_on")
    needed_by: tuple[ItemThing, ...] = portfolio.sources(thing, "depends_on")
    horizon, horizon_from = insight.shared(_horizons).of(thing, dates)
    return ItemInsight(
        thing=thing,
        parent=tree.parents.get(thing),
        children=tree.children(thing),
        is_open=going,
        progress_state=insight.shared(item_progress)[thing],
        health_state=insight.shared(_health)[thing],
        dates=dates,
        slip=slip(dates.end, entry.baseline.end) if entry.baseline else None,
        late_by_days=days_past(dates.end, insight.as_of) if going else 0,
        waits_for=waits_for,
        blocked_by=tuple(filter(is_open, waits_for)) if going else (),
        needed_by=needed_by,
        blocks=tuple(filter(is_open, needed_by)) if going else (),
        slack=tuple(Slack(after, insight.slack_days(thing, after)) for after in needed_by),
        priority=insight.shared(_priorities).get(thing),
        horizon=horizon,
        horizon_from=horizon_from,
    )


@metric(Release)
def release_metrics(insight: Insight, thing: Thing[Release]) -> ReleaseInsight:
    entry = thing.entry
    items: tuple[ItemThing, ...] = insight.portfolio.sources(thing, "release")
    status, status_from = releases.release_status(entry, items, insight.as_of)
    percent, counted = progress.mean_progress(items, insight.shared(item_progress))
    late = releases.items_after(entry.date, items, insight.shared(item_dates).__getitem__)
    done = progress.count_done(items)
    return ReleaseInsight(thing, entry.date, entry.start, status, status_from, items, done, percent, counted, late)


@metric(Milestone)
def milestone_metrics(insight: Insight, thing: Thing[Milestone]) -> MilestoneInsight:
    return releases.milestone_insight(thing, insight.as_of)


@metric(Theme)
def theme_metrics(insight: Insight, thing: Thing[Theme]) -> ThemeInsight:
    items = tuple(insight.shared(_items_by_theme).get(thing, ()))
    percent, counted = progress.mean_progress(items, insight.shared(item_progress))
    states = insight.shared(_health)
    health = progress.worst(states[item].health for item in items if is_open(item))
    return ThemeInsight(thing, items, progress.count_done(items), percent, counted, health)


METRICS = (item_metrics, release_metrics, milestone_metrics, theme_metrics)
