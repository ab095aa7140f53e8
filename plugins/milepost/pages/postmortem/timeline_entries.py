"""The entries of an incident timeline: events, and timestamps that no event states."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from milepost.kinds.postmortem.incident_metrics import IncidentInsight
from milepost.kinds.postmortem.model import Event, Postmortem
from milepost.kit import phrasing
from milepost.kit.clock_times import Clock
from milepost.schema.period import Period

TROUBLE = ("incident", "security", "near_miss")

_STAGES = {"trigger": "started", "detection": "detected", "declaration": "declared"}
_STAGES |= {"mitigation": "mitigated", "resolution": "resolved", "escalation": "escalated"}
_TONES = {"started": "began", "detected": "noticed", "mitigated": "eased", "resolved": "over"}


@dataclass(frozen=True, slots=True)
class IncidentEntry:
    """A timeline entry. `moment` is in UTC, None if only a `day` (local) or a less precise period is known.

    `stages` are the stages of the incident it marks; `tone` is the tone of its dot. `text` is Markdown. A `marker`
    (`day` or `clock`) is a calendar marker. `offset` distinguishes two equal local times.
    """

    moment: datetime | None
    day: Period
    stages: tuple[str, ...] = ()
    tone: str = ""
    title: str = ""
    text: str = ""
    evidence: str = ""
    seconds: bool = False
    marker: str = ""
    offset: str = ""

    @property
    def label(self) -> str:
        """Its stages in words: "Detected", "Started and detected"."""
        return phrasing.sentence(phrasing.listing(self.stages))


def incident_entries(entry: Postmortem, found: IncidentInsight, clock: Clock) -> tuple[IncidentEntry, ...]:
    """Events and timestamps in chronological order; those without a time of day last, in the order written."""
    events = [_event(event, entry, clock) for event in entry.events]
    for stage, stamp in found.stamps.items():
        if stamp.origin == "typed":
            _add_timestamp(events, stage, IncidentEntry(stamp.instant.moment, clock.period(stamp.instant)), entry)
    timed = [replace(one, offset=clock.offset(one.moment)) for one in events if one.moment]
    return (*sorted(timed, key=_moment), *(one for one in events if not one.moment))


def _event(event: Event, entry: Postmortem, clock: Clock) -> IncidentEntry:
    stage = _STAGES.get(event.type or "", "")
    bare = IncidentEntry(
        moment=event.at.moment,
        day=clock.period(event.at),
        title=event.title,
        text=event.text,
        evidence=event.evidence or "",
        seconds=event.at.precision == "second",
    )
    if event.type == "trigger" and entry.type in TROUBLE:
        return replace(bare, stages=("trigger",), tone="began")
    return _as(bare, stage, entry) if stage else bare


def _add_timestamp(events: list[IncidentEntry], stage: str, stamp: IncidentEntry, entry: Postmortem) -> None:
    """Add a timestamp, unless an event already states it; an event at the same time takes its stage."""
    if stamp.moment is None and stamp.day.precision != "day":
        return
    same = [n for n, one in enumerate(events) if (one.moment, one.day) == (stamp.moment, stamp.day)]
    name = _name(stage, entry)
    if any(name in events[n].stages or (stage == "started" and "trigger" in events[n].stages) for n in same):
        return
    free = [n for n in same if not events[n].stages or not events[n].text]
    if free:
        events[free[0]] = _as(events[free[0]], stage, entry)
    else:
        events.append(_as(stamp, stage, entry))


def _as(one: IncidentEntry, stage: str, entry: Postmortem) -> IncidentEntry:
    tone = _TONES.get(stage, "said") if entry.type in TROUBLE or stage == "resolved" else "said"
    return replace(one, stages=(*one.stages, _name(stage, entry)), tone=one.tone or tone)


def _name(stage: str, entry: Postmortem) -> str:
    return "finished" if stage == "resolved" and entry.type not in TROUBLE else stage


def _moment(one: IncidentEntry) -> datetime:
    assert one.moment
    return one.moment


def markers(before: IncidentEntry, after: IncidentEntry, clock: Clock) -> Iterator[IncidentEntry]:
    """Calendar markers between two entries: a new day, a change of the UTC offset."""
    start, end = _moment(before), _moment(after)
    day = clock.day(end)
    if day != clock.day(start):
        yield IncidentEntry(clock.midnight(day), after.day, text=phrasing.day(day), marker="day")
    for change in clock.changes(start, end):
        yield IncidentEntry(
            change.moment, after.day, text=change.words, marker="clock", offset=clock.offset(change.moment)
        )
