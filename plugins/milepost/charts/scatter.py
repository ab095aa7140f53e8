"""Scatter plots: a dot for each pair of values, over percentile lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from milepost.charts.frame import Frame, rule, text_width
from milepost.charts.scales import AxisScale, finite
from milepost.charts.svg import Element, Plot, element, titled
from milepost.charts.tones import fill

_RADIUS = 2.6
_APART = 11.0

_Across = TypeVar("_Across")


@dataclass(frozen=True, slots=True)
class ScatterDot(Generic[_Across]):
    """A dot. `title` is its tooltip, `target` its link."""

    x: _Across
    y: float
    title: str = ""
    target: str | None = None
    tone: str = "actual"


@dataclass(frozen=True, slots=True)
class LevelLine:
    """A horizontal line with a label at its end, such as "85%"."""

    value: float
    name: str


def scatter(
    dots: Sequence[ScatterDot[_Across]],
    across: AxisScale[_Across],
    up: AxisScale[float],
    levels: Sequence[LevelLine] = (),
) -> Plot:
    """Dots on two axes, in the given order, over the levels; dots off the axes are left out.

    Raises ValueError for a value that is not a number.
    """
    finite([*(dot.y for dot in dots), *(level.value for level in levels)])
    names = max((text_width(level.name) for level in levels), default=0.0)
    frame = Frame.around(across, up, right=names + 6 if names else 0.0)
    return frame.plot([*_levels(frame, levels), *_dots(frame, dots)])


def _levels(frame: Frame[_Across, float], levels: Sequence[LevelLine]) -> Iterator[Element]:
    free = float("inf")
    for level in sorted(levels, key=lambda level: level.value):
        y = frame.y(level.value)
        if 0 <= y <= frame.height:
            free = min(y, free - _APART)
            yield rule(0, y, frame.width, y, fill("limit"), stroke_dasharray="4 3")
            yield element("text", level.name, x=frame.width + 4, y=free + 3.5, fill="currentColor")


def _dots(frame: Frame[_Across, float], dots: Sequence[ScatterDot[_Across]]) -> Iterator[Element]:
    for dot in dots:
        x, y = frame.x(dot.x), frame.y(dot.y)
        if 0 <= x <= frame.width and 0 <= y <= frame.height:
            mark = element("circle", cx=x, cy=y, r=_RADIUS, fill=fill(dot.tone), fill_opacity=0.75)
            yield titled(mark, dot.title, dot.target)
