"""Progress and health of items: as typed, from their stories, parts, or the projects that deliver them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from milepost.kinds.roadmap.item_tree import ItemEntity, ItemTree
from milepost.schema.base import CLOSED, Health

UNSTARTED = ("proposed", "planned")
HEALTH_ORDER = tuple(reversed(get_args(Health)))  # the worst first


@dataclass(frozen=True, slots=True)
class Progress:
    """Percent done (0 to 100) and its origin.

    `counted`: (parts with known progress, parts that are not cancelled), or projects instead of parts for `project`.
    For `stories`: (stories done, stories that are not dropped), and in `points` the same in points if those count.
    """

    percent: float | None = None
    origin: Literal["typed", "status", "stories", "children", "project"] | None = None
    counted: tuple[int, int] = (0, 0)
    points: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class HealthState:
    """A health and its origin; `because` are the parts that have it, `reason` is that of a project's report."""

    health: str | None = None
    origin: Literal["typed", "children", "project"] | None = None
    because: tuple[ItemEntity, ...] = ()
    reason: str = ""


def is_open(item: ItemEntity) -> bool:
    """Whether an item is neither done nor cancelled."""
    return item.entry.status not in CLOSED


def progress_of_items(
    tree: ItemTree, stories: Mapping[ItemEntity, Progress], projects: Mapping[ItemEntity, Progress]
) -> dict[ItemEntity, Progress]:
    """Progress of all items: as typed, else 100 if done, else of `stories`, else the unweighted mean of their parts,
    else of `projects`.

    `stories` has the progress that an item's stories give, `projects` that of the projects that deliver an item.
    """
    found: dict[ItemEntity, Progress] = {}
    for item in tree.bottom_up:
        parts = [child for child in tree.children(item) if child.entry.status != "cancelled"]
        known = [percent for child in parts if (percent := contribution_of(child, found[child])) is not None]
        counted = (len(known), len(parts))
        if item.entry.progress is not None:
            found[item] = Progress(float(item.entry.progress), "typed", counted)
        elif item.entry.status == "done":
            found[item] = Progress(100.0, "status", counted)
        elif item in stories and item.entry.status != "cancelled":
            found[item] = stories[item]
        elif known and item.entry.status != "cancelled":
            found[item] = Progress(sum(known) / len(known), "children", counted)
        elif item in projects and projects[item].percent is not None:
            found[item] = projects[item]
        else:
            found[item] = Progress(counted=counted)
    return found


def contribution_of(item: ItemEntity, progress: Progress) -> float | None:
    """What an item contributes to a mean: its percent, 0 if work has not begun, None if unknown."""
    if progress.percent is None and item.entry.status in UNSTARTED:
        return 0.0
    return progress.percent


def mean_progress(
    items: Iterable[ItemEntity], progress: dict[ItemEntity, Progress]
) -> tuple[float | None, tuple[int, int]]:
    """Mean percent of items that are not cancelled, with (items with known progress, items)."""
    parts = [item for item in items if item.entry.status != "cancelled"]
    known = [percent for item in parts if (percent := contribution_of(item, progress[item])) is not None]
    return (sum(known) / len(known) if known else None), (len(known), len(parts))


def health_of_items(tree: ItemTree, projects: Mapping[ItemEntity, HealthState]) -> dict[ItemEntity, HealthState]:
    """Health of all items: as typed, else for open items the worst of their open parts, else that of `projects`.

    `projects` has the health of the projects that deliver an item.
    """
    found: dict[ItemEntity, HealthState] = {}
    for item in tree.bottom_up:
        if item.entry.health:
            found[item] = HealthState(item.entry.health, "typed")
            continue
        parts = [child for child in tree.children(item) if is_open(child)] if is_open(item) else []
        if health := worst(found[child].health for child in parts):
            because = tuple(child for child in parts if found[child].health == health)
            found[item] = HealthState(health, "children", because)
        else:
            found[item] = projects.get(item, HealthState()) if is_open(item) else HealthState()
    return found


def worst(healths: Iterable[str | None]) -> str | None:
    """The worst health; None if none is known."""
    known = set(healths)
    return next((health for health in HEALTH_ORDER if health in known), None)


def count_done(items: Iterable[ItemEntity]) -> int:
    """Number of items that are done."""
    return sum(item.entry.status == "done" for item in items)
