"""The tray: items without a place on the scale."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from milepost.views import words
from milepost.views.desk import CLOSED, Desk, ItemThing
from milepost.views.timeline.picture import Bar, TrayGroup
from milepost.views.timeline.scale import Ruler

_CLOSED, _UNDATED, _LATER = "Closed, without a date", "No date", "Later"


def tray_of(desk: Desk, ruler: Ruler | None, items: Sequence[ItemThing], bars: Sequence[Bar]) -> tuple[TrayGroup, ...]:
    """Bars without a place in groups: by horizon, later, without any date, off the ruler, closed."""
    found: dict[tuple[int, int, str], list[Bar]] = {}
    for item, bar in zip(items, bars, strict=True):
        if bar.place is None:
            found.setdefault(_group(desk, ruler, item), []).append(bar)
    return tuple(
        TrayGroup(title, words.count(len(group), "item"), tuple(group))
        for (_, _, title), group in sorted(found.items(), key=lambda entry: entry[0])
    )


def _group(desk: Desk, ruler: Ruler | None, item: ItemThing) -> tuple[int, int, str]:
    """The rank of an item's group, its place among those of the same rank, and its title."""
    about = desk.item(item)
    dates = [period.first for period in (about.start, about.end) if period and period.first]
    if ruler and dates:
        past = dates[0] < ruler.first
        return (4, 0, f"Before {_edge(ruler.first, 1)}") if past else (3, 0, f"After {_edge(ruler.last, 12)}")
    if item.entry.status in CLOSED:
        return 5, 0, _CLOSED
    if any(period and period.is_later for period in (about.start, about.end)):
        return 1, 0, _LATER
    ids = [id.lower() for id in desk.portfolio.horizon_ids()]
    if about.horizon in ids and about.horizon_from == "typed":
        title = desk.horizon(about.horizon)
        return (1, 0, _LATER) if title == _LATER else (0, ids.index(about.horizon), title)
    return 2, 0, _UNDATED


def _edge(day: date, month: int) -> str:
    """An end of the ruler: a year where it ends with that `month`, else the month."""
    return str(day.year) if day.month == month else words.month(day)
