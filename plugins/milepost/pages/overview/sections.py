"""The overview page, which may be the front page: its sections in order."""

from __future__ import annotations

from milepost.kit.context import PageContext
from milepost.pages.declaration import SharedPage
from milepost.pages.overview.directory import DirectoryView
from milepost.pages.overview.view import OverviewView, overview_view
from milepost.pages.page import Page, Part, Region, Section, page_of, plain, present
from milepost.pages.shared import details, links, text


def page(context: PageContext, title: str) -> Page:
    """The overview, with the key figures first."""
    view = overview_view(context, title)
    main = Region("close", present((_building(view), _projects(view), _outlook(view))))
    side = Region("close", present((_moved(view), _changes(view), _next(view), _shipped(view))))
    return page_of(
        "overview",
        view,
        plain("overview/numbers", view.stats) if view.stats else None,
        Region("wide_and_narrow", (main, side)),
        text(view.description, "About", "about"),
        links(view.links, frame="section"),
        _directory(view.directory),
        shape="full",
        stacked=True,
    )


def _directory(found: DirectoryView) -> Part | None:
    """Two columns of about the same length; if there is only one, its sections are side by side."""
    columns = [
        sections
        for column in (
            (details(found.teams, "Teams", "teams"), details(found.services, "Services", "services")),
            (details(found.people, "People", "people"), details(found.tags, "Tags", "tags")),
        )
        if (sections := present(column))
    ]
    parts = tuple(Region("close", column) for column in columns) if len(columns) > 1 else tuple(*columns)
    return Region("halves", parts) if len(parts) > 1 else parts[0] if parts else None


def _panel(template: str, view: object, title: str, id: str, note: str = "", target: str | None = None) -> Section:
    return Section(f"overview/{template}", view, title, id, frame="panel", note=note, target=target)


def _building(view: OverviewView) -> Section | None:
    return _panel("building", view, "In progress", "being-built", "Board", view.board) if view.building else None


def _outlook(view: OverviewView) -> Section | None:
    found = view.outlook
    return _panel("outlook", found, found.title, "outlook", found.more, found.target) if found else None


def _projects(view: OverviewView) -> Section | None:
    found = view.projects
    return _panel("projects", found, "Projects", "projects", "All projects", found.target) if found else None


def _moved(view: OverviewView) -> Section | None:
    return _panel("moved", view, "Slipped", "moved") if view.moved else None


def _changes(view: OverviewView) -> Section | None:
    if not view.changes:
        return None
    return _panel("changes", view, "Changed since last month", "changed", "All changes", view.changes_page)


def _next(view: OverviewView) -> Section | None:
    return _panel("next", view.next, "Coming next", "next", "Releases", view.releases) if view.next else None


def _shipped(view: OverviewView) -> Section | None:
    return _panel("shipped", view.shipped, "Recently shipped", "shipped", "List", view.list) if view.shipped else None


PAGE = SharedPage("overview", page, kind="portfolio")
