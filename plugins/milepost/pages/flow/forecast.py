"""Forecasts from throughput in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from milepost.kinds.backlog.backlog_forecast import SAMPLE_DAYS, BacklogForecast, CompletionForecast, TeamForecast
from milepost.kinds.backlog.throughput import MIN_DAYS
from milepost.kit import phrasing
from milepost.kit.components import Ref
from milepost.kit.context import PageContext
from milepost.pages.report.wording import unbroken

HOW_MANY_WEEKS = (2, 4, 8, 12)
_SURE, _UNLIKELY = 95, 5
LIKELY = 85
_EVEN = 0.5


@dataclass(frozen=True, slots=True)
class ForecastRow:
    """When the open stories of an item or a release are done, and the chance of what the roadmap promises.

    `kind` is "Release" for a release, and empty for an item. `late` is whether that is less likely than not.
    """

    ref: Ref
    kind: str
    open: str
    days: tuple[str, ...]
    promised: str
    chance: str
    late: bool


@dataclass(frozen=True, slots=True)
class HowManyRow:
    """How many stories a team gets done within so many weeks: with 85 % probability, and with 50 %."""

    team: str
    throughput: str
    counts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ForecastView:
    """The forecasts. `sentence` is the one to repeat; `silent` says for which teams there is too little history."""

    sentence: str
    rows: tuple[ForecastRow, ...]
    how_many: tuple[HowManyRow, ...]
    weeks: tuple[str, ...]
    silent: str
    method: str


def forecast_view(context: PageContext) -> ForecastView | None:
    """The forecasts, for the most restricted audience; None if no story is open.

    Broader audiences see only some of the stories. A forecast from these would be wrong, and a right one would reveal
    how many they do not see.
    """
    found = context.insight.story_forecast
    if not context.portfolio.innermost or not any(team.stories for team in found.teams):
        return None
    return ForecastView(
        sentence=" ".join(filter(None, (_sentence(found), _at_risk(found)))),
        rows=tuple(_rows(context, found)),
        how_many=tuple(_how_many(context, found.teams)),
        weeks=tuple(phrasing.count(weeks, "week") for weeks in HOW_MANY_WEEKS),
        silent=_silent(context, found.teams),
        method=_METHOD,
    )


def _rows(context: PageContext, found: BacklogForecast) -> Iterator[ForecastRow]:
    yield from (_row(context.ref(item), one) for item, one in found.items)
    yield from (_row(context.ref(release), one, "Release") for release, one in found.releases)
    if found.whole and len(found.items) != 1:
        yield _row(Ref("All open stories"), found.whole)


_METHOD = (
    f"Each day to come is taken to be like any of the last {SAMPLE_DAYS} calendar days, with the same probability; the "
    "probability of each total is computed exactly, without random draws. A team works through its stories in the "
    "order of the work list, so the stories before those of an item count, too. An item or a release of several "
    "teams is done when all of them are: their probabilities are multiplied, as if the teams did not depend on each "
    "other. Nothing is added for new stories. "
    f"A team has a forecast once there are {MIN_DAYS} days on which it finished a story."
)


def _sentence(found: BacklogForecast) -> str:
    if not found.whole:
        return ""
    day, count = found.whole.days[LIKELY], phrasing.count(found.whole.open, "open story", "open stories")
    if day is None:
        return f"It is not {LIKELY}% likely that all {count} are done within three years."
    return f"{LIKELY}% likely: all {count} are done by {unbroken(phrasing.day(day))}."


def _at_risk(found: BacklogForecast) -> str:
    """What is less likely than not to be done by its date on the roadmap, the least likely first."""
    promised = [(one.chance, entity.title) for entity, one in (*found.items, *found.releases) if one.chance is not None]
    late = [(chance, title) for chance, title in promised if chance < _EVEN]
    if not late:
        what = "Every item and release" if found.releases else "Every item"
        return f"{what} is more likely than not to be done by its date on the roadmap." if promised else ""
    names = phrasing.listing(f"{title} ({chance_words(chance)})" for chance, title in sorted(late))
    return f"Less likely than not to be done by the date on the roadmap: {names}."


def _row(ref: Ref, found: CompletionForecast, kind: str = "") -> ForecastRow:
    chance = found.chance
    return ForecastRow(
        ref=ref,
        kind=kind,
        open=phrasing.number(found.open),
        days=tuple(_day(day) for day in found.days.values()),
        promised=_day(found.promised) if found.promised else "",
        chance=chance_words(chance) if chance is not None else "",
        late=chance is not None and chance < _EVEN,
    )


def _day(day: date | None) -> str:
    if day is None:
        return "over 3 years"
    return unbroken(f"{phrasing.brief_day(day)} {day.year}")


def chance_words(chance: float) -> str:
    """A probability (0 to 1) while work is left: whole percent, and nothing above 95 or below 5, which nobody knows."""
    if chance * 100 > _SURE:
        return f">{_SURE}%"
    if chance * 100 < _UNLIKELY:
        return f"<{_UNLIKELY}%"
    return f"{round(chance * 100)}%"


def _how_many(context: PageContext, teams: Sequence[TeamForecast]) -> Iterator[HowManyRow]:
    for one in teams:
        if forecast := one.forecast:
            counts = tuple(
                f"{forecast.stories_by(weeks * 7, LIKELY)} to {forecast.stories_by(weeks * 7, 50)}"
                for weeks in HOW_MANY_WEEKS
            )
            yield HowManyRow(_team(context, one), _pace(one), counts)


def _pace(one: TeamForecast) -> str:
    weekly = sum(one.sample) / len(one.sample) * 7
    return f"{phrasing.number(round(weekly, 1))} a week"


def _team(context: PageContext, one: TeamForecast) -> str:
    return context.name("team", one.team) or "No team"


def _silent(context: PageContext, teams: Sequence[TeamForecast]) -> str:
    """For which teams nothing is forecast, and why."""
    found = [
        f"{_team(context, one)} ({one.days_with_completions})" for one in teams if one.stories and one.forecast is None
    ]
    if not found:
        return ""
    return (
        f"No forecast without {MIN_DAYS} days on which a story was done, in the last {SAMPLE_DAYS} days: "
        f"{phrasing.listing(found)}."
    )
