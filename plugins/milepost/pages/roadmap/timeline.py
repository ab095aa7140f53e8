"""The timeline of roadmap items, with the releases of the portfolio."""

from __future__ import annotations

from collections.abc import Sequence

from milepost.kinds.roadmap.model import Theme
from milepost.kit.addresses import anchor
from milepost.kit.context import STATUSES, WARNINGS, ItemEntity, PageContext
from milepost.pages.roadmap.timeline_fields import fields_of, lane_keys
from milepost.pages.roadmap.timeline_items import entries_of
from milepost.pages.roadmap.timeline_releases import markers_of
from milepost.timeline.entry import AnchoredLane, TimelineInput, Zone
from milepost.timeline.layout import lay_out
from milepost.timeline.view_model import Geometry, Timeline

_LEGEND = (*(("status", status) for status in STATUSES), *(("health", health) for health in WARNINGS))


def timeline(
    context: PageContext,
    items: Sequence[ItemEntity],
    grouping: str | None = None,
    *,
    geometry: Geometry | None = None,
    quarters: tuple[int, int] | None = None,
    anchors: bool = False,
) -> Timeline:
    """The timeline of some items; each appears on it exactly once.

    `grouping` is the key of a field or `none`; by default it follows the site's lanes. With `anchors`, texts can link
    to the lanes of themes. For the rest see `lay_out`.
    """
    source = TimelineInput(
        entries=entries_of(context, items),
        as_of=context.as_of,
        fiscal=context.portfolio.head.fiscal_year_start or 1,
        fields=fields_of(context, items),
        groupings=tuple(dict.fromkeys((context.lanes.by, *lane_keys()))),
        grouping=grouping or context.lanes.by,
        zones=tuple(Zone(id.lower(), context.horizon(id.lower())) for id in context.portfolio.horizon_ids()),
        markers=tuple(markers_of(context)),
        legend=tuple(context.mark(group, value) for group, value in _LEGEND),
        anchored_by="theme",
        anchored=tuple(_themes(context)) if anchors else (),
    )
    return lay_out(source, geometry=geometry, quarters=quarters)


def _themes(context: PageContext) -> list[AnchoredLane]:
    return [
        AnchoredLane(theme.slug, theme.title, anchor(theme), theme.entry.summary or "")
        for theme in context.portfolio.all(Theme)
    ]
