"""What a site asks of every change; each is a rule that is off until the site turns it on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from milepost.diff.cascades import moves_along, told_of_release
from milepost.diff.change import Change
from milepost.diff.comparison import Comparison
from milepost.diff.dates import moved
from milepost.diff.matching import AnyEntity, Pair
from milepost.kinds.roadmap.model import Approval
from milepost.kit import phrasing
from milepost.rules import Levels
from milepost.schema.fields import fields_of
from milepost.schema.meaning import Meaning
from milepost.schema.period import Period

_OPENED = ("audience-widened", "published")
# What is said of an approval that is none.
_NOT_GIVEN = ("declined", "rejected", "refused", "denied", "withdrawn", "revoked", "requested", "pending", "open")


def changes(states: Comparison, found: Iterable[Change], levels: Levels) -> Iterator[Change]:
    """Breaches of the policies that are on. Only who sees everything can tell: for others there are none."""
    if not states.head.innermost:
        return
    if levels.on("published-without-summary"):
        pairs = {(pair.entity.type, pair.entity.key): pair for pair in states.matched}
        for change in found:
            if change.rule in _OPENED and change.type == "item":
                yield from _without_summary(states, pairs[change.type, change.key])
    if levels.on("unexplained-slip") or levels.on("late-change"):
        days = levels.option("late-change", "days") if levels.on("late-change") else None
        for pair, change, due in _public_moves(states):
            slips = change.rule == "date-slipped" or not change.after
            if levels.on("unexplained-slip") and slips and _place_for(pair.entity, "slip_reason"):
                yield from _unexplained(states, pair, change)
            if days is not None:
                yield from _late(states, pair, change, due, days)


def _public_moves(states: Comparison) -> Iterator[tuple[Pair, Change, Period]]:
    """Open promises whose date outsiders read otherwise now, and which date they read before.

    What moves with its release, and a milestone that moves with its item, is not asked again.
    """
    outside = states.outermost()
    whole = {pair.after: pair for pair in states.matched if pair.after}
    inner = {seen: whole[entity] for entity, seen in states.seen(states.head.audiences[0])[1].items()}
    for seen in outside.matched:
        declared = type(seen.entity.entry).declares
        if not seen.both or declared.means is not Meaning.PROMISE or _is_over(seen.entity):
            continue
        before, after = seen.both
        if seen.entity.type == "item" and told_of_release(outside, seen, declared.dated_by):
            continue
        was, now = outside.main_date(before, now=False), outside.main_date(after, now=True)
        if was and not moves_along(outside, seen) and (change := moved(outside, seen, was, now, declared.dated_by)):
            yield inner[after], change, was


def _place_for(entity: AnyEntity | None, field: str) -> AnyEntity | None:
    """Where an entry has a field: in itself, else in what it is nested in; None where there is no place for it."""
    return next(
        (one for one in (entity, entity and entity.parent) if one and field in fields_of(type(one.entry))), None
    )


def _is_over(entity: AnyEntity) -> bool:
    """Whether it is closed, or in something that is."""
    return bool(entity.entry.is_closed or (entity.parent and entity.parent.entry.is_closed))


def _without_summary(states: Comparison, pair: Pair) -> Iterator[Change]:
    entry = pair.entity.entry
    if not ((entry.public and entry.public.summary) or entry.summary):
        yield states.change("published-without-summary", pair, "becomes public without a summary", "audience")


def _unexplained(states: Comparison, pair: Pair, change: Change) -> Iterator[Change]:
    reasons = {_reason(entity) for entity in pair.both or ()}
    if len(reasons) < 2 or not _reason(pair.entity):
        what = f"slips from {change.before} to {change.after or 'no date'}, and no new slip_reason says why"
        yield states.change("unexplained-slip", pair, what, change.field, before=change.before, after=change.after)


def _reason(entity: AnyEntity) -> str:
    """Why something is late, in the words that outsiders read where it has some."""
    place = _place_for(entity, "slip_reason")
    assert place
    public = place.entry.public and getattr(place.entry.public, "slip_reason", None)
    return str(public or place.entry.slip_reason or "")


def _late(states: Comparison, pair: Pair, change: Change, due: Period, days: int) -> Iterator[Change]:
    """A promise that was due within so many days, and moved without a new approval: of a release, of an item in it."""
    if not (due.last and states.as_of <= due.last <= states.as_of + timedelta(days=days)):
        return
    around: tuple[AnyEntity | None, ...] = (pair.entity, pair.entity.parent)
    release = next((one for one in around if one and one.type == "release"), None)
    concerned = [pair]
    if release:
        items = set(states.after.release(release).items)
        concerned = [one for one in states.matched if one.after in items]
    elif not _place_for(pair.entity, "approvals"):
        return  # nobody could
    if not any(_approved(one) for one in concerned):
        left = phrasing.count((due.last - states.as_of).days, "day")
        what = f"is due in {left}, {phrasing.on(due)}, and moves to {change.after or 'no date'} without a new approval"
        yield states.change("late-change", pair, what, change.field, before=change.before, after=change.after)


def _approved(pair: Pair) -> bool:
    """Whether somebody approved with the change, who had not on that day: of a milestone, the item that it is in."""
    before, after = (_place_for(one, "approvals") for one in (pair.before, pair.after))
    earlier = {_key(one) for one in before.entry.approvals if _given(one)} if before else set()
    return bool(after and {_key(one) for one in after.entry.approvals if _given(one)} - earlier)


def _given(approval: Approval) -> bool:
    return (approval.decision or _NOT_GIVEN[-1]).lower() not in _NOT_GIVEN


def _key(approval: Approval) -> tuple[str, str]:
    """Who decided, and when; without a day at which gate. The words for a gate may be corrected."""
    return (approval.role or "").lower(), str(approval.on or "") or (approval.gate or "")
