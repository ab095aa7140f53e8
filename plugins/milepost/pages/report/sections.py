"""The page of a status report: its sections in order."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from milepost.kinds.report.model import Report
from milepost.kinds.report.sequence import ReportEntity
from milepost.kit import phrasing
from milepost.kit.addresses import report_page
from milepost.kit.context import PageContext
from milepost.pages.declaration import OwnPage, OwnPages
from milepost.pages.page import Page, Region, Section, page_of, plain, present
from milepost.pages.report.view import ReportView, report_title, report_view
from milepost.pages.shared import links, tags, text


def page(context: PageContext, entity: ReportEntity) -> Page:
    """The verdict, the decisions needed, then the details, and the reports before it."""
    view = report_view(context, entity)
    return page_of(
        "report",
        view,
        plain("report/decisions", view) if view.decisions else None,
        _section("dimensions", view.dimensions, "Status by dimension"),
        _halves(
            _section("achieved", view.achieved, "Achieved"),
            _section("planned", view.planned_next, view.next_heading),
        ),
        _section("milestones", view.milestones, "Milestones"),
        _section("spend", view.spend, "Budget"),
        _halves(_section("refs", view.risks, "Main risks", "risks"), _section("refs", view.issues, "Issues", "issues")),
        _section("refs", view.metrics, "Metrics", "metrics"),
        text(view.description, "Details", "details"),
        links(view.links, frame="section"),
        tags(view.tags),
        _history(view),
        plain("report/neighbors", view) if view.neighbors or view.archive else None,
        shape="report",
        stacked=True,
    )


def _section(template: str, found: object, title: str, id: str = "") -> Section | None:
    return Section(f"report/{template}", found, title, id or template) if found else None


def _halves(*parts: Section | None) -> Region | Section | None:
    """Two short lists side by side; one alone has the full width."""
    found = present(parts)
    if len(found) < 2:
        return next((one for one in parts if one), None)
    return Region("halves", found)


def _history(view: ReportView) -> Section | None:
    if not view.history:
        return None
    title = f"The last {phrasing.cardinal(len(view.history.columns))} reports"
    return Section("report/grid", view.history, title, "history", frame="panel", note=view.history_note)


def _pages(context: PageContext) -> Iterator[OwnPage]:
    for entity in context.portfolio.all(Report):
        if entity.id:
            title = report_title(context, entity)
            yield OwnPage(report_page(entity), title, entity, partial(page, context, entity))


PAGE = OwnPages("report", _pages)
