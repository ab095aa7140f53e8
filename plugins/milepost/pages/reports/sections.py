"""The archive of a project's status reports: its sections in order."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from milepost.kinds.report.metrics import project_reports
from milepost.kinds.report.sequence import ReportEntity
from milepost.kit.addresses import reports_page
from milepost.kit.context import PageContext
from milepost.kit.projects import ProjectRecord, projects_of
from milepost.pages.declaration import OwnPage, OwnPages
from milepost.pages.page import Page, Section, page_of
from milepost.pages.reports.view import page_title, reports_view


def page(context: PageContext, project: ProjectRecord, reports: tuple[ReportEntity, ...]) -> Page:
    """The status grid, the milestone trend, and every report."""
    view = reports_view(context, project, reports)
    grid, chart = view.grid, view.chart
    return page_of(
        "reports",
        view,
        Section("report/grid", grid, "Status history", "status-history", frame="panel") if grid else None,
        Section("reports/trend", chart, "Milestone trend", "milestone-trends", frame="panel") if chart else None,
        Section("reports/list", view.rows, "All reports", "all-reports", frame="panel", note=view.count),
        shape="reports",
        stacked=True,
    )


def _pages(context: PageContext) -> Iterator[OwnPage]:
    found = context.insight.shared(project_reports)
    for project in projects_of(context.portfolio):
        if reports := found.get(project.name):
            title = page_title(project)
            yield OwnPage(reports_page(project.name), title, None, partial(page, context, project, reports))


PAGE = OwnPages("reports", _pages)
