"""Cumulative areas over days, such as a cumulative flow diagram."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from milepost.charts.frame import Frame
from milepost.charts.scales import Days, Linear
from milepost.charts.svg import Element, Plot, element, number, titled
from milepost.charts.tones import fill


@dataclass(frozen=True, slots=True)
class CumulativeArea:
    """An area from zero up to a number that holds until the day of the next; days in order. `name` is its tooltip."""

    name: str
    tone: str
    values: tuple[tuple[date, float], ...]


def cumulative_areas(areas: Sequence[CumulativeArea], across: Days) -> Plot:
    """Areas in front of each other, the largest first, each up to today or the end of the axis.

    Raises ValueError if a number is negative or falls from one day to the next: a total never does.
    """
    for area in areas:
        if any(after < before for (_, before), (_, after) in pairwise(((None, 0.0), *area.values))):
            raise ValueError(f"the total of {area.name!r} falls")
    up = Linear.around((value for area in areas for _, value in area.values), whole=True)
    frame = Frame.around(across, up)
    until = (across.today if across.today is not None else 1.0) * frame.width
    return frame.plot([_area(frame, area, until) for area in areas if area.values])


def _area(frame: Frame[date, float], area: CumulativeArea, until: float) -> Element:
    steps = [f"M{number(frame.x(area.values[0][0]))} {number(frame.y(0))}"]
    for day, value in area.values:
        steps.append(f"H{number(frame.x(day))}V{number(frame.y(value))}")
    path = "".join(steps) + f"H{number(max(until, frame.x(area.values[-1][0])))}V{number(frame.y(0))}Z"
    return titled(element("path", d=path, fill=fill(area.tone), stroke="var(--mp-raised)"), area.name)
