"""Small multiples: a line chart for each part of a whole, all on the same axes, so that they can be compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from milepost.charts.frame import Frame
from milepost.charts.lines import polyline
from milepost.charts.scales import Days, Linear
from milepost.charts.svg import Attribute, Element, Plot
from milepost.charts.tones import fill

WIDTH, HEIGHT = 256.0, 132.0

DayPoints = Sequence[tuple[date, float]]


def small_multiples(parts: Mapping[str, DayPoints], across: Days, whole: DayPoints = ()) -> dict[str, Plot]:
    """The chart of each part, by its name; `whole` is a thin line behind the line of every part.

    The vertical axis fits the values of all of them and need not include zero. Raises ValueError without values.
    """
    values = [value for points in (*parts.values(), whole) for _, value in points]
    if not values:
        raise ValueError("small multiples need a value")
    frame = Frame.around(across, Linear.around(values, zero=False), width=WIDTH, height=HEIGHT)
    return {name: frame.plot(_lines(frame, points, whole)) for name, points in parts.items()}


def _lines(frame: Frame[date, float], points: DayPoints, whole: DayPoints) -> Iterator[Element]:
    if whole:
        behind = polyline(_placed(frame, whole), "actual")
        thin: dict[str, Attribute] = {"stroke": fill("mild"), "stroke-width": 1.0}
        yield Element(behind.tag, tuple((name, thin.get(name, value)) for name, value in behind.attributes))
    if points:
        yield polyline(_placed(frame, points), "actual")


def _placed(frame: Frame[date, float], points: DayPoints) -> list[tuple[float, float]]:
    return [(frame.x(day), frame.y(value)) for day, value in points]
