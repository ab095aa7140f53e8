"""Computed values of a task: its dates, why they are what they are, and what depends on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from milepost.graph.portfolio import Entity
from milepost.kinds.plan.model import Task
from milepost.kinds.plan.plan_forecast import Odds, PlanForecast
from milepost.schedule.drivers import Candidate
from milepost.schedule.network import Lag
from milepost.schema.period import Period


@dataclass(frozen=True, slots=True)
class DateReason:
    """A candidate for a date of a task.

    `kind` is a value of `schedule.bounds.CandidateKind`. A link has the `task` it leads from, a `type` (FS, SS, FF, or
    SF), and a lag. `day` is the date that this reason alone would give, `binding` whether it is the date the task has,
    `given` the day before the calendar moved it.
    """

    kind: str
    task: Entity[Task] | None
    type: str | None
    lag: Lag
    day: date
    binding: bool
    given: date | None


@dataclass(frozen=True, slots=True)
class TaskInsight:
    """Values of one task. Dates are days, inclusive; None where the plan cannot be scheduled.

    `precision` is that of its dates for these readers, None for full. `early_*` and `late_*` are the dates of the
    critical path method. `total_slack` and `free_slack` are working days; below 0, a deadline or constraint cannot be
    met. `because` has the candidates for the `start` and the `finish`, the
    binding ones first. `progress` is percent complete; `progress_from` is `typed`, `status`, or `children`.

    `slip_days` are calendar days from the end of the baseline to the end; later is positive. `late_by_days` are those
    since an open task should have ended by its deadline or baseline. The forecast is computed when it is asked for.
    """

    entity: Entity[Task]
    precision: str | None
    is_summary: bool
    is_milestone: bool
    is_complete: bool
    is_started: bool
    depth: int
    early_start: date | None
    early_finish: date | None
    late_start: date | None
    late_finish: date | None
    total_slack: float | None
    free_slack: float | None
    critical: bool
    duration_days: float | None
    because: dict[str, tuple[DateReason, ...]]
    progress: float | None
    progress_from: str | None
    baseline_start: date | None
    baseline_finish: date | None
    slip_days: int | None
    late_by_days: int
    promised: date | None
    _forecast: Callable[[], PlanForecast | None]

    @property
    def odds(self) -> Odds | None:
        """The forecast of an open milestone."""
        found = self._forecast() if self.is_milestone else None
        return found.milestones.get(self.entity.slug) if found else None

    @property
    def criticality(self) -> float | None:
        """The share of simulated runs, 0 to 1, in which it is on the path that decides the end of the project."""
        found = self._forecast()
        return found.criticality.get(self.entity.slug) if found else None

    @property
    def sensitivity(self) -> float | None:
        """How much its uncertainty moves the end of the project (schedule sensitivity index)."""
        found = self._forecast()
        return found.sensitivity.get(self.entity.slug) if found else None

    @property
    def start(self) -> date | None:
        """The day on which it starts or started."""
        return self.early_start

    @property
    def end(self) -> date | None:
        """The day on which it ends or ended."""
        return self.early_finish

    @property
    def start_period(self) -> Period | None:
        """When it starts or started, no more exact than these readers may know."""
        return self._period(self.early_start)

    @property
    def end_period(self) -> Period | None:
        """When it ends or ended, no more exact than these readers may know."""
        return self._period(self.early_finish)

    def _period(self, day: date | None) -> Period | None:
        found = Period(day, day, "day", day.isoformat()) if day else None
        return found.coarsen(self.precision) if found and self.precision else found

    @property
    def status(self) -> str:
        """Its status: as typed, else `done`, `in_progress`, or `planned` by its dates and progress."""
        typed = self.entity.entry.status
        if typed:
            return typed
        return "done" if self.is_complete else "in_progress" if self.is_started else "planned"


def reason_of(candidate: Candidate, tasks: dict[str, Entity[Task]]) -> DateReason:
    """A candidate of the schedule engine with its task."""
    return DateReason(
        kind=candidate.kind.value,
        task=tasks.get(candidate.activity) if candidate.activity else None,
        type=candidate.link.type.value if candidate.link else None,
        lag=candidate.lag,
        day=candidate.date,
        binding=candidate.binding,
        given=candidate.given,
    )
