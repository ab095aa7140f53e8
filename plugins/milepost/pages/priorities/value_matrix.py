"""The value–effort matrix: a chart in four quadrants, and the items of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from milepost.charts.quadrants import QuadrantDot, Quadrants, quadrant_plot
from milepost.charts.scales import AxisScale, Linear, Log
from milepost.kinds.roadmap.priority_comparison import PriorityComparison
from milepost.kinds.roadmap.priority_scores import Inputs, inputs_of
from milepost.kit import phrasing
from milepost.kit.components import Ref
from milepost.kit.context import ItemEntity, PageContext
from milepost.pages.archive.charts import Chart

_LEAST, _LEAST_SPLIT = 2, 4  # a dot alone is no comparison, and a median of three is one of them
_NAMES = ("Quick wins", "Big bets", "Fill-ins", "Time sinks")
_DECADES = tuple(10.0**power for power in range(13))


@dataclass(frozen=True, slots=True)
class _Measure:
    """What a method calls value and effort; `spread` values cover orders of magnitude."""

    value: Callable[[Inputs], Fraction]
    effort: str
    value_name: str
    spread: bool = False


# In the order of preference where they have as many items.
_MEASURES = {
    "value_effort": _Measure(lambda one: one["value"], "effort", "value"),
    "wsjf": _Measure(
        lambda one: one["business_value"] + one["time_criticality"] + one["risk_reduction"], "job_size", "cost of delay"
    ),
    "rice": _Measure(
        lambda one: one["reach"] * one["impact"] * one["confidence"] / 100,
        "effort",
        "reach × impact × confidence",
        spread=True,
    ),
}


@dataclass(frozen=True, slots=True)
class QuadrantItems:
    """The items of a quadrant; `name` is its name and how many they are."""

    name: str
    refs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class ValueMatrix:
    """The chart, and its quadrants as lists; without lists where there are too few items to split."""

    chart: Chart
    quadrants: tuple[QuadrantItems, ...]


def value_matrix(context: PageContext, found: PriorityComparison) -> ValueMatrix | None:
    """Value against effort of the open items that the method with the most of them scores; None for fewer than two.

    The quadrants are split at the medians: a value at the median counts as high, an effort at the median as low.
    """
    method = max(_MEASURES, key=lambda one: len(found.scores.get(one, ())))
    items = [item for item in found.in_order if item in found.scores.get(method, ())]
    if len(items) < _LEAST:
        return None
    measure = _MEASURES[method]
    points = {item: _point(measure, item, method) for item in items}
    efforts, values = ([point[n] for point in points.values()] for n in (0, 1))
    split = None
    if len(items) >= _LEAST_SPLIT:
        split = Quadrants(median(efforts), median(values), *_NAMES)
    across = Linear.around(efforts)
    up: AxisScale[float] = Linear.around(values)
    if measure.spread and max(values) > 0:
        up = Log.between(values, _DECADES, lambda value: f"{value:,}")
    effort_name = measure.effort.replace("_", " ")
    dots = [
        QuadrantDot(
            x,
            y,
            item.title,
            f"{item.title}: {measure.value_name} {phrasing.number(y)}, {effort_name} {phrasing.number(x)}",
            context.addresses.of(item),
        )
        for item, (x, y) in points.items()
    ]
    chart = Chart(
        id="chart-value-effort",
        title=f"{phrasing.sentence(measure.value_name)} and {effort_name} of {phrasing.count(len(items), 'open item')}",
        description=_SPLIT if split else "",
        legend=(),
        plot=quadrant_plot(
            dots, across, up, (phrasing.sentence(effort_name), phrasing.sentence(measure.value_name)), split
        ),
        head=("Item", phrasing.sentence(measure.value_name), phrasing.sentence(effort_name))
        + (("Quadrant",) if split else ()),
        rows=tuple(
            (item.title, phrasing.number(y), phrasing.number(x)) + ((_quadrant(split, x, y),) if split else ())
            for item, (x, y) in points.items()
        ),
    )
    return ValueMatrix(chart, tuple(_lists(context, split, points)) if split else ())


_SPLIT = "Split at the median of either. Items at the same point share a dot, which counts the others: “+1”."


def _lists(
    context: PageContext, split: Quadrants, points: dict[ItemEntity, tuple[float, float]]
) -> Iterator[QuadrantItems]:
    for name in _NAMES:
        items = [item for item, point in points.items() if _quadrant(split, *point) == name]
        if items:
            yield QuadrantItems(f"{name} ({phrasing.number(len(items))})", context.refs(items))


def _point(measure: _Measure, item: ItemEntity, method: str) -> tuple[float, float]:
    """(effort, value) of an item."""
    assert item.entry.score
    inputs = inputs_of(item.entry.score, method)
    return float(inputs[measure.effort]), float(measure.value(inputs))


def _quadrant(split: Quadrants, effort: float, value: float) -> str:
    quick, big, fill, sink = _NAMES
    if value >= split.y:
        return quick if effort <= split.x else big
    return fill if effort <= split.x else sink
