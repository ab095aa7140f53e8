"""The milestones of a status report, as they were on the day of the report."""

from __future__ import annotations

from dataclasses import dataclass

from milepost.kinds.report.model import ReportedMilestone
from milepost.kinds.report.sequence import ReportEntity, milestone_key
from milepost.kit.components import Ref
from milepost.kit.context import PageContext
from milepost.pages.report.wording import brief_periods, slip_words
from milepost.schema.date_arithmetic import slip
from milepost.schema.period import Period


@dataclass(frozen=True, slots=True)
class MilestoneStatus:
    """A milestone in words.

    `was` is its baseline if the date differs, `note` how far apart the two are, `late` whether it is later. `status` is
    the author's own word.
    """

    ref: Ref
    met: bool
    when: str
    was: str = ""
    note: str = ""
    late: bool = False
    status: str = ""


def stated_date(milestone: ReportedMilestone) -> Period | None:
    """The date that counts: the actual one, else the forecast, else the baseline."""
    return milestone.actual or milestone.forecast or milestone.baseline


def milestones_of(context: PageContext, entity: ReportEntity) -> tuple[MilestoneStatus, ...]:
    """The milestones of a report, in the order in which they are written."""
    found = entity.entry.milestones
    words = brief_periods((*map(stated_date, found), *(one.baseline for one in found)), context.as_of)
    return tuple(
        _row(context, entity, one, when, baseline)
        for one, when, baseline in zip(found, words[: len(found)], words[len(found) :], strict=True)
    )


def milestone_ref(context: PageContext, entity: ReportEntity, written: str) -> Ref:
    """A milestone by its name: the title of the task, with a link to where the plan is shown, or the text itself."""
    _, task = milestone_key(context.portfolio, entity, written)
    return context.ref(task) if task else Ref(written)


def _row(
    context: PageContext, entity: ReportEntity, milestone: ReportedMilestone, when: str, baseline: str
) -> MilestoneStatus:
    now = stated_date(milestone)
    moved = slip(now, milestone.baseline)
    differs = bool(moved and moved.days)
    met = milestone.actual is not None
    on_time = met and milestone.baseline is not None and moved is not None and not moved.days
    return MilestoneStatus(
        ref=milestone_ref(context, entity, milestone.milestone),
        met=met,
        when=when,
        was=baseline if differs else "",
        note="as in the baseline" if on_time else slip_words(now, milestone.baseline),
        late=bool(moved and moved.days > 0),
        status=milestone.status or "",
    )
