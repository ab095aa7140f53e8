"""When open stories are done, by the throughput of their teams, and whether that keeps what the roadmap promises.

A team works through its stories in the order of the work list, whichever item they belong to. So the stories of an item
are done once the team has done the last of them and all stories before it. An item of several teams is done when all
of them are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from milepost.graph.portfolio import Entity
from milepost.kinds.backlog.flow import PERCENTILES, StoryFlow
from milepost.kinds.backlog.story_metrics import StoryEntity, StoryInsight
from milepost.kinds.backlog.throughput import MIN_DAYS, ThroughputForecast, days_until, joint_chance
from milepost.kinds.roadmap.model import Item, Release
from milepost.schema.base import CLOSED
from milepost.schema.date_arithmetic import by_last_day

if TYPE_CHECKING:
    from milepost.analysis.insight import Insight

SAMPLE_DAYS = 90  # calendar days; longer, and it would be about another team


@dataclass(frozen=True)
class TeamForecast:
    """The throughput of a team, its open stories in working order, and what follows from the two.

    `team` is empty for stories without a team. `sample` has the stories done on each calendar day of the last 90.
    `forecast` is None with fewer than five days with completions: too few to say anything.
    """

    team: str
    stories: tuple[StoryInsight, ...]
    sample: tuple[int, ...]
    forecast: ThroughputForecast | None

    @property
    def days_with_completions(self) -> int:
        """Days of the sample on which at least one story was done."""
        return sum(map(bool, self.sample))

    def stories_until(self, stories: Iterable[StoryInsight]) -> int:
        """How many stories the team has to finish until all of these are done, those before them included."""
        return max(self._positions[one.entity] for one in stories)

    @cached_property
    def _positions(self) -> dict[StoryEntity, int]:
        return {one.entity: position for position, one in enumerate(self.stories, 1)}


@dataclass(frozen=True, slots=True)
class CompletionForecast:
    """When some open stories are done. `days` has percent → day, None if that is more than three years off.

    `promised` is the last day of what the roadmap says, `chance` the probability (0 to 1) that they are done by then.
    """

    open: int
    teams: tuple[str, ...]
    days: dict[int, date | None]
    promised: date | None = None
    chance: float | None = None


@dataclass(frozen=True, slots=True)
class BacklogForecast:
    """Forecasts of the whole backlog, and of each item and each release that open stories belong to.

    `whole` is None if it has no open stories, or if one of their teams has too little history; an item or release of
    such a team is left out. Releases are in the order of their dates.
    """

    teams: tuple[TeamForecast, ...]
    whole: CompletionForecast | None
    items: tuple[tuple[Entity[Item], CompletionForecast], ...]
    releases: tuple[tuple[Entity[Release], CompletionForecast], ...] = ()


def backlog_forecast(insight: Insight, stories: Sequence[StoryInsight]) -> BacklogForecast:
    """The forecasts as of the insight's day. `stories` are all of them, in working order."""
    by_team: dict[str, list[StoryInsight]] = {}
    for one in stories:
        by_team.setdefault((one.entity.entry.team or "").lower(), []).append(one)
    teams = {team: _team_forecast(team, found, insight.as_of) for team, found in sorted(by_team.items())}
    remaining = [one for one in stories if one.is_open]
    by_item: dict[Entity[Item], list[StoryInsight]] = {}
    for one in remaining:
        if one.item:
            by_item.setdefault(one.item, []).append(one)
    items = []
    for item in insight.in_order(by_item):
        end = insight.item(item).end if not item.entry.is_closed else None
        if found := _completion(teams, by_item[item], insight.as_of, end.last if end else None):
            items.append((item, found))
    return BacklogForecast(
        tuple(one for one in teams.values() if one.stories),
        _completion(teams, remaining, insight.as_of, None) if remaining else None,
        tuple(items),
        tuple(_releases(insight, teams, remaining)),
    )


def _releases(
    insight: Insight, teams: dict[str, TeamForecast], remaining: Sequence[StoryInsight]
) -> Iterator[tuple[Entity[Release], CompletionForecast]]:
    """Forecasts of the releases that are not out, against their dates."""
    found: dict[Entity[Release], list[StoryInsight]] = {}
    for one in remaining:
        if one.release and insight.release(one.release).status not in CLOSED:
            found.setdefault(one.release, []).append(one)
    for release in sorted(found, key=lambda one: (by_last_day(one.entry.date), one.slug)):
        day = release.entry.date.last if release.entry.date else None
        if forecast := _completion(teams, found[release], insight.as_of, day):
            yield release, forecast


def _team_forecast(team: str, stories: Sequence[StoryInsight], as_of: date) -> TeamForecast:
    sample = StoryFlow(tuple(stories), as_of).daily_throughput(SAMPLE_DAYS)
    left = tuple(one for one in stories if one.is_open)
    enough = sum(map(bool, sample)) >= MIN_DAYS
    return TeamForecast(team, left, sample, ThroughputForecast(sample, len(left)) if enough and left else None)


def _completion(
    teams: dict[str, TeamForecast], stories: Sequence[StoryInsight], as_of: date, promised: date | None
) -> CompletionForecast | None:
    by_team: dict[str, list[StoryInsight]] = {}
    for one in stories:
        by_team.setdefault((one.entity.entry.team or "").lower(), []).append(one)
    chances = []
    for team, found in sorted(by_team.items()):
        forecast = teams[team].forecast
        if forecast is None:
            return None
        chances.append((forecast, teams[team].stories_until(found)))
    offsets = {percent: days_until(chances, percent) for percent in PERCENTILES}
    days = {percent: as_of + timedelta(days=offset) if offset else None for percent, offset in offsets.items()}
    # Nothing that is open today was done before today.
    chance = joint_chance(chances, max(0, (promised - as_of).days)) if promised else None
    return CompletionForecast(len(stories), tuple(sorted(by_team)), days, promised, chance)
