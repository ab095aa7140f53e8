"""Random networks for property tests: whole days, all types of link, lags and leads, weekends and holidays."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations
from typing import NamedTuple

from hypothesis import strategies as st
from tests.support.networks import MONDAY

from milepost.schedule.calendar import TICKS_PER_DAY, WorkCalendar
from milepost.schedule.network import Activity, ActivityLink, Constraint, ConstraintType, Lag, LinkType, Network


class Row(NamedTuple):
    """Early and late dates, and slack in working days."""

    early_start: date
    early_finish: date
    late_start: date
    late_finish: date
    total: float
    free: float


@dataclass(frozen=True)
class Plain:
    """A network in numbers: durations in days, links as (from, to, type, lag in days), and what else holds it back.

    `constraints` are (type, days from the start), `leave` days off as (days from the start, further days), `parents`
    the summary each activity belongs to: each may be None, and all may be left out.
    """

    durations: tuple[int, ...]
    links: tuple[tuple[int, int, str, int], ...]
    weekdays: frozenset[int]
    holidays: frozenset[date]
    constraints: tuple[tuple[str, int] | None, ...] = ()
    leave: tuple[tuple[int, int] | None, ...] = ()
    parents: tuple[str | None, ...] = ()

    def network(self) -> Network:
        activities = [self._activity(index) for index in range(len(self.durations))]
        activities += [Activity(name) for name in dict.fromkeys(filter(None, self.parents))]
        links = [
            ActivityLink(f"T{before}", f"T{after}", LinkType(kind), Lag.days(lag))
            for before, after, kind, lag in self.links
        ]
        return Network.of(activities, links, start=MONDAY, calendar=WorkCalendar(self.weekdays, self.holidays))

    def _activity(self, index: int) -> Activity:
        activity = Activity(f"T{index}", self.durations[index] * TICKS_PER_DAY)
        if self.constraints and (constraint := self.constraints[index]):
            kind, days = constraint
            limit = Constraint(ConstraintType(kind), MONDAY + timedelta(days))
            activity = replace(activity, constraint=limit)
        if self.leave and (leave := self.leave[index]):
            first = MONDAY + timedelta(leave[0])
            calendar = WorkCalendar(self.weekdays, self.holidays, ((first, first + timedelta(leave[1])),))
            activity = replace(activity, calendar=calendar)
        if self.parents:
            activity = replace(activity, parent=self.parents[index])
        return activity

    def working_days(self) -> list[date]:
        """Far more working days than any of these networks takes, from the project's start."""
        days = (MONDAY + timedelta(number) for number in range(2000))
        return [day for day in days if day.weekday() in self.weekdays and day not in self.holidays][:250]


@st.composite
def plain_networks(draw: st.DrawFn, most: int = 8) -> Plain:
    """Networks of up to `most` activities, listed in an order that need not be that of their links."""
    durations = draw(st.lists(st.integers(0, 6), min_size=1, max_size=most))
    order = draw(st.permutations(range(len(durations))))
    pairs = list(combinations(order, 2))
    one = st.tuples(st.sampled_from(pairs), st.sampled_from(["FS", "SS", "FF", "SF"]), st.integers(-4, 4))
    drawn = draw(st.lists(one, max_size=2 * len(durations))) if pairs else []
    links = tuple((before, after, kind, lag) for (before, after), kind, lag in drawn)
    weekdays = draw(st.sampled_from([frozenset(range(5)), frozenset(range(7)), frozenset({0, 2, 3, 5})]))
    holidays = draw(st.frozensets(st.dates(MONDAY, MONDAY + timedelta(30)), max_size=5))
    return Plain(tuple(durations), links, weekdays, holidays)


@st.composite
def constrained_networks(draw: st.DrawFn) -> Plain:
    """Networks in which constraints of all types, met or not, hold activities."""
    plain = draw(plain_networks())
    one = st.none() | st.tuples(st.sampled_from([kind.value for kind in ConstraintType]), st.integers(25, 60))
    # Tools differ in what a constraint on a day off means for a milestone.
    constraints = tuple(draw(one) if days else None for days in plain.durations)
    return replace(plain, constraints=constraints)


@st.composite
def grouped_networks(draw: st.DrawFn) -> Plain:
    """Networks in which activities have leave of their own, and some belong to a summary that others depend on."""
    plain = draw(plain_networks(most=6))
    leave = tuple(draw(st.none() | st.tuples(st.integers(0, 20), st.integers(0, 9))) for _ in plain.durations)
    parents = tuple(draw(st.none() | st.just("S")) for _ in plain.durations)
    if not any(parents):
        return replace(plain, leave=leave)
    # What is in the summary comes before what is not, so that no link closes a cycle through it.
    inside, outside = (
        [index for index, parent in enumerate(parents) if (parent is None) == out] for out in (False, True)
    )
    links = [one for one in plain.links if not (one[0] in outside and one[1] in inside)]
    return replace(plain, leave=leave, parents=parents, links=tuple(links))
