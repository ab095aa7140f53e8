"""Building blocks of the plan page: cells, tables, and notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from milepost.charts.svg import Plot
from milepost.kit.components import Mark, Phrase, WebLink


@dataclass(frozen=True, slots=True)
class PlanCell:
    """A table cell: phrases or a mark, with small print, a warning, Markdown, and links below.

    A cell without any is empty.
    """

    phrases: tuple[Phrase, ...] = ()
    mark: Mark | None = None
    sub: str = ""
    warning: str = ""
    about: str = ""
    links: tuple[WebLink, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it."""
        return not (self.phrases or self.mark or self.sub or self.warning or self.about or self.links)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A table row; its first cell names its subject. A `total` row sums up those above it."""

    cells: tuple[PlanCell, ...]
    anchor: str = ""
    total: bool = False


@dataclass(frozen=True, slots=True)
class PlanTable:
    """A table. `numeric` has for each column whether it holds numbers; `label` names the table to a screen reader.

    If `folded` is set, the table is folded away behind these words.
    """

    label: str
    columns: tuple[str, ...]
    numeric: tuple[bool, ...]
    rows: tuple[PlanRow, ...]
    folded: str = ""


@dataclass(frozen=True, slots=True)
class PlanList:
    """A labeled list of texts; `sign` "no" is for exclusions."""

    label: str
    entries: tuple[str, ...]
    sign: str = ""


@dataclass(frozen=True, slots=True)
class PlanFigure:
    """A chart with its description and the table of its numbers; `legend` are a color token and its words."""

    id: str
    title: str
    description: str
    plot: Plot
    legend: tuple[tuple[str, str], ...]
    table: PlanTable


@dataclass(frozen=True, slots=True)
class PlanPart:
    """A section: sentences first, then whatever it has of lists, a figure, and tables; `fine` is how it is computed."""

    anchor: str
    title: str
    sentences: tuple[tuple[Phrase, ...], ...] = ()
    lists: tuple[PlanList, ...] = ()
    figure: PlanFigure | None = None
    tables: tuple[PlanTable, ...] = ()
    note: str = ""
    fine: str = ""


def said(words: str) -> tuple[Phrase, ...]:
    """Words as phrases; none if there are none."""
    return (Phrase(words),) if words else ()


def cell(words: str, sub: str = "", warning: str = "") -> PlanCell:
    """A cell of plain words."""
    return PlanCell(said(words), sub=sub, warning=warning)


def joined(groups: Iterable[Sequence[Phrase]], between: str = ", ") -> tuple[Phrase, ...]:
    """Groups of phrases with words between them."""
    parts: list[Phrase] = []
    for group in groups:
        parts += [Phrase(between), *group] if parts else group
    return tuple(parts)


def plan_table(label: str, columns: Sequence[str], rows: Iterable[PlanRow], folded: str = "") -> PlanTable | None:
    """A table without its empty columns; None without rows. A column whose name ends in "#" holds numbers."""
    found = tuple(rows)
    if not found:
        return None
    kept = [n for n, _ in enumerate(columns) if n == 0 or any(not row.cells[n].is_empty for row in found)]
    return PlanTable(
        label,
        tuple(columns[n].removesuffix("#") for n in kept),
        tuple(columns[n].endswith("#") for n in kept),
        tuple(PlanRow(tuple(row.cells[n] for n in kept), row.anchor, row.total) for row in found),
        folded,
    )
