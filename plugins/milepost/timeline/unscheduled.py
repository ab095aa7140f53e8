"""Unscheduled entries: those without a place on the scale."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from milepost.kit import phrasing
from milepost.timeline.entry import TimelineEntry, Zone
from milepost.timeline.scale import Ruler
from milepost.timeline.view_model import Bar, UnscheduledGroup

_CLOSED, _UNDATED, _LATER = "Closed, without a date", "No date", "Later"


def unscheduled_groups(
    ruler: Ruler | None,
    entries: Iterable[TimelineEntry],
    bars: Iterable[Bar],
    zones: Sequence[Zone],
    noun: tuple[str, str],
) -> tuple[UnscheduledGroup, ...]:
    """Bars without a place, grouped: by zone, later, without any date, off the ruler, closed."""
    found: dict[tuple[int, int, str], list[Bar]] = {}
    for entry, bar in zip(entries, bars, strict=True):
        if bar.place is None:
            found.setdefault(_group(ruler, entry, zones), []).append(bar)
    return tuple(
        UnscheduledGroup(title, phrasing.count(len(group), *noun), tuple(group))
        for (_, _, title), group in sorted(found.items(), key=lambda entry: entry[0])
    )


def _group(ruler: Ruler | None, entry: TimelineEntry, zones: Sequence[Zone]) -> tuple[int, int, str]:
    """The rank of an entry's group, its position within that rank, and its title."""
    dates = [period.first for period in (entry.start, entry.end) if period and period.first]
    if ruler and dates:
        past = dates[0] < ruler.first
        return (4, 0, f"Before {_edge(ruler.first, 1)}") if past else (3, 0, f"After {_edge(ruler.last, 12)}")
    if entry.over:
        return 5, 0, _CLOSED
    if any(period and period.is_later for period in (entry.start, entry.end)):
        return 1, 0, _LATER
    for n, zone in enumerate(zones):
        if zone.key == entry.zone and entry.zone_typed:
            return (1, 0, _LATER) if zone.title == _LATER else (0, n, zone.title)
    return 2, 0, _UNDATED


def _edge(day: date, month: int) -> str:
    """An end of the ruler in words: the year if it ends with that `month`, else the month."""
    return str(day.year) if day.month == month else phrasing.month(day)
