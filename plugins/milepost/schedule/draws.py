"""The durations of all activities in many runs: estimates, correlation of groups, and risks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from milepost.schedule.calendar import TICKS_PER_DAY
from milepost.schedule.distributions import Distribution, ThreePoint, durations, with_common_factor
from milepost.schedule.forecast import CorrelationGroup, ScheduleRisk
from milepost.schedule.network import Network
from milepost.schedule.random_stream import stratified_uniforms

Minutes = npt.NDArray[np.int64]


@dataclass(frozen=True)
class DurationDraws:
    """Draws working minutes; those of an activity depend on the seed, its id, its own estimate, its group and risks."""

    network: Network
    estimates: Mapping[str, ThreePoint]
    risks: Sequence[ScheduleRisk]
    groups: Sequence[CorrelationGroup]
    distribution: Distribution
    seed: int

    def remaining(self, first: int, count: int) -> dict[str, Minutes]:
        """What is left of each activity that is not complete in the runs `first` to `first + count - 1`.

        An array has one value for each run, or a single one for an activity whose duration is fixed.
        """
        group_of = {name: group for group in self.groups for name in group.activities}
        common = {group.id: self._uniforms("group", group.id, first, count) for group in self.groups}
        delays = self._delays(first, count)
        drawn: dict[str, Minutes] = {}
        for name, activity in self.network.activities.items():
            left = self.network.remaining_of(activity)
            if left is None or activity.is_complete or self.network.is_summary(name):
                continue
            minutes = np.array([left], dtype=np.int64)
            if name in self.estimates:
                uniforms = self._uniforms("duration", name, first, count)
                if name in group_of:
                    group = group_of[name]
                    uniforms = with_common_factor(uniforms, common[group.id], group.correlation)
                whole = durations(self.estimates[name], self.distribution, uniforms) * self._share_left(name, left)
                minutes = np.rint(whole).astype(np.int64)
            drawn[name] = np.maximum(minutes + delays[name], 0) if name in delays else minutes
        return drawn

    def _share_left(self, name: str, left: int) -> float:
        """What is left of an activity in progress as a share of its duration; 1 for one that has not started."""
        activity = self.network.activities[name]
        duration = self.network.duration_of(activity)
        return left / duration if activity.is_in_progress and duration else 1.0

    def _delays(self, first: int, count: int) -> dict[str, Minutes]:
        """Working minutes that risks add to each activity they are mapped to; integers, so in any order the same."""
        delays: dict[str, Minutes] = {}
        for risk in self.risks:
            occurs = self._uniforms("risk", risk.id, first, count) < risk.probability
            minutes = occurs * np.int64(round(risk.days * TICKS_PER_DAY))
            for name in dict.fromkeys(risk.activities):
                delays[name] = delays[name] + minutes if name in delays else minutes
        return delays

    def _uniforms(self, purpose: str, name: str, first: int, count: int) -> npt.NDArray[np.float64]:
        return stratified_uniforms(self.seed, purpose, name, first, count)
