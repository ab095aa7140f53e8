"""Random networks for property tests: whole days, all types of link, lags and leads, weekends and holidays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import NamedTuple

from hypothesis import strategies as st
from tests.support.networks import MONDAY

from milepost.schedule.calendar import TICKS_PER_DAY, WorkCalendar
from milepost.schedule.network import Activity, ActivityLink, Lag, LinkType, Network


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
    """A network in numbers: durations in days, links as (from, to, type, lag in days), working days by index."""

    durations: tuple[int, ...]
    links: tuple[tuple[int, int, str, int], ...]
    weekdays: frozenset[int]
    holidays: frozenset[date]

    def network(self) -> Network:
        activities = [Activity(f"T{index}", days * TICKS_PER_DAY) for index, days in enumerate(self.durations)]
        links = [
            ActivityLink(f"T{before}", f"T{after}", LinkType(kind), Lag.days(lag))
            for before, after, kind, lag in self.links
        ]
        return Network.of(activities, links, start=MONDAY, calendar=WorkCalendar(self.weekdays, self.holidays))

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
