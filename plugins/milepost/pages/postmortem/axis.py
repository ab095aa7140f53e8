"""A run of the incident timeline: dots at their timestamps, phases beside them, ticks.

Lengths are in rem, for a wide and a narrow page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from milepost.kit.clock_times import Clock
from milepost.pages.postmortem.phases import Phase
from milepost.pages.postmortem.scale import NARROW, WIDE, LabelStyle, scale
from milepost.pages.postmortem.timeline_entries import IncidentEntry, markers
from milepost.prose.visible_text import visible_text

_TICKS = (
    (60, "a minute"), (300, "five minutes"), (600, "ten minutes"), (1800, "half an hour"), (3600, "an hour"),
    (10800, "three hours"), (21600, "six hours"), (86400, "a day"),
)  # fmt: skip
_APART = 0.8  # between ticks
_FEW = 3
_SHEET = 64  # rem that fit the height of A4, portrait


@dataclass(frozen=True, slots=True)
class ScaledLength:
    """A duration as a length in rem, on a wide page and on a narrow one."""

    wide: float = 0.0
    narrow: float = 0.0


@dataclass(frozen=True, slots=True)
class IncidentScale:
    """Rem per second on a wide page and on a narrow one; `tick` is in seconds, 0 for none, `ticks` its words."""

    wide: float
    narrow: float
    tick: int
    ticks: str

    def length(self, seconds: float) -> ScaledLength:
        """The length of a duration in seconds."""
        return ScaledLength(round(seconds * self.wide, 2), round(seconds * self.narrow, 2))


@dataclass(frozen=True, slots=True)
class EventDot:
    """A timeline entry, with its local time of day if known. `until` is the distance to the next dot."""

    iso: str
    time: str
    offset: str
    label: str
    tone: str
    title: str
    text: str
    evidence: str
    marker: str
    until: ScaledLength


@dataclass(frozen=True, slots=True)
class PhaseBar:
    """The part of a phase within one run; `above` and `below` if it continues across a break."""

    tone: str
    top: ScaledLength
    height: ScaledLength
    above: bool
    below: bool


@dataclass(frozen=True, slots=True)
class PhaseLabel:
    """The label of a phase at its start; `after` is the distance to the label before, in rem on a wide page."""

    took: str
    words: str
    tone: str
    after: float


@dataclass(frozen=True, slots=True)
class TimelineRun:
    """A part of the axis without a break. `height` is that of its last dot; `more` if a break follows, `long` if it is
    taller than a sheet of paper.

    Ticks are `tick` apart, the first at `first_tick`.
    """

    dots: tuple[EventDot, ...]
    bars: tuple[PhaseBar, ...]
    signs: tuple[PhaseLabel, ...]
    height: ScaledLength
    long: bool
    more: bool
    tick: ScaledLength
    first_tick: ScaledLength
    ticks: str


def label_heights(entities: Iterable[IncidentEntry], face: LabelStyle) -> list[float]:
    """The estimated height of each label, in rem."""
    return [face.height(_lines(one), 2 if one.offset else 1) for one in entities]


def scale_of(parts: Sequence[Sequence[IncidentEntry]], clock: Clock) -> IncidentScale:
    """One scale for all parts of a timeline, calendar markers included."""
    whole = [_marked(part, clock) for part in parts]
    times = [[_seconds(one) for one in part] for part in whole]
    wide, narrow = (
        scale([(time, label_heights(part, face)) for time, part in zip(times, whole, strict=True)], face)
        for face in (WIDE, NARROW)
    )
    longest = max(time[-1] - time[0] for time in times)
    tick, ticks = next(((step, said) for step, said in _TICKS if step * wide >= _APART), (0, ""))
    return (
        IncidentScale(wide, narrow, tick, ticks)
        if tick and longest >= _FEW * tick
        else IncidentScale(wide, narrow, 0, "")
    )


def run_of(
    part: Sequence[IncidentEntry], phases: Iterable[Phase], scale: IncidentScale, clock: Clock, *, more: bool
) -> TimelineRun:
    """One part of a timeline on its scale; `more` if another follows."""
    whole = _marked(part, clock)
    times = [_seconds(one) for one in whole]
    ways = [scale.length(after - before) for before, after in pairwise(times)] + [ScaledLength()]
    start, end = times[0], times[-1]
    here = [one for one in phases if one.start.timestamp() <= end and one.end.timestamp() >= start]
    return TimelineRun(
        dots=tuple(dot_of(one, clock, way) for one, way in zip(whole, ways, strict=True)),
        bars=tuple(bar for one in here if (bar := _bar(one, start, end, scale, more=more))),
        signs=tuple(_signs(here, start, end, scale, more=more)),
        height=scale.length(end - start),
        long=scale.length(end - start).wide > _SHEET,
        more=more,
        tick=scale.length(scale.tick),
        first_tick=scale.length(_first_tick(whole[0], scale.tick, clock)),
        ticks=scale.ticks,
    )


def dot_of(one: IncidentEntry, clock: Clock | None = None, until: ScaledLength = ScaledLength()) -> EventDot:
    """A timeline entry as a dot; without a clock, without its time."""
    moment = one.moment if clock else None
    return EventDot(
        iso=clock.local(moment).isoformat() if clock and moment else "",
        time=clock.time(moment, seconds=one.seconds) if clock and moment else "",
        offset=one.offset,
        label=one.label,
        tone=one.tone,
        title=one.title,
        text=one.text,
        evidence=one.evidence,
        marker=one.marker,
        until=until,
    )


def _lines(one: IncidentEntry) -> tuple[str, ...]:
    words = ". ".join(filter(None, (one.label, one.title, one.text if one.marker else visible_text(one.text))))
    return (words, f"Evidence: {one.evidence}") if one.evidence else (words,)


def _marked(part: Sequence[IncidentEntry], clock: Clock) -> list[IncidentEntry]:
    """A part with its calendar markers (new day, offset change)."""
    found = list(part[:1])
    for before, after in pairwise(part):
        found += [*markers(before, after, clock), after]
    return found


def _bar(phase: Phase, start: float, end: float, scale: IncidentScale, *, more: bool) -> PhaseBar | None:
    first, last = max(phase.start.timestamp(), start), min(phase.end.timestamp(), end)
    below = more and phase.end.timestamp() > end
    above = phase.start.timestamp() < start
    if last <= first and not below and not above:
        return None
    return PhaseBar(phase.tone, scale.length(first - start), scale.length(last - first), above, below)


def _signs(
    phases: Iterable[Phase], start: float, end: float, scale: IncidentScale, *, more: bool
) -> Iterator[PhaseLabel]:
    """A label for each phase that begins here."""
    at = 0.0
    for phase in phases:
        begin = phase.start.timestamp()
        if begin >= start and (begin < end or more):
            top = scale.length(begin - start).wide
            yield PhaseLabel(phase.took, phase.words, phase.tone, round(top - at, 2))
            at = top


def _first_tick(first: IncidentEntry, tick: int, clock: Clock) -> float:
    """Seconds from the first entry to the next multiple of `tick` in local time."""
    if not tick:
        return 0.0
    shift = clock.local(_moment(first)).utcoffset() or timedelta()
    return -(_seconds(first) + shift.total_seconds()) % tick


def _moment(one: IncidentEntry) -> datetime:
    assert one.moment
    return one.moment


def _seconds(one: IncidentEntry) -> float:
    return _moment(one).timestamp()
