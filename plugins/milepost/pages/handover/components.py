"""Building blocks of a handover page: cells, tables and lists."""

from __future__ import annotations

from dataclasses import dataclass

from milepost.kit.components import Fact, Mark, Ref, WebLink


@dataclass(frozen=True, slots=True)
class FactCell:
    """A table cell: words, a ref, a mark, `code` or `prose` (Markdown), with small print and a warning.

    `address` links the words to another site; `about` is Markdown below everything else, with external `links`.
    """

    words: str = ""
    ref: Ref | None = None
    mark: Mark | None = None
    code: str = ""
    prose: str = ""
    address: str = ""
    sub: str = ""
    warning: str = ""
    about: str = ""
    links: tuple[WebLink, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether the cell has no content."""
        return self == _NOTHING


_NOTHING = FactCell()


@dataclass(frozen=True, slots=True)
class Row:
    """A table row; its first cell names its subject."""

    anchor: str
    cells: tuple[FactCell, ...]


@dataclass(frozen=True, slots=True)
class HandoverTable:
    """A table with its column headings."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A labeled list of sentences; `sign` is the icon of its entries: "no" for exclusions, "order" for numbers."""

    label: str
    entries: tuple[str, ...]
    sign: str = ""


@dataclass(frozen=True, slots=True)
class HandoverPart:
    """A part of a handover: prose, facts, lists and a table, whichever it has."""

    anchor: str
    title: str
    note: str = ""
    prose: str = ""
    facts: tuple[Fact, ...] = ()
    lists: tuple[Listing, ...] = ()
    table: HandoverTable | None = None

    @property
    def is_empty(self) -> bool:
        """Whether the part has no content."""
        return not (self.prose or self.facts or self.lists or self.table)


def table(*columns: str, rows: list[Row]) -> HandoverTable | None:
    """A table without its empty columns; None without rows."""
    if not rows:
        return None
    kept = [n for n, _ in enumerate(columns) if n == 0 or any(not row.cells[n].is_empty for row in rows)]
    return HandoverTable(
        tuple(columns[n] for n in kept),
        tuple(Row(row.anchor, tuple(row.cells[n] for n in kept)) for row in rows),
    )
