"""Planned effort against capacity, by team and quarter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from milepost.charts.bars import Stack, StackPart, stacked_bars
from milepost.kinds.plan.model import Plan
from milepost.kinds.roadmap.team_effort import OVER, TeamEfforts, TeamQuarter
from milepost.kit import phrasing
from milepost.kit.components import Phrase
from milepost.kit.context import ItemEntity, PageContext
from milepost.kit.schedule_words import NBSP
from milepost.pages.archive.charts import Chart, Legend

_PLANS, _ITEMS, _CAPACITY = "actual", "mild-2", "p90"
_MOST_NAMED = 3
_UNKNOWN = "not stated"


@dataclass(frozen=True, slots=True)
class CapacityRow:
    """A team's quarter: person-days planned and available, and the work. `over` is how much too much it is."""

    team: str
    quarter: str
    planned: str
    capacity: str
    over: str
    work: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class CapacityView:
    """Findings as sentences, a chart for each team, all numbers, and what could not be counted."""

    sentences: tuple[tuple[Phrase, ...], ...]
    charts: tuple[Chart, ...]
    rows: tuple[CapacityRow, ...]
    uncounted: tuple[tuple[Phrase, ...], ...]
    note: str


def capacity_of(context: PageContext) -> CapacityView | None:
    """Effort against capacity, for the most restricted audience; None if no team has a capacity.

    Broader audiences see only some of the work. Against the whole capacity it would look as if there were time left.
    """
    found = context.insight.team_effort
    if not context.portfolio.innermost or not found.teams:
        return None
    return CapacityView(
        sentences=tuple(_over(context, one) for one in found.over) or ((Phrase(_fits(found)),),),
        charts=tuple(_chart(quarters) for quarters in found.teams),
        rows=tuple(_row(context, one) for quarters in found.teams for one in quarters if one.parts or one.capacity),
        uncounted=tuple(_uncounted(context, found)),
        note=_NOTE,
    )


_NOTE = (
    "Person-days of work that is planned or in progress: what is left of the tasks in project plans, and of items with "
    "an effort that no project delivers, spread evenly over their time. Proposals and paused work do not count. Of the "
    "current quarter, both work and capacity count from today."
)


def _fits(found: TeamEfforts) -> str:
    if all(one.capacity is None for quarters in found.teams for one in quarters):
        return "No quarter has a capacity for all of its days."
    return "No team has more planned than its capacity."


def _over(context: PageContext, one: TeamQuarter) -> tuple[Phrase, ...]:
    """An overload: "Purser, Q2 2027: 186 person-days planned, 180 available, 6 too many: *Tap history* 73, …"."""
    planned, there = _days(one.effort, one.capacity), _days(one.capacity or 0, one.effort)
    return (
        Phrase(f"{one.team.title}, {_quarter(one)}", strong=True),
        Phrase(f": {planned} person-days planned, {there} available, {_days(one.over)} too many. The largest: "),
        *_work(context, one, _MOST_NAMED),
        Phrase("."),
    )


def _work(context: PageContext, one: TeamQuarter, most: int | None = None) -> Iterator[Phrase]:
    for n, part in enumerate(one.parts[:most]):
        if n:
            yield Phrase(", ")
        ref = context.ref(part.source)
        yield Phrase(ref.title, target=ref.target)
        yield Phrase(f"{NBSP}{_days(part.days)}")


def _chart(quarters: Sequence[TeamQuarter]) -> Chart:
    team = quarters[0].team
    stacks = []
    for n, one in enumerate(quarters):
        plans = sum(part.days for part in one.parts if isinstance(part.source.entry, Plan))
        items = sum(part.days for part in one.parts if not isinstance(part.source.entry, Plan))
        when = _quarter(one)
        year = f"|{one.quarter.year}" if n == 0 or one.quarter.number == 1 else ""
        stacks.append(
            Stack(
                f"Q{one.quarter.number}{year}",
                (
                    StackPart(round(plans), _PLANS, f"{when}: {_days(plans)} person-days from project plans"),
                    StackPart(round(plans + items) - round(plans), _ITEMS, f"{when}: {_days(items)} from items"),
                ),
                one.capacity,
                f"{when}: capacity {_days(one.capacity)} person-days" if one.capacity is not None else "",
            )
        )
    return Chart(
        id=f"chart-capacity-{team.slug}",
        title=team.title,
        description=_summary(quarters),
        legend=(Legend(_PLANS, "project plans"), Legend(_ITEMS, "items"), Legend(_CAPACITY, "capacity")),
        plot=stacked_bars(stacks),
        head=("Quarter", "Planned", "Capacity"),
        rows=tuple(
            (
                _quarter(one),
                _days(one.effort, one.capacity),
                _UNKNOWN if one.capacity is None else _days(one.capacity, one.effort),
            )
            for one in quarters
        ),
    )


def _summary(quarters: Sequence[TeamQuarter]) -> str:
    """How full the fullest quarter is, or how far over: "Fullest in Q1 2027: 220 of 230 person-days."."""
    known = [one for one in quarters if one.capacity]
    if not known:
        return "No quarter has a capacity for all of its days."
    fullest = max(known, key=lambda one: one.effort / (one.capacity or 1))
    over = ", over capacity" if fullest.over else ""
    of = f"{_days(fullest.effort, fullest.capacity)} of {_days(fullest.capacity or 0, fullest.effort)} person-days"
    return f"Fullest in {_quarter(fullest)}: {of}{over}."


def _row(context: PageContext, one: TeamQuarter) -> CapacityRow:
    return CapacityRow(
        one.team.title,
        _quarter(one),
        _days(one.effort, one.capacity),
        _UNKNOWN if one.capacity is None else _days(one.capacity, one.effort),
        f"{_days(one.over)} too many" if one.over else "",
        tuple(_work(context, one)),
    )


def _uncounted(context: PageContext, found: TeamEfforts) -> Iterator[tuple[Phrase, ...]]:
    for items, words in (
        (found.without_effort, "planned without an effort, so not counted: "),
        (found.without_dates, "with an effort and no end, so not counted: "),
    ):
        if items:
            yield (Phrase(f"{phrasing.count(len(items), 'item')} {words}"), *_named(context, items))


def _named(context: PageContext, items: Sequence[ItemEntity]) -> Iterator[Phrase]:
    for n, item in enumerate(items):
        if n:
            yield Phrase(", ")
        ref = context.ref(item)
        yield Phrase(ref.title, target=ref.target)


def _quarter(one: TeamQuarter) -> str:
    return str(one.quarter).replace(" ", NBSP)


def _days(days: float, beside: float | None = None) -> str:
    """Person-days, whole; with one decimal where `beside`, which differs enough to matter, would read the same."""
    alike = beside is not None and round(days) == round(beside) and abs(days - beside) >= OVER
    return phrasing.number(round(days, 1) if alike or 0 < days < 1 else round(days))
