"""Milestones and releases as moments on a line."""

from __future__ import annotations

from collections.abc import Iterable

from milepost.model.period import Period
from milepost.model.roadmap import Milestone, Release
from milepost.portfolio import Thing
from milepost.views import words
from milepost.views.addresses import anchor
from milepost.views.desk import Desk
from milepost.views.pieces import Moment, Ref

_SOON = 45


def moment(desk: Desk, thing: Thing[Milestone], *, linked: bool = False) -> Moment:
    """A milestone; `linked` where it is shown away from what it belongs to, and says whose it is."""
    found = desk.insight.milestone(thing)
    owner = thing.parent
    closed = owner is not None and getattr(owner.entry, "status", None) == "done"
    late = words.lasting(found.late_by_days) if found.late_by_days else ""
    return Moment(
        anchor="" if linked else anchor(thing),
        ref=desk.ref(thing) if linked else Ref(thing.title),
        when=words.short(found.date, desk.as_of),
        met=bool(found.met) or (found.met is None and closed),
        was=words.short(thing.entry.baseline, desk.as_of) if found.slip and found.slip.days else "",
        late=f"{late} overdue" if late else "",
        summary=(owner.title if owner else "") if linked else thing.entry.summary or "",
        away="" if found.met else away(desk, found.date),
        description="" if linked else thing.entry.description or "",
    )


def release_moment(desk: Desk, release: Thing[Release], date: Period) -> Moment:
    """A release among milestones."""
    return Moment("", desk.ref(release), words.short(date, desk.as_of), away=away(desk, date))


def moments_of(desk: Desk, things: Iterable[Thing[Milestone]]) -> tuple[Moment, ...]:
    """Milestones in the order of their dates."""
    return tuple(moment(desk, thing) for thing in sorted(things, key=when))


def when(thing: Thing[Milestone]) -> tuple[str, str]:
    """Orders milestones by their last day, those of later at the end."""
    date: Period | None = thing.entry.date
    return (
        date.last.isoformat() if date and date.last else "9999",
        date.first.isoformat() if date and date.first else "9999",
    )


def away(desk: Desk, period: Period | None) -> str:
    """How far ahead a near day is: "in 15 days". Nothing for what is past, far off or vaguer than a day."""
    if period is None or period.first is None or period.precision != "day" or period.approximate:
        return ""
    days = (period.first - desk.as_of).days
    return words.away(days) if 0 <= days <= _SOON else ""
