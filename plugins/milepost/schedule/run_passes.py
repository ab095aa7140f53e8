"""The forward pass over many runs at once, and the paths that decide the finish of each.

It places activities by the same bounds as `passes.compute` and gives the same early dates. Instead of a backward pass,
it follows what decides each date back from the finish, as Primavera P6 does for its longest path. On one calendar that
finds what has no slack. With elapsed lags or several calendars, slack misleads: what ends on Friday and holds back
Monday has the weekend as slack, and decides the finish all the same.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from milepost.schedule.bounds import (
    Bound,
    CandidateKind,
    date_bounds,
    floors,
    is_overridden,
    place_milestone,
    summary_bounds,
)
from milepost.schedule.calendar import TICKS_PER_DAY, WorkCalendar, day_start, start_date
from milepost.schedule.calendar_table import CalendarTable, Ticks
from milepost.schedule.network import Activity, ActivityLink, Network
from milepost.schedule.ordering import EventPart, event_order
from milepost.schedule.passes import compute

Flags = npt.NDArray[np.bool_]
_NONE: Flags = np.zeros(1, dtype=np.bool_)


@dataclass(frozen=True, slots=True, eq=False)
class RunDates:
    """The early dates of an activity or summary in every run, in ticks; arrays of one value where runs do not differ.

    `end` is the finish as the end of something on its day: one minute into the day for a milestone at the start of a
    day, and the finish itself otherwise. `start_decides` and `finish_decides` mark the runs in which the dates follow
    from a bound on the start, or on the finish; `deciding` marks those in which a link is that bound.
    """

    start: Ticks
    finish: Ticks
    end: Ticks
    start_decides: Flags = field(default_factory=lambda: _NONE)
    finish_decides: Flags = field(default_factory=lambda: _NONE)
    deciding: tuple[tuple[ActivityLink, Flags], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class RunPaths:
    """In which runs an activity is on a path that decides the finish, and in which its duration is."""

    activity: Flags
    duration: Flags


@dataclass(frozen=True, slots=True, eq=False)
class _Step:
    """An activity that is not complete: its links, also those into its summaries, and what other bounds allow.

    `start_work` and `finish_work` are on the scale of its calendar, `milestone` is a moment by `_placed`.
    """

    activity: Activity
    table: CalendarTable
    links: tuple[ActivityLink, ...]
    start_work: int
    finish_work: int | None
    milestone: int


class RunPasses:
    """A network made ready for passes over many runs. Raises ImpossibleNetwork if it cannot be scheduled."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._schedule = compute(network)
        self._order = event_order(network)
        actual = (start_date(dates.early_start) for dates in self._schedule.activities.values())
        self._first = min((network.start, *actual))
        self._tables: dict[int, CalendarTable] = {}
        self._project = self._table(network.calendar)
        self._leaves = tuple(name for name in network.activities if not network.is_summary(name))
        self._steps = {name: self._step(name) for name in self._leaves if not network.activities[name].is_complete}

    def dates(self, remaining: Mapping[str, Ticks]) -> dict[str, RunDates]:
        """Early dates by id, from the remaining minutes in every run of each activity that is not complete.

        Raises DateOutOfRange.
        """
        dates: dict[str, RunDates] = {}
        for name, part in self._order:
            if part is EventPart.CLOSING:
                dates[name] = _envelope([dates[child] for child in self._network.children[name]])
            elif part is EventPart.WHOLE:
                step = self._steps.get(name)
                dates[name] = self._place(step, remaining[name], dates) if step else self._completed(name)
        return dates

    def finish(self, dates: Mapping[str, RunDates]) -> Ticks:
        """The end of the project in every run; its start if there are no activities."""
        end = np.array([day_start(self._network.start) + 1], dtype=np.int64)
        for name in self._leaves:
            end = np.maximum(end, dates[name].end)
        return end

    def work_before(self, moments: Ticks) -> Ticks:
        """Working minutes of the project's calendar from a fixed origin to each moment."""
        return self._project.work_before(moments)

    def paths(self, dates: Mapping[str, RunDates]) -> dict[str, RunPaths]:
        """The paths that decide the finish of the project in every run, for all activities that are not complete."""
        starts = dict.fromkeys(self._network.activities, _NONE)
        finishes = dict.fromkeys(self._network.activities, _NONE)
        last = np.zeros(1, dtype=np.int64)
        for name in self._leaves:
            last = np.maximum(last, dates[name].finish)
        for name in self._leaves:
            finishes[name] = dates[name].finish == last
        found: dict[str, RunPaths] = {}
        for name, part in reversed(self._order):
            if part is EventPart.CLOSING:
                for child in self._network.children[name]:
                    starts[child] = starts[child] | (starts[name] & (dates[child].start == dates[name].start))
                    finishes[child] = finishes[child] | (finishes[name] & (dates[child].finish == dates[name].finish))
            elif name in self._steps:
                # The start of what is in progress is known, and no longer decided by anything.
                started = self._steps[name].activity.is_in_progress
                found[name] = _path_through(dates[name], _NONE if started else starts[name], finishes[name])
                _follow_back(dates[name], _NONE if started else starts[name], finishes[name], starts, finishes)
        return found

    def _step(self, name: str) -> _Step:
        network, activity = self._network, self._network.activities[name]
        above = [network.activities[parent] for parent in network.ancestors(name)]
        given = [*floors(network), *date_bounds(activity)]
        given += [bound for parent in above for bound in summary_bounds(parent)]
        bounds = [bound for bound in given if not is_overridden(activity, bound)]
        links = [link for one in (activity, *above) for link in network.predecessors.get(one.id, ())]
        # Whether a mandatory date makes links void does not depend on the link.
        overridden = is_overridden(activity, Bound(CandidateKind.LINK, False, 0, False))
        # A run can give work to what has none, such as a milestone that a risk delays.
        calendar = activity.calendar or network.calendar
        starts = [calendar.work_before(bound.moment) for bound in bounds if not bound.on_finish]
        if activity.is_in_progress and activity.actual_start:
            starts.append(calendar.work_before(day_start(activity.actual_start)))
        # What has nothing left to do in a run is a milestone in that run, and those are on the project's calendar.
        milestone = replace(activity, calendar=None)
        placed = (place_milestone(network, milestone, bound) for bound in bounds)
        return _Step(
            activity,
            self._table(calendar),
            () if overridden else tuple(links),
            max(starts),
            max((calendar.work_before(bound.moment) for bound in bounds if bound.on_finish), default=None),
            max(2 * one.moment + one.is_end for one in placed),
        )

    def _place(self, step: _Step, remaining: Ticks, dates: Mapping[str, RunDates]) -> RunDates:
        """The earliest dates that all bounds allow."""
        arrivals = [(link, self._arrival(link, dates[link.predecessor])) for link in step.links]
        if step.activity.is_in_progress:
            return _with_work(step, remaining, arrivals)
        without_work = remaining == 0
        if not without_work.any():
            return _with_work(step, remaining, arrivals)
        milestone = _as_milestone(step, self._project, arrivals)
        if without_work.all():
            return milestone
        return _either(without_work, milestone, _with_work(step, remaining, arrivals))

    def _arrival(self, link: ActivityLink, source: RunDates) -> Ticks:
        """The earliest moment that a link allows in every run: `bounds.earliest_by` for arrays."""
        moment = source.finish if link.type.from_finish else source.start
        if link.lag.minutes:
            moment = self._project.finish_after(self._project.work_before(moment) + link.lag.minutes)
        return moment + link.lag.elapsed_ticks if link.lag.elapsed_days else moment

    def _completed(self, name: str) -> RunDates:
        dates = self._schedule[name]
        start, finish = (np.array([moment], dtype=np.int64) for moment in (dates.early_start, dates.early_finish))
        return RunDates(start, finish, finish)

    def _table(self, calendar: WorkCalendar) -> CalendarTable:
        # By identity: many activities share few calendars, and comparing them takes long.
        if id(calendar) not in self._tables:
            self._tables[id(calendar)] = CalendarTable(calendar, self._first)
        return self._tables[id(calendar)]


def _envelope(children: Sequence[RunDates]) -> RunDates:
    """The dates of a summary: from the first start to the last finish of its children."""
    start, finish, end = children[0].start, children[0].finish, children[0].end
    for child in children[1:]:
        start = np.minimum(start, child.start)
        finish, end = np.maximum(finish, child.finish), np.maximum(end, child.end)
    return RunDates(start, finish, end)


def _with_work(step: _Step, remaining: Ticks, arrivals: Sequence[tuple[ActivityLink, Ticks]]) -> RunDates:
    """Dates of an activity that has something left to do, by the work on its calendar before it starts."""
    by_start = np.array([step.start_work], dtype=np.int64)
    by_finish = None if step.finish_work is None else step.finish_work - remaining
    needed: list[tuple[ActivityLink, Ticks]] = []
    for link, moment in arrivals:
        work = step.table.work_before(moment)
        if link.type.to_finish:
            work = work - remaining
            by_finish = work if by_finish is None else np.maximum(by_finish, work)
        else:
            by_start = np.maximum(by_start, work)
        needed.append((link, work))
    before = by_start if by_finish is None else np.maximum(by_start, by_finish)
    if step.activity.is_in_progress and step.activity.actual_start:
        start = np.array([day_start(step.activity.actual_start)], dtype=np.int64)
    else:
        start = step.table.start_after(before)
    finish = step.table.finish_after(before + remaining)
    if step.activity.is_in_progress:
        # What has started has a day on which it did, whatever is left: see `forward`.
        finish = np.where(finish <= start, start + TICKS_PER_DAY, finish)
    finish = np.maximum(finish, start)
    return RunDates(
        start,
        finish,
        finish,
        by_start == before,
        _NONE if by_finish is None else by_finish == before,
        tuple((link, work == before) for link, work in needed),
    )


def _as_milestone(step: _Step, project: CalendarTable, arrivals: Sequence[tuple[ActivityLink, Ticks]]) -> RunDates:
    """Dates of an activity without work, by `bounds.place_milestone`: one moment, and the side of it that counts."""
    latest = np.array([step.milestone], dtype=np.int64)
    placed: list[tuple[ActivityLink, Ticks]] = []
    for link, moment in arrivals:
        next_start = project.start_after(project.work_before(moment))
        if not link.type.from_finish:
            here = _placed(next_start, is_end=False)
        elif not link.lag.elapsed_days:
            here = _placed(moment, is_end=True)
        else:
            worked = project.work_before(moment) > project.work_before(moment - TICKS_PER_DAY)
            stays = worked | (moment % TICKS_PER_DAY != 0)
            here = np.where(stays, _placed(moment, is_end=True), _placed(next_start, is_end=False))
        latest = np.maximum(latest, here)
        placed.append((link, here))
    moment, is_end = latest // 2, latest % 2
    always = np.ones(1, dtype=np.bool_)
    deciding = tuple((link, here // 2 == moment) for link, here in placed)
    return RunDates(moment, moment, moment + (1 - is_end), always, always, deciding)


def _placed(moment: Ticks, *, is_end: bool) -> Ticks:
    """A moment and its side as one number: of equal moments, the end of a day comes last."""
    return 2 * moment + is_end


def _either(first: Flags, one: RunDates, other: RunDates) -> RunDates:
    """The dates of `one` in the runs of `first`, and of `other` elsewhere; both have the same links."""
    return RunDates(
        np.where(first, one.start, other.start),
        np.where(first, one.finish, other.finish),
        np.where(first, one.end, other.end),
        np.where(first, one.start_decides, other.start_decides),
        np.where(first, one.finish_decides, other.finish_decides),
        tuple(
            (link, np.where(first, here, there))
            for (link, here), (_, there) in zip(one.deciding, other.deciding, strict=True)
        ),
    )


def _path_through(dates: RunDates, on_start: Flags, on_finish: Flags) -> RunPaths:
    return RunPaths(on_start | on_finish, on_finish & dates.start_decides)


def _follow_back(
    dates: RunDates,
    on_start: Flags,
    on_finish: Flags,
    starts: MutableMapping[str, Flags],
    finishes: MutableMapping[str, Flags],
) -> None:
    """Marks the events of predecessors from which links lead to the events of an activity that are on a path."""
    if not (on_start.any() or on_finish.any()):
        return
    start_side = on_start | on_finish & dates.start_decides
    finish_side = on_finish | on_start & dates.finish_decides
    for link, decides in dates.deciding:
        events = finishes if link.type.from_finish else starts
        side = finish_side if link.type.to_finish else start_side
        events[link.predecessor] = events[link.predecessor] | decides & side
