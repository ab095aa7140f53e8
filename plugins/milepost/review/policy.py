"""What a site asks of every change; each is a rule that is off until the site turns it on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from milepost.model.period import Period
from milepost.review.change import Change
from milepost.review.dates import moved
from milepost.review.pairs import Pair
from milepost.review.states import States
from milepost.rules import Levels
from milepost.views import words

_OPENED = ("audience-widened", "published")
_CLOSED = ("done", "cancelled")


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
            if levels.on("unexplained-slip") and change.rule == "date-slipped" and pair.thing.type == "item":
                yield from _unexplained(states, pair, change)
            if days is not None:
                yield from _late(states, pair, change, due, days)


def _public_moves(states: States) -> Iterator[tuple[Pair, Change, Period]]:
    """Open items and releases whose date, as outsiders read it, is another now, and which date they read before.

    What moves with its release is not asked again.
    """
    outside = states.outermost()
    whole = {pair.after: pair for pair in states.matched if pair.after}
    inner = {seen: whole[thing] for thing, seen in states.seen(states.head.audiences[0])[1].items()}
    for seen in outside.matched:
        if not seen.both or seen.thing.type not in ("item", "release") or seen.thing.entry.status in _CLOSED:
            continue
        before, after = seen.both
        if seen.thing.type == "item":
            was, now = outside.before.item(before), outside.after.item(after)
            dates = None if now.end_from == was.end_from == "release" else (was.end, now.end)
        else:
            dates = (before.entry.date, after.entry.date)
        if dates and dates[0] and (change := moved(outside, seen, *dates, "end")):
            yield inner[after], change, dates[0]


def _without_summary(states: States, pair: Pair) -> Iterator[Change]:
    entry = pair.thing.entry
    if not ((entry.public and entry.public.summary) or entry.summary):
        yield states.change("published-without-summary", pair, "becomes public without a summary", "audience")


def _unexplained(states: States, pair: Pair, change: Change) -> Iterator[Change]:
    assert pair.before
    reason = pair.thing.entry.slip_reason
    if not reason or reason == pair.before.entry.slip_reason:
        what = f"slips from {change.before} to {change.after}, and no new slip_reason says why"
        yield states.change("unexplained-slip", pair, what, "end", before=change.before, after=change.after)


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
        what = f"was due {words.on(due)} and moves to {change.after or 'no date'} {left} before, unapproved"
        yield states.change("late-change", pair, what, change.field, before=change.before, after=change.after)


def _approved(pair: Pair) -> bool:
    """Whether an approval was written with the change."""
    before = pair.before.entry.approvals if pair.before else ()
    return bool(pair.after and {repr(one) for one in pair.after.entry.approvals} - {repr(one) for one in before})
