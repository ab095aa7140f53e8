"""The dates that were promised for an entry, one after the other, from its history.

A promise is what the entry said on the day of a commit: its own date, else the date that its release had then.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from milepost.graph.portfolio import Entity, Portfolio
from milepost.history.corrections import CORRECTION_HOURS
from milepost.history.history import History
from milepost.history.ledger import Snapshot, day_of_time
from milepost.kinds.roadmap.model import Item, Milestone, Release
from milepost.schema.base import Entry
from milepost.schema.date_arithmetic import Slip, slip
from milepost.schema.fields import fields_of
from milepost.schema.period import Period, parse

_MONTH = 31  # days


@dataclass(frozen=True, slots=True)
class PromisedDate:
    """A date that was promised from the day `said` on.

    `moved` is how far it is from the promise before; None for the first one. `release` is the id of the release that
    it came with, if it is that of a release. `reason` is what the entry gave as reason for the change, or else the
    first line of the commit's message, if `from_commit`; `author` who made that commit. Both are empty where they are
    not known or not for the audience. `is_actual`: it was written down when the entry was closed.
    """

    said: date
    period: Period
    moved: Slip | None = None
    release: str = ""
    reason: str = ""
    from_commit: bool = False
    author: str = ""
    commit: str = ""
    is_actual: bool = False


@dataclass(frozen=True, slots=True)
class PromiseRecord:
    """All promised dates of an entry, the oldest first; there is at least one.

    `is_first`: nothing is known of the entry before the first one.
    """

    dates: tuple[PromisedDate, ...]
    is_first: bool = False

    @property
    def first(self) -> PromisedDate:
        """The first promise."""
        return self.dates[0]

    @property
    def last(self) -> PromisedDate:
        """What is promised now."""
        return self.dates[-1]

    @property
    def moves(self) -> tuple[PromisedDate, ...]:
        """The promises that changed the date."""
        return tuple(one for one in self.dates[1:] if one.moved is None or one.moved.days)

    @property
    def total(self) -> Slip | None:
        """How far the date is from what was promised first; None if one of the two has no end."""
        return slip(self.last.period, self.first.period)


def promise_record(entity: Entity[Any], history: History, fiscal: int = 1) -> PromiseRecord | None:
    """What was promised for an entry; None if nothing is known. `fiscal` is the first month of the fiscal year (1–12).

    Changes within 48 hours are one: the first day, and the last date.
    """
    trail = history.trail(entity)
    if not trail:
        return None
    stated = _settled(_stated(trail, type(entity.entry), history, fiscal))
    if not stated:
        return None
    notes = history.known.ledger.notes if history.known else {}
    dates: list[PromisedDate] = []
    reason = ""
    for one in stated:
        note = notes.get(one.snapshot.commit)
        typed = one.reason if one.reason != reason else ""
        before = dates[-1].period if dates else None
        words = typed or (note.subject if note and before else "")
        dates.append(
            PromisedDate(
                day_of_time(one.time),
                one.period,
                slip(one.period, before) if before else None,
                one.release,
                words,
                bool(words and not typed),
                note.author if note else "",
                one.snapshot.commit,
                one.is_closed,
            )
        )
        reason = one.reason
    return PromiseRecord(tuple(dates), trail[0].is_first)


def tells_of_promises(portfolio: Portfolio, history: History) -> bool:
    """Whether the history says anything about promised dates: some date moved, or a month has been recorded."""
    if not history.known:
        return False
    days = [day for trail in history.known.ledger.trails.values() for day in (trail[0].day, trail[-1].day)]
    if days and (max(days) - min(days)).days >= _MONTH:
        return True
    fiscal = portfolio.head.fiscal_year_start or 1
    entities = (entity for cls in (Item, Release, Milestone) for entity in portfolio.all(cls))
    return any((found := promise_record(entity, history, fiscal)) and found.moves for entity in entities)


@dataclass(frozen=True, slots=True)
class _Stated:
    """What an entry said from a moment on."""

    time: int
    period: Period
    snapshot: Snapshot
    release: str
    reason: str
    is_closed: bool


def _stated(trail: Sequence[Snapshot], cls: type[Entry], history: History, fiscal: int) -> Iterator[_Stated]:
    """Each date that differs from the one before it."""
    name, closed = cls.declares.dated_by, cls.declares.closed
    # What an entry without a date of its own takes it from, such as `release` of an item.
    given_by = next((spec for spec in fields_of(cls).values() if spec.scheduled and spec.ref), None)
    holder, holder_type = (given_by.name, given_by.ref.type) if given_by and given_by.ref else ("", "")
    holders = {(one.values or {}).get(holder, "").lower() for one in trail} - {""}
    trails = {one: _trail(history, holder_type, one) for one in sorted(holders)}
    before: Period | None = None
    for time in sorted({one.time for found in (trail, *trails.values()) for one in found}):
        said = _at(trail, time)
        if said is None or said.values is None:
            continue
        text, id, snapshot = said.values.get(name, ""), "", said
        if not text and (id := said.values.get(holder, "").lower()):
            found = _at(trails[id], time)
            text = (found.values or {}).get("date", "") if found else ""
            snapshot = found if found and found.time == time and said.time != time else said
        period = _period(text, fiscal)
        if period is None or period == before:
            continue
        reason = said.values.get("slip_reason", "")
        yield _Stated(time, period, snapshot, id, reason, said.values.get("status", "") in closed)
        before = period


def _trail(history: History, type_name: str, id: str) -> tuple[Snapshot, ...]:
    return history.known.ledger.trails.get((type_name, id), ()) if history.known else ()


def _at(trail: Sequence[Snapshot], time: int) -> Snapshot | None:
    """The snapshot that holds at a moment."""
    return next((one for one in reversed(trail) if one.time <= time), None)


def _period(text: str, fiscal: int) -> Period | None:
    """A date as it was written; None for what is none, or not any more."""
    try:
        return parse(text, fiscal) if text else None
    except ValueError:
        return None


def _settled(found: Iterator[_Stated]) -> list[_Stated]:
    """With changes within 48 hours of each other as one: what was said first was not yet a promise."""
    kept: list[_Stated] = []
    for one in found:
        corrects = kept and one.time - kept[-1].time <= CORRECTION_HOURS * 3600
        said = replace(one, time=kept.pop().time) if corrects else one
        if not kept or kept[-1].period != said.period:
            kept.append(said)
    return kept
