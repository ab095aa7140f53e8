"""Entries as bars: their labels, and their position on the scale."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from milepost.kit import phrasing
from milepost.kit.components import Mark
from milepost.kit.geometry import LABEL, TEXT
from milepost.timeline import text_metrics
from milepost.timeline.entry import TimelineEntry, TimelineField
from milepost.timeline.place import place
from milepost.timeline.scale import Ruler
from milepost.timeline.view_model import Bar, BaselineBar, Diamond, TimelinePlace

# Padding around title, state and slip in units, with a margin, since text widths are estimated.
_SPARE = 0.05
_FRAME = LABEL.start + LABEL.icon + LABEL.gap + LABEL.end + 3 * _SPARE
_STATE = LABEL.gap + LABEL.state_icon + LABEL.state_gap + _SPARE
_GAP = LABEL.gap + _SPARE
_LONGEST = 18.0


def bars_of(ruler: Ruler | None, entries: Iterable[TimelineEntry], fields: Sequence[TimelineField]) -> list[Bar]:
    """A bar for each entry; without a ruler no bar has a place."""
    return [_bar(ruler, entry, fields) for entry in entries]


def _bar(ruler: Ruler | None, entry: TimelineEntry, fields: Sequence[TimelineField]) -> Bar:
    spot = place(ruler, entry.start, entry.end, begun=entry.begun, over=entry.over) if ruler else None
    return Bar(
        id=entry.id,
        ref=entry.ref,
        status=entry.status,
        when=entry.when,
        room=label_room(entry.ref.title, entry.health, entry.moved),
        health=entry.health,
        confidence=entry.confidence,
        reason=entry.reason,
        moved=entry.moved,
        late=entry.late,
        progress=entry.progress,
        progress_note=entry.progress_note,
        promise=_baseline_bar(ruler, entry) if ruler else None,
        diamonds=_diamonds(ruler, entry, spot),
        keys={field.key: " ".join(tokens) for field in fields if (tokens := field.of.get(entry.id))},
        place=spot,
        part_of=entry.part_of,
    )


def label_room(title: str, health: Mark | None = None, moved: str = "") -> float:
    """The width of a bar's label in units; a longer title is cut short with an ellipsis."""
    room = _FRAME + min(_LONGEST, text_metrics.width(title, TEXT.sm))
    if health:
        room += _STATE + text_metrics.width(health.word, TEXT.xs)
    if moved:
        room += _GAP + text_metrics.width(moved, TEXT.xs)
    return round(room, 2)


def _baseline_bar(ruler: Ruler, entry: TimelineEntry) -> BaselineBar | None:
    """The baseline of an entry, if it lies on the ruler."""
    promised = entry.baseline
    if not (promised and promised.end and promised.end.last):
        return None
    start = promised.start or entry.start
    if not (start and start.first and start.first <= promised.end.last):
        start = promised.end
    spot = place(ruler, start, promised.end)
    said = phrasing.span(promised.start, promised.end)
    return BaselineBar(spot.start, spot.end, f"{said}, {promised.change}") if spot else None


def _diamonds(ruler: Ruler | None, entry: TimelineEntry, spot: TimelinePlace | None) -> tuple[Diamond, ...]:
    found = []
    for milestone in entry.milestones:
        date, at = milestone.date, None
        if ruler and spot and date and date.last and ruler.first <= date.last <= ruler.last:
            share = (ruler.after(date.last) - spot.start) / (spot.end - spot.start)
            at = round(share * 100, 1) if 0 <= share <= 1 else None
        found.append(Diamond(at, milestone.met, milestone.words))
    return tuple(found)
