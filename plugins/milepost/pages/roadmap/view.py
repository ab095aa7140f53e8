"""View-model of the roadmap page."""

from __future__ import annotations

from dataclasses import dataclass

from milepost.kinds.roadmap.model import Item, Roadmap, Theme
from milepost.kit.addresses import ROADMAP
from milepost.kit.context import PageContext
from milepost.kit.entry_details import EntryDetails, details_of, worth_listing
from milepost.pages.roadmap.header import NO_ITEMS, RoadmapPageView, status_summary, views_of
from milepost.pages.roadmap.timeline import timeline
from milepost.timeline.view_model import Timeline


@dataclass(frozen=True, slots=True)
class RoadmapView(RoadmapPageView):
    """The index of the roadmap; `timeline` is None if there is nothing to show.

    `themes` have more to show than a title and a summary, `roadmaps` are files with a summary, a description or links.
    """

    timeline: Timeline | None
    themes: tuple[EntryDetails, ...]
    roadmaps: tuple[EntryDetails, ...]


def roadmap_view(context: PageContext, title: str) -> RoadmapView:
    """The index of the roadmap."""
    items, themes = context.portfolio.all(Item), context.portfolio.all(Theme)
    return RoadmapView(
        frame=context.frame(title, NO_ITEMS if not items and context.portfolio.innermost else None),
        opening=status_summary(context, context.outermost(items)),
        notes=(),
        views=views_of(context, ROADMAP),
        timeline=timeline(context, items, anchors=True) if items or themes else None,
        themes=worth_listing(details_of(context, one, with_summary=False) for one in themes),
        roadmaps=worth_listing(details_of(context, one) for one in context.portfolio.all(Roadmap)),
    )
