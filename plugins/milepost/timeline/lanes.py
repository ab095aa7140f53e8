"""Lanes: bars that belong together, packed into rows, for screen and print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from milepost.kit import phrasing
from milepost.kit.geometry import HEAD, SPACE, TEXT, line_height
from milepost.timeline import text_metrics
from milepost.timeline.entry import AnchoredLane, TimelineField
from milepost.timeline.pack import PackedSpan, RowPlacement, pack, span
from milepost.timeline.view_model import Bar, Geometry, Grouping, Lane, LaneHead

# In units: a line of the lane's name; the line with its count plus vertical padding; horizontal padding.
HEAD_LINE = line_height(TEXT.md, TEXT.heading_line)
_HEAD_FRAME = HEAD.top + HEAD.bottom + line_height(TEXT.xs) + 0.25
HEAD_SIDES = HEAD.start + SPACE.s3 + 0.15
Noun = tuple[str, str]
_ALL_HEIGHT = 2.9


def groupings_of(
    fields: Iterable[TimelineField],
    keys: Iterable[str],
    bars: Sequence[Bar],
    geometry: Geometry,
    wanted: str,
    noun: Noun,
) -> tuple[Grouping, ...]:
    """The possible groupings by the fields with these `keys`, and one lane for all bars.

    A field in which all bars have the same value makes no grouping, unless it is the one `wanted`.
    """
    by_key = {field.key: field for field in fields}
    made = (_grouping(by_key[key], bars, geometry) for key in keys if key in by_key)
    undivided = Grouping("none", "None", (LaneHead("", f"All {noun[1]}", 0, _ALL_HEIGHT),))
    return (*(one for one in made if len(one.heads) > 1 or (one.key == wanted and _is_named(one))), undivided)


def lane_key(bar: Bar, grouping: str) -> str:
    """The key of a bar's lane: its first value in that field, empty if it has none."""
    return bar.keys.get(grouping, "").partition(" ")[0]


def lanes_of(
    grouping: Grouping, bars: Sequence[Bar], width: float, geometry: Geometry, since: float, noun: Noun
) -> list[Lane]:
    """The lanes that have bars, in order.

    `width` is that of the whole scale on screen, in units. Bars that end at `since` (percent of the scale) or later get
    the upper rows; those that ended before fill the gaps.
    """
    found: dict[str, list[Bar]] = {}
    for bar in by_start(bars):
        found.setdefault(lane_key(bar, grouping.key), []).append(bar)
    return [_lane(head, found[head.key], width, geometry, since, noun) for head in grouping.heads if head.key in found]


def with_anchors(
    grouping: Grouping,
    lanes: Sequence[Lane],
    bars: Iterable[Bar],
    geometry: Geometry,
    by: str,
    anchored: Iterable[AnchoredLane],
    noun: Noun,
) -> list[Lane]:
    """The lanes with the anchors that texts link to, including lanes of the field `by` that have no bars."""
    by_key = {lane.head.key: lane for lane in lanes} if grouping.key == by else {}
    counts = Counter(lane_key(bar, by) for bar in bars)
    made = []
    for one in anchored:
        lane = by_key.pop(one.key, None) or _empty(one.key, one.title, counts[one.key], geometry, noun)
        made.append(replace(lane, head=replace(lane.head, anchor=one.anchor, summary=one.summary)))
    return [*made, *by_key.values()] if grouping.key == by else [*lanes, *made]


def by_start(bars: Sequence[Bar]) -> list[Bar]:
    """The placed bars, sorted by start; the sort is stable."""
    return sorted((bar for bar in bars if bar.place), key=lambda bar: bar.place.start if bar.place else 0)


def head_of(key: str, title: str, number: int, geometry: Geometry) -> LaneHead:
    """The head of a lane, with the height that its name needs."""
    count = text_metrics.lines(title, TEXT.md, max(1.0, geometry.label - HEAD_SIDES))
    return LaneHead(key, title, number, round(count * HEAD_LINE + _HEAD_FRAME, 2))


def _grouping(field: TimelineField, bars: Sequence[Bar], geometry: Geometry) -> Grouping:
    there = {lane_key(bar, field.key) for bar in bars if bar.place}
    heads = [head_of(one.token, one.title, one.number, geometry) for one in field.values if one.token in there]
    if "" in there:
        heads.append(head_of("", field.none, 0, geometry))
    return Grouping(field.key, field.label, tuple(heads))


def _is_named(grouping: Grouping) -> bool:
    return any(head.key for head in grouping.heads)


def _lane(head: LaneHead, bars: Sequence[Bar], width: float, geometry: Geometry, since: float, noun: Noun) -> Lane:
    screen, paper = (_spots(bars, wide, geometry.gap, since) for wide in (width, geometry.track))
    placed = tuple(
        replace(
            bar,
            place=bar.place
            and replace(bar.place, row=one.row, flip=one.flip, paper_row=other.row, paper_flip=other.flip),
        )
        for bar, one, other in zip(bars, screen, paper, strict=True)
    )
    rows, paper_rows = (max(one.row for one in spots) + 1 for spots in (screen, paper))
    return Lane(
        head,
        phrasing.count(len(placed), *noun),
        placed,
        (),
        rows,
        _height(rows, head, geometry),
        _height(paper_rows, head, geometry),
    )


def _spots(bars: Sequence[Bar], width: float, gap: float, since: float) -> list[RowPlacement]:
    order = sorted(range(len(bars)), key=lambda n: (bar := bars[n]).place is not None and bar.place.end < since)
    found = pack([_span(bars[n]) for n in order], width, gap)
    by_bar = dict(zip(order, found, strict=True))
    return [by_bar[n] for n in range(len(bars))]


def _empty(key: str, title: str, elsewhere: int, geometry: Geometry, noun: Noun) -> Lane:
    """A lane without bars, whose entries are all unscheduled or in other lanes."""
    head = head_of(key, title, 0, geometry)
    count = f"{phrasing.count(elsewhere, *noun)} elsewhere" if elsewhere else "nothing planned"
    return Lane(head, count, (), (), 1, _height(1, head, geometry), _height(1, head, geometry))


def _height(rows: int, head: LaneHead, geometry: Geometry) -> float:
    return round(max(rows * geometry.pitch + 2 * geometry.pad, head.height), 2)


def _span(bar: Bar) -> PackedSpan:
    assert bar.place
    others = [(bar.promise.start, bar.promise.end)] if bar.promise else []
    return span(bar.place.start, bar.place.end, bar.room, others)
