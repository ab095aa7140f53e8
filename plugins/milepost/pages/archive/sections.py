"""The archive page: numbers, filters, the timeline over the years, charts and a table, filtered together."""

from __future__ import annotations

from milepost.kit.addresses import POSTMORTEMS
from milepost.kit.context import PageContext
from milepost.pages.archive.view import ArchiveView, archive_view
from milepost.pages.declaration import SharedPage
from milepost.pages.page import Page, Region, Section, page_of, plain, present


def page(context: PageContext, title: str) -> Page:
    """The archive page."""
    view = archive_view(context, title)
    return page_of("postmortems", view, _records(view) if view.records else None, shape="full")


def _records(view: ArchiveView) -> Region:
    parts = (
        plain("postmortems/numbers", view.stats) if view.stats else None,
        plain("postmortems/tools", view) if view.facets else None,
        Section("postmortems/years", view.picture, view.picture.title, "years", frame="panel")
        if view.picture
        else None,
        Section("postmortems/rates", view.charts, "Rates over time", "rates", frame="panel") if view.charts else None,
        _panels(view),
        plain("postmortems/table", view),
    )
    return Region("filtered_stack", present(parts), whole=True)


def _panels(view: ArchiveView) -> Region | None:
    factors, ages = view.factors, view.ages
    found = present(
        (
            Section(
                "postmortems/contributed", factors, "What contributed", "contributed", frame="panel", note=factors.note
            )
            if factors
            else None,
            Section("postmortems/ages", ages, "Open actions by age", "ages", frame="panel", note=ages.note)
            if ages
            else None,
        )
    )
    return Region("halves" if len(found) > 1 else "columns", found) if found else None


PAGE = SharedPage("postmortems", page, POSTMORTEMS)
