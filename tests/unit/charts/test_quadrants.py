"""Labels of dots never cover a dot, each other, or a name of a quadrant."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.charts.frame import FONT, text_width
from milepost.charts.quadrants import QuadrantDot, Quadrants, quadrant_plot
from milepost.charts.scales import Linear
from milepost.charts.svg import Element, Plot

SPLIT = Quadrants(10, 10, "Quick wins", "Big bets", "Fill-ins", "Time sinks")
AXIS = Linear.around([0, 20])


def drawn(dots: list[QuadrantDot], split: Quadrants | None = SPLIT) -> Plot:
    return quadrant_plot(dots, AXIS, AXIS, ("Effort", "Value"), split)


def marks(plot: Plot, tag: str) -> list[Element]:
    return [one for one in plot.content.children[1].walk() if one.tag == tag]  # type: ignore[union-attr]


def box(text: Element) -> tuple[float, float, float, float]:
    """Left, top, right, and bottom of a text, by its width and its baseline."""
    wide, x, y = text_width(text.text), float(text["x"]), float(text["y"])
    left = {"start": x, "end": x - wide, "middle": x - wide / 2}[str(text["text-anchor"])]
    return left, y - FONT * 0.8, left + wide, y + FONT * 0.2


def overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


places = st.tuples(st.integers(0, 20), st.integers(0, 20))


@given(st.lists(places, max_size=60))
def test_nothing_is_covered(points: list[tuple[int, int]]) -> None:
    plot = drawn([QuadrantDot(x, y, f"Some item number {n}") for n, (x, y) in enumerate(points)])
    labels = [box(one) for one in marks(plot, "text") if "→" not in one.text and "↑" not in one.text]
    circles = [
        (float(one["cx"]) - 4, float(one["cy"]) - 4, float(one["cx"]) + 4, float(one["cy"]) + 4)
        for one in marks(plot, "circle")
    ]
    assert len(circles) == len(set(points))
    assert not any(overlap(*pair) for pair in combinations(labels, 2))
    assert not any(overlap(label, circle) for label in labels[4:] for circle in circles)


def test_what_is_at_one_point_is_one_dot_that_says_how_many_it_is() -> None:
    plot = drawn([QuadrantDot(5, 5, "One", "One: 5", "one.md"), QuadrantDot(5, 5, "Two", "Two: 5", "two.md")])
    (circle,) = marks(plot, "circle")
    assert circle.text == "One: 5; Two: 5"
    assert "One +1" in [text.text for text in marks(plot, "text")]
    assert not any(element.target for element in plot.walk())


def test_a_dot_alone_is_a_link() -> None:
    assert [one.target for one in drawn([QuadrantDot(5, 5, "One", "", "one.md")]).walk() if one.target] == ["one.md"]


def test_without_a_split_there_are_no_quadrants() -> None:
    texts = [one.text for one in marks(drawn([QuadrantDot(5, 5, "One")], None), "text")]
    assert texts == ["Effort →", "↑ Value", "One"]


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="number"):
        drawn([QuadrantDot(float("nan"), 5, "One")])
