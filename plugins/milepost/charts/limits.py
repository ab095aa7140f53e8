"""Control charts: values in sequence, with the limits of ordinary variation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from milepost.charts.frame import Frame
from milepost.charts.lines import polyline
from milepost.charts.scales import Bands, Linear
from milepost.charts.svg import Element, Plot, element, titled
from milepost.charts.tones import fill

_RADIUS, _OUTSIDE = 2.6, 4.2


@dataclass(frozen=True, slots=True)
class LimitSpan:
    """Control limits of the points from index `first` to `last`, inclusive.

    A new span starts where the process was changed. `lower` is None if there is no lower limit, as for counts near
    zero.
    """

    first: int
    last: int
    center: float
    upper: float
    lower: float | None = None

    def holds(self, value: float) -> bool:
        """Whether a value is within the limits, inclusive."""
        return value <= self.upper and (self.lower is None or value >= self.lower)


@dataclass(frozen=True, slots=True)
class LimitPoint:
    """A value with its label on the horizontal axis. `title` is its tooltip, `target` its link."""

    name: str
    value: float
    title: str = ""
    target: str | None = None


def control_chart(points: Sequence[LimitPoint], spans: Sequence[LimitSpan]) -> Plot:
    """A line through all points; a point outside its limits is a larger diamond.

    The axis closely fits all values and limits and need not include zero. Raises ValueError for a span beyond the
    points, or limits that are not in order.
    """
    for span in spans:
        if not 0 <= span.first <= span.last < len(points):
            raise ValueError("limits for points that are not there")
        if not (span.lower if span.lower is not None else span.center) <= span.center <= span.upper:
            raise ValueError("limits that are not in order")
    named = [point.value for point in points]
    named += [value for span in spans for value in (span.center, span.upper, span.lower) if value is not None]
    frame = Frame.around(Bands.of(point.name for point in points), Linear.around(named, zero=False))
    return frame.plot(_marks(frame, points, spans))


def _marks(frame: Frame[float, float], points: Sequence[LimitPoint], spans: Sequence[LimitSpan]) -> Iterator[Element]:
    for span in spans:
        yield from _limits(frame, span, len(points))
    if points:
        yield polyline([(frame.x(n), frame.y(point.value)) for n, point in enumerate(points)], "actual")
    for n, point in enumerate(points):
        inside = all(span.holds(point.value) for span in spans if span.first <= n <= span.last)
        yield titled(_mark(frame.x(n), frame.y(point.value), inside=inside), point.title, point.target)


def _limits(frame: Frame[float, float], span: LimitSpan, count: int) -> Iterator[Element]:
    half = frame.width / count / 2
    x1, x2 = frame.x(span.first) - half, frame.x(span.last) + half
    for value, dashed in ((span.center, False), (span.upper, True), (span.lower, True)):
        if value is not None:
            more = {"stroke_dasharray": "4 3"} if dashed else {}
            y = frame.y(value)
            yield element("line", x1=x1, x2=x2, y1=y, y2=y, stroke=fill("limit"), **more)


def _mark(x: float, y: float, *, inside: bool) -> Element:
    if inside:
        return element("circle", cx=x, cy=y, r=_RADIUS, fill=fill("actual"))
    path = f"M{x:.2f} {y - _OUTSIDE:.2f}l{_OUTSIDE} {_OUTSIDE}l{-_OUTSIDE} {_OUTSIDE}l{-_OUTSIDE} {-_OUTSIDE}Z"
    return element("path", d=path, fill=fill("outside"), stroke="var(--mp-raised)")
