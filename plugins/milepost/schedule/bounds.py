"""What holds an activity back: for each link, constraint, or date, the earliest it allows.

Links compare moments on the calendar of the activity they lead to. For an activity with work, a moment in non-working
time counts as the work before it, so a finish on Saturday holds back no more than a finish on Friday evening.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from milepost.schedule.calendar import TICKS_PER_DAY, WorkCalendar, day_end, day_start
from milepost.schedule.network import Activity, ActivityLink, ConstraintType, Network

MANDATORY = (ConstraintType.MSO, ConstraintType.MFO)


class CandidateKind(StrEnum):
    """What can decide a date. `CALENDAR` is the wait for a working day, `DURATION` the start plus the work."""

    LINK = "link"
    CONSTRAINT = "constraint"
    TYPED = "typed"
    STATUS_DATE = "status-date"
    PROJECT_START = "project-start"
    CALENDAR = "calendar"
    DURATION = "duration"
    ACTUAL = "actual"


@dataclass(frozen=True, slots=True)
class Bound:
    """The earliest moment for a start, or for a finish, that one cause allows.

    `is_end` says that the moment ends something, so that a milestone on it belongs to the day before. `link` is there
    for a link, `day` for everything that is given as a date.
    """

    kind: CandidateKind
    on_finish: bool
    moment: int
    is_end: bool
    link: ActivityLink | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class PlacedMilestone:
    """Where a milestone lies: a moment, and whether it is the end of a day."""

    moment: int
    is_end: bool


def earliest_by(network: Network, link: ActivityLink, event: int) -> int:
    """The earliest moment of the successor's event, given that of the predecessor's. A lag ends as a finish."""
    moved = network.calendar.add(event, link.lag.minutes) if link.lag.minutes else event
    return moved + link.lag.elapsed_ticks if link.lag.elapsed_days else moved


def latest_by(network: Network, link: ActivityLink, event: int) -> int:
    """The latest moment of the predecessor's event, given that of the successor's: the inverse of `earliest_by`."""
    moved = event - link.lag.elapsed_ticks if link.lag.elapsed_days else event
    return network.calendar.subtract(moved, link.lag.minutes) if link.lag.minutes else moved


def floors(network: Network) -> Iterator[Bound]:
    """What holds back everything that is left to do: the project's start and the status date."""
    yield Bound(CandidateKind.PROJECT_START, False, day_start(network.start), False, day=network.start)
    if network.as_of:
        yield Bound(CandidateKind.STATUS_DATE, False, day_start(network.as_of), False, day=network.as_of)


def link_bounds(network: Network, name: str, starts: Mapping[str, int], finishes: Mapping[str, int]) -> Iterator[Bound]:
    """What the links into an activity or summary allow, given the early dates of its predecessors."""
    for link in network.predecessors.get(name, ()):
        event = (finishes if link.type.from_finish else starts)[link.predecessor]
        moment = earliest_by(network, link, event)
        yield Bound(CandidateKind.LINK, link.type.to_finish, moment, link.type.from_finish, link)


def date_bounds(activity: Activity) -> Iterator[Bound]:
    """What an activity's own constraint and typed dates allow. Those on the start end once it is in progress."""
    constraint = activity.constraint
    if constraint and constraint.type in (ConstraintType.FNET, ConstraintType.MFO):
        yield Bound(CandidateKind.CONSTRAINT, True, day_end(constraint.date), True, day=constraint.date)
    if activity.finish:
        yield Bound(CandidateKind.TYPED, True, day_end(activity.finish), True, day=activity.finish)
    if activity.is_in_progress:
        return
    if constraint and constraint.type in (ConstraintType.SNET, ConstraintType.MSO):
        yield Bound(CandidateKind.CONSTRAINT, False, day_start(constraint.date), False, day=constraint.date)
    if activity.start:
        yield Bound(CandidateKind.TYPED, False, day_start(activity.start), False, day=activity.start)


def summary_bounds(activity: Activity) -> Iterator[Bound]:
    """What a summary's own dates allow its children: its typed start, and 'start no earlier than'."""
    return (one for one in date_bounds(activity) if not one.on_finish)


def is_overridden(activity: Activity, bound: Bound) -> bool:
    """Whether a mandatory date of the activity makes a bound void; nothing overrides project start and status date."""
    constraint = activity.constraint
    if not constraint or constraint.type not in MANDATORY:
        return False
    if activity.is_in_progress and constraint.type is ConstraintType.MSO:
        return False
    return bound.kind in (CandidateKind.LINK, CandidateKind.TYPED)


def work_before_start(calendar: WorkCalendar, bound: Bound, work: int) -> int:
    """The least work before the start of an activity with `work` minutes to do, on the scale of its calendar."""
    before = calendar.work_before(bound.moment)
    return before - work if bound.on_finish else before


def work_before_latest_start(network: Network, calendar: WorkCalendar, moment: int, early: int) -> int:
    """The most work before the start of an activity that must start by a moment; `early` is that of its early start.

    If the moment falls into leave of its own, it has to start before the leave. The next moment at which it can start
    is the same amount of work away and yet too late, so the latest start is then at the same time of an earlier day.
    """
    before = calendar.work_before(moment)
    if calendar is network.calendar or not network.calendar.work_between(moment, calendar.start_after(before)):
        return before
    return before - ((before - early) % TICKS_PER_DAY or TICKS_PER_DAY)


def place_milestone(network: Network, activity: Activity, bound: Bound) -> PlacedMilestone:
    """Where one cause puts a milestone.

    A milestone needs no working time. It stays where its predecessor ends and on the day somebody typed; what is
    computed or generally given, such as elapsed time or a constraint, moves on to the next working day.
    """
    calendar = network.calendar_of(activity)
    moment = bound.moment
    floor = bound.kind in (CandidateKind.PROJECT_START, CandidateKind.STATUS_DATE)
    if bound.kind is CandidateKind.TYPED or (floor and (activity.start or activity.finish)):
        return PlacedMilestone(moment, bound.is_end)
    if not bound.is_end:
        return PlacedMilestone(calendar.next_start(moment), False)
    exact = bound.link is not None and not bound.link.lag.elapsed_days
    if exact or calendar.work_between(moment - TICKS_PER_DAY, moment) or moment % TICKS_PER_DAY:
        return PlacedMilestone(moment, True)
    return PlacedMilestone(calendar.next_start(moment), False)
