"""Policies: what a site requires of changes. Each is a rule that is off until the site turns it on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from milepost.diff.cascades import dated_by_release, moves_with_parent
from milepost.diff.change import Change
from milepost.diff.comparison import Comparison
from milepost.diff.dates import date_change
from milepost.diff.matching import AnyEntity, Pair
from milepost.kinds.roadmap.model import Approval
from milepost.kit import phrasing
from milepost.rules import Levels
from milepost.schema.fields import fields_of
from milepost.schema.meaning import Meaning
from milepost.schema.period import Period

_DISCLOSING_RULES = ("audience-widened", "published")
# Decisions that do not approve.
_NOT_GRANTED = ("declined", "rejected", "refused", "denied", "withdrawn", "revoked", "requested", "pending", "open")


def changes(comparison: Comparison, found: Iterable[Change], levels: Levels) -> Iterator[Change]:
    """Breaches of the policies that are on; only for the most restricted audience, which sees reasons and approvals."""
    if not comparison.head.innermost:
        return
    if levels.on("published-without-summary"):
        pairs = {(pair.entity.type, pair.entity.key): pair for pair in comparison.matched}
        for change in found:
            if change.rule in _DISCLOSING_RULES and change.type == "item":
                yield from _without_summary(comparison, pairs[change.type, change.key])
    if levels.on("unexplained-slip") or levels.on("late-change"):
        days = levels.option("late-change", "days") if levels.on("late-change") else None
        for pair, change, due in _moved_public_promises(comparison):
            slips = change.rule == "date-slipped" or not change.after
            if levels.on("unexplained-slip") and slips and _holder_of(pair.entity, "slip_reason"):
                yield from _unexplained_slip(comparison, pair, change)
            if days is not None:
                yield from _late_change(comparison, pair, change, due, days)


def _moved_public_promises(comparison: Comparison) -> Iterator[tuple[Pair, Change, Period]]:
    """(pair, date change, earlier date) of each open promise whose date changed for the broadest audience.

    What moves with its release, and a milestone that moves with its item, is left to that one.
    """
    outside = comparison.for_broadest_audience()
    whole = {pair.after: pair for pair in comparison.matched if pair.after}
    inner = {seen: whole[entity] for entity, seen in comparison.visible_to(comparison.head.audiences[0])[1].items()}
    for seen in outside.matched:
        declared = type(seen.entity.entry).declares
        if not seen.both or declared.means is not Meaning.PROMISE or _is_closed(seen.entity):
            continue
        before, after = seen.both
        if seen.entity.type == "item" and dated_by_release(outside, seen, declared.dated_by):
            continue
        was, now = outside.main_date(before, now=False), outside.main_date(after, now=True)
        if (
            was
            and not moves_with_parent(outside, seen)
            and (change := date_change(outside, seen, was, now, declared.dated_by))
        ):
            yield inner[after], change, was


def _holder_of(entity: AnyEntity | None, field: str) -> AnyEntity | None:
    """The entity, or else its parent, whose class has a field; None if neither has."""
    return next(
        (one for one in (entity, entity and entity.parent) if one and field in fields_of(type(one.entry))), None
    )


def _is_closed(entity: AnyEntity) -> bool:
    """Whether an entity or its parent is closed."""
    return bool(entity.entry.is_closed or (entity.parent and entity.parent.entry.is_closed))


def _without_summary(comparison: Comparison, pair: Pair) -> Iterator[Change]:
    entry = pair.entity.entry
    if not ((entry.public and entry.public.summary) or entry.summary):
        yield comparison.change("published-without-summary", pair, "becomes public without a summary", "audience")


def _unexplained_slip(comparison: Comparison, pair: Pair, change: Change) -> Iterator[Change]:
    reasons = {_reason(entity) for entity in pair.both or ()}
    if len(reasons) < 2 or not _reason(pair.entity):
        what = f"slips from {change.before} to {change.after or 'no date'}, and no new slip_reason says why"
        yield comparison.change("unexplained-slip", pair, what, change.field, before=change.before, after=change.after)


def _reason(entity: AnyEntity) -> str:
    """Why an entity is late: the public reason if there is one, else its own."""
    place = _holder_of(entity, "slip_reason")
    assert place
    public = place.entry.public and getattr(place.entry.public, "slip_reason", None)
    return str(public or place.entry.slip_reason or "")


def _late_change(comparison: Comparison, pair: Pair, change: Change, due: Period, days: int) -> Iterator[Change]:
    """A promise due within `days` calendar days that moved without a new approval.

    A release needs a new approval of one of its items.
    """
    if not (due.last and comparison.as_of <= due.last <= comparison.as_of + timedelta(days=days)):
        return
    around: tuple[AnyEntity | None, ...] = (pair.entity, pair.entity.parent)
    release = next((one for one in around if one and one.type == "release"), None)
    concerned = [pair]
    if release:
        items = set(comparison.after.release(release).items)
        concerned = [one for one in comparison.matched if one.after in items]
    elif not _holder_of(pair.entity, "approvals"):
        return  # the kind has no approvals, so none can be required
    if not any(_approved(one) for one in concerned):
        left = phrasing.count((due.last - comparison.as_of).days, "day")
        what = f"is due in {left}, {phrasing.on(due)}, and moves to {change.after or 'no date'} without a new approval"
        yield comparison.change("late-change", pair, what, change.field, before=change.before, after=change.after)


def _approved(pair: Pair) -> bool:
    """Whether the change brings an approval that was not there before; a milestone is approved with its item."""
    before, after = (_holder_of(one, "approvals") for one in (pair.before, pair.after))
    earlier = {_approval_key(one) for one in before.entry.approvals if _is_granted(one)} if before else set()
    return bool(after and {_approval_key(one) for one in after.entry.approvals if _is_granted(one)} - earlier)


def _is_granted(approval: Approval) -> bool:
    return (approval.decision or _NOT_GRANTED[-1]).lower() not in _NOT_GRANTED


def _approval_key(approval: Approval) -> tuple[str, str]:
    """Identifies an approval: role and day, or role and gate if it has no day. A gate's wording may be corrected."""
    return (approval.role or "").lower(), str(approval.on or "") or (approval.gate or "")
