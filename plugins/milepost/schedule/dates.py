"""The computed dates of an activity, and the schedule they form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from milepost.schedule.calendar import TICKS_PER_DAY, finish_date, start_date
from milepost.schedule.network import Network


@dataclass(frozen=True, slots=True)
class ActivityDates:
    """Early and late dates as moments (see `calendar`), slack in working minutes of the activity's own calendar.

    A complete activity has the same early and late dates, and no slack. The start of one in progress is its actual
    one, and its slack is that of its finish. `resume` is where the remaining work starts; elsewhere it is the start.

    A milestone has one moment, which is the end of a day where it follows a finish, and the start of one otherwise. So
    it has one date: `starts_at_end` and `finishes_at_start` say on which side of the moment that is.
    """

    early_start: int
    early_finish: int
    late_start: int
    late_finish: int
    total_slack: int
    free_slack: int
    critical: bool
    resume: int
    starts_at_end: bool = False
    finishes_at_start: bool = False

    @property
    def early_start_date(self) -> date:
        """The first day by early dates."""
        return self._start(self.early_start)

    @property
    def early_finish_date(self) -> date:
        """The last day by early dates."""
        return self._finish(self.early_finish)

    @property
    def late_start_date(self) -> date:
        """The first day by late dates."""
        return self._start(self.late_start)

    @property
    def late_finish_date(self) -> date:
        """The last day by late dates."""
        return self._finish(self.late_finish)

    @property
    def total_slack_days(self) -> float:
        """Total slack in working days, negative if a deadline or constraint cannot be met."""
        return self.total_slack / TICKS_PER_DAY

    @property
    def free_slack_days(self) -> float:
        """Free slack in working days."""
        return self.free_slack / TICKS_PER_DAY

    def _start(self, moment: int) -> date:
        return finish_date(moment) if self.starts_at_end else start_date(moment)

    def _finish(self, moment: int) -> date:
        return start_date(moment) if self.finishes_at_start else finish_date(moment)


@dataclass(frozen=True)
class Schedule:
    """The dates of all activities of a network, summaries included.

    `finish` is the moment at which the last activity finishes by early dates. `critical_path` is the chain of
    activities that decides it, from first to last: each is driven by a link from the one before. It begins with what
    no open predecessor drives. Activities beside it may be critical as well: see `ActivityDates.critical`.
    """

    network: Network
    activities: Mapping[str, ActivityDates]
    finish: int
    critical_path: tuple[str, ...]

    def __getitem__(self, name: str) -> ActivityDates:
        return self.activities[name]

    @property
    def finish_date(self) -> date:
        """The last day of the project by early dates."""
        dates = [self.activities[name].early_finish_date for name in self.activities]
        return max(dates, default=self.network.start)
