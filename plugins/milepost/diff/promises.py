"""Moved dates of items and releases, and their effects: late dependents and missed releases."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace

from milepost.diff.cascades import Releases, dated_by_release, in_same_release, milestones_moving_with, releases
from milepost.diff.change import Change
from milepost.diff.comparison import Comparison
from milepost.diff.dates import date_change
from milepost.diff.matching import Pair
from milepost.diff.rules import level_of
from milepost.graph.portfolio import Entity
from milepost.kinds.roadmap.model import Item, Release
from milepost.kit import phrasing

_WITH = {
    "release": ", with its release",
    "milestones": ", with its milestones",
    "children": ", with its parts",
    "project": ", with its project",
}
_INSTEAD = {
    "release": ", since that of its release counts now",
    "milestones": ", since those of its milestones count now",
    "children": ", since those of its parts count now",
    "project": ", since that of its project counts now",
}
_FROM_PARTS = ("milestones", "children", "project")

ItemEntity = Entity[Item]


def changes(comparison: Comparison) -> Iterator[Change]:
    """Yield the date changes of items and releases, items that became late, and releases that became too early."""
    late = dict(_late_items(comparison))
    waiting = Counter(cause for cause, _ in late.values())
    for pair in comparison.matched:
        if pair.entity.type == "item" and pair.both:
            yield from _item_dates(comparison, pair, waiting[pair.entity])
        elif pair.entity.type == "release" and pair.both:
            yield from _release_changes(comparison, pair)
    for pair in comparison.matched:
        if pair.entity in late:
            cause, what = late[pair.entity]
            yield comparison.change(
                "dependent-late", pair, f"now {what} for {cause.title}, which it waits for", "start"
            )
    yield from _missed_releases(comparison)


def _item_dates(comparison: Comparison, pair: Pair, waiting: int) -> Iterator[Change]:
    """Date changes of one item; `waiting` is the number of items that are late because of it."""
    assert pair.before
    assert pair.after
    was, now = comparison.before.item(pair.before), comparison.after.item(pair.after)
    release = releases(comparison, pair)
    same_release = in_same_release(comparison, pair)
    why = "" if same_release else _release_text(release)
    if with_it := milestones_moving_with(comparison, pair):
        why += f", with {phrasing.count(with_it, 'milestone')}"
    elif not why:
        why = _cause_text(was.end_from, now.end_from)
    found = None
    # A move with the release is reported once, at the release, with a count.
    if not dated_by_release(comparison, pair, "end"):
        found = date_change(
            comparison, pair, was.end, now.end, _field_path("end", now.end_from), why + _late_dependents_text(waiting)
        )
        if found:
            yield found
        elif not same_release:
            yield comparison.change("links-changed", pair, f"changes its release{_release_text(release)}", "release")
        yield from _own_date(comparison, pair, "end", reported=bool(found) or not same_release)
    start = None
    # Likewise a start that is taken from a milestone, a part, or a project.
    if not (dated_by_release(comparison, pair, "start") or was.start_from == now.start_from in _FROM_PARTS):
        start = date_change(comparison, pair, was.start, now.start, _field_path("start", now.start_from))
        if start and not (found and start.days and start.days == found.days):
            yield start
    yield from _own_date(comparison, pair, "start", reported=bool(start))


def _field_path(field: str, origin: str | None) -> str:
    """The path of the field that holds a date: an actual one is in `actual`."""
    return f"actual.{field}" if origin == "actual" else field


def _cause_text(was: str | None, now: str | None) -> str:
    """What an end follows from, or what replaces it now that the item's own end was removed."""
    if was != now:
        return _INSTEAD.get(now or "", "")
    return _WITH.get(now or "", "") if now != "release" else ""


def _own_date(comparison: Comparison, pair: Pair, field: str, *, reported: bool) -> Iterator[Change]:
    """A changed date of the item's own that has no effect, because another one takes precedence."""
    assert pair.before
    assert pair.after
    before, after = getattr(pair.before.entry, field), getattr(pair.after.entry, field)
    if not reported and (found := date_change(comparison, pair, before, after, field)):
        what = f"has its own {field} {f'written: {found.after}' if after else 'taken out'}"
        what += f"; it was {found.before}" if before else ""
        yield replace(found, rule="date-moved", level=level_of("date-moved"), what=what, days=None, gist="", far="")


def _late_dependents_text(waiting: int) -> str:
    if not waiting:
        return ""
    entities, wait, are = (
        phrasing.plural(waiting, *pair) for pair in (("thing", "things"), ("waits", "wait"), ("is", "are"))
    )
    return f"; {phrasing.number(waiting)} {entities} that {wait} for it {are} now late"


def _release_text(release: Releases) -> str:
    before, after = release
    if before and after:
        return f", from {before.title} to {after.title}"
    return f", now in {after.title}" if after else f", no longer in {before.title}" if before else ""


def _release_changes(comparison: Comparison, pair: Pair) -> Iterator[Change]:
    assert pair.before
    assert pair.after
    with_it = sum(
        1
        for item in comparison.after.release(pair.after).items
        if comparison.after.item(item).end_from == "release"
        and (earlier := comparison.pairs.earlier(item))
        and comparison.before.item(earlier).end_from == "release"
    )
    numbers = {"item": with_it, "milestone": milestones_moving_with(comparison, pair)}
    moving = phrasing.listing(phrasing.count(number, noun) for noun, number in numbers.items() if number)
    what = f"; {moving} {phrasing.plural(sum(numbers.values()), 'moves', 'move')} with it" if moving else ""
    was, now = comparison.before.release(pair.before), comparison.after.release(pair.after)
    if found := date_change(comparison, pair, was.date, now.date, "date", what):
        yield found
    if found := date_change(comparison, pair, was.start, now.start, "start"):
        yield found


def _late_items(comparison: Comparison) -> Iterator[tuple[ItemEntity, tuple[ItemEntity, str]]]:
    """Open items that now start before a dependency ends and did not before; each with its worst cause."""
    found: defaultdict[ItemEntity, list[tuple[int, int, ItemEntity]]] = defaultdict(list)
    for place, item in enumerate(comparison.head.all(Item)):
        for slack in comparison.after.item(item).slack:
            open_end = not slack.entity.entry.is_closed
            if slack.days is not None and slack.days < 0 and open_end and not _was_late(comparison, item, slack.entity):
                found[slack.entity].append((slack.days, place, item))
    for waiting, causes in found.items():
        days, _, cause = min(causes, key=lambda one: one[:2])
        dates = (comparison.after.item(waiting).start, comparison.after.item(cause).end)
        least = "" if all(one and one.precision == "day" for one in dates) else "at least "
        yield waiting, (cause, f"starts {least}{phrasing.count(-days, 'day')} too early")


def _was_late(comparison: Comparison, before: ItemEntity, after: ItemEntity) -> bool:
    first, second = comparison.pairs.earlier(before), comparison.pairs.earlier(after)
    if not (first and second and second in comparison.before.item(first).needed_by):
        return False
    days = comparison.before.slack_days(first, second)
    return days is not None and days < 0


def _missed_releases(comparison: Comparison) -> Iterator[Change]:
    """Items that now end after their release and did not before."""
    missed = {
        item: release
        for release in comparison.head.all(Release)
        for item in comparison.after.release(release).late_items
    }
    for pair in comparison.matched:
        release = missed.get(pair.entity) if pair.after else None
        if release is None:
            continue
        earlier = comparison.pairs.earlier(release)
        if not (pair.before and earlier and pair.before in comparison.before.release(earlier).late_items):
            end = phrasing.period(comparison.after.item(pair.entity).end)
            due = phrasing.on(comparison.after.release(release).date)
            what = f"now ends after its release: {end}, and {release.title} is {due}"
            yield comparison.change("release-missed", pair, what, "release")
