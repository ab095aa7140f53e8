"""The alignment page: its sections in order."""

from __future__ import annotations

from milepost.kinds.strategy.model import Strategy
from milepost.kit.addresses import ALIGNMENT
from milepost.kit.context import PageContext
from milepost.pages.alignment.view import AlignmentView, alignment_view, has_threads
from milepost.pages.declaration import SharedPage
from milepost.pages.page import Heading, Page, Region, Section, page_of, plain


def page(context: PageContext, title: str) -> Page:
    """What is orphaned, then the threads, then every orphan."""
    view = alignment_view(context, title)
    return page_of(
        "alignment",
        view,
        plain("alignment/gaps", view.panels) if view.panels else None,
        Region("threads", (Section("alignment/threads", view, "Threads", "threads", note=view.count),), whole=True),
        _orphans(view) if view.orphans else None,
        plain("alignment/method", view.method) if view.method else None,
        shape="wide",
        stacked=True,
    )


def _orphans(view: AlignmentView) -> Section:
    headings = tuple(Heading(one.anchor, one.title, 3) for one in view.orphans)
    return Section("alignment/orphans", view.orphans, "Orphaned entries", "orphans", headings=headings)


PAGE = SharedPage(
    "alignment", page, ALIGNMENT, "Strategy alignment", is_there=has_threads, kind=Strategy.type_name, searchable=False
)
