"""The project home page: its sections in order."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from milepost.kit.addresses import project_page
from milepost.kit.context import PageContext
from milepost.kit.projects import ProjectRecord, projects_of
from milepost.pages.declaration import OwnPage, OwnPages
from milepost.pages.page import Page, Region, Section, beside, page_of, present
from milepost.pages.project.view import ProjectView, project_view
from milepost.pages.shared import facts, figures, rows, seen_before, table, text, why


def page(context: PageContext, project: ProjectRecord) -> Page:
    """How the project is going, and what it leaves behind."""
    view = project_view(context, project)
    report = view.report
    main = (
        why(view),
        Section("project/report", report, "Latest report", "latest-report", frame="panel", note=report.when)
        if report
        else None,
        figures(view.figures),
        _halves(
            Section("project/milestones", view.milestones, "Next milestones", "next-milestones", frame="panel")
            if view.milestones
            else None,
            _risks(view),
        ),
        text(view.description, "About", "about"),
        *(Section("project/handover", one, "Handover", "handover") for one in view.handovers),
        rows(view.items, "On the roadmap", "items"),
        seen_before(view.seen),
        table("project/lessons", view.lessons, "Lessons learned", "lessons"),
        table("project/postmortems", view.postmortems, "Post-mortems", "postmortems"),
    )
    return page_of("project", view, beside(main, facts(view)))


def _halves(*parts: Section | None) -> Region | Section | None:
    """Two short lists side by side; one alone has the full width."""
    found = present(parts)
    return Region("halves", found) if len(found) > 1 else next((one for one in parts if one), None)


def _risks(view: ProjectView) -> Section | None:
    if not view.risks:
        return None
    target = view.risks_target
    return Section("project/risks", view.risks, "Main risks", "risks", frame="panel", note="All risks", target=target)


def _pages(context: PageContext) -> Iterator[OwnPage]:
    for project in projects_of(context.portfolio):
        yield OwnPage(project_page(project.name), project.title, project.entity, partial(page, context, project))


PAGE = OwnPages("project", _pages)
