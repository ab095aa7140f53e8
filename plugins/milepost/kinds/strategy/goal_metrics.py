"""How goals stand: key results on their way from baseline to target, objectives, and needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from milepost.graph.portfolio import Entity, Portfolio
from milepost.kinds.roadmap.item_tree import ItemEntity
from milepost.kinds.roadmap.schedule import precision_of
from milepost.kinds.strategy.model import Bet, KeyResult, Need, Objective
from milepost.schema.date_arithmetic import days_past
from milepost.schema.period import Period

MET = 4
TOLERANCE = 0.1


@dataclass(frozen=True, slots=True)
class KeyResultInsight:
    """`raw` is (current - baseline) / (target - baseline), `ratio` the same within 0 and 1; None if unknown.

    `expected` is the share of the time that has passed, of the objective's timeframe up to `due`; `on_course`
    says whether `ratio` is no more than 0.1 behind it. Both are None where the time is not known or has not
    begun.
    """

    entity: Entity[KeyResult]
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
    """`progress` is the mean of the known key results in percent, `progress_of` (known, all of them).

    `items` name it, or are a part of one that does. `needs_met` counts the needs with a satisfaction of 4 or
    more; None where no satisfaction is known.
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
    """`opportunity` is importance x (5 - satisfaction), 0 to 20; None where one of them is not known.

    Source: importance times the gap in satisfaction, after A. Ulwick, "What Customers Want" (2005). `rank`
    counts from 1 by opportunity, `ranked` says out of how many; ties share one. `items` answer it directly or
    by an objective.
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
    portfolio: Portfolio, entity: Entity[KeyResult], objective: Objective | None, as_of: date
) -> KeyResultInsight:
    """How far a key result is."""
    entry = entity.entry
    baseline, target, current = entry.baseline, entry.target, entry.current
    direction: Literal["up", "down"] | None = None
    raw: float | None = None
    if baseline is not None and target is not None and baseline != target:
        direction = "up" if target > baseline else "down"
        raw = None if current is None else (current - baseline) / (target - baseline)
    ratio = None if raw is None else min(1.0, max(0.0, raw))
    frame = objective.timeframe if objective else None
    due = entry.due or _as_exact_as(frame, precision_of(portfolio, entity))
    expected = _elapsed(frame, due, as_of)
    late = 0 if raw is not None and raw >= 1 else days_past(due, as_of)
    on_course = None if ratio is None or expected is None else ratio >= expected - TOLERANCE
    return KeyResultInsight(entity, direction, raw, ratio, due, late, expected, on_course)


def _as_exact_as(period: Period | None, precision: str | None) -> Period | None:
    return period.coarsen(precision) if period and precision else period


def opportunity(need: Need) -> float | None:
    """Importance times the gap in satisfaction, 0 to 20."""
    if need.importance is None or need.satisfaction is None:
        return None
    return float(need.importance * (5 - need.satisfaction))


def is_met(need: Need) -> bool | None:
    """Whether customers are satisfied (4 or 5 of 5); None where nobody knows."""
    return None if need.satisfaction is None else need.satisfaction >= MET


def _elapsed(frame: Period | None, due: Period | None, as_of: date) -> float | None:
    """The share of the days from the start of a timeframe to the last day of `due` that has passed."""
    if not (frame and due and frame.first and due.last) or as_of < frame.first or due.last <= frame.first:
        return None
    return min(1.0, (as_of - frame.first).days / (due.last - frame.first).days)
