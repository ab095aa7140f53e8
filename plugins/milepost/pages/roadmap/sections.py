"""The roadmap page: every item on one timeline."""

from __future__ import annotations

from milepost.kit.addresses import ROADMAP
from milepost.kit.context import PageContext
from milepost.pages.declaration import SharedPage
from milepost.pages.page import Heading, Page, Part, Region, page_of, plain, present
from milepost.pages.roadmap.view import roadmap_view
from milepost.pages.shared import details


def page(context: PageContext, title: str) -> Page:
    """The timeline; lanes that texts can link to are in the table of contents."""
    view = roadmap_view(context, title)
    heads = [lane.head for lane in view.timeline.lanes] if view.timeline else []
    lanes = [Heading(head.anchor, head.title, 2) for head in heads if head.anchor]
    timeline = plain("roadmap/timeline", view.timeline, *lanes) if view.timeline else None
    about = present((details(view.themes, "Themes", "themes"), details(view.roadmaps, "About this roadmap", "about")))
    below: tuple[Part, ...] = (Region("halves", about),) if len(about) > 1 else about
    return page_of("roadmap", view, timeline, *below, shape="wide", stacked=bool(about))


PAGE = SharedPage("roadmap", page, ROADMAP)
