"""Milestone trend charts: the date that was stated for a milestone, report by report.

A level line is a date that was kept; a line that rises has slipped. The method is known as milestone trend analysis.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from milepost.charts.frame import Frame, shortened, text_width
from milepost.charts.lines import polyline
from milepost.charts.scales import AxisTick, Days, yearly_ticks
from milepost.charts.svg import Element, Plot, element, number, titled
from milepost.charts.tones import fill

KEPT, SLIPPED = "actual", "bad"
WIDTH, HEIGHT = 720.0, 300.0  # CSS pixels at the natural size
_LABEL = 170.0  # the widest label at the end of a line
_LABEL_LINE = 13.0  # pixels between labels
_SIZE = 4.2
_MARGIN = 6.0
_RESERVED = 52.0  # of the height, for the horizontal axis


@dataclass(frozen=True, slots=True)
class StatedDate:
    """The `date` stated on the day `on`. `title` is its tooltip, `target` its link; `met` if it was reached."""

    on: date
    date: date
    title: str = ""
    target: str | None = None
    met: bool = False


@dataclass(frozen=True, slots=True)
class MilestoneTrend:
    """What was stated for one milestone, in order of `on`; `slipped` colors the line."""

    name: str
    stated: tuple[StatedDate, ...]
    slipped: bool = False


@dataclass(frozen=True)
class _DatesUp:
    """A vertical axis of dates; its labels have the year, as there is no second line for it."""

    days: Days

    @cached_property
    def ticks(self) -> tuple[AxisTick, ...]:
        return yearly_ticks(self.days, HEIGHT - _RESERVED)

    def at(self, value: date) -> float:
        return self.days.at(value)


def milestone_trends(trends: Sequence[MilestoneTrend], as_of: date, fiscal: int = 1) -> Plot:
    """The lines of some milestones, each labeled at its end; a milestone that was met ends in a filled diamond.

    `fiscal` is the first month of the year (1–12). Raises ValueError if nothing was stated at all.
    """
    stated = [one for trend in trends for one in trend.stated]
    if not stated:
        raise ValueError("a milestone trend chart needs a stated date")
    across = Days.around((one.on for one in stated), as_of, fiscal)
    up = _DatesUp(Days.around((one.date for one in stated), as_of, fiscal))
    names = max(min(_LABEL, text_width(trend.name)) for trend in trends)
    frame = Frame.around(across, up, width=WIDTH, height=HEIGHT, right=names + 2 * _SIZE + 4)
    # Month and year are as wide as the frame's usual margin, and would be shortened by a fraction of a pixel.
    frame = replace(frame, left=frame.left + _MARGIN, width=frame.width - _MARGIN)
    return frame.plot(_marks(frame, trends))


def _marks(frame: Frame[date, date], trends: Sequence[MilestoneTrend]) -> Iterator[Element]:
    ends: list[tuple[float, float, str]] = []
    for trend in trends:
        tone = SLIPPED if trend.slipped else KEPT
        points = [(frame.x(one.on), frame.y(one.date)) for one in trend.stated]
        if points:
            yield polyline(points, tone)
            ends.append((*points[-1], trend.name))
        for one, (x, y) in zip(trend.stated, points, strict=True):
            yield titled(_diamond(x, y, tone, filled=one.met), one.title, one.target)
    yield from _labels(ends)


def _diamond(x: float, y: float, tone: str, *, filled: bool) -> Element:
    path = f"M{number(x)} {number(y - _SIZE)}l{_SIZE} {_SIZE}l-{_SIZE} {_SIZE}l-{_SIZE} -{_SIZE}Z"
    inside = fill(tone) if filled else "var(--mp-raised)"
    return element("path", d=path, fill=inside, stroke=fill(tone), stroke_width=1.5)


def _labels(ends: Iterable[tuple[float, float, str]]) -> Iterator[Element]:
    """Labels at the ends of the lines, from the top down, spaced so that all are legible."""
    free = float("-inf")
    for x, y, name in sorted(ends, key=lambda end: (end[1], end[2])):
        free = max(y, free + _LABEL_LINE)
        words = shortened(name, _LABEL)
        title = (element("title", name),) if words != name else ()
        yield element("text", words, *title, x=x + _SIZE + 4, y=free + 3.5, fill="currentColor")
