"""How long it took to notice, to stop the harm and to put entities right, from the stamps of a post-mortem."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from milepost.graph.portfolio import Entity
from milepost.kinds.postmortem.model import Event, Postmortem
from milepost.schema.duration import Duration
from milepost.schema.instant import Instant

StampFrom = Literal["typed", "events"]
ElapsedFrom = Literal["stamps", "events", "written"]

# Of several events of a type the first began something and the last ended it.
_EVENTS: dict[str, tuple[str, Callable[[Iterable[datetime]], datetime]]] = {
    "started": ("trigger", min),
    "detected": ("detection", min),
    "declared": ("declaration", min),
    "mitigated": ("mitigation", min),
    "resolved": ("resolution", max),
}


@dataclass(frozen=True, slots=True)
class Stamp:
    """A moment, and whether it was `typed` or is that of `events`."""

    instant: Instant
    origin: StampFrom


@dataclass(frozen=True, slots=True)
class Elapsed:
    """Seconds from the start, from both `stamps` as typed, from `events`, or as `written` in words; None if unknown."""

    seconds: int | None = None
    origin: ElapsedFrom | None = None


@dataclass(frozen=True, slots=True)
class IncidentInsight:
    """About one post-mortem. `days` are calendar days from the first to the last, both counted.

    Seconds are known only between two times of day, whatever the clocks did in between; a bare day gives none.
    """

    entity: Entity[Postmortem]
    stamps: dict[str, Stamp]
    to_detect: Elapsed
    to_mitigate: Elapsed
    to_resolve: Elapsed
    days: int | None

    @property
    def seconds_to_detect(self) -> int | None:
        """From the start until somebody noticed."""
        return self.to_detect.seconds

    @property
    def seconds_to_detect_from(self) -> ElapsedFrom | None:
        """Where that is from."""
        return self.to_detect.origin

    @property
    def seconds_to_mitigate(self) -> int | None:
        """From the start until it stopped hurting."""
        return self.to_mitigate.seconds

    @property
    def seconds_to_mitigate_from(self) -> ElapsedFrom | None:
        """Where that is from."""
        return self.to_mitigate.origin

    @property
    def seconds_to_resolve(self) -> int | None:
        """From the start until it was over."""
        return self.to_resolve.seconds

    @property
    def seconds_to_resolve_from(self) -> ElapsedFrom | None:
        """Where that is from."""
        return self.to_resolve.origin


def incident_insight(entity: Entity[Postmortem]) -> IncidentInsight:
    """What the stamps of a post-mortem say."""
    entry = entity.entry
    stamps = {name: stamp for name in _EVENTS if (stamp := _stamp(entry, name))}
    start = stamps.get("started")
    return IncidentInsight(
        entity=entity,
        stamps=stamps,
        to_detect=_elapsed(start, stamps.get("detected"), entry.detected_after),
        to_mitigate=_elapsed(start, stamps.get("mitigated"), entry.mitigated_after),
        to_resolve=_elapsed(start, stamps.get("resolved"), entry.resolved_after),
        days=_days(start, stamps.get("resolved")),
    )


def _stamp(entry: Postmortem, name: str) -> Stamp | None:
    if typed := getattr(entry, name):
        return Stamp(typed, "typed")
    type_name, which = _EVENTS[name]
    at = _at((event for event in entry.events if event.type == type_name), which)
    return Stamp(at, "events") if at else None


def _at(events: Iterable[Event], which: Callable[[Iterable[datetime]], datetime]) -> Instant | None:
    """The moment of the first or the last of some events; a bare day only where none has a time."""
    found = [event.at for event in events]
    timed = {at.moment: at for at in found if at.moment}
    return timed[which(timed)] if timed else next(iter(found), None)


def _elapsed(start: Stamp | None, end: Stamp | None, written: Duration | None) -> Elapsed:
    """From the moments where both are known and in order, else as written."""
    if start and end and start.instant.moment and end.instant.moment:
        seconds = int((end.instant.moment - start.instant.moment).total_seconds())
        if seconds >= 0:
            return Elapsed(seconds, "events" if "events" in (start.origin, end.origin) else "stamps")
    if written and written.seconds is not None:
        return Elapsed(written.seconds, "written")
    return Elapsed()


def _days(start: Stamp | None, end: Stamp | None) -> int | None:
    """Both days as written, which is how people count them; None where one is vaguer, or they are out of order."""
    first, last = start and start.instant.day, end and end.instant.day
    if not (first and last and first.first and last.first) or {first.precision, last.precision} != {"day"}:
        return None
    days = (last.first - first.first).days + 1
    return days if days > 0 else None
