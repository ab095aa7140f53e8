"""Vega-Lite specs of the small charts: bars in a stack, and how far times lie apart."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from json import dumps
from typing import Any

from milepost.views import words

SIZE = (296, 132)
_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_STEPS = (
    10, _MINUTE, 5 * _MINUTE, 15 * _MINUTE, _HOUR, 4 * _HOUR, _DAY, 7 * _DAY, 30 * _DAY, 120 * _DAY, 365 * _DAY,
    3650 * _DAY,
)  # fmt: skip
_COUNTS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_BARE = {"labelOverlap": False, "title": None, "ticks": False}
_LINES = 4
_WIDEST = 34
_LABELS = 12
_MILD = ("mild", "mild-2", "mild-3")


def tones(found: Sequence[str]) -> list[str]:
    """A colour for each part of a stack, by its name; the milder ones are told apart by their strength."""
    mild = iter((*_MILD, *(_MILD[-1:] * len(found))))
    return [next(mild) if tone == "mild" else tone for tone in found]


def stacked(ticks: Sequence[str], tones: Sequence[str], counts: Sequence[Sequence[int]]) -> dict[str, Any]:
    """A bar for each tick, in parts of these tones, the first at the bottom, with the total above it."""
    totals = [sum(parts) for parts in counts]
    top = _ceiling(max(totals), _COUNTS)
    x = _across(ticks)
    y = {"field": "n", "type": "quantitative", "axis": _axis(top, str), "scale": {"domain": [0, top[-1]]}}
    colours = {"domain": [*range(len(tones))], "range": [fill(tone) for tone in tones]}
    parts = [
        {"x": place, "n": count, "part": part}
        for place, found in enumerate(counts)
        for part, count in enumerate(found)
        if count
    ]
    bars = {
        "data": {"values": parts},
        "mark": {"type": "bar", "width": _width(len(ticks)), "stroke": "var(--mp-raised)", "strokeWidth": 1},
        "encoding": {
            "x": x,
            "y": y,
            "color": {"field": "part", "type": "nominal", "legend": None, "scale": colours},
            "order": {"field": "part"},
        },
    }
    above = {
        "data": {"values": [{"x": place, "n": total} for place, total in enumerate(totals) if total]},
        "mark": {"type": "text", "baseline": "bottom", "dy": -3, "color": "currentColor", "fontSize": 11},
        "encoding": {"x": x, "y": y, "text": {"field": "n"}},
    }
    return _whole(bars, *([above] if len(ticks) <= _LABELS else []))


def spreads(ticks: Sequence[str], found: Sequence[tuple[int | None, int | None, Sequence[int]]]) -> dict[str, Any]:
    """For each tick the median as a thick line, P90 as a thin one, and some as dots; seconds on a logarithmic scale."""
    told = [value for median, p90, each in found for value in (median, p90, *each) if value is not None]
    lines = _decades(min(told), max(told))
    medians = [(place, median) for place, (median, _, _) in enumerate(found)]
    p90s = [(place, p90) for place, (_, p90, _) in enumerate(found)]
    dots = [(place, seconds) for place, (_, _, each) in enumerate(found) for seconds in each]
    x = _across(ticks)
    scale = {"type": "log", "domain": [lines[0], lines[-1]], "nice": False}
    y = {"field": "s", "type": "quantitative", "axis": _axis(lines, words.elapsed), "scale": scale}

    def layer(points: Sequence[tuple[int, int | None]], **mark: Any) -> dict[str, Any]:
        values = [{"x": place, "s": max(seconds, lines[0])} for place, seconds in points if seconds is not None]
        return {"data": {"values": values}, "mark": {"opacity": 1, **mark}, "encoding": {"x": x, "y": y}}

    width = _width(len(ticks))
    return _whole(
        layer(p90s, type="tick", width=width, thickness=1.5, color=fill("p90")),
        layer(medians, type="tick", width=width, thickness=4, color=fill("median")),
        layer(dots, type="circle", size=24, opacity=0.85, color=fill("each")),
    )


def fill(tone: str) -> str:
    """The colour of a tone, which the page decides."""
    return f"var(--mp-chart-{tone})"


def _width(count: int) -> float:
    return min(_WIDEST, round(SIZE[0] / count * 0.62, 1))


def _ceiling(highest: int, steps: Sequence[int]) -> list[int]:
    """Round lines from 0 to above a number, at most _LINES of them above it."""
    step = next((step for step in steps if step * _LINES >= highest), steps[-1] * -(-highest // (steps[-1] * _LINES)))
    return [step * n for n in range(-(-highest // step) + 1)]


def _decades(lowest: int, highest: int) -> list[int]:
    """Round lines from below the lowest to above the highest, every second one where they are many."""
    first = max((n for n, step in enumerate(_STEPS) if step <= lowest), default=0)
    last = min((n for n, step in enumerate(_STEPS) if step >= highest and n > first), default=len(_STEPS) - 1)
    lines = [*_STEPS[first : last + 1]]
    return lines if len(lines) <= _LINES + 2 else sorted({*lines[::2], lines[-1]})


def _across(ticks: Sequence[str]) -> dict[str, Any]:
    """One place for each tick, with its words where there is room for them."""
    every = -(-len(ticks) // _LABELS)
    said = {str(n): tick if n % every == 0 else "" for n, tick in enumerate(ticks)}
    axis = {"labelExpr": f"split({dumps(said)}[datum.value], '|')", "labelAngle": 0, **_BARE, "grid": False}
    return {"field": "x", "type": "ordinal", "axis": axis, "scale": {"domain": [*range(len(ticks))]}}


def _axis(lines: Sequence[int], say: Callable[[int], str]) -> dict[str, Any]:
    said = {str(line): say(line) if line else "0" for line in lines}
    return {"values": [*lines], "labelExpr": f"{dumps(said)}[datum.value]", "domain": False, **_BARE}


def _whole(*layers: Mapping[str, Any]) -> dict[str, Any]:
    return {"width": SIZE[0], "height": SIZE[1], "layer": [*layers]}
