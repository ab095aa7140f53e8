"""The releases page, a section for each release."""

from __future__ import annotations

from milepost.kinds.roadmap.model import Release
from milepost.kit.addresses import RELEASES
from milepost.kit.context import PageContext
from milepost.pages.declaration import SharedPage
from milepost.pages.page import Page, Region, Section, page_of
from milepost.pages.releases.view import releases_view


def page(context: PageContext, title: str) -> Page:
    """The releases, the next one first."""
    view = releases_view(context, title)
    found = tuple(Section("releases/release", one, one.title, one.anchor, frame="plain") for one in view.releases)
    return page_of("releases", view, Region("close", found), lead="roadmap/lead", shape="full")


PAGE = SharedPage(
    "releases", page, RELEASES, "Releases", is_there=lambda portfolio: bool(portfolio.all(Release)), hide=()
)
