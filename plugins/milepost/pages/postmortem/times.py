"""Durations of a post-mortem: times to detect, mitigate and resolve, and the overall span."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from milepost.kinds.postmortem.incident_metrics import Elapsed, IncidentInsight
from milepost.kinds.postmortem.model import Postmortem
from milepost.kit import phrasing
from milepost.kit.clock_times import Clock
from milepost.pages.postmortem.timeline_entries import TROUBLE
from milepost.schema.duration import Duration
from milepost.schema.period import Period

_ORIGINS = {"events": "by the events", "written": "as written"}
_UNITS = {"w": ("working week", "working weeks"), "d": ("working day", "working days")}
_SHORT = {"h": "h", "min": "min", "s": "s"}


@dataclass(frozen=True, slots=True)
class PostmortemStat:
    """A figure for a card: amounts with their units, and notes."""

    label: str
    amounts: tuple[tuple[str, str], ...]
    notes: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The figure on one line."""
        return " ".join(part for pair in self.amounts for part in pair if part)


@dataclass(frozen=True, slots=True)
class SpanEnd:
    """One end of a span: its main text, and small print below."""

    words: str
    sub: str
    iso: str


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A span with both ends, and its duration in words."""

    start: SpanEnd
    end: SpanEnd
    took: str


def times_of(entry: Postmortem, found: IncidentInsight) -> Iterator[PostmortemStat]:
    """Times to detect, mitigate and resolve, where known; only for types of post-mortems that have them."""
    if entry.type not in TROUBLE:
        return
    told = (
        ("Time to detect", found.to_detect, entry.detected_after, _by(entry.detected_by)),
        ("Time to mitigate", found.to_mitigate, entry.mitigated_after, ""),
        ("Time to resolve", found.to_resolve, entry.resolved_after, ""),
    )
    for label, elapsed, written, note in told:
        if amounts := _amounts(elapsed, written):
            origin = _ORIGINS.get(elapsed.origin or ("" if elapsed.seconds is not None else "written"), "")
            yield PostmortemStat(label, amounts, tuple(filter(None, (note, origin))))


def span_of(found: IncidentInsight, clock: Clock) -> TimeSpan | None:
    """The span from start to end, if both are exact to the day and differ."""
    start, end = found.stamps.get("started"), found.stamps.get("resolved")
    if not start or not end:
        return None
    first, last = clock.period(start.instant), clock.period(end.instant)
    if first.precision != "day" or last.precision != "day" or not first.first or not last.first:
        return None
    begin, finish = start.instant.moment, end.instant.moment
    if begin and finish:
        if finish <= begin:
            return None
        took = phrasing.elapsed(int((finish - begin).total_seconds()))
        return TimeSpan(_end(begin, first, clock), _end(finish, None if last == first else last, clock), took)
    days = (last.first - first.first).days + 1
    if days < 2:
        return None
    begins, ends_on = (SpanEnd(phrasing.period(one), "", one.first.isoformat()) for one in (first, last) if one.first)
    return TimeSpan(begins, ends_on, phrasing.count(days, "day"))


def _end(moment: datetime, day: Period | None, clock: Clock) -> SpanEnd:
    time = f"{clock.time(moment)} {clock.offset(moment)}".strip()
    return SpanEnd(time, phrasing.period(day) if day else "", clock.local(moment).isoformat())


def when_of(entry: Postmortem, found: IncidentInsight, clock: Clock) -> str:
    """The day or days of a post-mortem, as precise as known; empty if none are known."""
    known = [clock.period(stamp.instant) for stamp in found.stamps.values()]
    dated = sorted((one for one in known if one.first), key=_first)
    if not dated:
        dated = sorted((day for event in entry.events if (day := clock.period(event.at)).first), key=_first)
    if not dated:
        return ""
    start, end = dated[0], max(dated, key=_last)
    return phrasing.span(start, end)


def _first(day: Period) -> str:
    return day.first.isoformat() if day.first else ""


def _last(day: Period) -> str:
    return day.last.isoformat() if day.last else ""


def _amounts(elapsed: Elapsed, written: Duration | None) -> tuple[tuple[str, str], ...]:
    if elapsed.seconds == 0:
        return (("at once", ""),)
    if elapsed.seconds is not None:
        parts = phrasing.elapsed(elapsed.seconds).split()
        return tuple(zip(parts[::2], parts[1::2], strict=True))
    if not written:
        return ()
    return tuple(
        (phrasing.number(amount), _SHORT.get(unit) or phrasing.plural(1 if amount == 1 else 2, *_UNITS[unit]))
        for amount, unit in written.parts
    )


def _by(who: str | None) -> str:
    if not who:
        return ""
    return who if who.lower().startswith("by ") else f"by {who}"
