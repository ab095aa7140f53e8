"""View-model of the roadmap page."""

from __future__ import annotations

from dataclasses import dataclass

from milepost.kinds.roadmap.model import Item, Theme
from milepost.kit.addresses import ROADMAP
from milepost.kit.context import PageContext
from milepost.pages.roadmap.header import NO_ITEMS, RoadmapPageView, status_summary, views_of
from milepost.pages.roadmap.timeline import timeline
from milepost.timeline.view_model import Timeline


@dataclass(frozen=True, slots=True)
class RoadmapView(RoadmapPageView):
    """The index of the roadmap; `timeline` is None if there is nothing to show."""

    timeline: Timeline | None


def roadmap_view(context: PageContext, title: str) -> RoadmapView:
    """The index of the roadmap."""
    items, themes = context.portfolio.all(Item), context.portfolio.all(Theme)
    return RoadmapView(
        frame=context.frame(title, NO_ITEMS if not items and context.portfolio.innermost else None),
        opening=status_summary(context, context.outermost(items)),
        notes=(),
        views=views_of(context, ROADMAP),
        timeline=timeline(context, items, anchors=True) if items or themes else None,
    )
