"""The archive, as one page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from milepost.views import words
from milepost.views.archive.charts import Chart, charts_of
from milepost.views.archive.facets import Facet, facets_of
from milepost.views.archive.panels import Ages, Factors, ages_of, factors_of
from milepost.views.archive.picture import Picture, picture_of
from milepost.views.archive.records import Record, records_of
from milepost.views.archive.stats import Stat, opening, stats_of
from milepost.views.desk import Desk
from milepost.views.pieces import Empty, Framed

NO_POSTMORTEMS = Empty(
    "There are no post-mortems yet. Write one in a file of the data folder, such as postmortems/slow-search.yml. "
    "A title, a type and two moments are enough to begin with:",
    "kind: postmortem\ntitle: Search was slow for an afternoon\ntype: incident\nseverity: sev2\n"
    "started: 2026-03-02T13:10\nresolved: 2026-03-02T16:40",
)
_FEW = 4


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: its key in addresses, its head, and whether it has numbers."""

    key: str
    word: str
    end: bool = False


@dataclass(frozen=True, slots=True)
class ArchiveView(Framed):
    """The archive. Filters, timeline and charts are there where there is enough to tell apart."""

    opening: str
    stats: tuple[Stat, ...]
    facets: tuple[Facet, ...]
    picture: Picture | None
    charts: tuple[Chart, ...]
    factors: Factors | None
    ages: Ages | None
    columns: tuple[Column, ...]
    records: tuple[Record, ...]
    count: str


def archive_view(desk: Desk, title: str) -> ArchiveView:
    """Everything that was looked back at."""
    records = records_of(desk)
    several = len(records) >= _FEW
    return ArchiveView(
        frame=desk.frame(title, NO_POSTMORTEMS if not records and desk.portfolio.innermost else None),
        opening=opening(desk, records),
        stats=stats_of(desk, records) if several else (),
        facets=facets_of(records) if several else (),
        picture=picture_of(desk, records) if several else None,
        charts=charts_of(desk, records),
        factors=factors_of(records) if several else None,
        ages=ages_of(desk, records),
        columns=_columns(records),
        records=records,
        count=words.count(len(records), "post-mortem"),
    )


def _columns(records: Sequence[Record]) -> tuple[Column, ...]:
    """Date, title and type, and of the others those that have anything in them."""
    optional = (
        (Column("severity", "Severity"), any(record.severity for record in records)),
        (Column("service", "Affected"), any(record.services for record in records)),
        (Column("lasted", "Resolved in", end=True), any(record.lasted for record in records)),
        (Column("actions", "Actions done", end=True), any(record.actions for record in records)),
    )
    always = (Column("date", "Date"), Column("title", "What happened"), Column("type", "Type"))
    return (*always, *(column for column, filled in optional if filled))
