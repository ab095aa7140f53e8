"""Dependencies as arrows between bars."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from milepost.kit.geometry import TIMELINE
from milepost.timeline.entry import TimelineEntry
from milepost.timeline.view_model import Edge, Geometry, Lane, TimelinePlace


@dataclass(frozen=True, slots=True)
class _BarPosition:
    """The position of a bar: its lane, and its upper edge in units.

    `top` is from the top of the lane and `above` the height of the lanes before it, for the screen; `paper_…` is the
    same for print.
    """

    place: TimelinePlace
    lane: int
    top: float
    paper_top: float
    above: float
    paper_above: float


def draw(
    entries: Iterable[TimelineEntry], lanes: Sequence[Lane], geometry: Geometry
) -> tuple[list[Lane], tuple[Edge, ...]]:
    """The lanes with the arrows that stay within each, and the arrows between lanes."""
    spots = dict(_spots(lanes, geometry))
    within: dict[int, list[Edge]] = {}
    between = []
    for entry in entries:
        for before in entry.depends_on:
            source, target = spots.get(before.id), spots.get(entry.id)
            if not (source and target) or source is target:
                continue
            edge = _edge(before.id, entry.id, source, target, geometry, broken=before.broken)
            if source.lane == target.lane:
                within.setdefault(source.lane, []).append(edge)
            else:
                between.append(edge)
    return [replace(lane, edges=tuple(within.get(n, ()))) for n, lane in enumerate(lanes)], tuple(between)


def _spots(lanes: Sequence[Lane], geometry: Geometry) -> Iterable[tuple[str, _BarPosition]]:
    above = paper_above = 0.0
    lead = geometry.pad + (geometry.pitch - geometry.bar) / 2 - TIMELINE.rise
    for n, lane in enumerate(lanes):
        for bar in lane.bars:
            assert bar.place
            top, paper_top = lead + bar.place.row * geometry.pitch, lead + bar.place.paper_row * geometry.pitch
            yield bar.id, _BarPosition(bar.place, n, top, paper_top, above, paper_above)
        above += lane.height
        paper_above += lane.paper_height


def _edge(
    source_id: str, target_id: str, source: _BarPosition, target: _BarPosition, geometry: Geometry, *, broken: bool
) -> Edge:
    shape, x1, x2 = _shape(source.place, target.place)
    far = source.lane != target.lane
    y1, y2 = _heights(
        source.top + (source.above if far else 0), target.top + (target.above if far else 0), shape, geometry.bar
    )
    paper_y1, paper_y2 = _heights(
        source.paper_top + (source.paper_above if far else 0),
        target.paper_top + (target.paper_above if far else 0),
        shape,
        geometry.bar,
    )
    return Edge(source_id, target_id, shape, broken, x1, x2, y1, y2, paper_y1, paper_y2)


def _shape(source: TimelinePlace, target: TimelinePlace) -> tuple[str, float, float]:
    """The route of an arrow: ahead into the start, straight into the overlapping bar, or back into the end."""
    if target.start >= source.end:
        return "ahead", source.end, target.start
    if target.start > source.start:
        return "ahead", target.start, target.start
    if target.end > source.start:
        return "drop", source.start, source.start
    return "back", target.end, source.start


def _heights(source: float, target: float, shape: str, bar: float) -> tuple[float, float]:
    """Start and end of an arrow, in units: from the near edge of one bar to the middle or near edge of the other."""
    middle = bar / 2
    if source == target:
        return round(source + middle, 3), round(target + middle, 3)
    up = target < source
    near = target + (bar if up else 0.0) if shape == "drop" else target + middle
    return round(source + (0.0 if up else bar), 3), round(near, 3)
