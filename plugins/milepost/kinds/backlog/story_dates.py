"""When a story was created, started, and done: as typed, or where nothing is typed, as its status changed in git."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from milepost.graph.portfolio import Entity
from milepost.history.corrections import observations, without_corrections
from milepost.history.history import History
from milepost.history.ledger import Snapshot
from milepost.kinds.backlog.model import DONE, STARTED_STORY, UNSTARTED_STORY, Story
from milepost.schema.period import Period

_IN_ORDER = ("created_on", "started_on", "done_on")


@dataclass(frozen=True, slots=True)
class StoryDates:
    """The dates of a story; None for what has not happened or is not known. `from_git` names those not typed."""

    created: date | None = None
    started: date | None = None
    done: date | None = None
    from_git: frozenset[str] = frozenset()


def story_dates(entity: Entity[Story], history: History) -> StoryDates:
    """The dates of a story. A date from git that contradicts a typed one is left out.

    History is asked for only if a date is missing that the story must have by its status.
    """
    entry = entity.entry
    typed = (day_of(entry.created_on), day_of(entry.started_on), day_of(entry.done_on))
    is_done = entry.status == DONE
    wanted = (True, is_done or entry.status in STARTED_STORY, is_done)
    if all(day or not asked for day, asked in zip(typed, wanted, strict=True)):
        return StoryDates(*typed)
    found = observed_dates(history.trail(entity))
    known = dict(zip(_IN_ORDER, typed, strict=True))
    from_git = set()
    for place, (name, day) in enumerate(zip(_IN_ORDER, (found.created, found.started, found.done), strict=True)):
        if day and wanted[place] and not typed[place] and _fits(day, typed[:place], typed[place + 1 :]):
            known[name] = day
            from_git.add(name)
    return StoryDates(known["created_on"], known["started_on"], known["done_on"], frozenset(from_git))


def _fits(day: date, before: Sequence[date | None], after: Sequence[date | None]) -> bool:
    """Whether a day is in the order of those that were typed."""
    return all(one <= day for one in before if one) and all(day <= one for one in after if one)


def observed_dates(trail: Sequence[Snapshot]) -> StoryDates:
    """The dates that the changes of a story's status give.

    It was created in the commit that first had it, started in the first one in which it was in progress or in review,
    and done in the last one that made it done. What had happened before history begins has no date: a story that is
    first seen in progress, in the first commit there is, was started on some day before that. Neither has the end of a
    story that was written down when it was done already.
    """
    states = without_corrections(observations(trail, "status"))
    if not states:
        return StoryDates()
    first = states[0]
    # Whatever was under way when history begins was started before that, and no later commit says when.
    is_known = not first.is_first or first.value in UNSTARTED_STORY
    starts = (one.snapshot.day for one in states if one.value in STARTED_STORY)
    ends = (one.snapshot.day for one in reversed(states[1:]) if one.value == DONE)
    return StoryDates(
        created=None if first.is_first else first.snapshot.day,
        started=next(starts, None) if is_known else None,
        done=next(ends, None) if states[-1].value == DONE else None,
    )


def day_of(period: Period | None) -> date | None:
    """The day that a field of a day holds."""
    return period.first if period else None
