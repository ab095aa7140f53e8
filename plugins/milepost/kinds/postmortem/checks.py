"""Contradictory timestamps in post-mortems. Only certain contradictions are reported."""

from __future__ import annotations

from collections.abc import Iterator

from milepost.checks.check import Context, check, named
from milepost.checks.violation import Violation
from milepost.kinds.postmortem.model import Postmortem
from milepost.schema import instant
from milepost.schema.duration import SECONDS, Duration
from milepost.schema.instant import Instant

# For each timestamp those that cannot be later, the nearest first.
_PREDECESSORS = {
    "detected": ("started",),
    "declared": ("detected", "started"),
    "mitigated": ("started",),
    "resolved": ("mitigated", "declared", "detected", "started"),
}
_WORDS = {
    "started": "began",
    "detected": "was detected",
    "declared": "was declared",
    "mitigated": "was mitigated",
    "resolved": "was resolved",
}
_EVENTS = {"trigger": "started", "detection": "detected", "mitigation": "mitigated", "resolution": "resolved"}
_PRECISIONS = ("second", "minute", "day", "month", "quarter", "half", "year", "later")


def is_before(one: Instant, other: Instant) -> bool:
    """Whether one instant certainly precedes another.

    A bare day may be in any time zone, so compared with a time of day it has a tolerance of one day on each side.
    """
    if one.moment and other.moment:
        return one.moment < other.moment
    if not (one.day.last and other.day.first):
        return False
    doubt = 1 if one.moment or other.moment else 0
    return (other.day.first - one.day.last).days > doubt


@check("incident-order", "error", "The moments of a post-mortem are in an order that cannot be.")
def incident_order(c: Context) -> Iterator[Violation]:
    for entity in c.portfolio.all(Postmortem):
        for name, others in _PREDECESSORS.items():
            at: Instant | None = getattr(entity.entry, name)
            for other in others if at else ():
                first: Instant | None = getattr(entity.entry, other)
                if at and first and is_before(at, first):
                    message = f"{named(entity)} {_WORDS[name]} {at}, before it {_WORDS[other]} ({first})"
                    yield c.found(entity, (name,), message, "is one of them mistyped?")
                    break


@check("event-order", "warning", "An event stands after one that came later.")
def event_order(c: Context) -> Iterator[Violation]:
    for entity in c.portfolio.all(Postmortem):
        latest: Instant | None = None
        for event in c.portfolio.nested(entity, "event"):
            at = event.entry.at
            if latest and is_before(at, latest):
                message = f"{named(event)} ({at}) stands after what came later ({latest})"
                yield c.found(event, ("at",), message, "write events in the order they came")
            else:
                latest = at


@check("duration-contradicted", "warning", "A duration is written that the moments contradict.")
def duration_contradicted(c: Context) -> Iterator[Violation]:
    for entity in c.portfolio.all(Postmortem):
        entry = entity.entry
        for name in ("detected", "mitigated", "resolved"):
            written: Duration | None = getattr(entry, f"{name}_after")
            start, end = entry.started, getattr(entry, name)
            if not (written and written.seconds is not None and start and end and start.moment and end.moment):
                continue
            true = (end.moment - start.moment).total_seconds()
            if true >= 0 and abs(true - written.seconds) >= max(60, SECONDS[written.precision]):
                message = f"{named(entity)} {_WORDS[name]} {_duration_text(true)} after it began, not {written}"
                hint = "leave the duration out: it is computed from the timestamps"
                yield c.found(entity, (f"{name}_after",), message, hint)


def _duration_text(seconds: float) -> str:
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"


@check("moment-in-future", "warning", "A post-mortem tells of a moment that is yet to come.")
def moment_in_future(c: Context) -> Iterator[Violation]:
    today = instant.parse(c.as_of.isoformat())
    for entity in c.portfolio.all(Postmortem):
        moments = [(entity, name, getattr(entity.entry, name)) for name in _WORDS]
        moments += [(event, "at", event.entry.at) for event in c.portfolio.nested(entity, "event")]
        for owner, name, at in moments:
            if at and is_before(today, at):
                message = f"{named(owner)} tells of {at}, which is yet to come"
                yield c.found(owner, (name,), message, "is the year right?")


@check("postmortem-undated", "info", "Nothing in a post-mortem says when it was.")
def postmortem_undated(c: Context) -> Iterator[Violation]:
    for entity in c.portfolio.all(Postmortem):
        entry = entity.entry
        if not entry.events and not any(getattr(entry, name) for name in _WORDS):
            message = f"nothing says when {named(entity)} was"
            yield c.found(entity, (), message, "add started: and resolved:; a day or a month will do")


@check("closed-with-open-actions", "warning", "A post-mortem is closed, and actions of it are open.")
def closed_with_open_actions(c: Context) -> Iterator[Violation]:
    for entity in c.portfolio.all(Postmortem):
        left = [one for one in c.portfolio.nested(entity, "action") if one.entry.is_open]
        if left and entity.entry.status == "closed":
            message = f"{named(entity)} is closed, and {len(left):,} of its actions are open, such as {named(left[0])}"
            hint = "close them, or set the status to reviewed"
            yield c.found(entity, ("status",), message, hint)


@check("embargo-without-effect", "info", "An embargo is over, or holds back what nobody outside would see anyway.")
def embargo_without_effect(c: Context) -> Iterator[Violation]:
    innermost = c.portfolio.audiences[-1]
    for entity in c.portfolio.all(Postmortem):
        until = entity.entry.embargo_until
        if not until or not until.first:
            continue
        if until.first <= c.as_of:
            message = f"the embargo on {named(entity)} ended {until}"
            yield c.found(entity, ("embargo_until",), message, "take the line out")
        elif (entity.entry.audience or entity.document.folder_audience or innermost) == innermost:
            message = f"{named(entity)} is for {innermost} readers, with or without an embargo"
            yield c.found(entity, ("embargo_until",), message, "set its audience, or take the line out")


@check("public-moment-undone", "warning", "Outsiders are told a vaguer moment, and read the exact one at an event.")
def public_moment_undone(c: Context) -> Iterator[Violation]:
    for view in c.audience_views[:1]:
        for entity, seen in view.pairs.items():
            if not isinstance(seen.entry, Postmortem) or not entity.entry.public:
                continue
            replaced = entity.entry.public.model_fields_set
            for event in seen.entry.events:
                name = _EVENTS.get(event.type or "", "")
                told: Instant | None = getattr(seen.entry, name) if name in replaced else None
                if told and _PRECISIONS.index(event.at.precision) < _PRECISIONS.index(told.precision):
                    what = f"{named(entity)} {_WORDS[name]} {told}"
                    message = f"outsiders are to read that {what}, but an event says {event.at}"
                    hint = "give the event other words in public:, or use date_precision"
                    yield c.found(entity, ("public", name), message, hint)
