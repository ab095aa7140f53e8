"""Resources of a plan: who they are, how much of each is needed in each week, and where that is more than there is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from milepost.graph.portfolio import Entity
from milepost.kinds.plan.model import Resource
from milepost.kinds.plan.resource_load import ResourceLoad
from milepost.kit import phrasing
from milepost.kit.components import Phrase
from milepost.kit.schedule_words import short_day, short_period, short_span
from milepost.pages.plan.components import PlanCell, PlanRow, PlanTable, cell, joined, plan_table
from milepost.pages.plan.context import PlanContext, anchor_of
from milepost.schedule.load import Overallocation, WeekLoad

_MOST_WEEKS = 104
_LEVELS = 4  # shades up to full; above that, over-allocated


@dataclass(frozen=True, slots=True)
class LoadWeek:
    """A week of a resource: `level` 0 for nothing needed, 1 to 4 by quarters of what is there, 5 for too much."""

    level: int
    words: str


@dataclass(frozen=True, slots=True)
class LoadStrip:
    """The weeks of one resource; `peak` is the fullest one in words."""

    title: str
    weeks: tuple[LoadWeek, ...]
    peak: str


@dataclass(frozen=True, slots=True)
class LoadMonth:
    """A month above the strips, and how many weeks of it are shown."""

    word: str
    weeks: int


@dataclass(frozen=True, slots=True)
class LoadView:
    """Over-allocations as sentences, a strip for each resource that has work left, and the resources."""

    sentences: tuple[tuple[Phrase, ...], ...]
    months: tuple[LoadMonth, ...]
    strips: tuple[LoadStrip, ...]
    numbers: PlanTable | None
    resources: PlanTable | None
    fine: str


def load_view(plan: PlanContext) -> LoadView | None:
    """Resources and their load; None without resources, or for readers who may not see them."""
    resources: tuple[Entity[Resource], ...] = plan.nested("resource")
    if not resources:
        return None
    loads = plan.insight.load
    mondays = sorted({week.monday for one in loads for week in one.weeks})[:_MOST_WEEKS]
    columns = ("Resource", "Team", "Capacity#", "Rate a day#", "Not available")
    rows = (_resource(plan, one) for one in resources)
    months: dict[tuple[int, int], int] = {}
    for day in mondays:
        months[day.year, day.month] = months.get((day.year, day.month), 0) + 1
    first = next(iter(months), None)
    return LoadView(
        sentences=tuple(_over(plan, one, found) for one in loads for found in one.over) or _none(loads),
        months=tuple(
            LoadMonth(_month(date(year, month, 1), shown=(year, month) == first or month == 1), weeks)
            for (year, month), weeks in months.items()
        ),
        strips=tuple(_strip(one, {week.monday: week for week in one.weeks}, mondays) for one in loads),
        numbers=plan_table(
            "Load by week",
            ("Week of", *(f"{one.resource.title}#" for one in loads)),
            _numbers(loads, mondays),
            folded="Days needed and available by week",
        ),
        resources=plan_table("Resources", columns, rows),
        fine="Days that the remaining work needs each week, and days available after leave and holidays. A week is "
        "also overallocated when too much falls on one of its days."
        if loads
        else "",
    )


def _none(loads: tuple[ResourceLoad, ...]) -> tuple[tuple[Phrase, ...], ...]:
    return ((Phrase("No resource is overallocated."),),) if loads else ()


def _over(plan: PlanContext, one: ResourceLoad, found: Overallocation) -> tuple[Phrase, ...]:
    """An over-allocation: "Electricians: 4 needed, 2 available, 10–16 Dec 2026: *Power east*, *Power west*"."""
    needed, there = (phrasing.number(round(amount, 1)) for amount in (found.peak, found.available))
    when = short_span(found.first, found.last)
    return (
        Phrase(one.resource.title, strong=True),
        Phrase(f": {needed} needed, {there} available, {when}: "),
        *plan.task_names(found.activities, 5),
    )


def _month(first: date, *, shown: bool) -> str:
    """The name of a month in short, with its year where that is shown."""
    word = phrasing.month(first)[:3]
    return f"{word} {first.year}" if shown else word


def _strip(one: ResourceLoad, by_monday: Mapping[date, WeekLoad], mondays: Sequence[date]) -> LoadStrip:
    weeks = tuple(_week(by_monday.get(day)) for day in mondays)
    fullest = max(one.weeks, key=lambda week: (week.over, week.needed / week.available if week.available else 0))
    return LoadStrip(one.resource.title, weeks, f"fullest week: {_words(fullest)}")


def _week(week: WeekLoad | None) -> LoadWeek:
    if week is None or not week.needed:
        return LoadWeek(0, "")
    if week.over > 0:
        return LoadWeek(_LEVELS + 1, _words(week))
    share = week.needed / week.available if week.available else 1.0
    return LoadWeek(max(1, min(_LEVELS, -(-int(share * 100) * _LEVELS // 100))), _words(week))


def _words(week: WeekLoad) -> str:
    return f"{_amounts(week)} days, week of {short_day(week.monday)}"


def _amounts(week: WeekLoad) -> str:
    return f"{phrasing.number(round(week.needed, 1))} of {phrasing.number(round(week.available, 1))}"


def _numbers(loads: tuple[ResourceLoad, ...], mondays: Sequence[date]) -> Iterator[PlanRow]:
    found = [{week.monday: week for week in one.weeks} for one in loads]
    for day in mondays:
        weeks = [weeks.get(day) for weeks in found]
        if any(week and week.needed for week in weeks):
            cells = (
                cell(_amounts(week), warning="overallocated" if week.over else "")
                if week and week.needed
                else cell("–")
                for week in weeks
            )
            yield PlanRow((cell(short_day(day)), *cells))


def _resource(plan: PlanContext, one: Entity[Resource]) -> PlanRow:
    entry = one.entry
    return PlanRow(
        (
            plan.about(one),
            cell(plan.page.name("team", entry.team)),
            cell(phrasing.number(1 if entry.capacity is None else entry.capacity)),
            cell(plan.money(entry.rate)),
            PlanCell(joined((Phrase(short_period(leave)),) for leave in entry.leave)),
        ),
        anchor_of(one),
    )
