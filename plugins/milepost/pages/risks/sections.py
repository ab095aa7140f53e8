"""The page of a project's risks and issues: its sections in order."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from milepost.kinds.plan.plan_insight import PlanInsight
from milepost.kit import phrasing
from milepost.kit.addresses import risks_page
from milepost.kit.context import PageContext
from milepost.kit.projects import ProjectRecord, projects_of
from milepost.pages.declaration import OwnPage, OwnPages
from milepost.pages.page import Page, Section, page_of
from milepost.pages.risks.issues import IssueTable
from milepost.pages.risks.register import RegisterTable
from milepost.pages.risks.view import RisksView, has_risks_page, page_title, risks_view
from milepost.pages.shared import figures


def page(context: PageContext, project: ProjectRecord, plan: PlanInsight) -> Page:
    """What may happen, what has happened, and what is known from elsewhere."""
    view = risks_view(context, project, plan)
    return page_of(
        "risks",
        view,
        figures(view.stats),
        _map(view),
        _register(view.open, "Risk register", "register"),
        _issues(view.issues, "Issues", "issues"),
        _register(view.occurred, "Risks that occurred", "occurred"),
        _folded("risks/closed", view.closed, "Closed risks", "closed"),
        _folded("risks/resolved", view.resolved, "Resolved issues", "resolved"),
        _lessons(view),
        shape="full",
        stacked=True,
    )


def _map(view: RisksView) -> Section | None:
    if view.map is None:
        return None
    return Section("risks/map", view, "Risk map", "risk-map", frame="panel", note=view.scale)


def _register(found: RegisterTable | None, title: str, id: str) -> Section | None:
    if found is None:
        return None
    chances = sum(row.is_opportunity for row in found.rows)
    counts = ((len(found.rows) - chances, "risk", "risks"), (chances, "opportunity", "opportunities"))
    note = phrasing.listing(phrasing.count(*one) for one in counts if one[0])
    return Section("risks/register", found, title, id, frame="panel", note=note)


def _issues(found: IssueTable | None, title: str, id: str) -> Section | None:
    if found is None:
        return None
    note = phrasing.count(len(found.rows), "open issue")
    return Section("risks/issues", found, title, id, frame="panel", note=note)


def _folded(template: str, found: RegisterTable | IssueTable | None, title: str, id: str) -> Section | None:
    """What is over: it is folded, and opens when somebody follows a link into it."""
    return Section(template, found, title, id) if found else None


def _lessons(view: RisksView) -> Section | None:
    if view.seen is None:
        return None
    return Section("shared/seen", view.seen, "Related lessons", "related-lessons", note=view.seen.note)


def _pages(context: PageContext) -> Iterator[OwnPage]:
    for project in projects_of(context.portfolio):
        if project.plan and has_risks_page(context.portfolio, project):
            plan = context.insight.plan(project.plan)
            build = partial(page, context, project, plan)
            yield OwnPage(risks_page(project.name), page_title(project), None, build)


PAGE = OwnPages("risks", _pages)
