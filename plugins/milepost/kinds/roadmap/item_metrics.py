"""Computed values of a roadmap item."""

from __future__ import annotations

from dataclasses import dataclass

from milepost.graph.portfolio import Entity
from milepost.kinds.plan.model import Plan
from milepost.kinds.roadmap.horizons import HorizonOrigin
from milepost.kinds.roadmap.item_tree import ItemEntity
from milepost.kinds.roadmap.priority_scores import Priority
from milepost.kinds.roadmap.progress import HealthState, Progress
from milepost.kinds.roadmap.schedule import Dates, Origin
from milepost.schema.date_arithmetic import Slip
from milepost.schema.period import Period


@dataclass(frozen=True, slots=True)
class Slack:
    """Calendar days between the end of an item and the start of a dependent one.

    Below 0 they overlap; None if a date is missing, open, or too vague to say.
    """

    entity: ItemEntity
    days: int | None


@dataclass(frozen=True, slots=True)
class ItemInsight:
    """Values of one item. `waits_for` and `needed_by` are all dependencies, `blocked_by` and `blocks` the open ones.

    `late_by_days` are calendar days past the end of an open item. `slack` has an entry for each of `needed_by`.
    `priorities` are those by each method of its score, the one that orders it first.
    `horizon` is a lower-cased column id, None for closed items. `projects` are the plans that name it in `items`.
    """

    entity: ItemEntity
    parent: ItemEntity | None
    children: tuple[ItemEntity, ...]
    is_open: bool
    progress_state: Progress
    health_state: HealthState
    dates: Dates
    slip: Slip | None
    late_by_days: int
    waits_for: tuple[ItemEntity, ...]
    blocked_by: tuple[ItemEntity, ...]
    needed_by: tuple[ItemEntity, ...]
    blocks: tuple[ItemEntity, ...]
    slack: tuple[Slack, ...]
    priorities: tuple[Priority, ...]
    horizon: str | None
    horizon_from: HorizonOrigin | None
    projects: tuple[Entity[Plan], ...]

    @property
    def progress(self) -> float | None:
        """Percent done, 0 to 100."""
        return self.progress_state.percent

    @property
    def progress_from(self) -> str | None:
        """Origin: `typed`, `status` (done is 100), `stories`, `children`, or `project`."""
        return self.progress_state.origin

    @property
    def progress_of(self) -> tuple[int, int]:
        """(parts with known progress, parts that are not cancelled); of projects, where it is from `project`.

        Where it is from `stories`: (stories done, stories that are not dropped).
        """
        return self.progress_state.counted

    @property
    def progress_points(self) -> tuple[float, float] | None:
        """(points of the stories that are done, points of all that are not dropped), where these give the progress."""
        return self.progress_state.points

    @property
    def health(self) -> str | None:
        """`on_track`, `at_risk`, or `off_track`."""
        return self.health_state.health

    @property
    def health_from(self) -> str | None:
        """Origin: `typed`, `children`, or `project`."""
        return self.health_state.origin

    @property
    def health_because(self) -> tuple[ItemEntity, ...]:
        """The parts with the health that was rolled up."""
        return self.health_state.because

    @property
    def health_reason(self) -> str:
        """Why it is so: as typed for the item, else as its project's latest report states."""
        return self.entity.entry.health_reason or self.health_state.reason

    @property
    def start(self) -> Period | None:
        """Planned or actual start."""
        return self.dates.start

    @property
    def start_from(self) -> Origin | None:
        """Origin: `actual`, `typed`, `children`, `release`, `milestones`, or `project`."""
        return self.dates.start_from

    @property
    def end(self) -> Period | None:
        """Planned or actual end."""
        return self.dates.end

    @property
    def end_from(self) -> Origin | None:
        """Origin: `actual`, `typed`, `release`, `milestones`, `children`, or `project`."""
        return self.dates.end_from

    @property
    def slip_days(self) -> int | None:
        """Calendar days from baseline end to end; later is positive."""
        return self.slip.days if self.slip else None

    @property
    def slip_precision(self) -> str | None:
        """The coarser precision of the two dates; a slip is no more exact than that."""
        return self.slip.precision if self.slip else None

    @property
    def priority(self) -> Priority | None:
        """The priority by the method that orders the item."""
        return self.priorities[0] if self.priorities else None

    @property
    def score(self) -> float | None:
        """Score by its method; comparable only with others by the same method."""
        return self.priority.score if self.priority else None

    @property
    def method(self) -> str | None:
        """`rice`, `value_effort`, `wsjf`, or `moscow`."""
        return self.priority.method if self.priority else None

    @property
    def rank(self) -> int | None:
        """Rank among open items with a score by the same method, from 1; ties share a rank."""
        return self.priority.rank if self.priority else None

    @property
    def drivers(self) -> tuple[tuple[str, float | str], ...]:
        """Inputs of the score: (name, value) as typed."""
        return self.priority.drivers if self.priority else ()
