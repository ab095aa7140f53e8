"""Heat maps: a table of numbers as shades, with every number in its cell."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from milepost.charts.frame import FONT, HEIGHT, Frame, shortened
from milepost.charts.scales import Bands, finite, plain
from milepost.charts.svg import Element, Plot, element, titled
from milepost.charts.tones import HEAT, fill

_ROW = 22.0
_SIDE = 60.0  # pixels above and below the cells


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A number, shown as `text` if given. `title` is its tooltip, `target` its link.

    `shade` from 1 to 5 sets the shade, as in a risk matrix; by default it follows the number's share of the largest.
    """

    value: float
    text: str = ""
    title: str = ""
    target: str | None = None
    shade: int | None = None


def heat_map(rows: Sequence[str], columns: Sequence[str], cells: Sequence[Sequence[HeatCell | None]]) -> Plot:
    """A heat map with rows from the top and columns from the left; None and 0 have no shade.

    Raises ValueError for a negative number, an invalid shade, or cells that do not match rows and columns.
    """
    if len(cells) != len(rows) or any(len(row) != len(columns) for row in cells):
        raise ValueError("a heat map has a cell for each row and column")
    there = [cell for row in cells for cell in row if cell]
    if any(cell.value < 0 for cell in there):
        raise ValueError("a heat map has no numbers below 0")
    most = max(finite(cell.value for cell in there), default=0.0)
    upward = Bands.of(reversed([row.replace("|", " ") for row in rows]))
    height = max(HEIGHT, len(rows) * _ROW + _SIDE)
    frame = Frame.around(Bands.of(columns), upward, height=height)
    return frame.plot(_marks(frame, cells, most), lines=False)


def shade_of(cell: HeatCell, most: float) -> int:
    """The shade of a number, 1 to 5 by fifths of the largest number; 0 for none."""
    if cell.shade is not None:
        if not 0 <= cell.shade <= len(HEAT):
            raise ValueError(f"no shade {cell.shade}")
        return cell.shade
    return min(len(HEAT), math.ceil(cell.value / most * len(HEAT))) if most else 0


def _marks(frame: Frame[float, float], cells: Sequence[Sequence[HeatCell | None]], most: float) -> Iterator[Element]:
    for n, row in enumerate(cells):
        for m, cell in enumerate(row):
            width, height = frame.width / len(row), frame.height / len(cells)
            yield _cell(cell, (m * width, n * height, width, height), most)


def _cell(cell: HeatCell | None, box: tuple[float, float, float, float], most: float) -> Element:
    x, y, width, height = box
    shade = shade_of(cell, most) if cell else 0
    color = fill(HEAT[shade - 1]) if shade else "var(--mp-sunken)"
    drawn = element("rect", x=x + 1, y=y + 1, width=width - 2, height=height - 2, rx=2, fill=color)
    if cell is None:
        return drawn
    words = shortened(cell.text or plain(cell.value), width - 6)
    number = element(
        "text",
        words,
        x=x + width / 2,
        y=y + height / 2 + FONT * 0.35,
        text_anchor="middle",
        fill="var(--mp-fg)",
    )
    return titled(element("g", drawn, number), cell.title, cell.target)
