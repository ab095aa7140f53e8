"""The risk map: probability by impact, five by five, before and after the response."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from milepost.kinds.plan.risk_metrics import RiskInsight, level_of

PROBABILITIES = ("Rare", "Unlikely", "Possible", "Likely", "Almost certain")
IMPACTS = ("Slight", "Minor", "Serious", "Major", "Severe")

_CELL = 20.0  # percent of the map
_COLUMNS, _ROWS = 3, 3  # of marks in a cell; where there are more, they move closer together
_APART = (5.9, 6.2)  # percent of the map between marks of one cell


@dataclass(frozen=True, slots=True)
class MapCell:
    """A cell of the map: its score, 1 to 25, and the level of that."""

    score: int
    level: str


@dataclass(frozen=True, slots=True)
class MapMark:
    """A risk on the map. `x` and `y` are percent from the left and from the top; `before` is before the response."""

    number: int
    x: float
    y: float
    before: bool


@dataclass(frozen=True, slots=True)
class MapMove:
    """The way of one risk from before its response to after it, in percent of the map."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class RiskMap:
    """The map. `cells` are row by row from the highest probability, in each row from the lowest impact."""

    cells: tuple[MapCell, ...]
    marks: tuple[MapMark, ...]
    moves: tuple[MapMove, ...]
    probabilities: tuple[str, ...]
    impacts: tuple[str, ...]
    has_after: bool


Square = tuple[int, int]  # probability, impact: 1 to 5


def risk_map(risks: Sequence[tuple[int, RiskInsight]]) -> RiskMap | None:
    """The map of numbered risks; None if none of them is graded.

    A risk whose response is not graded has one mark, before the response; one whose grades stay the same has one, after
    it. Risks without a grade are not on the map.
    """
    before = {number: square for number, risk in risks if (square := _square(risk, after=False))}
    after = {number: square for number, risk in risks if (square := _square(risk, after=True))}
    if not before and not after:
        return None
    placed = [(number, False, after[number]) for number in after]
    placed += [(number, True, square) for number, square in before.items() if after.get(number) != square]
    marks = {(mark.number, mark.before): mark for mark in _spread(placed)}
    moves = (
        MapMove(first.x, first.y, second.x, second.y)
        for number in before
        if (first := marks.get((number, True))) and (second := marks.get((number, False)))
    )
    return RiskMap(
        cells=tuple(MapCell(p * i, level_of(p * i) or "") for p in range(5, 0, -1) for i in range(1, 6)),
        marks=tuple(marks.values()),
        moves=tuple(moves),
        probabilities=PROBABILITIES[::-1],
        impacts=IMPACTS,
        has_after=bool(after),
    )


def _square(risk: RiskInsight, *, after: bool) -> Square | None:
    """The cell of a risk; a grade between two of them counts as the higher one from one half on."""
    entry = risk.entity.entry
    residual = entry.residual if after else None
    if after and not residual:
        return None
    probability = (residual and residual.probability) or entry.probability
    impact = (residual and residual.impact) or entry.impact
    return (int(probability + 0.5), int(impact + 0.5)) if probability and impact else None


def _spread(placed: Iterable[tuple[int, bool, Square]]) -> Iterable[MapMark]:
    """Marks in the middle of their cells; several in one cell are beside and below one another."""
    by_square: dict[Square, list[tuple[int, bool]]] = {}
    for number, before, square in sorted(placed):
        by_square.setdefault(square, []).append((number, before))
    for (probability, impact), found in sorted(by_square.items()):
        columns = min(len(found), max(_COLUMNS, -(-len(found) // _ROWS)))
        rows = -(-len(found) // columns)
        closer = min(1.0, _COLUMNS / columns)
        for at, (number, before) in enumerate(found):
            row, column = divmod(at, columns)
            in_row = min(columns, len(found) - row * columns)
            x = (impact - 0.5) * _CELL + (column - (in_row - 1) / 2) * _APART[0] * closer
            y = (5.5 - probability) * _CELL + (row - (rows - 1) / 2) * _APART[1]
            yield MapMark(number, round(x, 2), round(y, 2), before)
