"""The timeline of some items: lanes of bars on one scale, with everything that is drawn around them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from milepost.views import words
from milepost.views.desk import STATUSES, WARNINGS, Desk, ItemThing
from milepost.views.pieces import Choice, Mark
from milepost.views.timeline import edges, lanes
from milepost.views.timeline.bars import bars_of
from milepost.views.timeline.fields import Field, fields_of
from milepost.views.timeline.picture import Bar, Edge, Facet, Geometry, Lane, Place, Scale, Timeline
from milepost.views.timeline.place import is_dated
from milepost.views.timeline.scale import Ruler, close_up, ruler_of, zones
from milepost.views.timeline.signs import Signs, signs_of
from milepost.views.timeline.tray import tray_of

_ZONE_MARGIN = 0.02


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

    `grouping` is the key of a field or `none`; else it is as the site's lanes are. Where no item says anything in that
    field all are in one lane. `quarters` is how many before and after that of today the scale reaches at most; what
    lies beyond is in the tray. `anchors` is whether texts may link to the lanes of themes.
    """
    measures = geometry or Geometry()
    fields = fields_of(desk, items)
    ruler = _ruler(desk, items)
    if ruler and quarters:
        ruler = close_up(ruler, *quarters)
    bars = bars_of(desk, ruler, items, fields)
    scale = ruler.scale() if ruler else None
    if scale is None:
        scale, bars = _zones(desk, items, bars)
    if not measures.month:
        measures = replace(measures, month=round(measures.track / scale.months, 5))
    width = round(scale.months * measures.month, 3)
    wanted = grouping or desk.lanes.by
    ways = lanes.groupings_of(fields, bars, measures, wanted)
    by = next((one for one in ways if one.key == wanted), ways[-1])
    made = lanes.lanes_of(by, bars, width, measures, scale.since)
    if anchors:
        made = lanes.with_themes(desk, by, made, bars, measures)
    made, between = edges.draw(desk, items, made, measures)
    above = signs_of(desk, ruler, width, measures) if ruler else Signs()
    return Timeline(
        geometry=measures,
        scale=scale,
        grouping=by,
        groupings=ways,
        signs=above.all,
        sign_rows=above.rows,
        paper_sign_rows=above.paper_rows,
        lanes=tuple(made),
        edges=between,
        tray=tray_of(desk, ruler, items, bars),
        facets=tuple(_facets(fields)),
        moved=sum(bool(bar.moved) for bar in bars),
        total=len(bars),
        count=words.count(len(bars), "item"),
        legend=tuple(_legend(desk, bars)),
        shows=frozenset(_shown(bars, made, between, above)),
    )


def _ruler(desk: Desk, items: Sequence[ItemThing]) -> Ruler | None:
    """None where nothing has a date but horizons tell items apart."""
    dates = [(found.start, found.end) for found in map(desk.item, items)]
    if not any(is_dated(*both) for both in dates) and any(desk.item(item).horizon for item in items):
        return None
    periods = [period for both in dates for period in both]
    promises = [item.entry.baseline for item in items if desk.slip(item)]
    periods += [period for one in promises if one for period in (one.start, one.end)]
    return ruler_of(periods, desk.as_of, desk.portfolio.head.fiscal_year_start or 1)


def _zones(desk: Desk, items: Sequence[ItemThing], bars: Sequence[Bar]) -> tuple[Scale, list[Bar]]:
    """A scale of horizons, and each bar filling the zone of its own."""
    used = {desk.item(item).horizon for item in items}
    ids = [id.lower() for id in desk.portfolio.horizon_ids() if id.lower() in used]
    scale = zones(desk.horizon(id) for id in ids)
    by_id = dict(zip(ids, scale.ticks, strict=True))
    placed = []
    for item, bar in zip(items, bars, strict=True):
        tick = by_id.get(desk.item(item).horizon or "")
        margin = (tick.end - tick.start) * _ZONE_MARGIN if tick else 0.0
        spot = Place(round(tick.start + margin, 3), round(tick.end - margin, 3)) if tick else None
        placed.append(replace(bar, place=spot))
    return scale, placed


def _facets(fields: Iterable[Field]) -> Iterator[Facet]:
    for field in fields:
        if not field.divides:
            continue
        given = Counter(token for found in field.of.values() for token in found)
        choices = tuple(
            Choice(value.token, value.title, given[value.token], value.mark, value.number) for value in field.values
        )
        yield Facet(field.key, field.label, choices)


def _legend(desk: Desk, bars: Sequence[Bar]) -> Iterator[Mark]:
    statuses = {bar.status.value for bar in bars}
    healths = {bar.health.value for bar in bars if bar.health}
    yield from (desk.mark("status", status) for status in STATUSES if status in statuses)
    yield from (desk.mark("health", health) for health in WARNINGS if health in healths)


def _shown(bars: Sequence[Bar], made: Sequence[Lane], between: Sequence[Edge], above: Signs) -> Iterator[str]:
    """What else is drawn, and wants a line in the legend."""
    arrows = [*between, *(edge for lane in made for edge in lane.edges)]
    placed = [bar for bar in bars if bar.place]
    there = {
        "progress": any(bar.progress for bar in placed),
        "fade": any(bar.place and (bar.place.fade_in or bar.place.fade_out) for bar in placed),
        "proposed": any(bar.status.value == "proposed" for bar in bars),
        "promise": any(bar.promise for bar in placed),
        "edge": any(not edge.broken for edge in arrows),
        "broken": any(edge.broken for edge in arrows),
        "milestone": bool(above.all) or any(one.at is not None for bar in placed for one in bar.diamonds),
    }
    yield from (key for key, is_there in there.items() if is_there)
