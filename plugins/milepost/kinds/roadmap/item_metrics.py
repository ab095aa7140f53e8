"""Everything computed about one roadmap item."""

from __future__ import annotations

from dataclasses import dataclass

from milepost.kinds.roadmap.horizons import Origin as HorizonOrigin
from milepost.kinds.roadmap.item_tree import ItemEntity
from milepost.kinds.roadmap.priority_scores import Priority
from milepost.kinds.roadmap.progress import HealthState, Progress
from milepost.kinds.roadmap.schedule import Dates, Origin
from milepost.schema.date_arithmetic import Slip
from milepost.schema.period import Period


@dataclass(frozen=True, slots=True)
class Slack:
    """The calendar days between the end of an item and the start of one that waits for it.

    Below 0 the order is broken; None where a date is missing, open, or too vague to say.
    """

    entity: ItemEntity
    days: int | None


@dataclass(frozen=True, slots=True)
class ItemInsight:
    """`waits_for` and `needed_by` are all dependencies, `blocked_by` and `blocks` those that count today.

    `late_by_days` is above 0 where an open item's end has passed. `slack` has an entry for each of
    `needed_by`. `horizon` is a column's id in lower case, None for what is done or cancelled.
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
    priority: Priority | None
    horizon: str | None
    horizon_from: HorizonOrigin | None

    @property
    def progress(self) -> float | None:
        """Percent done, 0 to 100."""
        return self.progress_state.percent

    @property
    def progress_from(self) -> str | None:
        """`typed`, `status` (done is 100) or `children`."""
        return self.progress_state.origin

    @property
    def progress_of(self) -> tuple[int, int]:
        """How many parts the mean counts, and how many there are that are not cancelled."""
        return self.progress_state.counted

    @property
    def health(self) -> str | None:
        """`on_track`, `at_risk` or `off_track`."""
        return self.health_state.health

    @property
    def health_from(self) -> str | None:
        """`typed` or `children`."""
        return self.health_state.origin

    @property
    def health_because(self) -> tuple[ItemEntity, ...]:
        """The parts whose health it was computed from."""
        return self.health_state.because

    @property
    def start(self) -> Period | None:
        """When work starts or started."""
        return self.dates.start

    @property
    def start_from(self) -> Origin | None:
        """`actual`, `typed`, `children`, `release` or `milestones`."""
        return self.dates.start_from

    @property
    def end(self) -> Period | None:
        """When it is or was done."""
        return self.dates.end

    @property
    def end_from(self) -> Origin | None:
        """`actual`, `typed`, `release`, `milestones` or `children`."""
        return self.dates.end_from

    @property
    def slip_days(self) -> int | None:
        """Calendar days between the end promised at first and the end; later is positive."""
        return self.slip.days if self.slip else None

    @property
    def slip_precision(self) -> str | None:
        """The vaguer of the two dates: a slip is no more exact than that."""
        return self.slip.precision if self.slip else None

    @property
    def score(self) -> float | None:
        """The number of its scheme; only comparable within it."""
        return self.priority.score if self.priority else None

    @property
    def scheme(self) -> str | None:
        """`rice`, `value_effort`, `wsjf` or `moscow`."""
        return self.priority.scheme if self.priority else None

    @property
    def rank(self) -> int | None:
        """Its place among the open items of the same scheme, from 1; ties share one."""
        return self.priority.rank if self.priority else None

    @property
    def drivers(self) -> tuple[tuple[str, float | str], ...]:
        """What the score is made of: (name, value) as typed."""
        return self.priority.drivers if self.priority else ()
