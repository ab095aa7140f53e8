"""The projects: all of them in a table, the home of each, and their handovers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from milepost.model.handover import Handover
from milepost.portfolio import Portfolio
from milepost.render.author import Author
from milepost.render.page import GeneratedPage
from milepost.render.sections.section import Section
from milepost.views.addresses import PROJECTS, project_page
from milepost.views.handover.page import handover_view
from milepost.views.project import project_view
from milepost.views.projects import projects_view
from milepost.views.works import by_page, projects_of


def _is_filled(portfolio: Portfolio) -> bool:
    return bool(portfolio.project_names or portfolio.all(Handover))


def _shared(_: Portfolio, __: str) -> Iterator[str]:
    yield PROJECTS


def _pages(author: Author, title: str) -> Iterator[GeneratedPage]:
    desk = author.desk
    yield author.page(PROJECTS, title, "projects", partial(projects_view, desk, title))
    for project in projects_of(desk.portfolio):
        src_uri = project_page(project.name)
        view = partial(project_view, desk, project)
        if project.thing:
            yield author.own(src_uri, project.thing, "project", view, parent=PROJECTS)
        else:
            yield author.unwritten(src_uri, project.title, "project", view, parent=PROJECTS)
    for src_uri, handover in by_page(desk.portfolio.all(Handover)):
        yield author.own(src_uri, handover, "handover", partial(handover_view, desk, handover), parent=PROJECTS)


SECTION = Section("projects", "Projects", _is_filled, _shared, _pages)
