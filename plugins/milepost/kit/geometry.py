"""Measures shared by the layout in Python, the style sheet and the scripts.

They are declared once, in `geometry.json`. Python reads them here; the front-end build puts them into the style sheet
in place of `var(--g-…)` and into the scripts. Lengths are in units: a unit is 1rem on a page; on a poster it is scaled
so that the sheet fits its paper size.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files
from math import ceil


@dataclass(frozen=True, slots=True)
class TextMeasures:
    """Font and `icon` sizes in units; `line` and `heading_line` are line heights as multiples of the font size."""

    xs: float
    sm: float
    md: float
    line: float
    heading_line: float
    icon: float


@dataclass(frozen=True, slots=True)
class SpaceMeasures:
    """Spacing on a timeline, in units: the counterparts of `--mp-2` to `--mp-4` on the rest of a page."""

    s2: float
    s3: float
    s4: float


@dataclass(frozen=True, slots=True)
class TimelineMeasures:
    """The time scale and its bars, in units.

    `month` is the width of a month at the initial zoom, `axis` the height of a row of tick labels, `least` the minimum
    width of a bar. A bar lies `rise` above the middle of its row, which leaves room for its baseline.
    """

    month: float
    axis: float
    least: float
    rise: float


@dataclass(frozen=True, slots=True)
class LabelMeasures:
    """The label of a bar, left to right in units: `start`, the `icon`, a `gap`, the title, `end`.

    A gap, an icon and its gap precede the word of a state.
    """

    start: float
    icon: float
    gap: float
    end: float
    state_icon: float
    state_gap: float


@dataclass(frozen=True, slots=True)
class HeadMeasures:
    """Padding around the name of a lane, in units; the padding behind it is `SPACE.s3`."""

    top: float
    bottom: float
    start: float


@dataclass(frozen=True, slots=True)
class SignMeasures:
    """A marker above the lanes, in units: `pad` is above the first and below the last of at most `rows` rows."""

    height: float
    pad: float
    start: float
    end: float
    rows: int


@dataclass(frozen=True, slots=True)
class TrayMeasures:
    """The unscheduled items below the lanes, in units: the `gap` between them, the `pad` above and below."""

    gap: float
    pad: float


@dataclass(frozen=True, slots=True)
class SheetMeasures:
    """A poster:

    `ratio` is width by height, `name` and `opening` are font sizes; a gap is above what it is named after.
    """

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


@dataclass(frozen=True, slots=True)
class ThreadMeasures:
    """The drawing of strategy alignment.

    `row` is the height of an item, `tall` that of any other entry, `gap` what is between them, `above` the height of
    the heads of columns, in rem. `stub` is the
    length of a loose end, `bracket` how far the bracket around the items of an objective is from them, in thousandths
    of the width.
    """

    row: float
    tall: float
    gap: float
    above: float
    stub: int
    bracket: int


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
THREADS = ThreadMeasures(**_MEASURES["threads"])


def line_height(size: float, factor: float = TEXT.line) -> float:
    """The height of a line of text in the unit of `size`, rounded up to a tenth as browsers round lines to pixels."""
    return ceil(round(size * factor * 10, 6)) / 10
