"""View-model of the archive of a project's status reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from milepost.kinds.report.metrics import report_metrics
from milepost.kinds.report.sequence import ReportEntity, cadence_days
from milepost.kit import phrasing
from milepost.kit.components import BasePageView, Mark, Ref
from milepost.kit.context import PageContext
from milepost.kit.projects import ProjectRecord
from milepost.pages.archive.charts import Chart
from milepost.pages.report.status_grid import StatusGrid, dimension_grid
from milepost.pages.report.view import cadence_words
from milepost.pages.report.wording import TrendNote, covered, overall_trend
from milepost.pages.reports.trend_chart import trend_chart

_COLUMNS = 12  # reports in the grid; the list below has all


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report in brief: its period with a link, its overall health, and its headline."""

    ref: Ref
    mark: Mark
    trend: TrendNote | None
    headline: str


@dataclass(frozen=True, slots=True)
class ReportsView(BasePageView):
    """The archive of a project's reports, newest first; `grid` and `chart` need two reports."""

    project: Ref
    count: str
    rows: tuple[ReportRow, ...]
    grid: StatusGrid | None
    chart: Chart | None


def page_title(project: ProjectRecord) -> str:
    """The title of the page: "Contactless on the quay: status reports"."""
    return f"{project.title}: status reports"


def reports_view(context: PageContext, project: ProjectRecord, reports: Sequence[ReportEntity]) -> ReportsView:
    """The archive of a project's reports, which are in order."""
    every = cadence_words(cadence_days(reports))
    counted = phrasing.count(len(reports), "report")
    return ReportsView(
        frame=context.frame(page_title(project)),
        project=Ref(project.title, context.addresses.project(project.name)),
        count=f"{counted}, one every {every}" if every and len(reports) > 2 else counted,
        rows=tuple(_row(context, one) for one in reversed(reports)),
        grid=dimension_grid(context, reports[-_COLUMNS:]),
        chart=trend_chart(context, reports),
    )


def _row(context: PageContext, entity: ReportEntity) -> ReportRow:
    found = context.insight.about(report_metrics, entity)
    before = found.previous.entry if found.previous else None
    words = entity.entry.title or covered(entity.entry) or entity.id
    return ReportRow(
        ref=Ref(phrasing.sentence(words), context.addresses.of(entity)),
        mark=context.mark("health", entity.entry.overall.health),
        trend=overall_trend(context, found.overall, before) if found.overall.previous != found.overall.health else None,
        headline=entity.entry.headline,
    )
