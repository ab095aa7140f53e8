"""The schedule of a plan as a Gantt chart, with the details of each task."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from milepost.kinds.plan.task_insight import TaskInsight
from milepost.kit import phrasing
from milepost.kit.components import WebLink
from milepost.kit.schedule_words import (
    short_day,
    short_period,
)
from milepost.kit.web_links import links_of
from milepost.pages.plan.context import PlanContext, anchor_of, has_baseline_day
from milepost.pages.plan.task_details import LEAST_SLACK, TaskLine, task_lines
from milepost.timeline.gantt import Gantt, GanttBar, GanttLink, GanttTask, gantt

_MOST_EDGES = 500  # arrows; of more, only those of the critical path are drawn
_LARGE = 500  # tasks; of a larger plan, details leave out what the row or the section says anyway
_AT_END = 80.0  # percent of the scale behind which a label is put before its bar


@dataclass(frozen=True, slots=True)
class GanttRow:
    """A task: its dates in words, its bar, and its details.

    `depth` is how many summaries it belongs to. `label` is beside the bar, before it if `flip`. `progress` is in
    percent, None for nothing done or not known.
    """

    anchor: str
    title: str
    depth: int
    when: str
    bar: GanttBar
    label: str
    flip: bool
    critical: bool
    complete: bool
    progress: int | None
    lines: tuple[TaskLine, ...]
    summary: str
    description: str
    links: tuple[WebLink, ...]

    @property
    def has_details(self) -> bool:
        """Whether there is more to say than its title and dates."""
        return bool(self.lines or self.summary or self.description or self.links)


@dataclass(frozen=True, slots=True)
class CancelledTask:
    """A task that was cancelled: it has no dates."""

    anchor: str
    title: str
    summary: str


@dataclass(frozen=True, slots=True)
class ScheduleView:
    """The chart; `shows` are the kinds of marks in it, for the legend. `months` is the length of the scale."""

    chart: Gantt
    rows: tuple[GanttRow, ...]
    shows: frozenset[str]
    count: str
    cancelled: tuple[CancelledTask, ...]
    is_large: bool


def schedule_view(plan: PlanContext) -> ScheduleView | None:
    """The schedule of a plan; None without one."""
    dated = [one for one in plan.tasks.values() if one.start and one.end]
    if not dated:
        return None
    chart = gantt([_drawn(plan, one) for one in dated], plan.page.as_of, most_edges=_MOST_EDGES)
    large = len(dated) > _LARGE
    rows = tuple(_row(plan, one, bar, large=large) for one, bar in zip(dated, chart.bars, strict=True))
    cancelled = tuple(
        CancelledTask(anchor_of(task), task.title, task.entry.summary or "")
        for task in plan.nested("task")
        if task not in plan.tasks
    )
    count = phrasing.count(sum(not one.is_summary for one in dated), "task")
    return ScheduleView(chart, rows, frozenset(_shows(chart, rows)), count, cancelled, large)


def _drawn(plan: PlanContext, task: TaskInsight) -> GanttTask:
    assert task.start
    assert task.end
    start, end = task.start, task.end
    first, last = plan.periods(task)
    if not plan.exact(task):
        start, end = (first and first.first) or start, (last and last.last) or end
    return GanttTask(
        id=task.entity.slug,
        shape="summary" if task.is_summary else "milestone" if task.is_milestone else "task",
        start=start,
        end=end,
        sure_start=_inside(first.last if first else None, start, end),
        sure_end=_inside(last.first if last else None, start, end),
        slack_end=task.late_finish if _has_slack(plan, task) else None,
        baseline_start=task.baseline_start,
        baseline_end=task.baseline_finish,
        depends_on=tuple(_links(plan, task)) if plan.is_exact else (),
    )


def _inside(day: date | None, start: date, end: date) -> date | None:
    return min(max(day, start), end) if day else None


def _has_slack(plan: PlanContext, task: TaskInsight) -> bool:
    return bool(
        plan.is_exact
        and not task.is_summary
        and not task.is_complete
        and not task.critical
        and (task.total_slack or 0) >= LEAST_SLACK
    )


def _links(plan: PlanContext, task: TaskInsight) -> Iterator[GanttLink]:
    path = {one.slug for one in plan.insight.critical_path}
    for link in plan.insight.network.network.predecessors.get(task.entity.slug, ()):
        critical = link.predecessor in path and task.entity.slug in path
        yield GanttLink(link.predecessor, link.type.value, critical)


def _row(plan: PlanContext, task: TaskInsight, bar: GanttBar, *, large: bool) -> GanttRow:
    entry = task.entity.entry
    label = _label(plan, task)
    progress = round(task.progress) if task.progress else None
    return GanttRow(
        anchor=anchor_of(task.entity),
        title=task.entity.title,
        depth=task.depth,
        when=plan.when(task),
        bar=bar,
        label=label,
        flip=bool(label) and bar.end > _AT_END,
        critical=task.critical and plan.is_exact and not task.is_summary,
        complete=task.is_complete,
        progress=progress,
        lines=tuple(task_lines(plan, task, large=large)),
        summary=entry.summary or "",
        description=entry.description or "",
        links=links_of(entry),
    )


def _label(plan: PlanContext, task: TaskInsight) -> str:
    """The words beside a bar: the slack of a task, the date of a milestone."""
    if task.is_milestone and task.end:
        if not plan.exact(task):
            return short_period(plan.periods(task)[1])
        words = short_day(task.end)
        was = task.baseline_finish
        return f"{words}, was {short_day(was)}" if was and was != task.end and has_baseline_day(task) else words
    if _has_slack(plan, task) and task.total_slack is not None:
        days = round(task.total_slack, 1)
        return f"{phrasing.number(days)} {phrasing.plural(1 if days == 1 else 2, 'day')} slack"
    return ""


def _shows(chart: Gantt, rows: tuple[GanttRow, ...]) -> Iterator[str]:
    there = {
        "critical": any(row.critical for row in rows),
        "slack": any(row.bar.slack for row in rows),
        "baseline": any(row.bar.baseline for row in rows),
        "milestone": any(row.bar.shape == "milestone" for row in rows),
        "progress": any(row.progress and row.progress < 100 for row in rows),
        "fade": any(row.bar.fade_in or row.bar.fade_out for row in rows),
        "edge": bool(chart.edges),
    }
    yield from (key for key, is_there in there.items() if is_there)
