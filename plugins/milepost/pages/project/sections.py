"""The project home page: its sections in order."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from milepost.kit.addresses import project_page
from milepost.kit.context import PageContext
from milepost.kit.projects import ProjectRecord, projects_of
from milepost.pages.declaration import OwnPage, OwnPages
from milepost.pages.page import Page, Section, beside, page_of
from milepost.pages.project.view import project_view
from milepost.pages.shared import facts, rows, seen_before, table, text, why


def page(context: PageContext, project: ProjectRecord) -> Page:
    """How the project is going, and what it leaves behind."""
    view = project_view(context, project)
    main = (
        why(view),
        text(view.description, "About", "about"),
        *(Section("project/handover", one, "Handover", "handover") for one in view.handovers),
        rows(view.items, "On the roadmap", "items"),
        seen_before(view.seen),
        table("project/lessons", view.lessons, "Lessons learnt", "lessons"),
        table("project/postmortems", view.postmortems, "Post-mortems", "postmortems"),
    )
    return page_of("project", view, beside(main, facts(view)))


def _pages(context: PageContext) -> Iterator[OwnPage]:
    for project in projects_of(context.portfolio):
        yield OwnPage(project_page(project.name), project.title, project.entity, partial(page, context, project))


PAGE = OwnPages("project", _pages)
