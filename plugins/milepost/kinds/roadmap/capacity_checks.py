"""More work planned than a team has capacity for."""

from __future__ import annotations

from collections.abc import Iterator

from milepost.checks.check import Context, check, named, titles_of
from milepost.checks.violation import Violation
from milepost.kinds.roadmap.team_effort import TeamQuarter

_HINT = "plan some of it for another quarter or team, or correct the capacity"


@check("capacity-exceeded", "warning", "A team has more effort planned in a quarter than it has capacity for.")
def capacity_exceeded(c: Context) -> Iterator[Violation]:
    for one in c.insight.team_effort.over:
        needed, there = (f"{days:,.1f}".removesuffix(".0") for days in (one.effort, one.capacity or 0))
        largest = titles_of([part.source for part in one.parts])
        message = (
            f"{named(one.team)} has {needed} person-days planned in {one.quarter}, and capacity for {there}: {largest}"
        )
        yield c.found(one.team, ("capacity", _entry_of(one)), message, _HINT)


def _entry_of(found: TeamQuarter) -> int:
    """The position of the first entry for the quarter, or a part of it."""
    first, last = found.quarter.first, found.quarter.last
    entries = found.team.entry.capacity
    return next(
        n
        for n, one in enumerate(entries)
        if one.period.first and one.period.last and one.period.first <= last and one.period.last >= first
    )
