"""Stacked bar charts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from milepost.charts.frame import Frame
from milepost.charts.scales import Bands, Linear, plain
from milepost.charts.svg import Element, Plot, element, titled
from milepost.charts.tones import fill

_WIDEST, _SHARE = 34.0, 0.62
_TOTALS = 12  # with more bars, totals are not shown


@dataclass(frozen=True, slots=True)
class StackPart:
    """A segment of a bar. `title` is its tooltip, `target` its link."""

    value: float
    tone: str
    title: str = ""
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Stack:
    """A bar, from its lowest segment up. Text after a "|" in its `name` is a second line."""

    name: str
    parts: tuple[StackPart, ...]

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
    frame = Frame.around(bands, Linear.around((stack.total for stack in stacks), whole=whole))
    return frame.plot(_marks(frame, stacks))


def bar_width(frame: Frame[float, float], count: int) -> float:
    """The width in pixels of each of `count` bars."""
    return min(_WIDEST, round(frame.width / count * _SHARE, 1))


def _marks(frame: Frame[float, float], stacks: Sequence[Stack]) -> Iterator[Element]:
    for n, stack in enumerate(stacks):
        yield from _bar(frame, frame.x(n), bar_width(frame, len(stacks)), stack.parts)
        if stack.total and len(stacks) <= _TOTALS:
            y = frame.y(stack.total) - 5
            yield element("text", plain(stack.total), x=frame.x(n), y=y, text_anchor="middle", fill="currentColor")


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
