"""The incident timeline: entries to scale along a vertical axis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise

from milepost.kinds.postmortem.incident_metrics import IncidentInsight
from milepost.kinds.postmortem.model import Postmortem
from milepost.kit import phrasing
from milepost.kit.clock_times import Clock
from milepost.pages.postmortem.axis import EventDot, TimelineRun, dot_of, label_heights, run_of, scale_of
from milepost.pages.postmortem.phases import Phase, phases_of
from milepost.pages.postmortem.scale import WIDE, broken
from milepost.pages.postmortem.timeline_entries import IncidentEntry, incident_entries
from milepost.schema.date_arithmetic import by_first_day
from milepost.schema.period import Period

_DAYS = 2 * 86400


@dataclass(frozen=True, slots=True)
class TimelinePart:
    """A part of the timeline without a break: a `heading` if a new day begins, entries without a time, then the axis.

    `gap` is the time since the part before; `gap_tone` is the tone of the phase that spans it.
    """

    heading: str = ""
    loose: tuple[EventDot, ...] = ()
    run: TimelineRun | None = None
    gap: str = ""
    gap_tone: str = ""


@dataclass(frozen=True, slots=True)
class IncidentTimeline:
    """The whole timeline. `ticks` is the distance between ticks in words, `zone` the time zone of its times.

    `phases` are listed where there is no room beside the axis.
    """

    title: str
    ticks: str
    zone: str
    stretches: tuple[TimelinePart, ...]
    phases: tuple[Phase, ...]


def story_of(entry: Postmortem, found: IncidentInsight, clock: Clock) -> IncidentTimeline | None:
    """The timeline of a post-mortem; None if it has no events and fewer than three timestamps."""
    entities = incident_entries(entry, found, clock)
    timed = [one for one in entities if one.moment]
    if not entry.events and len(timed) < 3:
        return None
    phases = phases_of(entry, found)
    stretches = tuple(_stretches(entities, phases, clock)) if timed else tuple(_headed(entities))
    if not timed:
        return IncidentTimeline("What happened", "", "", stretches, ())
    ticks = next((one.run.ticks for one in stretches if one.run and one.run.ticks), "")
    title = "What happened, to scale" if len(timed) > 1 else "What happened"
    return IncidentTimeline(title, ticks, clock.name, stretches, phases)


def _headed(entities: Iterable[IncidentEntry]) -> Iterator[TimelinePart]:
    """Entries without a time of day, under their day or less precise period."""
    groups = _by_day(entities)
    for day, group in groups:
        yield TimelinePart(_heading(day) if len(groups) > 1 or not day.is_later else "", tuple(map(dot_of, group)))


def _heading(day: Period) -> str:
    return "Without a date" if day.is_later else phrasing.sentence(phrasing.period(day))


def _by_day(entities: Iterable[IncidentEntry]) -> list[tuple[Period, list[IncidentEntry]]]:
    ordered = sorted(entities, key=lambda one: _place(one.day))
    return [(group[0].day, group) for _, same in groupby(ordered, lambda one: _place(one.day)) if (group := list(same))]


def _place(day: Period) -> tuple[str, str]:
    """Sort key of a period: a less precise one sorts before the days in it, no date sorts last."""
    return (by_first_day(day), "day" if day.precision == "day" else f"a {day.text}")


def _stretches(entities: Sequence[IncidentEntry], phases: Sequence[Phase], clock: Clock) -> Iterator[TimelinePart]:
    timed = [one for one in entities if one.moment]
    loose = {_place(day): (day, group) for day, group in _by_day(one for one in entities if not one.moment)}
    seconds = [_seconds(one) for one in timed]
    apart = {n for n in range(1, len(timed)) if _something_between(loose, timed[n - 1].day, timed[n].day)}
    breaks = broken(seconds, label_heights(timed, WIDE), WIDE, apart)
    edges = [0, *sorted(breaks), len(timed)]
    parts = [timed[start:end] for start, end in pairwise(edges)]
    scale = scale_of(parts, clock)
    days = {_place(one.day) for one in entities}
    before: IncidentEntry | None = None
    for number, part in enumerate(parts):
        for place in sorted(place for place in loose if place < _place(part[0].day)):
            day, group = loose.pop(place)
            yield TimelinePart(_heading(day), tuple(map(dot_of, group)))
            before = None
        day, group = loose.pop(_place(part[0].day), (part[0].day, []))
        new_day = len(days) > 1 and (before is None or before.day != part[0].day)
        yield TimelinePart(
            heading=phrasing.period(day) if new_day else "",
            loose=tuple(map(dot_of, group)),
            run=run_of(part, phases, scale, clock, more=number < len(parts) - 1),
            gap=_gap(_seconds(part[0]) - _seconds(before)) if before else "",
            gap_tone=_tone(phases, before, part[0]) if before else "",
        )
        before = part[-1]
    for place in sorted(loose):
        day, group = loose[place]
        yield TimelinePart(_heading(day), tuple(map(dot_of, group)))


def _something_between(loose: Iterable[tuple[str, str]], before: Period, after: Period) -> bool:
    """Whether entries without a time belong between two entries, or head the day of the second."""
    return before != after and any(_place(before) < place <= _place(after) for place in loose)


def _gap(seconds: float) -> str:
    """The size of a gap: "3 h 20 min later", "9 days later"."""
    amount = phrasing.elapsed(round(seconds)) if seconds < _DAYS else phrasing.duration(round(seconds / 86400))
    return f"{amount} later"


def _tone(phases: Iterable[Phase], before: IncidentEntry, after: IncidentEntry) -> str:
    """The tone of the phase that spans a break."""
    found = (one.tone for one in phases if one.start <= _moment(before) and one.end >= _moment(after))
    return next(found, "")


def _moment(one: IncidentEntry) -> datetime:
    assert one.moment
    return one.moment


def _seconds(one: IncidentEntry) -> float:
    return _moment(one).timestamp()
