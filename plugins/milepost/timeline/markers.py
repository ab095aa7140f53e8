"""Markers above the lanes: releases, and milestones that concern all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from milepost.kit.geometry import SIGN, TEXT
from milepost.timeline import text_metrics
from milepost.timeline.entry import MarkerEntry
from milepost.timeline.pack import RowPlacement, pack, point
from milepost.timeline.scale import Ruler
from milepost.timeline.view_model import Geometry, Marker

# Half a diamond and the padding around the text in units, with a margin, since text widths are estimated.
_FRAME = TEXT.icon / 2 + SIGN.start + SIGN.end + 0.5


@dataclass(frozen=True, slots=True)
class PlacedMarkers:
    """Markers in date order, and how many rows they take on screen and in print."""

    all: tuple[Marker, ...] = ()
    rows: int = 0
    paper_rows: int = 0


def placed_markers(markers: Iterable[MarkerEntry], ruler: Ruler, width: float, geometry: Geometry) -> PlacedMarkers:
    """The markers on a ruler `width` units wide."""
    found = sorted((sign for marker in markers for sign in _sign(ruler, marker)), key=lambda sign: sign.end)
    points = [point(sign.end, sign.room) for sign in found]
    screen = pack(points, width, geometry.gap, geometry.sign_rows)
    paper = pack(points, geometry.track, geometry.gap, geometry.sign_rows)
    placed = tuple(
        replace(sign, row=one.row, flip=one.flip, paper_row=other.row, paper_flip=other.flip)
        for sign, one, other in zip(found, screen, paper, strict=True)
    )
    return PlacedMarkers(placed, _rows(screen), _rows(paper))


def _rows(spots: list[RowPlacement]) -> int:
    return max((spot.row for spot in spots), default=-1) + 1


def _sign(ruler: Ruler, marker: MarkerEntry) -> Iterator[Marker]:
    """The marker, at the last day of its period, if that day is on the ruler."""
    first, last = marker.date.first, marker.date.last
    if not (first and last and ruler.first <= last <= ruler.last):
        return
    end = ruler.after(last)
    yield Marker(
        ref=marker.ref,
        when=marker.when,
        met=marker.met,
        late=marker.late,
        start=end if marker.date.precision == "day" else ruler.at(first),
        end=end,
        room=round(_FRAME + text_metrics.width(f"{marker.ref.title} {marker.when}", TEXT.xs), 2),
        row=0,
        flip=False,
        paper_row=0,
        paper_flip=False,
    )
