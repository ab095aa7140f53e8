"""Gantt layout: one row for each task, in the order of the plan, on the scale of the timeline.

A timeline packs bars into as few rows as fit; a Gantt chart never does, so that a row can be found by its place in the
plan. Scale and arrows are the timeline's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from milepost.timeline.scale import Ruler
from milepost.timeline.view_model import TimelineScale

_YEARS = 50  # that a scale covers before and after today at most
_UNITS = (("month", 18), ("quarter", 54))  # the longest scale, in months, that has room for the ticks of each unit
_TICKS = ("year", "quarter", "month")
_MOST_MONTHS = 240  # a longer scale has years alone
_MARGIN = timedelta(days=6)  # room for the label after the last bar
_NEAR = 0.4  # percent of the scale within which two places are drawn as one


@dataclass(frozen=True, slots=True)
class GanttLink:
    """A predecessor by its id; `type` is FS, SS, FF, or SF. `critical`: both tasks are, and it decides a date."""

    id: str
    type: str = "FS"
    critical: bool = False


@dataclass(frozen=True, slots=True)
class GanttTask:
    """What is drawn in one row: days are inclusive.

    `shape` is `task`, `summary`, or `milestone`. `slack_end` is the last day to which the end may move without
    delaying the project; None without slack. `sure_start` and `sure_end` are the latest first and the earliest last
    day of dates that are known only to a week, month, or quarter; the bar fades over the rest.
    """

    id: str
    shape: str
    start: date
    end: date
    sure_start: date | None = None
    sure_end: date | None = None
    slack_end: date | None = None
    baseline_start: date | None = None
    baseline_end: date | None = None
    depends_on: tuple[GanttLink, ...] = ()


@dataclass(frozen=True, slots=True)
class GanttBar:
    """A row's drawing in percent of the scale; None for what it does not have.

    `end` is where the label begins at the earliest: behind bar, slack, and baseline. The first `fade_in` and last
    `fade_out` percent of the bar are uncertain.
    """

    shape: str
    bar: tuple[float, float]
    slack: tuple[float, float] | None
    baseline: tuple[float, float] | None
    end: float
    fade_in: int = 0
    fade_out: int = 0


@dataclass(frozen=True, slots=True)
class GanttEdge:
    """An arrow from row `source` to row `target`, both counted from 0; `x1` ≤ `x2` in percent.

    `shape` is one of those of the timeline (`ahead`, `drop` inside the start, `back`), or `start`: from start to start,
    `into`: straight into the other, `from`: ahead, from the middle of a milestone.
    """

    source: int
    target: int
    shape: str
    critical: bool
    x1: float
    x2: float


@dataclass(frozen=True, slots=True)
class Gantt:
    """The scale, a bar for each task, and the arrows. `unit` is the finest unit whose ticks fit when all is shown.

    `today` is a percentage; None if today is off the scale.
    """

    scale: TimelineScale
    unit: str
    today: float | None
    bars: tuple[GanttBar, ...]
    edges: tuple[GanttEdge, ...]


def gantt(tasks: Sequence[GanttTask], as_of: date, *, most_edges: int | None = None) -> Gantt:
    """Lay out tasks, at least one, as of a day.

    The scale has the whole months from the first to the last date. `most_edges` limits the arrows to those of the
    critical path if there are more, and leaves all out if even these are more.
    """
    ruler = _ruler(tasks, as_of)
    scale = ruler.scale()
    bars = tuple(_bar(ruler, task) for task in tasks)
    near = max(_NEAR, 51 / ((ruler.last - ruler.first).days + 1))  # half a day, where that is more
    edges = tuple(_edges(tasks, bars, near))
    if most_edges is not None and len(edges) > most_edges:
        critical = tuple(edge for edge in edges if edge.critical)
        edges = critical if len(critical) <= most_edges else ()
    unit = next((unit for unit, most in _UNITS if scale.months <= most), "year")
    units = _TICKS if scale.months <= _MOST_MONTHS else ("year",)
    scale = replace(scale, ticks=tuple(tick for tick in scale.ticks if tick.unit in units))
    return Gantt(scale, unit, scale.today if ruler.first <= as_of <= ruler.last else None, bars, edges)


def _ruler(tasks: Iterable[GanttTask], as_of: date) -> Ruler:
    days = [day for task in tasks for day in _days(task)]
    low, high = date(max(1, as_of.year - _YEARS), 1, 1), date(min(9998, as_of.year + _YEARS), 12, 31)
    first, last = (min(max(day, low), high) for day in (min(days), max(days)))
    last = min(last + _MARGIN, high)
    beyond = (last.replace(day=28) + timedelta(days=4)).replace(day=1)
    return Ruler(first.replace(day=1), beyond - timedelta(days=1), as_of)


def _days(task: GanttTask) -> Iterator[date]:
    yield from (task.start, task.end)
    yield from filter(None, (task.slack_end, task.baseline_start, task.baseline_end))


def _bar(ruler: Ruler, task: GanttTask) -> GanttBar:
    if task.shape == "milestone":
        at = round((ruler.at(task.end) + ruler.after(task.end)) / 2, 2)
        bar = (at, at)
    else:
        bar = _span(ruler, task.start, task.end)
    slack = (bar[1], round(ruler.after(task.slack_end), 2)) if task.slack_end and task.slack_end > task.end else None
    base = None
    if task.baseline_end and (task.baseline_start != task.start or task.baseline_end != task.end):
        base = _span(ruler, task.baseline_start or task.baseline_end, task.baseline_end)
    ends = [bar[1], slack[1] if slack else 0.0]
    fades = _fades(task) if task.shape != "milestone" else (0, 0)
    return GanttBar(task.shape, bar, slack, base, max(ends), *fades)


def _span(ruler: Ruler, first: date, last: date) -> tuple[float, float]:
    start = round(ruler.at(min(first, last)), 2)
    return start, max(start, round(ruler.after(last), 2))


def _fades(task: GanttTask) -> tuple[int, int]:
    """The percent of a bar before its latest start, and after its earliest end."""
    whole = (task.end - task.start).days + 1
    into = (task.sure_start - task.start).days if task.sure_start else 0
    out = (task.end - task.sure_end).days if task.sure_end else 0
    into, out = (max(0, min(100, round(one / whole * 100))) for one in (into, out))
    return (into, out) if into + out <= 100 else (into * 100 // (into + out), 100 - into * 100 // (into + out))


def _edges(tasks: Sequence[GanttTask], bars: Sequence[GanttBar], near: float) -> Iterator[GanttEdge]:
    rows = {task.id: n for n, task in enumerate(tasks)}
    for target, task in enumerate(tasks):
        for link in task.depends_on:
            source = rows.get(link.id)
            if source is not None and source != target:
                shape, x1, x2 = _shape(link.type, bars[source], bars[target], near)
                yield GanttEdge(source, target, shape, link.critical, x1, x2)


def _shape(type: str, source: GanttBar, target: GanttBar, near: float) -> tuple[str, float, float]:
    """The route of an arrow: from the event of the predecessor to that of the successor."""
    begin = source.bar[1] if type in ("FS", "FF") else source.bar[0]
    first, last = target.bar
    if target.shape == "milestone" and abs(first - begin) <= near:
        return "into", first, first
    ahead = "from" if source.shape == "milestone" else "ahead"
    if type in ("FF", "SF"):
        # Into the end from behind; where the bar reaches further, straight into it.
        return (
            ("back", last, begin)
            if last < begin
            else ("into", begin, begin)
            if begin > first
            else (ahead, begin, first)
        )
    if type == "SS":
        return ("start", begin, first) if first > begin + near else ("drop", begin, begin)
    if first >= begin:
        return ahead, begin, first
    # A lead: into the bar, below the end of the other.
    return ("into", begin, begin) if last > begin else ("back", last, begin)
