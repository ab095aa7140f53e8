"""The roadmap: every item on one timeline."""

from __future__ import annotations

from dataclasses import dataclass

from milepost.model.roadmap import Item, Theme
from milepost.timeline.picture import Timeline
from milepost.views.addresses import ROADMAP
from milepost.views.desk import Desk
from milepost.views.frame import NO_ITEMS, RoadmapFramed, how_it_stands, views_of
from milepost.views.roadmap_timeline.timeline import timeline


@dataclass(frozen=True, slots=True)
class RoadmapView(RoadmapFramed):
    """The index of the roadmap; no `timeline` where there is nothing to draw."""

    timeline: Timeline | None


def roadmap_view(desk: Desk, title: str) -> RoadmapView:
    """The index of the roadmap."""
    items, themes = desk.portfolio.all(Item), desk.portfolio.all(Theme)
    return RoadmapView(
        frame=desk.frame(title, NO_ITEMS if not items and desk.portfolio.innermost else None),
        opening=how_it_stands(desk, desk.outermost(items)),
        notes=(),
        views=views_of(desk, ROADMAP),
        timeline=timeline(desk, items, anchors=True) if items or themes else None,
    )
