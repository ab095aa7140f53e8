"""Computed values of a story: what blocks it, whether it is ready, its age, and its cycle time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from milepost.graph.portfolio import Entity, Portfolio
from milepost.kinds.backlog.model import DONE, STARTED_STORY, UNSTARTED_STORY, Story
from milepost.kinds.backlog.story_dates import StoryDates
from milepost.kinds.roadmap.model import Item, Release

StoryEntity: TypeAlias = "Entity[Story]"


@dataclass(frozen=True, slots=True)
class StoryInsight:
    """Values of one story. `depends_on` and `needed_by` are all dependencies, `blocked_by` and `blocks` the open ones.

    `created_on`, `started_on`, and `done_on` are typed, or from git as `from_git` says; see `story_dates`.

    `age_days` are calendar days since work on it started, today included; `waiting_days` those since it was created,
    of a story on which no work has started. `cycle_days` are calendar days from start to end, both included: a story
    that is done on the day on which it starts takes one (Vacanti, "Actionable Agile Metrics for Predictability", 2015).
    `blocked_days` are those of them on which a story that it depends on was not done yet; None if that is not known.
    `criteria` are (met, all) acceptance criteria. `release` is its own, else that of its item.
    """

    entity: StoryEntity
    item: Entity[Item] | None
    release: Entity[Release] | None
    is_open: bool
    depends_on: tuple[StoryEntity, ...]
    blocked_by: tuple[StoryEntity, ...]
    needed_by: tuple[StoryEntity, ...]
    blocks: tuple[StoryEntity, ...]
    created_on: date | None
    started_on: date | None
    done_on: date | None
    from_git: tuple[str, ...]
    age_days: int | None
    waiting_days: int | None
    cycle_days: int | None
    blocked_days: int | None
    criteria: tuple[int, int]

    @property
    def started(self) -> bool:
        """Whether work on it has started and it is not closed."""
        return self.entity.entry.status in STARTED_STORY

    @property
    def blocked(self) -> bool:
        """Whether it is open, and so is a story that must be done before it."""
        return bool(self.blocked_by)

    @property
    def ready(self) -> bool:
        """Whether work on it can start: it has not started, and no story before it is open."""
        return self.entity.entry.status in UNSTARTED_STORY and not self.blocked_by


def story_insight(
    portfolio: Portfolio, entity: StoryEntity, as_of: date, dates_of: Callable[[StoryEntity], StoryDates]
) -> StoryInsight:
    """Values of a story as of a day."""
    entry = entity.entry
    going = not entry.is_closed
    depends_on: tuple[StoryEntity, ...] = portfolio.targets(entity, "depends_on")
    # By id, as the order of files must not show.
    needed_by = tuple(sorted(portfolio.sources(entity, "depends_on", Story.type_name), key=lambda one: one.slug))
    item: Entity[Item] | None = portfolio.target(entity, "item")
    own: Entity[Release] | None = portfolio.target(entity, "release")
    dates = dates_of(entity)
    created, begun, done = dates.created, dates.started, dates.done
    started, waits = entry.status in STARTED_STORY, entry.status in UNSTARTED_STORY
    age = (as_of - begun).days + 1 if begun and started and begun <= as_of else None
    cycle = (done - begun).days + 1 if begun and done and entry.status == DONE and begun <= done else None
    return StoryInsight(
        entity=entity,
        item=item,
        release=own or (portfolio.target(item, "release") if item else None),
        is_open=going,
        depends_on=depends_on,
        blocked_by=_open(depends_on) if going else (),
        needed_by=needed_by,
        blocks=_open(needed_by) if going else (),
        created_on=created,
        started_on=begun,
        done_on=done,
        from_git=tuple(sorted(dates.from_git)),
        age_days=age,
        waiting_days=(as_of - created).days if created and waits and created <= as_of else None,
        cycle_days=cycle,
        blocked_days=_blocked_days(begun, cycle or age, map(_released(dates_of), depends_on)),
        criteria=(sum(bool(one.done) for one in entry.acceptance_criteria), len(entry.acceptance_criteria)),
    )


def _released(dates_of: Callable[[StoryEntity], StoryDates]) -> Callable[[StoryEntity], date | None]:
    """From which day on a story holds up none that depends on it: the last day there is if it is open, None if nobody
    knows.
    """

    def released(story: StoryEntity) -> date | None:
        if not story.entry.is_closed:
            return date.max
        return dates_of(story).done if story.entry.status == DONE else None

    return released


def _blocked_days(begun: date | None, days: int | None, released: Iterable[date | None]) -> int | None:
    """How many of the `days` from its start a story was blocked.

    It is blocked from its start until the day on which the last story before it is done; not on that day any more.
    """
    found = list(released)
    if begun is None or days is None or None in found:
        return None
    return max((min(max((day - begun).days, 0), days) for day in found if day), default=0)


def _open(stories: Iterable[StoryEntity]) -> tuple[StoryEntity, ...]:
    return tuple(one for one in stories if not one.entry.is_closed)


def status_word(portfolio: Portfolio, status: str) -> str:
    """A status of stories in the portfolio's own words, else in ours."""
    words = {"todo": "To do"}
    own = portfolio.has_label("status", status) or status not in words
    return portfolio.label("status", status) if own else words[status]
