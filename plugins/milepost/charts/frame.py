"""The frame of every chart: labeled axes around the plot area, with room for the longest label."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from milepost.charts.scales import AxisScale, AxisTick
from milepost.charts.svg import Element, Plot, element
from milepost.timeline import text_metrics

# CSS pixels at the natural size. Plot areas of adjacent charts align, unless a label needs more space.
WIDTH, HEIGHT = 352.0, 184.0
FONT = 11.0
_LEFT, _RIGHT, _TOP, _LINE, _PAD = 52.0, 4.0, 18.0, 13.0, 6.0
_BELOW = 8.0
_WIDEST = 150.0
_BETWEEN = 4.0

_Across = TypeVar("_Across")
_Up = TypeVar("_Up")


@dataclass(frozen=True, slots=True)
class Frame(Generic[_Across, _Up]):
    """The plot area, `width` by `height` pixels from its upper left, and the axes left of and below it."""

    across: AxisScale[_Across]
    up: AxisScale[_Up]
    left: float
    right: float
    top: float
    width: float
    height: float

    @classmethod
    def around(
        cls,
        across: AxisScale[_Across],
        up: AxisScale[_Up],
        *,
        width: float = WIDTH,
        height: float = HEIGHT,
        right: float = 0.0,
    ) -> Frame[_Across, _Up]:
        """A frame that fills what the axis labels leave of a drawing; `right` reserves room for labels after the
        marks.
        """
        widest = max((text_width(tick.text) for tick in up.ticks), default=0.0)
        left = round(max(_LEFT, min(_WIDEST, widest) + _PAD), 2)
        last = max(across.ticks, key=lambda tick: tick.at, default=None)
        # The last label may extend beyond the end of the horizontal axis.
        room = width - left
        beyond = text_width(last.text) / 2 - (1 - last.at) * room if last else 0.0
        right = round(max(_RIGHT, right, beyond), 2)
        bottom = _BELOW + 2 * _LINE
        return cls(across, up, left, right, _TOP, round(width - left - right, 2), height - _TOP - bottom)

    def x(self, value: _Across) -> float:
        """The horizontal position of a value, in pixels from the left of the plot area."""
        return self.across.at(value) * self.width

    def y(self, value: _Up) -> float:
        """The vertical position of a value, in pixels from the top of the plot area."""
        return (1 - self.up.at(value)) * self.height

    def plot(self, marks: Iterable[Element], *, lines: bool = True) -> Plot:
        """The finished chart: grid lines at the ticks of the vertical axis, the axes, and the marks on top."""
        grid = [self._line(tick, "var(--mp-line)") for tick in self.up.ticks] if lines else []
        names = [self._beside(tick) for tick in self.up.ticks]
        below = [name for tick in thinned(self.across.ticks, self.width) for name in self._below(tick)]
        base = [rule(0, self.height, self.width, self.height, "var(--mp-line-strong)")] if lines else []
        # Search indexes the title and description of a chart only. Each of the inner groups is excluded, not the one
        # around them: Material ends an exclusion at the first end tag of the same name.
        unread = {"data_search_exclude": ""}
        axes = element(
            "g", *grid, *base, *names, *below, fill="currentColor", font_size=FONT, aria_hidden="true", **unread
        )
        drawn = element("g", *marks, font_size=FONT, **unread)
        place = f"translate({self.left:g},{self.top:g})"
        content = element("g", axes, drawn, transform=place)
        return Plot(self.left + self.width + self.right, self.top + self.height + _BELOW + 2 * _LINE, content)

    def _line(self, tick: AxisTick, color: str) -> Element:
        y = round((1 - tick.at) * self.height)
        return rule(0, y, self.width, y, color)

    def _beside(self, tick: AxisTick) -> Element:
        words = shortened(tick.text, self.left - _PAD)
        title = (element("title", tick.text),) if words != tick.text else ()
        return element("text", words, *title, x=-_PAD, y=(1 - tick.at) * self.height + 3.5, text_anchor="end")

    def _below(self, tick: AxisTick) -> Iterable[Element]:
        for n, text in enumerate((tick.text, tick.below)):
            if text:
                y = self.height + _BELOW + _LINE * (n + 0.6)
                yield element("text", text, x=tick.at * self.width, y=y, text_anchor="middle")


def rule(x1: float, y1: float, x2: float, y2: float, color: str, **more: str | float) -> Element:
    """A straight line, one pixel wide unless `stroke_width` is given."""
    half = 0.5 if "stroke_width" not in more else 0.0  # on a pixel boundary, a one-pixel line would be blurred over two
    return element("line", x1=x1, y1=y1 + half, x2=x2, y2=y2 + half, stroke=color, **more)


def text_width(text: str) -> float:
    """The width of an axis label in pixels."""
    return text_metrics.width(text, FONT)


def shortened(text: str, room: float) -> str:
    """A text, truncated with an ellipsis if it is wider than `room` pixels."""
    if text_width(text) <= room:
        return text
    kept = next((n for n in range(len(text) - 1, 0, -1) if text_width(f"{text[:n].rstrip()}…") <= room), 0)
    return f"{text[:kept].rstrip()}…"


def thinned(ticks: Sequence[AxisTick], width: float) -> list[AxisTick]:
    """Every tick, or every second, third … so that no labels touch; keeps those with a second line if possible."""
    if not ticks:
        return []
    first = next((n for n, tick in enumerate(ticks) if tick.below), 0)
    wanted = {n for n, tick in enumerate(ticks) if tick.below}
    fallback: list[AxisTick] | None = None
    for every in range(1, len(ticks) + 1):
        places = range(first % every, len(ticks), every)
        found = [ticks[n] for n in places]
        if _apart(found, width):
            if wanted <= set(places):
                return found
            fallback = fallback or found
    return fallback or [ticks[first]]


def _apart(ticks: Sequence[AxisTick], width: float) -> bool:
    for words in ([(tick.at, tick.text) for tick in ticks], [(tick.at, tick.below) for tick in ticks]):
        end = float("-inf")
        for at, text in words:
            if text:
                half = text_width(text) / 2
                if at * width - half < end + _BETWEEN:
                    return False
                end = at * width + half
    return True
