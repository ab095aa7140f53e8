"""Work in progress: each started story with its age, the time it was blocked, and what its start is known from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from milepost.kinds.backlog.flow import StoryFlow
from milepost.kinds.backlog.story_metrics import StoryInsight
from milepost.kit import phrasing
from milepost.kit.context import PageContext
from milepost.kit.stories import StoryCard, story_card
from milepost.pages.archive.charts import Chart
from milepost.pages.flow.charts import aging_chart
from milepost.pages.report.wording import brief_periods
from milepost.schema import period


@dataclass(frozen=True, slots=True)
class InProgressRow:
    """A story in progress. `origin` is set where its start comes from git; `blocked` where it was ever blocked."""

    card: StoryCard
    started: str
    origin: str
    age: str
    blocked: str


@dataclass(frozen=True, slots=True)
class InProgressView:
    """Work in progress, the oldest first. `has_blocked` is whether any of it was ever blocked."""

    rows: tuple[InProgressRow, ...]
    has_blocked: bool
    chart: Chart | None


def in_progress_view(context: PageContext, flow: StoryFlow) -> InProgressView | None:
    """Work in progress; None if there is none."""
    days = (_start(one) for one in flow.in_progress)
    starts = brief_periods((period.parse(day.isoformat()) if day else None for day in days), context.as_of)
    rows = tuple(_row(context, one, start) for one, start in zip(flow.in_progress, starts, strict=True))
    if not rows:
        return None
    return InProgressView(rows, any(row.blocked for row in rows), aging_chart(context, flow))


def _row(context: PageContext, one: StoryInsight, start: str) -> InProgressRow:
    return InProgressRow(
        card=story_card(context, one),
        started=start or "no date",
        origin="from git" if start and "started_on" in one.from_git else "",
        age=phrasing.count(one.age_days, "day") if one.age_days is not None else "",
        blocked=phrasing.count(one.blocked_days, "day") if one.blocked_days else "",
    )


def _start(one: StoryInsight) -> date | None:
    """The start that its age is counted from."""
    return one.started_on if one.age_days is not None else None
