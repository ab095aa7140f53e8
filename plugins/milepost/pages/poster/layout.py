"""Fitting a timeline onto a sheet of paper: its layout at a width in units, and the height that results.

Lengths are in units; `units` is the width of the sheet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from milepost.kit.context import ItemEntity, PageContext
from milepost.kit.geometry import HEAD, LABEL, SHEET, SIGN, SPACE, TEXT, TIMELINE, TRAY, line_height
from milepost.pages.roadmap.timeline import timeline
from milepost.timeline import text_metrics
from milepost.timeline.lanes import HEAD_LINE, HEAD_SIDES
from milepost.timeline.view_model import Geometry, Timeline, UnscheduledGroup

SIZES = tuple(range(44, 125, 4))
QUARTERS = (1, 6)

_LABEL = 9.4

# Sizes of the parts of the sheet in units, with a small margin for borders and rounding.
_NAME_LINE = line_height(SHEET.name, TEXT.heading_line)
_OPENING_LINE = line_height(SHEET.opening, SHEET.opening_line)
_HEAD_GAP = SHEET.head_gap + 0.1
_AXIS = TIMELINE.axis + 0.05
_SIGNS_PAD = 2 * SIGN.pad + 0.1
_CHIP_LINE = Geometry().bar + TRAY.gap
_TRAY_PAD = 2 * TRAY.pad - TRAY.gap + 0.05
_TRAY_HEAD = HEAD.top + HEAD.bottom + line_height(TEXT.xs)
_TRAY_SIDES = 2 * SPACE.s3
_LEGEND_LINE = line_height(TEXT.xs) + SPACE.s2
_ICON = LABEL.icon + TEXT.xs / 2 + SPACE.s4 + 0.05
_KEYS = {"progress": 6.5, "fade": 13.0, "proposed": 8.5, "promise": 7.5, "edge": 5.5, "broken": 17.0, "milestone": 5.0}
_FINE_LINE = line_height(TEXT.xs)
_SAFE = 0.5
_PITCH, _LARGEST_PITCH, _PAD = 1.75, 2.5, 0.4
_SIGN_ROWS = 6


@dataclass(frozen=True, slots=True)
class PosterTexts:
    """The texts around the timeline: a name, a sentence below it, and small print below the timeline."""

    name: str
    opening: str
    fine: str
    missing: str = ""

    def also(self, missing: str) -> PosterTexts:
        """A copy with a line about what is not on the sheet."""
        return replace(self, missing=missing)


def draw(context: PageContext, items: Sequence[ItemEntity], units: int, pitch: float = _PITCH) -> Timeline:
    """The timeline for a sheet `units` wide: the quarters around today, with the same width on screen and in print."""
    track = units - _LABEL
    geometry = Geometry(month=0, track=track, label=_LABEL, pitch=pitch, pad=_PAD, sign_rows=_SIGN_ROWS)
    return timeline(context, items, geometry=geometry, quarters=QUARTERS)


def fits(picture: Timeline, units: int, texts: PosterTexts) -> bool:
    """Whether a timeline and the texts around it fit the height of the sheet."""
    return _spare(picture, units, texts) >= 0


def spread(context: PageContext, items: Sequence[ItemEntity], units: int, texts: PosterTexts) -> Timeline:
    """The timeline with its rows as far apart as the sheet allows."""
    picture = draw(context, items, units)
    rows = sum(lane.rows for lane in picture.lanes)
    if not rows:
        return picture
    pitch = min(_LARGEST_PITCH, picture.geometry.pitch + max(0.0, _spare(picture, units, texts)) / rows)
    return draw(context, items, units, round(pitch - 0.005, 2))


def _spare(picture: Timeline, units: int, texts: PosterTexts) -> float:
    return units / SHEET.ratio - _height(picture, units, texts)


def _height(picture: Timeline, units: int, texts: PosterTexts) -> float:
    head = text_metrics.lines(texts.name, SHEET.name, units * 0.7) * _NAME_LINE + _HEAD_GAP
    head += text_metrics.lines(texts.opening, SHEET.opening, units) * _OPENING_LINE if texts.opening else 0.0
    signs = picture.sign_rows * SIGN.height + _SIGNS_PAD if picture.signs else 0.0
    lanes = sum(lane.height for lane in picture.lanes)
    tray = sum(_tray_height(group, units) for group in picture.tray)
    fine = sum(text_metrics.lines(text, TEXT.xs, units) * _FINE_LINE for text in (texts.missing, texts.fine) if text)
    return head + _AXIS + signs + lanes + tray + _legend_height(picture, units) + fine + SHEET.fine_gap + _SAFE


def _tray_height(group: UnscheduledGroup, units: int) -> float:
    chips = _lines([bar.room for bar in group.bars], units - _LABEL - _TRAY_SIDES, TRAY.gap)
    head = text_metrics.lines(group.title, TEXT.md, _LABEL - HEAD_SIDES) * HEAD_LINE + _TRAY_HEAD
    return max(chips * _CHIP_LINE + _TRAY_PAD, head)


def _legend_height(picture: Timeline, units: int) -> float:
    marks = [text_metrics.width(mark.word, TEXT.xs) + _ICON for mark in picture.legend]
    return _lines([*marks, *(_KEYS[key] for key in picture.shows)], units, 0.0) * _LEGEND_LINE + SHEET.legend_gap


def _lines(widths: Sequence[float], room: float, gap: float) -> int:
    """How many lines elements of these widths take, one after the other."""
    count, used = 1, 0.0
    for wide in widths:
        if used and used + gap + wide > room:
            count, used = count + 1, 0.0
        used += (gap if used else 0.0) + wide
    return count
