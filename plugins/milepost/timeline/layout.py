"""Timeline layout: lanes of bars on one scale, and everything shown around them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from milepost.kit import phrasing
from milepost.kit.components import Choice, Mark
from milepost.timeline import dependencies, lanes
from milepost.timeline.bars import bars_of
from milepost.timeline.entry import TimelineEntry, TimelineField, TimelineInput, Zone
from milepost.timeline.markers import PlacedMarkers, placed_markers
from milepost.timeline.place import is_dated
from milepost.timeline.scale import Ruler, limited_to, ruler_of, zones
from milepost.timeline.unscheduled import unscheduled_groups
from milepost.timeline.view_model import (
    Bar,
    Edge,
    Geometry,
    Lane,
    Timeline,
    TimelineFacet,
    TimelinePlace,
    TimelineScale,
)

_ZONE_MARGIN = 0.02


def lay_out(
    source: TimelineInput, *, geometry: Geometry | None = None, quarters: tuple[int, int] | None = None
) -> Timeline:
    """Lay out a timeline; each entry appears on it exactly once.

    If no entry has a value in the field of the initial grouping, all are in one lane. `quarters` limits the scale to so
    many quarters before and after the current one; entries beyond it are listed as unscheduled.
    """
    entries, noun = source.entries, source.noun
    measures = geometry or Geometry()
    ruler = _ruler(source)
    if ruler and quarters:
        ruler = limited_to(ruler, *quarters)
    bars = bars_of(ruler, entries, source.fields)
    scale = ruler.scale() if ruler else None
    if scale is None:
        scale, bars = _zones(source.zones, entries, bars)
    if not measures.month:
        measures = replace(measures, month=round(measures.track / scale.months, 5))
    width = round(scale.months * measures.month, 3)
    ways = lanes.groupings_of(source.fields, source.groupings, bars, measures, source.grouping, noun)
    by = next((one for one in ways if one.key == source.grouping), ways[-1])
    made = lanes.lanes_of(by, bars, width, measures, scale.since, noun)
    if source.anchored:
        made = lanes.with_anchors(by, made, bars, measures, source.anchored_by, source.anchored, noun)
    made, between = dependencies.draw(entries, made, measures)
    above = placed_markers(source.markers, ruler, width, measures) if ruler else PlacedMarkers()
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
        tray=unscheduled_groups(ruler, entries, bars, source.zones, noun),
        facets=tuple(_facets(source.fields)),
        moved=sum(bool(bar.moved) for bar in bars),
        total=len(bars),
        noun=noun[0],
        count=phrasing.count(len(bars), *noun),
        legend=tuple(_legend(source.legend, bars)),
        shows=frozenset(_shown(entries, bars, made, between, above)),
    )


def _ruler(source: TimelineInput) -> Ruler | None:
    """The ruler around all dates; None if there are no dates but zones distinguish the entries."""
    dates = [(entry.start, entry.end) for entry in source.entries]
    if not any(is_dated(*both) for both in dates) and any(entry.zone for entry in source.entries):
        return None
    dates += [(entry.baseline.start, entry.baseline.end) for entry in source.entries if entry.baseline]
    return ruler_of((period for both in dates for period in both), source.as_of, source.fiscal)


def _zones(
    known: Iterable[Zone], entries: Sequence[TimelineEntry], bars: Sequence[Bar]
) -> tuple[TimelineScale, list[Bar]]:
    """A scale of zones, and each bar filling its own zone."""
    used = {entry.zone for entry in entries}
    there = [zone for zone in known if zone.key in used]
    scale = zones(zone.title for zone in there)
    by_key = {zone.key: tick for zone, tick in zip(there, scale.ticks, strict=True)}
    placed = []
    for entry, bar in zip(entries, bars, strict=True):
        tick = by_key.get(entry.zone)
        margin = (tick.end - tick.start) * _ZONE_MARGIN if tick else 0.0
        spot = TimelinePlace(round(tick.start + margin, 3), round(tick.end - margin, 3)) if tick else None
        placed.append(replace(bar, place=spot))
    return scale, placed


def _facets(fields: Iterable[TimelineField]) -> Iterator[TimelineFacet]:
    for field in fields:
        if not field.divides:
            continue
        given = Counter(token for found in field.of.values() for token in found)
        choices = tuple(
            Choice(value.token, value.title, given[value.token], value.mark, value.number) for value in field.values
        )
        yield TimelineFacet(field.key, field.label, choices)


def _legend(known: Iterable[Mark], bars: Iterable[Bar]) -> Iterator[Mark]:
    used = {(mark.group, mark.value) for bar in bars for mark in (bar.status, bar.health) if mark}
    yield from (mark for mark in known if (mark.group, mark.value) in used)


def _shown(
    entries: Iterable[TimelineEntry],
    bars: Sequence[Bar],
    made: Sequence[Lane],
    between: Sequence[Edge],
    above: PlacedMarkers,
) -> Iterator[str]:
    """What else is shown and needs a line in the legend."""
    arrows = [*between, *(edge for lane in made for edge in lane.edges)]
    placed = [bar for bar in bars if bar.place]
    there = {
        "progress": any(bar.progress for bar in placed),
        "fade": any(bar.place and (bar.place.fade_in or bar.place.fade_out) for bar in placed),
        "proposed": any(entry.tentative for entry in entries),
        "promise": any(bar.promise for bar in placed),
        "edge": any(not edge.broken for edge in arrows),
        "broken": any(edge.broken for edge in arrows),
        "milestone": bool(above.all) or any(one.at is not None for bar in placed for one in bar.diamonds),
    }
    yield from (key for key, is_there in there.items() if is_there)
