"""The status history of all projects: a grid of projects and months, with the health that each report states."""

from __future__ import annotations

from datetime import date

from milepost.kinds.report.metrics import project_reports
from milepost.kinds.report.sequence import ReportEntity, period_end
from milepost.kit import phrasing
from milepost.kit.components import Ref
from milepost.kit.context import PageContext
from milepost.kit.projects import projects_of
from milepost.pages.page import Section
from milepost.pages.report.status_grid import GridMark, GridRow, StatusGrid, health_mark, legend_of
from milepost.pages.report.wording import unbroken

_MONTHS = 12


def status_history(context: PageContext) -> Section | None:
    """The section of the projects page: projects × months, newest month last; None without any dated report."""
    grid = project_grid(context)
    if grid is None:
        return None
    return Section("report/grid", grid, "Status history", "status-history", frame="panel")


def project_grid(context: PageContext) -> StatusGrid | None:
    """The overall health of every project with reports, by the month in which the period of each report ends.

    Projects report at different times, so a month may have several marks, in order. The grid ends with the latest month
    that has a report, and covers twelve months at most.
    """
    reports = context.insight.shared(project_reports)
    days = [day for found in reports.values() for one in found if (day := _day_in_month(one))]
    if not days:
        return None
    months = _months(min(days), max(days))
    rows = tuple(
        GridRow(
            Ref(project.title, context.addresses.project(project.name)),
            tuple(_cell(context, reports[project.name], month) for month in months),
        )
        for project in projects_of(context.portfolio)
        if any(_day_in_month(one) for one in reports.get(project.name, ()))
    )
    one_year = len({month.year for month in months}) == 1 and months[0].year == context.as_of.year
    columns = tuple(Ref(_month(month, with_year=not one_year)) for month in months)
    return StatusGrid("Status history", "Project", columns, rows, legend_of(context, rows))


def _months(first: date, last: date) -> list[date]:
    """The first days of the months from one day to another, the last twelve at most."""
    start, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    return [date(at // 12, at % 12 + 1, 1) for at in range(max(start, end - _MONTHS + 1), end + 1)]


def _cell(context: PageContext, reports: tuple[ReportEntity, ...], month: date) -> tuple[GridMark, ...]:
    found = ((one, day) for one in reports if (day := _day_in_month(one)))
    return tuple(
        health_mark(
            context,
            one.entry.overall.health,
            phrasing.period(period_end(one.entry)),
            context.addresses.of(one),
        )
        for one, day in found
        if (day.year, day.month) == (month.year, month.month)
    )


def _day_in_month(entity: ReportEntity) -> date | None:
    """The last day of a report's period; None if readers cannot tell in which month it is."""
    end = period_end(entity.entry)
    if not (end and end.first and end.last):
        return None
    return end.last if (end.first.year, end.first.month) == (end.last.year, end.last.month) else None


def _month(month: date, *, with_year: bool) -> str:
    name = phrasing.month(month).partition(" ")[0][:3]
    return unbroken(f"{name} {month.year}") if with_year else name
