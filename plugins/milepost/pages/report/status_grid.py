"""Status grids: health over time, one row for each dimension or project, one column for each report or month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from milepost.kinds.report.model import DIMENSIONS
from milepost.kinds.report.sequence import ReportEntity, dimension_of, period_end, placed
from milepost.kit import phrasing
from milepost.kit.components import Mark, Ref
from milepost.kit.context import PageContext
from milepost.pages.report.wording import brief_periods
from milepost.schema.base import Health

HEALTHS: tuple[Health, ...] = ("on_track", "at_risk", "off_track")


@dataclass(frozen=True, slots=True)
class GridMark:
    """A health in a cell. `name` is the tooltip; `target` links to the report, None on that report's own page."""

    mark: Mark
    name: str
    target: str | None = None


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row: what it is about, and the marks of each column; an empty cell has none."""

    ref: Ref
    cells: tuple[tuple[GridMark, ...], ...]


@dataclass(frozen=True, slots=True)
class StatusGrid:
    """A status grid. `corner` names the rows, `label` the whole table; `current` is the index of the page's own column.

    `legend` has the marks that occur, in words.
    """

    label: str
    corner: str
    columns: tuple[Ref, ...]
    rows: tuple[GridRow, ...]
    legend: tuple[Mark, ...]
    current: int | None = None


def dimension_grid(
    context: PageContext, reports: Sequence[ReportEntity], current: ReportEntity | None = None
) -> StatusGrid | None:
    """The overall health and that of each dimension, report by report, oldest first; None with fewer than two reports.

    Reports without a certain place in the order are left out.
    """
    dated = placed(reports)
    if len(dated) < 2:
        return None
    ends = [period_end(one.entry) for one in dated]
    names = ("overall", *(name for name in DIMENSIONS if any(dimension_of(one.entry, name) for one in dated)))
    full = [phrasing.period(end) for end in ends]
    targets = [None if one is current else context.addresses.of(one) for one in dated]
    columns = tuple(Ref(word, target) for word, target in zip(brief_periods(ends, context.as_of), targets, strict=True))
    rows = tuple(
        GridRow(
            Ref(phrasing.sentence(name)),
            tuple(
                _cell(context, one, name, when, target) for one, when, target in zip(dated, full, targets, strict=True)
            ),
        )
        for name in names
    )
    at = dated.index(current) if current in dated else None
    return StatusGrid("Status by report", "Dimension", columns, rows, legend_of(context, rows), at)


def _cell(context: PageContext, entity: ReportEntity, name: str, when: str, target: str | None) -> tuple[GridMark, ...]:
    stated = entity.entry.overall if name == "overall" else dimension_of(entity.entry, name)
    return (health_mark(context, stated.health, when, target),) if stated else ()


def health_mark(context: PageContext, health: Health, when: str, target: str | None) -> GridMark:
    """A health on a day: "22 November 2026: off track"."""
    mark = context.mark("health", health)
    return GridMark(mark, f"{when}: {mark.word.lower()}", target)


def legend_of(context: PageContext, rows: Sequence[GridRow]) -> tuple[Mark, ...]:
    """The healths that occur in a grid, from best to worst."""
    found = {one.mark.value for row in rows for cell in row.cells for one in cell}
    return tuple(context.mark("health", health) for health in HEALTHS if health in found)
