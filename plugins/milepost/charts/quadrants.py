"""Scatter plots in four named quadrants, whose dots have labels that do not overlap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from milepost.charts.frame import FONT, Frame, rule, shortened, text_width
from milepost.charts.scales import AxisScale, finite
from milepost.charts.svg import Element, Plot, element, titled
from milepost.charts.tones import fill

WIDTH, HEIGHT = 720.0, 400.0
MOST_LABELS = 60  # of dots, in the given order; every label is compared with all dots
_RADIUS, _GAP, _WIDEST, _LINE, _PAD = 4.0, 3.0, 170.0, 13.0, 6.0
_ELLIPSIS_LEAST = 40.0  # a shorter label says nothing


@dataclass(frozen=True, slots=True)
class QuadrantDot:
    """A dot with its label. `title` is its tooltip, `target` its link. Values as on the axes."""

    x: float
    y: float
    label: str
    title: str = ""
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Quadrants:
    """Where the area is split, and what its parts are called."""

    x: float
    y: float
    upper_left: str
    upper_right: str
    lower_left: str
    lower_right: str


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: _Box) -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def is_within(self, width: float, height: float) -> bool:
        return self.left >= 0 and self.top >= 0 and self.right <= width and self.bottom <= height


@dataclass(slots=True)
class _Labels:
    """Places labels beside dots, where nothing is yet."""

    width: float
    height: float
    taken: list[_Box] = field(default_factory=list)

    def place(self, x: float, y: float, text: str) -> Element | None:
        """The label of a dot: right, left, above, or below it, in full or, as a last resort, shortened; else None."""
        for words in dict.fromkeys((shortened(text, _WIDEST), shortened(text, _WIDEST / 2))):
            wide = text_width(words)
            if wide < _ELLIPSIS_LEAST and words.endswith("…"):
                continue
            for box, at, baseline, anchor in _beside(x, y, wide):
                if box.is_within(self.width, self.height) and not any(map(box.overlaps, self.taken)):
                    self.taken.append(box)
                    return element("text", words, x=at, y=baseline, text_anchor=anchor, fill="currentColor")
        return None


def quadrant_plot(
    dots: Sequence[QuadrantDot],
    across: AxisScale[float],
    up: AxisScale[float],
    names: tuple[str, str],
    split: Quadrants | None = None,
) -> Plot:
    """Dots on two axes with the names `names` (across, up), their labels, and the quadrants if there is a `split`.

    Dots at the same point are one dot, which is labeled with the first of them and how many more there are. Dots come
    first in, first labeled; where there is no room for a label, there is none.

    Raises ValueError for a value that is not a number.
    """
    finite([value for dot in dots for value in (dot.x, dot.y)])
    frame = Frame.around(across, up, width=WIDTH, height=HEIGHT, right=12.0)
    points: dict[tuple[float, float], list[QuadrantDot]] = {}
    for dot in dots:
        points.setdefault((round(frame.x(dot.x), 2), round(frame.y(dot.y), 2)), []).append(dot)
    labels = _Labels(frame.width, frame.height)
    marks = [*_split(frame, split, labels)] if split else []
    marks += _axis_names(frame, names)
    labels.taken += [
        _Box(x - _RADIUS, y - _RADIUS, x + _RADIUS, y + _RADIUS) for x, y in points
    ]  # before any label, so that none covers a dot
    for number, ((x, y), here) in enumerate(points.items()):
        more = f" +{len(here) - 1}" if len(here) > 1 else ""
        titles = "; ".join(dot.title for dot in here)
        radius = _RADIUS + (1.5 if more else 0)
        mark = element("circle", cx=x, cy=y, r=radius, fill=fill("actual"), stroke="var(--mp-raised)")
        marks.append(titled(mark, titles, here[0].target if len(here) == 1 else None))
        if number < MOST_LABELS and (label := labels.place(x, y, f"{here[0].label}{more}")):
            marks.append(label)
    return frame.plot(marks)


def _split(frame: Frame[float, float], split: Quadrants, labels: _Labels) -> Iterator[Element]:
    x, y = frame.x(split.x), frame.y(split.y)
    yield rule(x, 0, x, frame.height, fill("limit"), stroke_dasharray="4 3")
    yield rule(0, y, frame.width, y, fill("limit"), stroke_dasharray="4 3")
    labels.taken += [_Box(x - 1, 0, x + 1, frame.height), _Box(0, y - 1, frame.width, y + 1)]
    corners = (
        (split.upper_left, 0.0, 0.0),
        (split.upper_right, frame.width, 0.0),
        (split.lower_left, 0.0, frame.height),
        (split.lower_right, frame.width, frame.height),
    )
    for name, at, edge in corners:
        wide = text_width(name) * 1.12  # bold
        left = _PAD if at == 0 else frame.width - _PAD - wide
        top = _GAP if edge == 0 else frame.height - _GAP - _LINE
        labels.taken.append(_Box(left, top, left + wide, top + _LINE))
        anchor = "start" if at == 0 else "end"
        x_text = _PAD if at == 0 else frame.width - _PAD
        yield element(
            "text", name, x=x_text, y=top + FONT - 1, text_anchor=anchor, font_weight=700, fill="currentColor"
        )


def _axis_names(frame: Frame[float, float], names: tuple[str, str]) -> Iterator[Element]:
    across, up = names
    yield element(
        "text", f"{across} →", x=frame.width, y=frame.height + 2.6 * _LINE, text_anchor="end", fill="currentColor"
    )
    yield element("text", f"↑ {up}", x=-frame.left + 2, y=-8, fill="currentColor")


def _beside(x: float, y: float, wide: float) -> Iterator[tuple[_Box, float, float, str]]:
    """The boxes that a label can have, each with the position of its text and its anchor, the best first."""
    reach, half = _RADIUS + _GAP, _LINE / 2
    middle = y + FONT / 3
    yield _Box(x + reach, y - half, x + reach + wide, y + half), x + reach, middle, "start"
    yield _Box(x - reach - wide, y - half, x - reach, y + half), x - reach, middle, "end"
    top = y - reach
    yield _Box(x - wide / 2, top - _LINE, x + wide / 2, top), x, top - 3, "middle"
    bottom = y + reach
    yield _Box(x - wide / 2, bottom, x + wide / 2, bottom + _LINE), x, bottom + FONT - 1, "middle"
