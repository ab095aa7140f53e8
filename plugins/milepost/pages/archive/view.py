"""View-model of the archive page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from milepost.kit import phrasing
from milepost.kit.components import BasePageView, EmptyState
from milepost.kit.context import PageContext
from milepost.pages.archive.charts import Chart, charts_of
from milepost.pages.archive.facets import ArchiveFacet, facets_of
from milepost.pages.archive.panels import Factors, OpenActionAges, ages_of, factors_of
from milepost.pages.archive.records import Record, records_of
from milepost.pages.archive.stats import ArchiveStat, opening, stats_of
from milepost.pages.archive.timeline import ArchiveTimeline, archive_timeline

NO_POSTMORTEMS = EmptyState(
    "There are no post-mortems yet. Write one in a file of the data folder, such as postmortems/slow-search.yml. "
    "A title, a type and two moments are enough to begin with:",
    "kind: postmortem\ntitle: Search was slow for an afternoon\ntype: incident\nseverity: sev2\n"
    "started: 2026-03-02T13:10\nresolved: 2026-03-02T16:40",
)
_FEW = 4


@dataclass(frozen=True, slots=True)
class ArchiveColumn:
    """A column of the table: its key in addresses, its heading, and whether it is right-aligned."""

    key: str
    word: str
    end: bool = False


@dataclass(frozen=True, slots=True)
class ArchiveView(BasePageView):
    """The archive page. Filters, timeline and charts are left out if there are too few post-mortems."""

    opening: str
    stats: tuple[ArchiveStat, ...]
    facets: tuple[ArchiveFacet, ...]
    picture: ArchiveTimeline | None
    charts: tuple[Chart, ...]
    factors: Factors | None
    ages: OpenActionAges | None
    columns: tuple[ArchiveColumn, ...]
    records: tuple[Record, ...]
    count: str


def archive_view(context: PageContext, title: str) -> ArchiveView:
    """The archive of all post-mortems."""
    records = records_of(context)
    several = len(records) >= _FEW
    return ArchiveView(
        frame=context.frame(title, NO_POSTMORTEMS if not records and context.portfolio.innermost else None),
        opening=opening(context, records),
        stats=stats_of(context, records) if several else (),
        facets=facets_of(records) if several else (),
        picture=archive_timeline(context, records) if several else None,
        charts=charts_of(context, records),
        factors=factors_of(records) if several else None,
        ages=ages_of(context, records),
        columns=_columns(records),
        records=records,
        count=phrasing.count(len(records), "post-mortem"),
    )


def _columns(records: Sequence[Record]) -> tuple[ArchiveColumn, ...]:
    """Date, title and type, and of the other columns those with any content."""
    optional = (
        (ArchiveColumn("severity", "Severity"), any(record.severity for record in records)),
        (ArchiveColumn("service", "Affected"), any(record.services for record in records)),
        (ArchiveColumn("lasted", "Resolved in", end=True), any(record.lasted for record in records)),
        (ArchiveColumn("actions", "Actions done", end=True), any(record.actions for record in records)),
    )
    always = (ArchiveColumn("date", "Date"), ArchiveColumn("title", "What happened"), ArchiveColumn("type", "Type"))
    return (*always, *(column for column, filled in optional if filled))
