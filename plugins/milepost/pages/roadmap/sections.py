"""The roadmap page: every item on one timeline."""

from __future__ import annotations

from milepost.kit.addresses import ROADMAP
from milepost.kit.context import PageContext
from milepost.pages.declaration import SharedPage
from milepost.pages.page import Heading, Page, page_of, plain
from milepost.pages.roadmap.view import roadmap_view


def page(context: PageContext, title: str) -> Page:
    """The timeline; lanes that texts can link to are in the table of contents."""
    view = roadmap_view(context, title)
    heads = [lane.head for lane in view.timeline.lanes] if view.timeline else []
    lanes = [Heading(head.anchor, head.title, 2) for head in heads if head.anchor]
    timeline = plain("roadmap/timeline", view.timeline, *lanes) if view.timeline else None
    return page_of("roadmap", view, timeline, shape="wide")


PAGE = SharedPage("roadmap", page, ROADMAP)
