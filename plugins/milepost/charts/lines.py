"""Line charts over days: step lines and S-curves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, pairwise

from milepost.charts.frame import Frame, rule, text_width
from milepost.charts.scales import Days, Linear, finite, on_axis
from milepost.charts.svg import Element, Plot, element, number, titled
from milepost.charts.tones import dashes, fill

_STROKE = 2.0
_RADIUS = 3.0
_APART = 12.0  # pixels between labels at the ends of lines

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class DayValue:
    """A value on a day. `title` is its tooltip, `target` its link; without both no mark is drawn."""

    day: date
    value: float
    title: str = ""
    target: str | None = None


@dataclass(frozen=True, slots=True)
class DaySeries:
    """A line in one of the tones `planned`, `actual` and `forecast`, labeled at its end; days in any order."""

    name: str
    tone: str
    values: tuple[DayValue, ...]


def step_lines(series: Sequence[DaySeries], across: Days, up: Linear | None = None) -> Plot:
    """Values that each hold until the day of the next, and the last until today or the end of the axis.

    `up` replaces the default axis (all values and zero), for example with one that names dates. Raises ValueError for a
    value off that axis.
    """
    ordered = [_ordered(one) for one in series]
    values = [value.value for one in ordered for value in one.values]
    up = up or Linear.around(values)
    on_axis(up, values)
    frame = _frame(across, up, ordered)
    until = across.today if across.today is not None else 1.0
    return _drawn(frame, [(one, _stairs(frame, one, until * frame.width)) for one in ordered])


def s_curves(series: Sequence[DaySeries], across: Days) -> Plot:
    """Cumulative sums over time: each value is what its day adds, and lines join the sums.

    Raises ValueError for a negative value.
    """
    summed = [_summed(_ordered(one)) for one in series]
    up = Linear.around(value.value for one in summed for value in one.values)
    frame = _frame(across, up, summed)
    return _drawn(frame, [(one, [(frame.x(v.day), frame.y(v.value)) for v in one.values]) for one in summed])


def clipped(points: Iterable[Point], width: float) -> list[list[Point]]:
    """The parts of a line between x = 0 and `width`, cut where it enters and leaves."""
    pieces: list[list[Point]] = []
    points = list(points)
    if len(points) == 1 and 0 <= points[0][0] <= width:
        return [points]
    for before, after in pairwise(points):
        found = _cut(before, after, width)
        if found is None:
            continue
        if pieces and pieces[-1][-1] == found[0]:
            pieces[-1].append(found[1])
        else:
            pieces.append([*found])
    return pieces


def polyline(points: Sequence[Point], tone: str) -> Element:
    """A line through points, dashed according to its tone; a single point is a dot."""
    first, *rest = [f"{number(x)} {number(y)}" for x, y in points]
    path = f"M{first}{''.join(f'L{one}' for one in rest) or 'h0'}"
    return element(
        "path",
        d=path,
        fill="none",
        stroke=fill(tone),
        stroke_width=_STROKE,
        stroke_linejoin="round",
        stroke_linecap="butt" if rest else "round",
        **dashes(tone),
    )


def _ordered(series: DaySeries) -> DaySeries:
    finite(value.value for value in series.values)
    return DaySeries(series.name, series.tone, tuple(sorted(series.values, key=lambda value: value.day)))


def _summed(series: DaySeries) -> DaySeries:
    if any(value.value < 0 for value in series.values):
        raise ValueError("what adds up over time cannot be below 0")
    sums = accumulate(value.value for value in series.values)
    made = (DayValue(one.day, total, one.title, one.target) for one, total in zip(series.values, sums, strict=True))
    return DaySeries(series.name, series.tone, tuple(made))


def _frame(across: Days, up: Linear, series: Sequence[DaySeries]) -> Frame[date, float]:
    names = max((text_width(one.name) for one in series if one.name), default=0.0)
    return Frame.around(across, up, right=names + _RADIUS + 4 if names else 0.0)


def _stairs(frame: Frame[date, float], series: DaySeries, until: float) -> list[Point]:
    points: list[Point] = []
    for value in series.values:
        x, y = frame.x(value.day), frame.y(value.value)
        if points:
            points.append((x, points[-1][1]))
        points.append((x, y))
    if points and points[-1][0] < until:
        points.append((until, points[-1][1]))
    return points


def _drawn(frame: Frame[date, float], lines: Sequence[tuple[DaySeries, list[Point]]]) -> Plot:
    marks: list[Element] = []
    days = frame.across
    if isinstance(days, Days) and days.today is not None:
        x = round(days.today * frame.width)
        marks.append(rule(x, 0, x, frame.height, "var(--mp-line-strong)", stroke_dasharray="2 2"))
    ends: list[tuple[float, float, str]] = []
    for series, points in lines:
        pieces = clipped(points, frame.width)
        marks += [polyline(piece, series.tone) for piece in pieces]
        marks += _dots(frame, series)
        if pieces and series.name:
            ends.append((*pieces[-1][-1], series.name))
    return frame.plot([*marks, *_names(ends)])


def _dots(frame: Frame[date, float], series: DaySeries) -> Iterator[Element]:
    for value in series.values:
        x = frame.x(value.day)
        if (value.title or value.target) and 0 <= x <= frame.width:
            mark = element("circle", cx=x, cy=frame.y(value.value), r=_RADIUS, fill=fill(series.tone))
            yield titled(mark, value.title, value.target)


def _names(ends: Iterable[tuple[float, float, str]]) -> Iterator[Element]:
    """Labels at the ends of the lines, from the top down, spaced so that all are legible."""
    free = float("-inf")
    for x, y, name in sorted(ends, key=lambda end: (end[1], end[2])):
        free = max(y, free + _APART)
        yield element("text", name, x=x + _RADIUS + 2, y=free + 3.5, fill="currentColor")


def _cut(before: Point, after: Point, width: float) -> tuple[Point, Point] | None:
    (x1, y1), (x2, y2) = before, after
    if max(x1, x2) < 0 or min(x1, x2) > width:
        return None

    def at(x: float) -> Point:
        return (x, y1 + (y2 - y1) * (x - x1) / (x2 - x1))

    start = before if x1 >= 0 else at(0.0)
    end = after if x2 <= width else at(width)
    return start, end
