"""Time to detect, mitigate, and resolve an incident, from the timestamps of a post-mortem."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from milepost.graph.portfolio import Entity
from milepost.kinds.postmortem.model import Event, Postmortem
from milepost.schema.duration import Duration
from milepost.schema.instant import Instant

TimestampOrigin = Literal["typed", "events"]
ElapsedOrigin = Literal["stamps", "events", "written"]

# If there are several events of a type, the first one counts, except for the resolution, where the last one does.
_EVENT_OF_TIMESTAMP: dict[str, tuple[str, Callable[[Iterable[datetime]], datetime]]] = {
    "started": ("trigger", min),
    "detected": ("detection", min),
    "declared": ("declaration", min),
    "mitigated": ("mitigation", min),
    "resolved": ("resolution", max),
}


@dataclass(frozen=True, slots=True)
class Timestamp:
    """A timestamp and its origin: `typed`, or taken from `events`."""

    instant: Instant
    origin: TimestampOrigin


@dataclass(frozen=True, slots=True)
class Elapsed:
    """Seconds since the start, and their origin; None if unknown.

    `stamps`: both timestamps are typed; `events`: at least one is taken from the events; `written`: given as a
    duration.
    """

    seconds: int | None = None
    origin: ElapsedOrigin | None = None


@dataclass(frozen=True, slots=True)
class IncidentInsight:
    """Values of one post-mortem. `days` are calendar days from the first to the last, inclusive.

    Seconds are known only between two times of day, regardless of clock changes in between; a bare day gives none.
    """

    entity: Entity[Postmortem]
    stamps: dict[str, Timestamp]
    to_detect: Elapsed
    to_mitigate: Elapsed
    to_resolve: Elapsed
    days: int | None

    @property
    def seconds_to_detect(self) -> int | None:
        """Seconds from start to detection."""
        return self.to_detect.seconds

    @property
    def seconds_to_detect_from(self) -> ElapsedOrigin | None:
        """Origin of `seconds_to_detect`."""
        return self.to_detect.origin

    @property
    def seconds_to_mitigate(self) -> int | None:
        """Seconds from start to mitigation."""
        return self.to_mitigate.seconds

    @property
    def seconds_to_mitigate_from(self) -> ElapsedOrigin | None:
        """Origin of `seconds_to_mitigate`."""
        return self.to_mitigate.origin

    @property
    def seconds_to_resolve(self) -> int | None:
        """Seconds from start to resolution."""
        return self.to_resolve.seconds

    @property
    def seconds_to_resolve_from(self) -> ElapsedOrigin | None:
        """Origin of `seconds_to_resolve`."""
        return self.to_resolve.origin


def incident_insight(entity: Entity[Postmortem]) -> IncidentInsight:
    """Values of a post-mortem, from its timestamps and events."""
    entry = entity.entry
    stamps = {name: stamp for name in _EVENT_OF_TIMESTAMP if (stamp := _timestamp(entry, name))}
    start = stamps.get("started")
    return IncidentInsight(
        entity=entity,
        stamps=stamps,
        to_detect=_elapsed(start, stamps.get("detected"), entry.detected_after),
        to_mitigate=_elapsed(start, stamps.get("mitigated"), entry.mitigated_after),
        to_resolve=_elapsed(start, stamps.get("resolved"), entry.resolved_after),
        days=_calendar_days(start, stamps.get("resolved")),
    )


def _timestamp(entry: Postmortem, name: str) -> Timestamp | None:
    if typed := getattr(entry, name):
        return Timestamp(typed, "typed")
    type_name, which = _EVENT_OF_TIMESTAMP[name]
    at = _event_instant((event for event in entry.events if event.type == type_name), which)
    return Timestamp(at, "events") if at else None


def _event_instant(events: Iterable[Event], which: Callable[[Iterable[datetime]], datetime]) -> Instant | None:
    """The first or last instant of some events; a bare day only if none has a time of day."""
    found = [event.at for event in events]
    timed = {at.moment: at for at in found if at.moment}
    return timed[which(timed)] if timed else next(iter(found), None)


def _elapsed(start: Timestamp | None, end: Timestamp | None, written: Duration | None) -> Elapsed:
    """Elapsed time between two timestamps if both have a time of day and are in order, else as written."""
    if start and end and start.instant.moment and end.instant.moment:
        seconds = int((end.instant.moment - start.instant.moment).total_seconds())
        if seconds >= 0:
            return Elapsed(seconds, "events" if "events" in (start.origin, end.origin) else "stamps")
    if written and written.seconds is not None:
        return Elapsed(written.seconds, "written")
    return Elapsed()


def _calendar_days(start: Timestamp | None, end: Timestamp | None) -> int | None:
    """Calendar days including both ends; None if a date is coarser than a day or they are out of order."""
    first, last = start and start.instant.day, end and end.instant.day
    if not (first and last and first.first and last.first) or {first.precision, last.precision} != {"day"}:
        return None
    days = (last.first - first.first).days + 1
    return days if days > 0 else None
