"""What if this slips: everything that would move, and how far.

A dependent moves only if the delay is larger than the time between the two, and then by the rest. An item whose end
comes from its parts moves with the last of them. What has a date of its own that others set (a release, the timeframe
of an objective, a typed end of the whole) does not move: it is missed. Dates that are too vague to tell, or not there,
are named rather than guessed. All delays are calendar days, and are measured as `date_arithmetic.gap` measures slack,
so that `milepost diff` says the same once a date is really changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from heapq import heappop, heappush
from typing import TYPE_CHECKING, Any

from milepost.analysis.item_order import Event, ItemOrder, first_day, item_order, last_day
from milepost.graph.portfolio import Entity
from milepost.kinds.roadmap.item_tree import ItemEntity
from milepost.kinds.roadmap.model import Milestone
from milepost.kinds.roadmap.progress import is_open
from milepost.schema.base import CANCELLED, CLOSED
from milepost.schema.period import Period, parse

if TYPE_CHECKING:
    from milepost.analysis.insight import Insight

AnyEntity = Entity[Any]


@dataclass(frozen=True, slots=True)
class Shift:
    """Something that moves by `days`. `via` is what moves it, `steps` how many links away the slip began.

    `why` is `depends` (on `via`), `part` (`via` is a part of it, or a project that delivers it), `delivers` (a project
    that delivers `via`), `release` (it ends with `via`), or `milestone` (of `via`). `overlap`: by how many days it
    starts too early already. `before` is its end as it is.
    """

    entity: AnyEntity
    days: int
    via: AnyEntity
    why: str
    steps: int
    before: Period | None
    overlap: int = 0


@dataclass(frozen=True, slots=True)
class Missed:
    """A date that stays, and that `via` would miss by `days`; it does not miss it as it is."""

    entity: AnyEntity
    days: int
    via: AnyEntity
    due: Period


@dataclass(frozen=True, slots=True)
class Spared:
    """A dependent of `via` that does not move, with the days to spare that are left; None if dates are too vague."""

    entity: AnyEntity
    days: int | None
    via: AnyEntity


@dataclass(frozen=True, slots=True)
class SlipImpact:
    """What a slip of some days does. `shifts` are in the order of steps, then as they are read.

    `stories` are the open stories of what moves, by item. `cut`: more moves than was asked for.
    """

    days: int
    shifts: tuple[Shift, ...]
    missed: tuple[Missed, ...]
    spared: tuple[Spared, ...]
    stories: Mapping[ItemEntity, int]
    cut: bool

    def __bool__(self) -> bool:
        """Whether it does anything to anything else."""
        return bool(self.shifts or self.missed)


@dataclass(slots=True)
class _Arrival:
    """A delay that reaches the start of an item: the latest end before it, in days, and what brings it."""

    first: int
    last: int
    via: ItemEntity
    steps: int


@dataclass(slots=True)
class _State:
    """What is known of a slip so far."""

    delays: dict[ItemEntity, int] = field(default_factory=dict)
    arrivals: dict[ItemEntity, _Arrival] = field(default_factory=dict)
    moved_by: dict[ItemEntity, tuple[int, ItemEntity, str, int]] = field(default_factory=dict)
    shifts: dict[AnyEntity, Shift] = field(default_factory=dict)
    spared: list[Spared] = field(default_factory=list)


def slip_of_items(insight: Insight, seeds: Mapping[ItemEntity, int], days: int, most: int = 0) -> SlipImpact:
    """The impact of open items that end later by the days of `seeds`. Linear in the links of what is reached.

    `most` ends it after so many items have moved; 0 for no limit.
    """
    return _Slip(insight, insight.shared(item_order), most).run(seeds, days)


class _Slip:
    """Passes delays on from one event to the next, in their order."""

    def __init__(self, insight: Insight, order: ItemOrder, most: int) -> None:
        self._insight = insight
        self._order = order
        self._most = most
        self._state = _State()
        self._waiting: list[int] = []
        self._events: dict[int, Event] = {}
        self._cut = False

    def run(self, seeds: Mapping[ItemEntity, int], days: int) -> SlipImpact:
        for item, delay in seeds.items():
            self._state.moved_by[item] = (delay, item, "", 0)
            self._push((item, True))
        done = -1
        while self._waiting:
            rank = heappop(self._waiting)
            if rank <= done:
                continue  # twice in the heap, or back at the beginning of a circle
            done = rank
            item, end = self._events[rank]
            (self._ends if end else self._starts)(item, rank)
            if self._most and len(self._state.delays) > self._most + len(seeds):
                self._cut = True
                break
        state = self._state
        moved = {item: delay for item, delay in state.delays.items() if delay > 0}
        missed = {one.entity: one for one in self._missed(moved)}
        return SlipImpact(
            days,
            tuple(sorted(state.shifts.values(), key=self._read_at)),
            tuple(missed.values()),
            tuple(one for one in state.spared if one.entity not in state.shifts),
            {item: count for item in moved if (count := self._open_stories(item))},
            self._cut,
        )

    def _read_at(self, shift: Shift) -> tuple[int, int]:
        """Near things first, and items in reading order before what is in them."""
        return shift.steps, self._order.place.get(shift.entity, len(self._order.place))

    def _push(self, event: Event) -> None:
        rank = self._order.rank[event]
        self._events[rank] = event
        heappush(self._waiting, rank)

    def _follow(self, event: Event, rank: int) -> Iterator[Event]:
        return (one for one in self._order.following.get(event, ()) if self._order.rank[one] > rank)

    def _starts(self, item: ItemEntity, rank: int) -> None:
        """What reaches the start of an item moves it by what exceeds the time in between, and reaches its parts."""
        arrival = self._state.arrivals[item]
        if is_open(item):
            start = self._insight.dates[item].start
            first, last = first_day(start), last_day(start)
            if first is None or last is None:
                self._state.spared.append(Spared(item, None, arrival.via))
            else:
                late, overlap = arrival.first - last + 1, self._order.overlap.get(item, 0)
                if late > overlap:
                    self._moves(item, late - overlap, arrival.via, "depends", arrival.steps)
                elif late <= 0:
                    least = first - arrival.last - 1
                    self._state.spared.append(Spared(item, least if least >= 0 else None, arrival.via))
        for other, end in self._follow((item, False), rank):
            if not end:
                self._arrive(other, arrival)

    def _moves(self, item: ItemEntity, days: int, via: ItemEntity, why: str, steps: int) -> None:
        known = self._state.moved_by.get(item)
        if known is None or days > known[0]:
            self._state.moved_by[item] = (days, via, why, steps)
        self._push((item, True))

    def _arrive(self, item: ItemEntity, arrival: _Arrival) -> None:
        known = self._state.arrivals.get(item)
        if known is None or arrival.first > known.first:
            last = max(arrival.last, known.last if known else arrival.last)
            self._state.arrivals[item] = _Arrival(arrival.first, last, arrival.via, arrival.steps)
        self._push((item, False))

    def _ends(self, item: ItemEntity, rank: int) -> None:
        """An item ends later: so may what depends on it, and what it is a part of."""
        if not is_open(item):
            return
        state, dates = self._state, self._insight.dates[item]
        days, via, why, steps = state.moved_by.get(item, (0, item, "", 0))
        delay = days
        if dates.end_from == "children" and why:
            # Its start may have to wait while its last part has time to spare.
            delay, part = self._with_parts(item)
            if why == "part" and part:
                days, via, steps = delay, part, self._steps_of(part) + 1
        if why and days > 0:
            self._shift(Shift(item, days, via, why, steps, dates.end, self._order.overlap.get(item, 0)))
        if delay <= 0:
            return
        state.delays[item] = delay
        self._milestones(item, delay, steps, whole=why == "depends")
        self._projects(item, delay, steps)
        first, last = first_day(dates.end), last_day(dates.end)
        for other, end in self._follow((item, True), rank):
            if end:
                self._part_moves(other, item, steps + 1)
            elif first is not None and last is not None:
                self._arrive(other, _Arrival(first + delay, last + delay, item, steps + 1))
            else:
                state.spared.append(Spared(other, None, item))

    def _part_moves(self, whole: ItemEntity, part: ItemEntity, steps: int) -> None:
        """The whole moves as far as its last part does, if its end comes from its parts."""
        if is_open(whole) and self._insight.dates[whole].end_from == "children":
            self._state.moved_by.setdefault(whole, (0, part, "part", steps))
            self._push((whole, True))

    def _with_parts(self, item: ItemEntity) -> tuple[int, ItemEntity | None]:
        """How far the end of an item moves that is the end of its last part, and the part that decides it."""
        old = last_day(self._insight.dates[item].end)
        found: tuple[int, ItemEntity | None] = (0, None)
        for part in self._insight.tree.children(item):
            end, delay = last_day(self._insight.dates[part].end), self._state.delays.get(part, 0)
            if part.entry.status != CANCELLED and end is not None and old is not None and end + delay - old > found[0]:
                found = (end + delay - old, part)
        return found

    def _steps_of(self, item: ItemEntity) -> int:
        known = self._state.shifts.get(item)
        return known.steps if known else 0

    def _shift(self, shift: Shift) -> None:
        self._state.shifts.setdefault(shift.entity, shift)

    def _milestones(self, item: ItemEntity, days: int, steps: int, *, whole: bool) -> None:
        """The open milestones that move: all of an item that starts later, else those that are due when it ends."""
        end = last_day(self._insight.dates[item].end)
        for one in self._insight.portfolio.nested(item, Milestone.type_name):
            due = last_day(one.entry.date)
            at_end = due is not None and end is not None and due >= end
            if one.id and not self._insight.milestone(one).met and (whole or at_end):
                self._shift(Shift(one, days, item, "milestone", steps + 1, one.entry.date))

    def _projects(self, item: ItemEntity, days: int, steps: int) -> None:
        """The open projects that an item takes its dates from."""
        found = self._insight.item(item)
        if "project" in (found.end_from, found.start_from):
            for plan in found.projects:
                if plan.entry.status not in CLOSED:
                    self._shift(Shift(plan, days, item, "delivers", steps + 1, None))

    def _open_stories(self, item: ItemEntity) -> int:
        return sum(one.is_open for one in self._insight.stories_of(item))

    def _missed(self, moved: Mapping[ItemEntity, int]) -> Iterator[Missed]:
        """The dates that what moves would miss, each by what misses it most."""
        worst: dict[AnyEntity, Missed] = {}
        for item, days in moved.items():
            end = self._insight.dates[item].end
            first = first_day(end)
            if first is None:
                continue
            for entity, due, own in self._due(item):
                last = last_day(due)
                # An end that is that of its release is never after it as it is.
                if due is None or last is None or (own and first > last):
                    continue
                by = first + days - last if own else days
                if by > 0 and (entity not in worst or by > worst[entity].days):
                    worst[entity] = Missed(entity, by, item, due)
        return iter(worst.values())

    def _due(self, item: ItemEntity) -> Iterator[tuple[AnyEntity, Period | None, bool]]:
        """What an item is to end by: its release, its objectives and their key results, and what it is a part of.

        The last value is whether its end is a date of its own, rather than that of the release.
        """
        insight, portfolio = self._insight, self._insight.portfolio
        if release := portfolio.target(item, "release"):
            yield release, release.entry.date, insight.dates[item].end_from != "release"
        holder = insight.holder(item, "objectives")
        for objective in portfolio.targets(holder, "objectives") if holder else ():
            if not objective.entry.is_closed:
                yield objective, objective.entry.timeframe, True
                for result in portfolio.nested(objective, "kr"):
                    found = insight.key_result(result)
                    if result.entry.due and not found.met:
                        yield result, found.due, True
        parent = insight.tree.parents.get(item)
        if parent and is_open(parent) and insight.dates[parent].end_from != "children":
            yield parent, insight.dates[parent].end, True


def moved_period(period: Period, days: int) -> Period | None:
    """A day that moves by some days; None for anything vaguer, which does not move by days."""
    if period.precision != "day" or period.first is None or period.approximate:
        return None
    return parse(date.fromordinal(period.first.toordinal() + days).isoformat())
