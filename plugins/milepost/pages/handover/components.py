"""What the parts of a handover are drawn from: facts, lists and tables."""

from __future__ import annotations

from dataclasses import dataclass

from milepost.kit.components import Fact, Mark, Ref


@dataclass(frozen=True, slots=True)
class FactCell:
    """What is in a column of one row: words, a ref, a mark, `code` or `prose` (Markdown), small print, a warning.

    `address` leads out of the site, under the words; `about` is Markdown below all of them.
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

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return self == _NOTHING


_NOTHING = FactCell()


@dataclass(frozen=True, slots=True)
class Row:
    """A row, whose first cell says what it is about."""

    anchor: str
    cells: tuple[FactCell, ...]


@dataclass(frozen=True, slots=True)
class HandoverTable:
    """Rows below the heads of their columns."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """Sentences below a label; `sign` is "no" where they are what is left out."""

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
        """Whether there is nothing in it."""
        return not (self.prose or self.facts or self.lists or self.table)


def table(*columns: str, rows: list[Row]) -> HandoverTable | None:
    """A table without the columns in which nothing stands; None without rows."""
    if not rows:
        return None
    kept = [n for n, _ in enumerate(columns) if n == 0 or any(not row.cells[n].is_empty for row in rows)]
    return HandoverTable(
        tuple(columns[n] for n in kept),
        tuple(Row(row.anchor, tuple(row.cells[n] for n in kept)) for row in rows),
    )
