"""Stacked bar charts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from milepost.charts.frame import Frame, rule
from milepost.charts.scales import Bands, Linear, plain
from milepost.charts.svg import Element, Plot, element, titled
from milepost.charts.tones import fill

_WIDEST, _SHARE = 34.0, 0.62
_TOTALS = 12  # with more bars, totals are not shown
_LIMIT_WIDTH, _CLEAR = 1.4, 11.0


@dataclass(frozen=True, slots=True)
class StackPart:
    """A segment of a bar. `title` is its tooltip, `target` its link."""

    value: float
    tone: str
    title: str = ""
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Stack:
    """A bar, from its lowest segment up. Text after a "|" in its `name` is a second line.

    `limit` is drawn as a line across the bar, such as a capacity; `limit_title` is its tooltip.
    """

    name: str
    parts: tuple[StackPart, ...]
    limit: float | None = None
    limit_title: str = ""

    @property
    def total(self) -> float:
        """The sum of its segments."""
        return sum(part.value for part in self.parts)


def stacked_bars(stacks: Sequence[Stack], *, whole: bool = True) -> Plot:
    """A stacked bar chart with totals above up to twelve bars; `whole` if values are counts.

    Raises ValueError for a negative segment, which a stack cannot show.
    """
    if any(part.value < 0 for stack in stacks for part in stack.parts):
        raise ValueError("no part of a stack can be below 0")
    bands = Bands.of(stack.name for stack in stacks)
    tops = (value for stack in stacks for value in (stack.total, stack.limit) if value is not None)
    frame = Frame.around(bands, Linear.around(tops, whole=whole))
    return frame.plot(_marks(frame, stacks))


def bar_width(frame: Frame[float, float], count: int) -> float:
    """The width in pixels of each of `count` bars."""
    return min(_WIDEST, round(frame.width / count * _SHARE, 1))


def _marks(frame: Frame[float, float], stacks: Sequence[Stack]) -> Iterator[Element]:
    for n, stack in enumerate(stacks):
        width = bar_width(frame, len(stacks))
        yield from _bar(frame, frame.x(n), width, stack.parts)
        if stack.limit is not None:
            yield _limit(frame, frame.x(n), width, stack.limit, stack.limit_title)
        if stack.total and len(stacks) <= _TOTALS:
            y = frame.y(stack.total) - 5
            if stack.limit is not None and abs(frame.y(stack.limit) - y + 4) < _CLEAR:
                y = min(y, frame.y(stack.limit) - 5)  # a line through a number would strike it out
            yield element("text", plain(stack.total), x=frame.x(n), y=y, text_anchor="middle", fill="currentColor")


def _limit(frame: Frame[float, float], middle: float, width: float, value: float, title: str) -> Element:
    half, y = width * _LIMIT_WIDTH / 2, frame.y(value)
    return titled(rule(middle - half, y, middle + half, y, fill("p90"), stroke_width=2.5), title)


def _bar(frame: Frame[float, float], middle: float, width: float, parts: Iterable[StackPart]) -> Iterator[Element]:
    below = 0.0
    for part in parts:
        if part.value:
            top, bottom = frame.y(below + part.value), frame.y(below)
            mark = element(
                "rect",
                x=middle - width / 2,
                y=top,
                width=width,
                height=bottom - top,
                fill=fill(part.tone),
                stroke="var(--mp-raised)",
            )
            yield titled(mark, part.title, part.target)
        below += part.value
