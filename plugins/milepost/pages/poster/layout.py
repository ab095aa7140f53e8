"""What fits on a sheet of paper: a timeline laid out for a sheet so many units wide, and how high that becomes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from milepost.kit.context import ItemEntity, PageContext
from milepost.pages.roadmap.timeline import timeline
from milepost.timeline import text_metrics
from milepost.timeline.picture import Geometry, Timeline, TrayGroup

SIZES = tuple(range(44, 125, 4))
QUARTERS = (1, 6)

_RATIO = 1.46
_LABEL = 9.4

# What the style sheet gives the parts of the sheet, in units: sizes of text, heights of lines, room around them.
_NAME, _NAME_LINE, _OPENING, _OPENING_LINE, _HEAD_GAP = 1.9, 2.4, 0.9, 1.3, 0.8
_AXIS, _SIGN, _SIGNS_PAD = 2.55, 1.25, 0.7
_CHIP_LINE, _CHIP_GAP, _TRAY_PAD, _TRAY_HEAD = 1.8, 0.45, 0.6, 1.75
_LEGEND, _LEGEND_LINE, _LEGEND_GAP, _ICON = 0.6, 1.3, 0.6, 1.9
_KEYS = {"progress": 6.5, "fade": 13.0, "proposed": 8.5, "promise": 7.5, "edge": 5.5, "broken": 17.0, "milestone": 5.0}
_FINE, _FINE_LINE, _FINE_GAP = 0.6, 0.9, 0.5
_SAFE = 0.5
_PITCH, _LARGEST_PITCH, _PAD = 1.75, 2.5, 0.4
_SIGN_ROWS = 6


@dataclass(frozen=True, slots=True)
class PaperLabel:
    """The texts around the timeline: a name, a sentence under it, and small print below the timeline."""

    name: str
    opening: str
    fine: str
    missing: str = ""

    def also(self, missing: str) -> PaperLabel:
        """The same with a line about what is not on the sheet."""
        return replace(self, missing=missing)


def draw(context: PageContext, items: Sequence[ItemEntity], units: int, pitch: float = _PITCH) -> Timeline:
    """The timeline for a sheet so many units wide: the quarters around today, at one width on screen and on paper."""
    track = units - _LABEL
    geometry = Geometry(month=0, track=track, label=_LABEL, pitch=pitch, pad=_PAD, sign_rows=_SIGN_ROWS)
    return timeline(context, items, geometry=geometry, quarters=QUARTERS)


def fits(picture: Timeline, units: int, said: PaperLabel) -> bool:
    """Whether a timeline and the words around it are no higher than the sheet."""
    return _spare(picture, units, said) >= 0


def spread(context: PageContext, items: Sequence[ItemEntity], units: int, said: PaperLabel) -> Timeline:
    """The timeline with its rows as far apart as the sheet has room for."""
    picture = draw(context, items, units)
    rows = sum(lane.rows for lane in picture.lanes)
    if not rows:
        return picture
    pitch = min(_LARGEST_PITCH, picture.geometry.pitch + max(0.0, _spare(picture, units, said)) / rows)
    return draw(context, items, units, round(pitch - 0.005, 2))


def _spare(picture: Timeline, units: int, said: PaperLabel) -> float:
    return units / _RATIO - _height(picture, units, said)


def _height(picture: Timeline, units: int, said: PaperLabel) -> float:
    head = text_metrics.lines(said.name, _NAME, units * 0.7) * _NAME_LINE + _HEAD_GAP
    head += text_metrics.lines(said.opening, _OPENING, units) * _OPENING_LINE if said.opening else 0.0
    signs = picture.sign_rows * _SIGN + _SIGNS_PAD if picture.signs else 0.0
    lanes = sum(lane.height for lane in picture.lanes)
    tray = sum(_tray_height(group, units) for group in picture.tray)
    fine = sum(text_metrics.lines(text, _FINE, units) * _FINE_LINE for text in (said.missing, said.fine) if text)
    return head + _AXIS + signs + lanes + tray + _legend_height(picture, units) + fine + _FINE_GAP + _SAFE


def _tray_height(group: TrayGroup, units: int) -> float:
    chips = _lines([bar.room for bar in group.bars], units - _LABEL - 1.2, _CHIP_GAP)
    head = text_metrics.lines(group.title, 0.7, _LABEL - 2.2) * 0.9 + _TRAY_HEAD
    return max(chips * _CHIP_LINE + _TRAY_PAD, head)


def _legend_height(picture: Timeline, units: int) -> float:
    marks = [text_metrics.width(mark.word, _LEGEND) + _ICON for mark in picture.legend]
    return _lines([*marks, *(_KEYS[key] for key in picture.shows)], units, 0.0) * _LEGEND_LINE + _LEGEND_GAP


def _lines(widths: Sequence[float], room: float, gap: float) -> int:
    """How many lines entities of these widths take, one after the other."""
    count, used = 1, 0.0
    for wide in widths:
        if used and used + gap + wide > room:
            count, used = count + 1, 0.0
        used += (gap if used else 0.0) + wide
    return count
