"""The network of a project: activities, the links between them, and what can be wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from milepost.schedule.calendar import TICKS_PER_DAY, WorkCalendar, day_end, day_start


class LinkType(StrEnum):
    """Which event of the predecessor the successor depends on, and with which event: FS is finish-to-start."""

    FS = "FS"
    SS = "SS"
    FF = "FF"
    SF = "SF"

    @property
    def from_finish(self) -> bool:
        """Whether it leads from the predecessor's finish, rather than from its start."""
        return self in (LinkType.FS, LinkType.FF)

    @property
    def to_finish(self) -> bool:
        """Whether it leads to the successor's finish, rather than to its start."""
        return self in (LinkType.FF, LinkType.SF)


class ConstraintType(StrEnum):
    """Start or finish no earlier than, no later than, or exactly on a date."""

    SNET = "snet"
    SNLT = "snlt"
    FNET = "fnet"
    FNLT = "fnlt"
    MSO = "mso"
    MFO = "mfo"


@dataclass(frozen=True, slots=True)
class Lag:
    """Time between the two events of a link: working minutes on the project's calendar plus elapsed calendar days.

    A negative lag is a lead.
    """

    minutes: int = 0
    elapsed_days: float = 0

    @classmethod
    def days(cls, working_days: float) -> Lag:
        """A lag of working days."""
        return cls(round(working_days * TICKS_PER_DAY))

    @property
    def elapsed_ticks(self) -> int:
        """The elapsed days as ticks."""
        return round(self.elapsed_days * TICKS_PER_DAY)

    def __bool__(self) -> bool:
        return bool(self.minutes or self.elapsed_days)


@dataclass(frozen=True, slots=True)
class ActivityLink:
    """A dependency: `successor` depends on `predecessor`."""

    predecessor: str
    successor: str
    type: LinkType = LinkType.FS
    lag: Lag = Lag()


@dataclass(frozen=True, slots=True)
class Constraint:
    """A limit on the start or finish of an activity.

    `snet` and `fnet` move early dates. `snlt` and `fnlt` limit late dates and never move early ones. `mso` and `mfo`
    set both: the activity is scheduled on that date even if its predecessors are late, which then have negative slack.
    This is Primavera's mandatory start and finish.
    """

    type: ConstraintType
    date: date


@dataclass(frozen=True, slots=True)
class Activity:
    """A task, milestone (duration 0), or summary (named as `parent` by others) of a project.

    `duration` and `remaining` are working minutes; all dates are days, finishes inclusive. `calendar` is the project's
    unless it is set, for example to respect the leave of the people assigned. All `deadlines` limit the late finish.

    `start` and `finish` are dates that somebody typed. As in MS Project and Primavera P6, where typing a start sets
    'start no earlier than', they move the activity to that date, and a predecessor that is later moves it further. If
    both are there, they give the duration. A milestone stays on its typed date even if nobody works on that day.

    An activity with `actual_finish` is complete and pinned to its actual dates, a milestone also with `actual_start`
    alone. Any other with `actual_start` is in progress: `remaining` is what is left of it at the network's `as_of`. If
    that is unknown, it is the duration without the working time since the actual start, and at least one day (the
    duration, if that is shorter), because the activity is not complete.

    The dates of a summary are those of its children. Its `start`, and 'start no earlier than', apply to all children,
    and its deadlines, and 'finish no later than', to its last finish; its duration and `finish` are not used.
    """

    id: str
    duration: int | None = None
    calendar: WorkCalendar | None = None
    constraint: Constraint | None = None
    deadlines: tuple[date, ...] = ()
    start: date | None = None
    finish: date | None = None
    actual_start: date | None = None
    actual_finish: date | None = None
    remaining: int | None = None
    parent: str | None = None

    @property
    def completed_on(self) -> date | None:
        """The actual finish; None if it is not complete."""
        return self.actual_finish or (self.actual_start if self.duration == 0 else None)

    @property
    def is_complete(self) -> bool:
        """Whether it has finished."""
        return self.completed_on is not None

    @property
    def is_in_progress(self) -> bool:
        """Whether it has started and not finished."""
        return self.actual_start is not None and not self.is_complete


@dataclass(frozen=True)
class Network:
    """Activities by id, in the order in which they are listed, and their links.

    Nothing starts before `start`. With `as_of`, the status date, nothing that is left to do is scheduled before it.
    """

    activities: Mapping[str, Activity]
    links: tuple[ActivityLink, ...]
    calendar: WorkCalendar
    start: date
    as_of: date | None = None
    predecessors: Mapping[str, tuple[ActivityLink, ...]] = field(init=False, repr=False, compare=False)
    successors: Mapping[str, tuple[ActivityLink, ...]] = field(init=False, repr=False, compare=False)
    children: Mapping[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        predecessors: dict[str, list[ActivityLink]] = {}
        successors: dict[str, list[ActivityLink]] = {}
        children: dict[str, list[str]] = {}
        for link in self.links:
            predecessors.setdefault(link.successor, []).append(link)
            successors.setdefault(link.predecessor, []).append(link)
        for activity in self.activities.values():
            if activity.parent is not None:
                children.setdefault(activity.parent, []).append(activity.id)
        keep = object.__setattr__  # how a frozen dataclass sets what it derives
        keep(self, "predecessors", {name: tuple(links) for name, links in predecessors.items()})
        keep(self, "successors", {name: tuple(links) for name, links in successors.items()})
        keep(self, "children", {name: tuple(names) for name, names in children.items()})

    @classmethod
    def of(
        cls,
        activities: Iterable[Activity],
        links: Iterable[ActivityLink] = (),
        *,
        start: date,
        calendar: WorkCalendar | None = None,
        as_of: date | None = None,
    ) -> Network:
        """A network of listed activities; Monday to Friday are worked unless there is a calendar."""
        by_id = {activity.id: activity for activity in activities}
        return cls(by_id, tuple(links), calendar or WorkCalendar(), start, as_of)

    def calendar_of(self, activity: Activity) -> WorkCalendar:
        """The calendar an activity is worked on; the project's for a milestone, which needs nobody to be there."""
        return self.calendar if activity.calendar is None or activity.duration == 0 else activity.calendar

    def duration_of(self, activity: Activity) -> int | None:
        """Working minutes from start to finish: typed, else from the typed dates, else from the actual ones."""
        if activity.duration is not None:
            return activity.duration
        for first, last in ((activity.start, activity.finish), (activity.actual_start, activity.actual_finish)):
            if first and last:
                return self.calendar_of(activity).work_between(day_start(first), day_end(last))
        return None

    def remaining_of(self, activity: Activity) -> int | None:
        """Working minutes that are left to do at the status date; None if that is unknown."""
        if activity.is_complete:
            return 0
        if activity.is_in_progress and activity.remaining is not None:
            return activity.remaining
        duration = self.duration_of(activity)
        if duration is None or activity.actual_start is None or self.as_of is None:
            return duration
        elapsed = self.calendar_of(activity).work_between(day_start(activity.actual_start), day_start(self.as_of))
        return max(duration - max(0, elapsed), min(duration, TICKS_PER_DAY))

    @property
    def earliest(self) -> date:
        """The first day on which anything that is left to do can be scheduled."""
        return max(self.start, self.as_of) if self.as_of else self.start

    def is_summary(self, name: str) -> bool:
        """Whether other activities are grouped under this one."""
        return name in self.children

    def ancestors(self, name: str) -> tuple[str, ...]:
        """The summaries an activity belongs to, from its parent up. In a cycle of parents it is
        its own ancestor."""
        found: dict[str, None] = {}  # in order, and fast to look up in
        parent = self.activities[name].parent
        while parent is not None and parent in self.activities and parent not in found:
            found[parent] = None
            parent = self.activities[parent].parent
        return tuple(found)
