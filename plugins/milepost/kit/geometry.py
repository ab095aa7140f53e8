"""Measures that the layout in Python, the style sheet and the scripts share.

They are written once, in `geometry.json`. Python reads them here; the build of the front end puts them into the style
sheet in place of `var(--g-…)` and into the scripts. Lengths are in units: a unit is 1rem on a page, and on a poster
what makes the sheet fit its paper.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files
from math import ceil


@dataclass(frozen=True, slots=True)
class TextMeasures:
    """Sizes of text and of an `icon`; `line` and `heading_line` are the heights of a line, in sizes of its text."""

    xs: float
    sm: float
    md: float
    line: float
    heading_line: float
    icon: float


@dataclass(frozen=True, slots=True)
class SpaceMeasures:
    """The distances that a timeline has in units: what `--mp-2` to `--mp-4` are on the rest of a page."""

    s2: float
    s3: float
    s4: float


@dataclass(frozen=True, slots=True)
class TimelineMeasures:
    """The scale and its bars.

    `month` is the width of a month at the opening zoom, `axis` the height of a scale of dates. A bar is at least
    `least` wide, and lies `rise` above the middle of its row, which leaves room for its baseline.
    """

    month: float
    axis: float
    least: float
    rise: float


@dataclass(frozen=True, slots=True)
class LabelMeasures:
    """A bar's label, from left to right: `start`, the `icon`, a `gap`, the title, `end`.

    A gap, an icon and its gap come before the word of a state.
    """

    start: float
    icon: float
    gap: float
    end: float
    state_icon: float
    state_gap: float


@dataclass(frozen=True, slots=True)
class HeadMeasures:
    """The room around the name of a lane; behind it is `SPACE.s3`."""

    top: float
    bottom: float
    start: float


@dataclass(frozen=True, slots=True)
class SignMeasures:
    """A release or milestone above the lanes; `pad` is above the first and below the last of at most so many `rows`."""

    height: float
    pad: float
    start: float
    end: float
    rows: int


@dataclass(frozen=True, slots=True)
class TrayMeasures:
    """The items below the lanes: the `gap` between them, the `pad` above and below."""

    gap: float
    pad: float


@dataclass(frozen=True, slots=True)
class SheetMeasures:
    """A poster: `ratio` is width by height, `name` and `opening` are sizes of text; gaps are above what they name."""

    ratio: float
    name: float
    opening: float
    opening_line: float
    head_gap: float
    legend_gap: float
    fine_gap: float


@dataclass(frozen=True, slots=True)
class BoardMeasures:
    """How many cards a column of the board shows before the rest is folded away."""

    full: int


_MEASURES = json.loads((files(__package__) / "geometry.json").read_text(encoding="utf-8"))

TEXT = TextMeasures(**_MEASURES["text"])
SPACE = SpaceMeasures(**_MEASURES["space"])
TIMELINE = TimelineMeasures(**_MEASURES["timeline"])
LABEL = LabelMeasures(**_MEASURES["label"])
HEAD = HeadMeasures(**_MEASURES["head"])
SIGN = SignMeasures(**_MEASURES["sign"])
TRAY = TrayMeasures(**_MEASURES["tray"])
SHEET = SheetMeasures(**_MEASURES["sheet"])
BOARD = BoardMeasures(**_MEASURES["board"])


def line_height(size: float, factor: float = TEXT.line) -> float:
    """The height of a line of text, rounded up to a tenth: browsers round lines to whole pixels."""
    return ceil(round(size * factor * 10, 6)) / 10
