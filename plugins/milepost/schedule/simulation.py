"""Monte Carlo simulation of a network: durations are drawn, and the runs of a block are scheduled at once.

Runs are drawn in blocks, so that memory does not grow with their number. Nothing depends on the order in which
activities are listed, on what else is drawn, or on the version of numpy: see `random_stream` and `portable_math`. From
the drawn durations on, rounded to whole minutes, every number is an integer.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from milepost.schedule.calendar_table import DateOutOfRange
from milepost.schedule.distributions import Distribution, ThreePoint
from milepost.schedule.draws import DurationDraws
from milepost.schedule.forecast import (
    ActivitySensitivity,
    CorrelationGroup,
    FinishDistribution,
    Forecast,
    ForecastProblem,
    ImpossibleForecast,
    ScheduleRisk,
)
from milepost.schedule.forecast_problems import forecast_problems
from milepost.schedule.network import Network
from milepost.schedule.run_passes import RunPasses

DEFAULT_RUNS = 10_000
_BLOCK = 1_000
# The squares of as many numbers as a block has, each below this one (139,810 working days in minutes), fit in 63 bits.
_SQUARES_FIT = 2**26


def simulate(
    network: Network,
    estimates: Mapping[str, ThreePoint],
    *,
    risks: Sequence[ScheduleRisk] = (),
    groups: Sequence[CorrelationGroup] = (),
    milestones: Collection[str] | None = None,
    runs: int = DEFAULT_RUNS,
    seed: int = 0,
    distribution: Distribution = Distribution.PERT_BETA,
) -> Forecast:
    """The distribution of the finish of a network whose activities have three-point estimates, by activity id.

    An activity without an estimate takes as long as the network says. What is complete stays as it is; of an activity
    in progress, the same share of the drawn duration is left as of the duration in the network. `milestones` names what
    gets a distribution of its own, any activities and summaries; by default, all activities of duration 0.

    Without any estimate and risk, every percentile is the early finish of `passes.compute`.

    Raises ImpossibleNetwork where `compute` does, and ImpossibleForecast with all problems of the other input.
    """
    chosen = tuple(_without_duration(network)) if milestones is None else tuple(dict.fromkeys(milestones))
    if problems := forecast_problems(network, estimates, risks, groups, chosen, runs):
        raise ImpossibleForecast(problems)
    passes = RunPasses(network)
    draws = DurationDraws(network, estimates, risks, groups, distribution, seed)
    tally = _Tally(network, chosen)
    try:
        for first in range(0, runs, _BLOCK):
            count = min(_BLOCK, runs - first)
            tally.add(passes, draws.remaining(first, count), count)
    except DateOutOfRange:
        message = "with these estimates and risks, the project can end after year 9999"
        raise ImpossibleForecast((ForecastProblem("date-out-of-range", "", message),)) from None
    return tally.forecast(seed, distribution)


def _without_duration(network: Network) -> Iterable[str]:
    for name, activity in network.activities.items():
        if not network.is_summary(name) and network.duration_of(activity) == 0:
            yield name


@dataclass(slots=True)
class _Spread:
    """The sums from which a standard deviation follows, as integers: exact, and the same in any order.

    Values are counted from the first one, `origin`, so that squares stay small.
    """

    origin: int | None = None
    total: int = 0
    squares: int = 0

    def add(self, values: npt.NDArray[np.int64]) -> None:
        if self.origin is None:
            self.origin = int(values[0])
        from_origin = values - self.origin
        self.total += int(from_origin.sum())
        if int(np.abs(from_origin).max()) < _SQUARES_FIT:
            self.squares += int((from_origin * from_origin).sum())
        else:
            self.squares += sum(value * value for value in from_origin.tolist())

    def deviation(self, runs: int) -> float:
        """The standard deviation over all runs."""
        return math.sqrt((runs * self.squares - self.total**2) / runs**2)


@dataclass(slots=True)
class _Tally:
    """What is counted over the blocks of a simulation."""

    network: Network
    milestones: tuple[str, ...]
    runs: int = 0
    finish: list[int] = field(default_factory=list)
    finish_spread: _Spread = field(default_factory=_Spread)
    reached: dict[str, list[int]] = field(default_factory=dict)
    spreads: dict[str, _Spread] = field(default_factory=dict)
    on_path: dict[str, tuple[int, int]] = field(default_factory=dict)

    def add(self, passes: RunPasses, remaining: Mapping[str, npt.NDArray[np.int64]], count: int) -> None:
        """Schedules a block of `count` runs and counts it."""
        dates = passes.dates(remaining)
        finish = passes.finish(dates)
        self.runs += count
        self.finish += _one_each(finish, count)
        self.finish_spread.add(np.broadcast_to(passes.work_before(finish), count))
        for name in self.milestones:
            self.reached.setdefault(name, []).extend(_one_each(dates[name].end, count))
        for name, paths in passes.paths(dates).items():
            if len(remaining[name]) > 1 or count == 1:
                self.spreads.setdefault(name, _Spread()).add(remaining[name])
            activity, duration = self.on_path.get(name, (0, 0))
            self.on_path[name] = activity + _count(paths.activity, count), duration + _count(paths.duration, count)

    def forecast(self, seed: int, distribution: Distribution) -> Forecast:
        """The forecast over all runs counted so far."""
        project = self.finish_spread.deviation(self.runs)
        return Forecast(
            runs=self.runs,
            seed=seed,
            distribution=distribution,
            finish=FinishDistribution(tuple(sorted(self.finish))),
            deviation=project,
            milestones={name: FinishDistribution(tuple(sorted(self.reached[name]))) for name in self.milestones},
            activities={
                name: self._sensitivity(name, project)
                for name in self.network.activities
                if not self.network.is_summary(name)
            },
        )

    def _sensitivity(self, name: str, project: float) -> ActivitySensitivity:
        activity, duration = self.on_path.get(name, (0, 0))
        deviation = self.spreads[name].deviation(self.runs) if name in self.spreads else 0.0
        index = duration / self.runs * deviation / project if project else 0.0
        return ActivitySensitivity(activity / self.runs, index, deviation)


def _one_each(values: npt.NDArray[np.int64], count: int) -> list[int]:
    moments: list[int] = np.broadcast_to(values, count).tolist()
    return moments


def _count(flags: npt.NDArray[np.bool_], count: int) -> int:
    return int(np.count_nonzero(np.broadcast_to(flags, count)))
