"""Dates that moved, with what that does to whatever hangs on them; what came and went; how entities stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace

from milepost.diff.cascades import Releases, in_same_release, milestones_along, releases, told_of_release
from milepost.diff.change import Change
from milepost.diff.comparison import Comparison
from milepost.diff.dates import moved
from milepost.diff.matching import Pair
from milepost.diff.rules import level_of
from milepost.graph.portfolio import Entity
from milepost.kinds.roadmap.model import Item, Release
from milepost.kit import phrasing

_FROM = {"release": ", with its release", "milestones": ", with its milestones", "children": ", with its parts"}
_INSTEAD = {
    "release": ", since that of its release counts now",
    "milestones": ", since those of its milestones count now",
    "children": ", since those of its parts count now",
}
_FROM_INSIDE = ("milestones", "children")

ItemEntity = Entity[Item]


def changes(states: Comparison) -> Iterator[Change]:
    """What happened to items and to what they hang on."""
    late = dict(_late(states))
    waiting = Counter(cause for cause, _ in late.values())
    for pair in states.matched:
        if pair.entity.type == "item" and pair.both:
            yield from _dates(states, pair, waiting[pair.entity])
        elif pair.entity.type == "release" and pair.both:
            yield from _release(states, pair)
    for pair in states.matched:
        if pair.entity in late:
            cause, what = late[pair.entity]
            yield states.change("dependent-late", pair, f"now {what} for {cause.title}, which it waits for", "start")
    yield from _missed(states)


def _dates(states: Comparison, pair: Pair, waiting: int) -> Iterator[Change]:
    assert pair.before
    assert pair.after
    was, now = states.before.item(pair.before), states.after.item(pair.after)
    release = releases(states, pair)
    same_release = in_same_release(states, pair)
    why = "" if same_release else _between(release)
    if with_it := milestones_along(states, pair):
        why += f", with {phrasing.count(with_it, 'milestone')}"
    elif not why:
        why = _cause(was.end_from, now.end_from)
    found = None
    # What moves with its release is told of the release, with how many they are.
    if not told_of_release(states, pair, "end"):
        found = moved(states, pair, was.end, now.end, _written("end", now.end_from), why + _held_up(waiting))
        if found:
            yield found
        elif not same_release:
            yield states.change("links-changed", pair, f"changes its release{_between(release)}", "release")
        yield from _own(states, pair, "end", told=bool(found) or not same_release)
    start = None
    # So is a start of what it is the start of: a milestone, a part.
    if not (told_of_release(states, pair, "start") or was.start_from == now.start_from in _FROM_INSIDE):
        start = moved(states, pair, was.start, now.start, _written("start", now.start_from))
        if start and not (found and start.days and start.days == found.days):
            yield start
    yield from _own(states, pair, "start", told=bool(start))


def _written(field: str, origin: str | None) -> str:
    """Where a date is written."""
    return f"actual.{field}" if origin == "actual" else field


def _cause(was: str | None, now: str | None) -> str:
    """What an end follows, or what counts now that its own is taken out."""
    if was != now:
        return _INSTEAD.get(now or "", "")
    return _FROM.get(now or "", "") if now != "release" else ""


def _own(states: Comparison, pair: Pair, field: str, *, told: bool) -> Iterator[Change]:
    """A date that is written in an item, where another counts so that nothing moves."""
    assert pair.before
    assert pair.after
    before, after = getattr(pair.before.entry, field), getattr(pair.after.entry, field)
    if not told and (found := moved(states, pair, before, after, field)):
        what = f"has its own {field} {f'written: {found.after}' if after else 'taken out'}"
        what += f"; it was {found.before}" if before else ""
        yield replace(found, rule="date-moved", level=level_of("date-moved"), what=what, days=None, gist="", far="")


def _held_up(waiting: int) -> str:
    if not waiting:
        return ""
    entities, wait, are = (
        phrasing.plural(waiting, *pair) for pair in (("thing", "things"), ("waits", "wait"), ("is", "are"))
    )
    return f"; {phrasing.number(waiting)} {entities} that {wait} for it {are} now late"


def _between(release: Releases) -> str:
    before, after = release
    if before and after:
        return f", from {before.title} to {after.title}"
    return f", now in {after.title}" if after else f", no longer in {before.title}" if before else ""


def _release(states: Comparison, pair: Pair) -> Iterator[Change]:
    assert pair.before
    assert pair.after
    with_it = sum(
        1
        for item in states.after.release(pair.after).items
        if states.after.item(item).end_from == "release"
        and (earlier := states.pairs.earlier(item))
        and states.before.item(earlier).end_from == "release"
    )
    numbers = {"item": with_it, "milestone": milestones_along(states, pair)}
    told = phrasing.listing(phrasing.count(number, noun) for noun, number in numbers.items() if number)
    what = f"; {told} {phrasing.plural(sum(numbers.values()), 'moves', 'move')} with it" if told else ""
    was, now = states.before.release(pair.before), states.after.release(pair.after)
    if found := moved(states, pair, was.date, now.date, "date", what):
        yield found
    if found := moved(states, pair, was.start, now.start, "start"):
        yield found


def _late(states: Comparison) -> Iterator[tuple[ItemEntity, tuple[ItemEntity, str]]]:
    """Open items that now begin before what they wait for ends, and did not before; with the worst cause of each."""
    found: defaultdict[ItemEntity, list[tuple[int, int, ItemEntity]]] = defaultdict(list)
    for place, item in enumerate(states.head.all(Item)):
        for slack in states.after.item(item).slack:
            open_end = not slack.entity.entry.is_closed
            if slack.days is not None and slack.days < 0 and open_end and not _was_late(states, item, slack.entity):
                found[slack.entity].append((slack.days, place, item))
    for waiting, causes in found.items():
        days, _, cause = min(causes, key=lambda one: one[:2])
        dates = (states.after.item(waiting).start, states.after.item(cause).end)
        least = "" if all(one and one.precision == "day" for one in dates) else "at least "
        yield waiting, (cause, f"starts {least}{phrasing.count(-days, 'day')} too early")


def _was_late(states: Comparison, before: ItemEntity, after: ItemEntity) -> bool:
    first, second = states.pairs.earlier(before), states.pairs.earlier(after)
    if not (first and second and second in states.before.item(first).needed_by):
        return False
    days = states.before.slack_days(first, second)
    return days is not None and days < 0


def _missed(states: Comparison) -> Iterator[Change]:
    """Items that now end after the release they are in."""
    missed = {
        item: release for release in states.head.all(Release) for item in states.after.release(release).late_items
    }
    for pair in states.matched:
        release = missed.get(pair.entity) if pair.after else None
        if release is None:
            continue
        earlier = states.pairs.earlier(release)
        if not (pair.before and earlier and pair.before in states.before.release(earlier).late_items):
            end = phrasing.period(states.after.item(pair.entity).end)
            due = phrasing.on(states.after.release(release).date)
            what = f"now ends after its release: {end}, and {release.title} is {due}"
            yield states.change("release-missed", pair, what, "release")
