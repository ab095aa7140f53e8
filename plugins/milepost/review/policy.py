"""What a site asks of every change; each is a rule that is off until the site turns it on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from milepost.model.period import Period
from milepost.model.roadmap import Approval
from milepost.review.change import Change
from milepost.review.dates import moved
from milepost.review.pairs import AnyThing, Pair
from milepost.review.states import States
from milepost.review.together import moves_along, told_of_release
from milepost.rules import Levels
from milepost.views import words

_OPENED = ("audience-widened", "published")
_CLOSED = ("done", "cancelled")
# What is said of an approval that is none.
_NOT_GIVEN = ("declined", "rejected", "refused", "denied", "withdrawn", "revoked", "requested", "pending", "open")


def changes(states: States, found: Iterable[Change], levels: Levels) -> Iterator[Change]:
    """Breaches of the policies that are on. Only who sees everything can tell: for others there are none."""
    if not states.head.innermost:
        return
    if levels.on("published-without-summary"):
        pairs = {(pair.thing.type, pair.thing.key): pair for pair in states.matched}
        for change in found:
            if change.rule in _OPENED and change.type == "item":
                yield from _without_summary(states, pairs[change.type, change.key])
    if levels.on("unexplained-slip") or levels.on("late-change"):
        days = levels.option("late-change", "days") if levels.on("late-change") else None
        for pair, change, due in _public_moves(states):
            slips = change.rule == "date-slipped" or not change.after
            if levels.on("unexplained-slip") and slips and _has_reason(pair.thing):
                yield from _unexplained(states, pair, change)
            if days is not None:
                yield from _late(states, pair, change, due, days)


def _public_moves(states: States) -> Iterator[tuple[Pair, Change, Period]]:
    """Open items, milestones and releases whose date outsiders read otherwise now, and which date they read before.

    What moves with its release, and a milestone that moves with its item, is not asked again.
    """
    outside = states.outermost()
    whole = {pair.after: pair for pair in states.matched if pair.after}
    inner = {seen: whole[thing] for thing, seen in states.seen(states.head.audiences[0])[1].items()}
    for seen in outside.matched:
        if not seen.both or seen.thing.type not in ("item", "milestone", "release") or _is_over(seen.thing):
            continue
        before, after = seen.both
        field = type(seen.thing.entry).declares.dated_by
        dates = (before.entry.date, after.entry.date) if seen.thing.type != "item" else None
        if seen.thing.type == "item" and not told_of_release(outside, seen, "end"):
            dates = (outside.before.item(before).end, outside.after.item(after).end)
        if dates and dates[0] and not moves_along(outside, seen) and (change := moved(outside, seen, *dates, field)):
            yield inner[after], change, dates[0]


def _has_reason(thing: AnyThing) -> bool:
    """Whether there is a place for a reason: releases have none."""
    return thing.type == "item" or bool(thing.type == "milestone" and thing.parent and thing.parent.type == "item")


def _is_over(thing: AnyThing) -> bool:
    """Whether it is closed, or a milestone that is reached or of something closed."""
    if thing.type == "milestone":
        return bool(thing.entry.done or getattr(thing.parent and thing.parent.entry, "status", None) in _CLOSED)
    return thing.entry.status in _CLOSED


def _without_summary(states: States, pair: Pair) -> Iterator[Change]:
    entry = pair.thing.entry
    if not ((entry.public and entry.public.summary) or entry.summary):
        yield states.change("published-without-summary", pair, "becomes public without a summary", "audience")


def _unexplained(states: States, pair: Pair, change: Change) -> Iterator[Change]:
    reasons = {_reason(thing) for thing in pair.both or ()}
    if len(reasons) < 2 or not _reason(pair.thing):
        what = f"slips from {change.before} to {change.after or 'no date'}, and no new slip_reason says why"
        yield states.change("unexplained-slip", pair, what, change.field, before=change.before, after=change.after)


def _reason(thing: AnyThing) -> str:
    """Why something is late, in the words that outsiders read where it has some; of a milestone that of its item."""
    entry = (thing.parent if thing.type == "milestone" and thing.parent else thing).entry
    public = getattr(entry, "public", None)
    return str(getattr(public, "slip_reason", None) or getattr(entry, "slip_reason", None) or "")


def _late(states: States, pair: Pair, change: Change, due: Period, days: int) -> Iterator[Change]:
    """A promise that was due within so many days, and moved without a new approval: of a release, of an item in it."""
    if not (due.last and states.as_of <= due.last <= states.as_of + timedelta(days=days)):
        return
    concerned = [pair]
    if pair.thing.type == "release":
        items = set(states.after.release(pair.thing).items)
        concerned = [one for one in states.matched if one.after in items]
    if not any(_approved(one) for one in concerned):
        left = words.count((due.last - states.as_of).days, "day")
        what = f"is due in {left}, {words.on(due)}, and moves to {change.after or 'no date'} without a new approval"
        yield states.change("late-change", pair, what, change.field, before=change.before, after=change.after)


def _approved(pair: Pair) -> bool:
    """Whether somebody approved with the change, who had not on that day."""
    before = pair.before.entry.approvals if pair.before else ()
    after = pair.after.entry.approvals if pair.after else ()
    return bool({_key(one) for one in after if _given(one)} - {_key(one) for one in before if _given(one)})


def _given(approval: Approval) -> bool:
    return (approval.decision or _NOT_GIVEN[-1]).lower() not in _NOT_GIVEN


def _key(approval: Approval) -> tuple[str, str]:
    """Who decided, and when; without a day at which gate. The words for a gate may be corrected."""
    return (approval.role or "").lower(), str(approval.on or "") or (approval.gate or "")
