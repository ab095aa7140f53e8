"""Computed values of key results, objectives, and needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from milepost.graph.portfolio import Entity, Portfolio
from milepost.kinds.roadmap.item_tree import ItemEntity
from milepost.kinds.roadmap.schedule import visible_precision
from milepost.kinds.strategy.model import Bet, KeyResult, Need, Objective
from milepost.schema.date_arithmetic import days_past
from milepost.schema.period import Period

MET_SATISFACTION = 4
TOLERANCE = 0.1


@dataclass(frozen=True, slots=True)
class KeyResultNumbers:
    """Where a key result began, where it is, and where it is to go, in `unit`.

    What a key result does not write itself comes from its metric, if it names one.
    """

    baseline: float | None
    current: float | None
    target: float | None
    unit: str | None
    due: Period | None


@dataclass(frozen=True, slots=True)
class KeyResultInsight:
    """Values of one key result.

    `raw` is (current − baseline) / (target − baseline), `ratio` the same clipped to 0–1. `expected` is the elapsed
    share of the time from the start of the objective's timeframe to `due`; `on_course` is whether `ratio` is at most
    0.1 below it. Values are None if unknown, the last two also before the timeframe begins.
    """

    entity: Entity[KeyResult]
    numbers: KeyResultNumbers
    direction: Literal["up", "down"] | None
    raw: float | None
    ratio: float | None
    due: Period | None
    late_by_days: int
    expected: float | None
    on_course: bool | None

    @property
    def percent(self) -> float | None:
        """The ratio in percent, 0 to 100."""
        return None if self.ratio is None else self.ratio * 100

    @property
    def met(self) -> bool:
        """Whether the target is reached."""
        return self.raw is not None and self.raw >= 1


@dataclass(frozen=True, slots=True)
class ObjectiveInsight:
    """Values of one objective.

    `progress` is the mean of its known key results in percent, `progress_of` (known, all). `items` name it or descend
    from one that does. `needs_met` counts needs with a satisfaction of 4 or 5; None if unknown.
    """

    entity: Entity[Objective]
    progress: float | None
    progress_of: tuple[int, int]
    key_results: tuple[KeyResultInsight, ...]
    items: tuple[ItemEntity, ...]
    items_done: int
    needs: tuple[Entity[Need], ...]
    needs_met: int | None
    bets: tuple[Entity[Bet], ...]


@dataclass(frozen=True, slots=True)
class NeedInsight:
    """Values of one need. `opportunity` is its opportunity score, 1 to 9; None if one of its grades is unknown.

    `rank` counts from 1 by
    opportunity, out of `ranked`; ties share a rank. `items` serve it directly or through an objective.
    """

    entity: Entity[Need]
    opportunity: float | None
    rank: int | None
    ranked: int
    met: bool | None
    objectives: tuple[Entity[Objective], ...]
    items: tuple[ItemEntity, ...]
    items_done: int


def key_result_insight(
    portfolio: Portfolio,
    entity: Entity[KeyResult],
    objective: Objective | None,
    numbers: KeyResultNumbers,
    as_of: date,
) -> KeyResultInsight:
    """Values of a key result as of a day."""
    baseline, target, current = numbers.baseline, numbers.target, numbers.current
    direction: Literal["up", "down"] | None = None
    raw: float | None = None
    if baseline is not None and target is not None and baseline != target:
        direction = "up" if target > baseline else "down"
        raw = None if current is None else (current - baseline) / (target - baseline)
    ratio = None if raw is None else min(1.0, max(0.0, raw))
    frame = objective.timeframe if objective else None
    due = numbers.due or as_exact_as(portfolio, entity, frame)
    expected = _elapsed(frame, due, as_of)
    late = 0 if raw is not None and raw >= 1 else days_past(due, as_of)
    on_course = None if ratio is None or expected is None else ratio >= expected - TOLERANCE
    return KeyResultInsight(entity, numbers, direction, raw, ratio, due, late, expected, on_course)


def as_exact_as(portfolio: Portfolio, entity: Entity[KeyResult], period: Period | None) -> Period | None:
    """A date from elsewhere, no more exact than readers may see the dates of a key result."""
    precision = visible_precision(portfolio, entity)
    return period.coarsen(precision) if period and precision else period


def opportunity(need: Need) -> float | None:
    """The opportunity score: importance + max(importance − satisfaction, 0); None if one of them is unknown.

    After A. Ulwick, *What Customers Want* (2005), who grades from 0 to 10; grades from 1 to 5 give scores from 1 to 9.
    """
    if need.importance is None or need.satisfaction is None:
        return None
    return float(need.importance + max(need.importance - need.satisfaction, 0))


def is_met(need: Need) -> bool | None:
    """Whether customers are satisfied (4 or 5 of 5); None if unknown."""
    return None if need.satisfaction is None else need.satisfaction >= MET_SATISFACTION


def _elapsed(frame: Period | None, due: Period | None, as_of: date) -> float | None:
    """Elapsed share of the calendar days from the start of a timeframe to the last day of `due`."""
    if not (frame and due and frame.first and due.last) or as_of < frame.first or due.last <= frame.first:
        return None
    return min(1.0, (as_of - frame.first).days / (due.last - frame.first).days)
