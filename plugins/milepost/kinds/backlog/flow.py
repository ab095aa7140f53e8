"""Flow of stories: cycle time, throughput, work in progress, and cumulative flow, from their dates."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from milepost.kinds.backlog.model import DONE, DROPPED
from milepost.kinds.backlog.percentiles import nearest_rank
from milepost.kinds.backlog.story_metrics import StoryInsight

PERCENTILES = (50, 85, 95)
AGING_PERCENTILE = 85
MIN_CYCLE_TIMES = 5
WEEKS = 12


@dataclass(frozen=True, slots=True)
class WeekThroughput:
    """Stories done in a week from Monday to Sunday, in the order of their last day."""

    monday: date
    done: tuple[StoryInsight, ...]


@dataclass(frozen=True, slots=True)
class FlowDay:
    """How many stories had been created, started, and done by the end of a day."""

    day: date
    created: int
    started: int
    done: int


@dataclass(frozen=True)
class StoryFlow:
    """The flow of some stories as of a day. `stories` are in any order; dates after `as_of` do not count."""

    stories: tuple[StoryInsight, ...]
    as_of: date

    @cached_property
    def done(self) -> tuple[StoryInsight, ...]:
        """Stories that are done and have a date for that, the earliest first."""
        found = [one for one in self.stories if one.entity.entry.status == DONE and self._past(one.done_on)]
        return tuple(sorted(found, key=lambda one: (one.done_on, one.entity.slug)))

    @cached_property
    def cycle_days(self) -> tuple[int, ...]:
        """Cycle times of the done stories that have both dates, in calendar days."""
        return tuple(one.cycle_days for one in self.done if one.cycle_days is not None)

    @cached_property
    def percentiles(self) -> dict[int, int]:
        """Percent → cycle time in calendar days, by nearest rank; empty without any cycle time."""
        if not self.cycle_days:
            return {}
        return {percent: nearest_rank(self.cycle_days, percent) for percent in PERCENTILES}

    @cached_property
    def in_progress(self) -> tuple[StoryInsight, ...]:
        """Stories in progress or in review, the oldest first; those without a start come last."""
        started = [one for one in self.stories if one.started]
        return tuple(sorted(started, key=lambda one: (-(one.age_days or 0), one.entity.slug)))

    @cached_property
    def aging(self) -> tuple[StoryInsight, ...]:
        """Stories in progress for longer than 85 percent of the done ones took, the oldest first; see `aging_limit`."""
        return tuple(one for one in self.in_progress if self.is_aging(one))

    def is_aging(self, one: StoryInsight) -> bool:
        """Whether a story is one of `aging`."""
        limit = self.aging_limit
        return one.started and limit is not None and (one.age_days or 0) > limit

    @cached_property
    def aging_limit(self) -> int | None:
        """The 85th percentile of cycle times; None with fewer than five of them, of which it would be the largest."""
        return self.percentiles[AGING_PERCENTILE] if len(self.cycle_days) >= MIN_CYCLE_TIMES else None

    @cached_property
    def weeks(self) -> tuple[WeekThroughput, ...]:
        """The last twelve weeks, the current one last; fewer if nothing was done before; empty if nothing ever was."""
        if not self.done:
            return ()
        current = _monday(self.as_of)
        first = max(_monday(self.done[0].done_on or current), current - timedelta(weeks=WEEKS - 1))
        count = (current - first).days // 7 + 1
        mondays = [first + timedelta(weeks=number) for number in range(count)]
        by_week: dict[date, list[StoryInsight]] = {monday: [] for monday in mondays}
        for one in self.done:
            by_week.get(_monday(one.done_on or current), []).append(one)
        return tuple(WeekThroughput(monday, tuple(found)) for monday, found in by_week.items())

    @cached_property
    def cumulative(self) -> tuple[FlowDay, ...]:
        """The days on which a number changed, and today, in order; without dropped stories.

        A story without a day of creation counts as created when it was started, one without a start as started when it
        was done, and one created or started later than that as on that day: the lines never cross.
        """
        created: list[date] = []
        started: list[date] = []
        done: list[date] = []
        for one in self.stories:
            status = one.entity.entry.status
            if status == DROPPED:
                continue
            ended = one.done_on if status == DONE else None
            begun = _first(one.started_on, ended)
            made = _first(one.created_on, begun)
            for days, day in ((created, made), (started, begun), (done, ended)):
                if day and day <= self.as_of:
                    days.append(day)
        if not created:
            return ()
        created, started, done = sorted(created), sorted(started), sorted(done)
        return tuple(
            FlowDay(day, bisect_right(created, day), bisect_right(started, day), bisect_right(done, day))
            for day in sorted({*created, *started, *done, self.as_of})
        )

    def daily_throughput(self, days: int) -> tuple[int, ...]:
        """The number of stories done on each of the last calendar days, today last.

        At most `days`, and none before the first date of any of the stories, when there was nothing to be done yet.
        """
        known = [day for one in self.stories for day in _days(one) if day <= self.as_of]
        if not known:
            return ()
        first = max(min(known), self.as_of - timedelta(days=days - 1))
        counts = [0] * ((self.as_of - first).days + 1)
        for one in self.done:
            ended = one.done_on
            if ended and ended >= first:
                counts[(ended - first).days] += 1
        return tuple(counts)

    def _past(self, day: date | None) -> bool:
        return day is not None and day <= self.as_of


def _days(one: StoryInsight) -> Iterable[date]:
    return filter(None, (one.created_on, one.started_on, one.done_on))


def _first(day: date | None, at_latest: date | None) -> date | None:
    return min(filter(None, (day, at_latest)), default=None)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
