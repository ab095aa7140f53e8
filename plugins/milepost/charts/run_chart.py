"""Run charts: a measured value over time, with control limits, a target, and what happened meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Literal

from milepost.charts.frame import Frame, rule
from milepost.charts.lines import polyline
from milepost.charts.scales import Days, Linear, finite
from milepost.charts.svg import Attribute, Element, Plot, element, number, titled
from milepost.charts.tones import dashes, fill

WIDTH, HEIGHT = 720.0, 240.0
NARROW_WIDTH, NARROW_HEIGHT = 320.0, 220.0
SPARK_WIDTH, SPARK_HEIGHT = 96.0, 24.0
_RADIUS, _OUTSIDE, _EVENT = 2.2, 4.0, 4.5
_PAD = 3.0
_MOST_DOTS = 200  # more would cover the line


@dataclass(frozen=True, slots=True)
class RunPoint:
    """The value of a day, and whether it is part of a signal. `title` is its tooltip."""

    day: date
    value: float
    title: str = ""
    signal: bool = False


@dataclass(frozen=True, slots=True)
class DayLimits:
    """Control limits from a day to another; `lower` is None where the lower limit means nothing, as below zero."""

    first: date
    last: date
    center: float
    upper: float
    lower: float | None


@dataclass(frozen=True, slots=True)
class RunEvent:
    """Something that happened on a day. `title` is its tooltip, `target` its link."""

    type: Literal["shipped", "incident"]
    day: date
    title: str
    target: str | None = None


@dataclass(frozen=True, slots=True)
class RunGoal:
    """A value to reach (`target`) or not to reach (`threshold`), with the words on its line."""

    tone: Literal["target", "threshold"]
    value: float
    words: str


def run_chart(
    points: Sequence[RunPoint],
    spans: Sequence[DayLimits],
    events: Sequence[RunEvent],
    across: Days,
    goals: Sequence[RunGoal] = (),
    *,
    narrow: bool = False,
) -> Plot:
    """A line through all points, with limits, lines for target and thresholds, and events on the axis below.

    Points of a signal are diamonds. With more than 200 points, and on a `narrow` screen, only those are marked. With
    more than 200 of them, the line itself changes color. The vertical axis fits the values, limits, and target, and
    need not include zero; a threshold beyond it is left out.
    Raises ValueError without points.
    """
    if not points:
        raise ValueError("a run chart needs a point")
    values = [point.value for point in points]
    values += [one for span in spans for one in (span.center, span.upper, span.lower) if one is not None]
    values += [goal.value for goal in goals if goal.tone == "target"]
    up = Linear.around(values, zero=False)
    width, height = (NARROW_WIDTH, NARROW_HEIGHT) if narrow else (WIDTH, HEIGHT)
    frame = Frame.around(across, up, width=width, height=height)
    drawn = [goal for goal in goals if 0 <= up.at(goal.value) <= 1]
    return frame.plot(_marks(frame, points, spans, events, drawn, dots=not narrow and len(points) <= _MOST_DOTS))


def sparkline(values: Sequence[float]) -> Plot:
    """A small line without axes that ends in a dot. Raises ValueError without values."""
    found = finite(values)
    if not found:
        raise ValueError("a sparkline needs a value")
    low, high = min(found), max(found)
    width, height = SPARK_WIDTH - 2 * _PAD, SPARK_HEIGHT - 2 * _PAD
    step = width / (len(found) - 1) if len(found) > 1 else 0.0
    line = [
        (_PAD + n * step, _PAD + height * (1 - ((value - low) / (high - low) if high > low else 0.5)))
        for n, value in enumerate(found)
    ]
    x, y = line[-1]
    end = element("circle", cx=x, cy=y, r=_PAD - 0.5, fill=fill("actual"))
    return Plot(SPARK_WIDTH, SPARK_HEIGHT, element("g", polyline(line, "actual"), end))


def _marks(
    frame: Frame[date, float],
    points: Sequence[RunPoint],
    spans: Sequence[DayLimits],
    events: Sequence[RunEvent],
    goals: Sequence[RunGoal],
    *,
    dots: bool,
) -> Iterator[Element]:
    for event in events:
        x = frame.x(event.day)
        yield rule(x, 0, x, frame.height, "var(--mp-line-strong)", stroke_dasharray="1 3")
    for span in spans:
        yield from _limits(frame, span)
    for goal in goals:
        y = frame.y(goal.value)
        yield rule(0, y, frame.width, y, fill(goal.tone), stroke_width=1.5, **dashes(goal.tone))
    yield polyline([(frame.x(point.day), frame.y(point.value)) for point in points], "actual")
    many = sum(point.signal for point in points) > _MOST_DOTS
    if many:
        for stretch in _stretches(points):
            yield polyline([(frame.x(point.day), frame.y(point.value)) for point in stretch], "outside")
    for point in points:
        if dots or (point.signal and not many):
            yield titled(_dot(frame.x(point.day), frame.y(point.value), point.signal), point.title, None)
    for event in events:
        yield titled(_event(frame.x(event.day), frame.height, event.type), event.title, event.target)
    for goal in goals:
        # Words that lie on the line of values stay legible.
        halo: dict[str, Attribute] = {"stroke": "var(--mp-bg)", "stroke_width": 3, "paint_order": "stroke"}
        y = frame.y(goal.value) - 4
        yield element("text", goal.words, x=frame.width, y=y, text_anchor="end", fill=fill(goal.tone), **halo)


def _stretches(points: Sequence[RunPoint]) -> Iterator[list[RunPoint]]:
    """The points of signals, neighbors together."""
    for signal, found in groupby(points, key=lambda point: point.signal):
        if signal:
            yield list(found)


def _limits(frame: Frame[date, float], span: DayLimits) -> Iterator[Element]:
    x1, x2 = frame.x(span.first), frame.x(span.last)
    for value, dashed in ((span.center, False), (span.upper, True), (span.lower, True)):
        if value is not None:
            more = dashes("limit") if dashed else {}
            yield element("line", x1=x1, x2=x2, y1=frame.y(value), y2=frame.y(value), stroke=fill("limit"), **more)


def _dot(x: float, y: float, signal: bool) -> Element:
    if not signal:
        return element("circle", cx=x, cy=y, r=_RADIUS, fill=fill("actual"))
    return _diamond(x, y, _OUTSIDE, fill("outside"))


def _event(x: float, y: float, type: str) -> Element:
    """A triangle on the axis: upward for what shipped, downward for an incident."""
    way = 1 if type == "shipped" else -1
    path = f"M{number(x)} {number(y - way * _EVENT)}l{_EVENT} {way * 2 * _EVENT}h-{2 * _EVENT}Z"
    return element("path", d=path, fill=fill(type), stroke="var(--mp-raised)")


def _diamond(x: float, y: float, size: float, color: str) -> Element:
    path = f"M{number(x)} {number(y - size)}l{size} {size}l-{size} {size}l-{size} -{size}Z"
    return element("path", d=path, fill=color, stroke="var(--mp-raised)")
