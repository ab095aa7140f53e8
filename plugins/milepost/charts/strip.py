"""Strip plots: the distribution of each group's values, dot by dot, with median and 90th percentile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from milepost.charts.bars import bar_width
from milepost.charts.frame import Frame
from milepost.charts.scales import AxisScale, Bands, on_axis
from milepost.charts.svg import Element, Plot, element, titled
from milepost.charts.swarm import SwarmMark, swarm
from milepost.charts.tones import fill

_RADIUS = 2.45
_STEP, _GAP = 0.7, 0.5
_THIN, _THICK = 1.5, 4.0


@dataclass(frozen=True, slots=True)
class ValueDot:
    """One value. `title` is its tooltip, `target` its link."""

    value: float
    title: str = ""
    target: str | None = None


@dataclass(frozen=True, slots=True)
class StripGroup:
    """The values of a group; `median` and `p90` are None if there are too few values for them."""

    name: str
    dots: tuple[ValueDot, ...] = ()
    median: float | None = None
    p90: float | None = None


def strip(groups: Sequence[StripGroup], up: AxisScale[float]) -> Plot:
    """Dots side by side where they would overlap; the median is a thick line, the 90th percentile a thin one.

    Raises ValueError for a value off the axis.
    """
    for group in groups:
        quantiles = (value for value in (group.median, group.p90) if value is not None)
        on_axis(up, (*(dot.value for dot in group.dots), *quantiles))
    frame = Frame.around(Bands.of(group.name for group in groups), up)
    return frame.plot(_marks(frame, groups))


def _marks(frame: Frame[float, float], groups: Sequence[StripGroup]) -> Iterator[Element]:
    for tone, thickness in (("p90", _THIN), ("median", _THICK)):
        for n, group in enumerate(groups):
            value = group.p90 if tone == "p90" else group.median
            if value is not None:
                yield _line(frame, n, len(groups), value, tone, thickness)
    for n, group in enumerate(groups):
        yield from _dots(frame, n, len(groups), group.dots)


def _line(frame: Frame[float, float], n: int, count: int, value: float, tone: str, thickness: float) -> Element:
    width = bar_width(frame, count)
    x, y = frame.x(n) - width / 2, frame.y(value) - thickness / 2
    return element("rect", x=x, y=y, width=width, height=thickness, fill=fill(tone))


def _dots(frame: Frame[float, float], n: int, count: int, dots: Sequence[ValueDot]) -> Iterator[Element]:
    ys = [frame.y(dot.value) for dot in dots]
    placed = swarm([SwarmMark(y - _RADIUS, y + _RADIUS, 2 * _RADIUS) for y in ys], step=_STEP, gap=_GAP)
    aways = [away + placed.middle for away in placed.ys]
    # If a band is too narrow for its dots, they move closer and overlap slightly.
    room, widest = frame.width / count / 2 - _RADIUS, max(map(abs, aways), default=0.0)
    squeeze = min(1.0, room / widest) if widest else 1.0
    for dot, y, away in zip(dots, ys, aways, strict=True):
        x = frame.x(n) + away * squeeze
        mark = element("circle", cx=x, cy=y, r=_RADIUS, fill=fill("each"), fill_opacity=0.85)
        yield titled(mark, dot.title, dot.target)
