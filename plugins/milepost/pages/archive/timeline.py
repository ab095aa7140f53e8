"""The timeline of the archive: a lane for each type and a mark for each post-mortem, without overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from milepost.charts.swarm import SwarmMark, swarm
from milepost.kit import phrasing
from milepost.kit.context import PageContext
from milepost.pages.archive.records import TYPES, Record, noun
from milepost.pages.archive.scale import ArchiveScale, ArchiveTick
from milepost.pages.archive.sizes import SizeKey, Sizes, affected

TRACK, NARROW = 40.0, 14.0  # rem: the minimum width of a lane, and its width on a phone
_SCALES = (1.0, 0.8, 0.62, 0.48, 0.38)
_TALL, _TALL_NARROW, _PAD, _LEAST = 18.0, 24.0, 0.45, 1.9  # rem
_LEGIBLE = 0.75
_TABBED = 40


@dataclass(frozen=True, slots=True)
class PostmortemDot:
    """A mark, from `start` to `end` in percent of the scale, which differ if the date is imprecise.

    `size` and the offsets below the middle of the lane, on a wide (`y`) and a narrow screen, are in rem.
    """

    row: int
    target: str | None
    name: str
    tone: str
    number: str
    start: float
    end: float
    size: float
    y: float
    narrow_y: float


@dataclass(frozen=True, slots=True)
class DotLane:
    """The post-mortems of one type. Heights are in rem."""

    key: str
    title: str
    height: float
    narrow_height: float
    dots: tuple[PostmortemDot, ...]


@dataclass(frozen=True, slots=True)
class ArchiveTimeline:
    """The timeline.

    `narrow`: it fits a phone as it is. `tabbed`: it has few enough marks to step through by keyboard.
    """

    title: str
    track: float
    ticks: tuple[ArchiveTick, ...]
    lanes: tuple[DotLane, ...]
    legend: str
    keys: tuple[SizeKey, ...]
    narrow: bool
    tabbed: bool
    undated: str


def archive_timeline(context: PageContext, records: Sequence[Record]) -> ArchiveTimeline | None:
    """The dated post-mortems, on a scale from the first to the last year with any; None if none has a date."""
    dated = [record for record in records if record.iso]
    if not dated:
        return None
    scale = ArchiveScale([record.day for record in dated if record.day])
    sizes = Sizes(dated)
    lanes, factor = _lanes(context, dated, scale, sizes)
    missing = len(records) - len(dated)
    without = phrasing.count(missing, "post-mortem")
    only = f"{without} without a date {phrasing.plural(missing, 'is', 'are')} only in the list."
    return ArchiveTimeline(
        title=str(scale.first) if scale.first == scale.last else f"{scale.first} to {scale.last}",
        track=TRACK,
        ticks=tuple(scale.ticks()),
        lanes=lanes,
        legend=sizes.legend,
        keys=sizes.keys(factor),
        narrow=sum(lane.narrow_height for lane in lanes) <= _TALL_NARROW,
        tabbed=len(dated) <= _TABBED,
        undated=only if missing else "",
    )


def _lanes(
    context: PageContext, dated: Sequence[Record], scale: ArchiveScale, sizes: Sizes
) -> tuple[tuple[DotLane, ...], float]:
    """The lanes, with marks as large as possible without the lanes becoming too tall."""
    by_type: dict[str, list[Record]] = {}
    for record in dated:
        by_type.setdefault(record.entity.entry.type, []).append(record)
    types = sorted(by_type, key=TYPES.index)
    lanes: tuple[DotLane, ...] = ()
    factor = _SCALES[-1]
    for factor in _SCALES:
        lanes = tuple(_lane(context, key, by_type[key], scale, sizes, factor) for key in types)
        if sum(lane.height for lane in lanes) <= _TALL:
            break
    return lanes, factor


def _lane(
    context: PageContext, key: str, records: Sequence[Record], scale: ArchiveScale, sizes: Sizes, factor: float
) -> DotLane:
    places = [_place(record, scale) for record in records]
    large = [round(sizes.of(record) * factor, 2) for record in records]
    wide, narrow = (
        swarm([SwarmMark.of(*place, size, track) for place, size in zip(places, large, strict=True)])
        for track in (TRACK, NARROW)
    )
    return DotLane(
        key=key,
        title=phrasing.sentence(noun(context, key, len(records) != 1)),
        height=round(max(_LEAST, wide.height + 2 * _PAD), 2),
        narrow_height=round(max(_LEAST, narrow.height + 2 * _PAD), 2),
        dots=tuple(_dot(record, places[n], large[n], wide.ys[n], narrow.ys[n]) for n, record in enumerate(records)),
    )


def _place(record: Record, scale: ArchiveScale) -> tuple[float, float]:
    """The range of a mark in percent: a point mid-day for a day, the whole period for an imprecise date."""
    assert record.day
    assert record.day.first
    assert record.day.last
    start, end = scale.at(record.day.first), scale.at(record.day.last, 1)
    middle = round((start + end) / 2, 2)
    return (middle, middle) if record.day.precision == "day" else (start, end)


def _dot(record: Record, place: tuple[float, float], size: float, y: float, narrow_y: float) -> PostmortemDot:
    severity = record.severity
    said = [record.ref.title, record.when, severity.word if severity else record.type_word]
    if number := affected(record):
        said.append(f"{phrasing.number(number)} affected")
    return PostmortemDot(
        row=record.row,
        target=record.ref.target,
        name=" · ".join(said),
        tone=severity.tone if severity else "",
        number=str(severity.rank) if severity and severity.rank and size >= _LEGIBLE else "",
        start=place[0],
        end=place[1],
        size=size,
        y=y,
        narrow_y=narrow_y,
    )
