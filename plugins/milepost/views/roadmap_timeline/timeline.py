"""The timeline of some roadmap items, with the releases of the portfolio."""

from __future__ import annotations

from collections.abc import Sequence

from milepost.model.roadmap import Theme
from milepost.timeline.entry import AnchoredLane, TimelineInput, Zone
from milepost.timeline.layout import lay_out
from milepost.timeline.picture import Geometry, Timeline
from milepost.views.addresses import anchor
from milepost.views.desk import STATUSES, WARNINGS, Desk, ItemThing
from milepost.views.roadmap_timeline.fields import fields_of
from milepost.views.roadmap_timeline.items import entries_of
from milepost.views.roadmap_timeline.releases import markers_of

_GROUPINGS = ("theme", "roadmap", "team", "objective", "release", "parent", "status", "horizon", "type")
_LEGEND = (*(("status", status) for status in STATUSES), *(("health", health) for health in WARNINGS))


def timeline(
    desk: Desk,
    items: Sequence[ItemThing],
    grouping: str | None = None,
    *,
    geometry: Geometry | None = None,
    quarters: tuple[int, int] | None = None,
    anchors: bool = False,
) -> Timeline:
    """The picture of some items, each of which is somewhere on it exactly once.

    `grouping` is the key of a field or `none`; else it is as the site's lanes are. `anchors` is whether texts may link
    to the lanes of themes. For the rest see `lay_out`.
    """
    source = TimelineInput(
        entries=entries_of(desk, items),
        as_of=desk.as_of,
        fiscal=desk.portfolio.head.fiscal_year_start or 1,
        fields=fields_of(desk, items),
        groupings=_GROUPINGS,
        grouping=grouping or desk.lanes.by,
        zones=tuple(Zone(id.lower(), desk.horizon(id.lower())) for id in desk.portfolio.horizon_ids()),
        markers=tuple(markers_of(desk)),
        legend=tuple(desk.mark(group, value) for group, value in _LEGEND),
        anchored_by="theme",
        anchored=tuple(_themes(desk)) if anchors else (),
    )
    return lay_out(source, geometry=geometry, quarters=quarters)


def _themes(desk: Desk) -> list[AnchoredLane]:
    return [
        AnchoredLane(theme.slug, theme.title, anchor(theme), theme.entry.summary or "")
        for theme in desk.portfolio.all(Theme)
    ]
