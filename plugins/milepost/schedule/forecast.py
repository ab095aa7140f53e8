"""What a forecast is computed from, besides the network, and what it says: finish dates with their chances."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from milepost.schedule.calendar import day_end, finish_date
from milepost.schedule.distributions import Distribution

DEFAULT_CORRELATION = 0.5
"""Correlation of a group that states none: a middle value, as the effect of a shared cause is rarely measured."""


@dataclass(frozen=True, slots=True)
class ScheduleRisk:
    """An uncertain event: with `probability` (0 to 1), `days` working days are added to each of `activities`.

    Negative days are an opportunity; no activity gets shorter than nothing.
    """

    id: str
    probability: float
    days: float
    activities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CorrelationGroup:
    """Activities whose durations share a cause, such as one team: `correlation` (0 to 1) of any two of them."""

    id: str
    activities: tuple[str, ...]
    correlation: float = DEFAULT_CORRELATION


@dataclass(frozen=True, slots=True)
class ForecastProblem:
    """Why a forecast cannot be computed: a code in kebab case, the activity, risk or group, and a message."""

    code: str
    subject: str
    message: str


class ImpossibleForecast(Exception):
    """A forecast that cannot be computed, with all reasons."""

    def __init__(self, problems: tuple[ForecastProblem, ...]) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class FinishDistribution:
    """The moments, in ticks and ascending, at which something finished in each run."""

    moments: tuple[int, ...]

    def moment_at(self, percent: int) -> int:
        """The percentile (1 to 100) by nearest rank: the earliest moment by which `percent` % of the runs finish."""
        if not 1 <= percent <= 100:
            raise ValueError("a percentile is a whole number from 1 to 100")
        rank = -(-percent * len(self.moments) // 100)
        return self.moments[rank - 1]

    def date_at(self, percent: int) -> date:
        """The last day of work at the percentile (1 to 100)."""
        return finish_date(self.moment_at(percent))

    def chance_by(self, day: date) -> float:
        """The share of runs, 0 to 1, that finish on this day or before."""
        return bisect_right(self.moments, day_end(day)) / len(self.moments)


@dataclass(frozen=True, slots=True)
class ActivitySensitivity:
    """How much the finish of the project depends on an activity.

    `criticality` is the criticality index: the share of runs, 0 to 1, in which the activity is on a path that decides
    the finish. `sensitivity` is the schedule sensitivity index: the share of runs in which its *duration* is on such a
    path, times the standard deviation of its duration, over that of the project's (SSI; Vanhoucke, "Measuring Time",
    2009); 0 if the project's finish does not vary. The two shares differ only for an activity that passes delays on
    through its start alone. `deviation` is the standard deviation of the duration in working minutes.
    """

    criticality: float
    sensitivity: float
    deviation: float


@dataclass(frozen=True)
class Forecast:
    """Finish dates of a project and of its milestones over `runs` simulated runs.

    `activities` holds every activity that is no summary. `deviation` is the
    standard deviation of the finish in working minutes of the project's calendar.
    """

    runs: int
    seed: int
    distribution: Distribution
    finish: FinishDistribution
    deviation: float
    milestones: Mapping[str, FinishDistribution]
    activities: Mapping[str, ActivitySensitivity]

    @property
    def deciding(self) -> tuple[str, ...]:
        """The activities that decide the date: the three with the highest sensitivity above 0, highest first."""
        ranked = sorted((-found.sensitivity, name) for name, found in self.activities.items() if found.sensitivity > 0)
        return tuple(name for _, name in ranked[:3])

    def chance_by(self, day: date, milestone: str | None = None) -> float:
        """The chance, 0 to 1, that the project, or one of `milestones`, finishes on this day or before."""
        return (self.finish if milestone is None else self.milestones[milestone]).chance_by(day)
