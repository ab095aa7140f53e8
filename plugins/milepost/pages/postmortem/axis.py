"""A run of the axis: dots at their moments, the phases beside them, ticks. Lengths are in rem, wide and narrow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from milepost.kit.clock_times import Clock
from milepost.pages.postmortem.phases import Phase
from milepost.pages.postmortem.scale import NARROW, WIDE, Face, scale
from milepost.pages.postmortem.timeline_entries import Told, markers
from milepost.prose.visible_text import visible_text

_TICKS = (
    (60, "a minute"), (300, "five minutes"), (600, "ten minutes"), (1800, "half an hour"), (3600, "an hour"),
    (10800, "three hours"), (21600, "six hours"), (86400, "a day"),
)  # fmt: skip
_APART = 0.8  # between ticks
_FEW = 3
_SHEET = 64  # as tall as A4 shows, upright


@dataclass(frozen=True, slots=True)
class Length:
    """The same stretch of time on a wide page and on a narrow one."""

    wide: float = 0.0
    narrow: float = 0.0


@dataclass(frozen=True, slots=True)
class AxisScale:
    """Rem per second on a wide page and on a narrow one; `tick` in seconds, 0 for none, with its words."""

    wide: float
    narrow: float
    tick: int
    ticks: str

    def length(self, seconds: float) -> Length:
        """How long a stretch of time is on the page."""
        return Length(round(seconds * self.wide, 2), round(seconds * self.narrow, 2))


@dataclass(frozen=True, slots=True)
class EventDot:
    """Something told, with its time of day where that is known. `until` is the way down to the next dot."""

    iso: str
    time: str
    offset: str
    label: str
    tone: str
    title: str
    text: str
    evidence: str
    marker: str
    until: Length


@dataclass(frozen=True, slots=True)
class PhaseBar:
    """The part of a phase in one run. It comes from `above` or goes on `below` where a break cuts it."""

    tone: str
    top: Length
    height: Length
    above: bool
    below: bool


@dataclass(frozen=True, slots=True)
class AxisSign:
    """A phase in words, where it begins; `after` is the way down from the sign before, on a wide page."""

    took: str
    words: str
    tone: str
    after: float


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of the axis. `height` is down to its last dot; `more` where a break follows, `long` where that is
    more than a sheet of paper.

    Ticks stand every `tick`, the first at `first_tick`.
    """

    dots: tuple[EventDot, ...]
    bars: tuple[PhaseBar, ...]
    signs: tuple[AxisSign, ...]
    height: Length
    long: bool
    more: bool
    tick: Length
    first_tick: Length
    ticks: str


def label_heights(entities: Iterable[Told], face: Face) -> list[float]:
    """About how tall each label is."""
    return [face.height(_lines(one), 2 if one.offset else 1) for one in entities]


def scale_of(parts: Sequence[Sequence[Told]], clock: Clock) -> AxisScale:
    """One scale for all parts of a story, with what the calendar did in them."""
    whole = [_marked(part, clock) for part in parts]
    times = [[_seconds(one) for one in part] for part in whole]
    wide, narrow = (
        scale([(time, label_heights(part, face)) for time, part in zip(times, whole, strict=True)], face)
        for face in (WIDE, NARROW)
    )
    longest = max(time[-1] - time[0] for time in times)
    tick, ticks = next(((step, said) for step, said in _TICKS if step * wide >= _APART), (0, ""))
    return AxisScale(wide, narrow, tick, ticks) if tick and longest >= _FEW * tick else AxisScale(wide, narrow, 0, "")


def run_of(part: Sequence[Told], phases: Iterable[Phase], scale: AxisScale, clock: Clock, *, more: bool) -> Run:
    """One part of a story on its scale; `more` where another follows."""
    whole = _marked(part, clock)
    times = [_seconds(one) for one in whole]
    ways = [scale.length(after - before) for before, after in pairwise(times)] + [Length()]
    start, end = times[0], times[-1]
    here = [one for one in phases if one.start.timestamp() <= end and one.end.timestamp() >= start]
    return Run(
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


def dot_of(one: Told, clock: Clock | None = None, until: Length = Length()) -> EventDot:
    """Something told as it is read."""
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


def _lines(one: Told) -> tuple[str, ...]:
    words = ". ".join(filter(None, (one.label, one.title, one.text if one.marker else visible_text(one.text))))
    return (words, f"Evidence: {one.evidence}") if one.evidence else (words,)


def _marked(part: Sequence[Told], clock: Clock) -> list[Told]:
    """A part with what the calendar did in it."""
    found = list(part[:1])
    for before, after in pairwise(part):
        found += [*markers(before, after, clock), after]
    return found


def _bar(phase: Phase, start: float, end: float, scale: AxisScale, *, more: bool) -> PhaseBar | None:
    first, last = max(phase.start.timestamp(), start), min(phase.end.timestamp(), end)
    below = more and phase.end.timestamp() > end
    above = phase.start.timestamp() < start
    if last <= first and not below and not above:
        return None
    return PhaseBar(phase.tone, scale.length(first - start), scale.length(last - first), above, below)


def _signs(phases: Iterable[Phase], start: float, end: float, scale: AxisScale, *, more: bool) -> Iterator[AxisSign]:
    """Each phase is named where it begins."""
    at = 0.0
    for phase in phases:
        begin = phase.start.timestamp()
        if begin >= start and (begin < end or more):
            top = scale.length(begin - start).wide
            yield AxisSign(phase.took, phase.words, phase.tone, round(top - at, 2))
            at = top


def _first_tick(first: Told, tick: int, clock: Clock) -> float:
    """Seconds from the first entity to the next full ten minutes, hour or day on the wall."""
    if not tick:
        return 0.0
    shift = clock.local(_moment(first)).utcoffset() or timedelta()
    return -(_seconds(first) + shift.total_seconds()) % tick


def _moment(one: Told) -> datetime:
    assert one.moment
    return one.moment


def _seconds(one: Told) -> float:
    return _moment(one).timestamp()
