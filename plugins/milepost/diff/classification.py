"""Every other field that is another, under the rule that says what sort of news it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from milepost.diff.cascades import moves_along
from milepost.diff.change import Change
from milepost.diff.comparison import Comparison
from milepost.diff.dates import moved
from milepost.diff.matching import Pair
from milepost.diff.values import FieldValue, another, same_period, with_article
from milepost.kit import phrasing
from milepost.schema.base import CANCELLED, Part
from milepost.schema.fields import fields_of
from milepost.schema.instant import Instant
from milepost.schema.meaning import Meaning
from milepost.schema.period import Period

# The rule that a change of a field comes under; of a promise, `moved` finds the one that fits.
RULES = {
    Meaning.PROMISE: "date-moved",
    Meaning.BASELINE: "promise-rewritten",
    Meaning.ACTUAL: "status-changed",
    Meaning.RECORD: "words-changed",
    Meaning.STATE: "status-changed",
    Meaning.TRUTH: "status-changed",
    Meaning.HEALTH: "health-better",
    Meaning.LEVEL: "goal-changed",
    Meaning.GOAL: "goal-changed",
    Meaning.LINK: "links-changed",
    Meaning.DEPENDENCY: "links-changed",
    Meaning.PEOPLE: "people-changed",
    Meaning.MONEY: "money-changed",
    Meaning.DETAIL: "words-changed",
    Meaning.EMBARGO: "words-changed",
}
_TEXTS = ("text", "markdown")
_WAITS = {"changes": "waits otherwise for", "gains": "now waits for", "loses": "no longer waits for"}
_SHORT = 60
_FEW = 2


def changes(states: Comparison, pair: Pair) -> Iterator[Change]:
    """What is written in an entity that was there before, but for the dates of items and releases."""
    assert pair.before
    assert pair.after
    if states.unchanged(pair.before, pair.after):
        return
    before, after = states.values(pair.before), states.values(pair.after)
    wordy: list[str] = []
    for path in dict.fromkeys([*after, *before]):
        was, now = before.get(path), after.get(path)
        if was and now and was.what == now.what:
            continue
        found = now or was
        assert found
        if found.spec.scheduled:
            continue  # promises tell what it comes to
        rule = RULES[found.means]
        if rule == "words-changed" and (found.spec.role in _TEXTS or found.spec.many):
            wordy.append(path)
        elif rule == "words-changed":
            yield from _words(states, pair, path, was, now)
        else:
            yield from _change(states, pair, path, was, now)
    if len(wordy) == 1:
        yield from _words(states, pair, wordy[0], before.get(wordy[0]), after.get(wordy[0]))
    elif wordy:
        names = ((after.get(path) or before[path]).label for path in wordy)
        what = f"has others: {phrasing.listing(names)}"
        yield states.change("words-changed", pair, what, *wordy[0].split("."))


def _change(
    states: Comparison, pair: Pair, path: str, was: FieldValue | None, now: FieldValue | None
) -> Iterator[Change]:
    steps = path.split(".")
    found = now or was
    assert found
    before, after = states.words(was, now=False), states.words(now, now=True)
    old, new = was.raw if was else None, now.raw if now else None
    if found.means is Meaning.PROMISE and not found.spec.many:
        if path == type(pair.entity.entry).declares.dated_by and moves_along(states, pair):
            return
        if change := moved(states, pair, _day(old), _day(new), path):
            yield change
            return
    if found.means is Meaning.ACTUAL and _told_by_dates(states, pair, steps[-1]):
        return
    rule, what = rule_of(pair, was, now), _said(states, pair, path, was, now)
    yield states.change(rule, pair, what, *steps, before=before, after=after)


def _day(raw: Any) -> Period | None:
    """A date as a period: of a moment its day."""
    return raw.day if isinstance(raw, Instant) else raw


def _told_by_dates(states: Comparison, pair: Pair, field: str) -> bool:
    """Whether a date as it came is another than the one that was planned, so that the item is said to move."""
    spec = fields_of(type(pair.entity.entry)).get(field)
    if not (spec and spec.scheduled):
        return False
    assert pair.before
    assert pair.after
    dates: tuple[Period | None, Period | None] = (
        getattr(states.before.item(pair.before), field),
        getattr(states.after.item(pair.after), field),
    )
    return [one and same_period(one) for one in dates[:1]] != [one and same_period(one) for one in dates[1:]]


def rule_of(pair: Pair, was: FieldValue | None, now: FieldValue | None) -> str:
    """The rule of another value: that of its meaning, or what it comes to for whoever counts on the entry."""
    found = now or was
    assert found
    is_promise = type(pair.entity.entry).declares.means is Meaning.PROMISE
    match found.means:
        case Meaning.STATE if is_promise and found.path == "status" and now and now.raw == CANCELLED:
            return "scope-removed"
        case Meaning.STATE if is_promise and found.path == "status" and was and was.raw == CANCELLED:
            return "scope-added"
        case Meaning.HEALTH if now:
            order = found.spec.choices
            return "health-worse" if order.index(now.raw) > (order.index(was.raw) if was else 0) else "health-better"
        case Meaning.BASELINE if was is None:
            return "date-moved"  # there was none to be another
    return RULES[found.means]


def _said(states: Comparison, pair: Pair, path: str, was: FieldValue | None, now: FieldValue | None) -> str:
    found = now or was
    assert found
    before, after, name = states.words(was, now=False), states.words(now, now=True), found.label
    if path == "title" and was:
        return _was_called(pair, before)
    if (path == "status" or found.means is Meaning.HEALTH) and now:
        return f"is now {after}" + (f"; it was {before}" if was else "")
    if found.means is Meaning.TRUTH:
        return f"is {'now' if now and now.raw else 'no longer' if was and was.raw else 'not'} {name}"
    if found.means is Meaning.LEVEL and was and now:
        unit = found.spec.unit or getattr(pair.entity.entry, "unit", None) or ""
        unit = f" {unit}" if unit else ""
        return f"is now at {after}{unit}; it was at {before}{unit}"
    if found.spec.many:
        return _lists(states, found, was, now)
    if found.means is Meaning.BASELINE and was and now:
        return f"has its first promise rewritten: {name} is {after}, and was {before}"
    if was is None:
        return f"gets {with_article(name)}: {after}"
    if now is None:
        return f"has no {name} any more; it was {before}"
    return f"has its {name} changed from {before} to {after}"


def _words(
    states: Comparison, pair: Pair, path: str, was: FieldValue | None, now: FieldValue | None
) -> Iterator[Change]:
    """A single text, tag or the like: in full where it is short."""
    found = now or was
    assert found
    before, after, name = states.words(was, now=False), states.words(now, now=True), found.label
    if path == "title" and was:
        what = _was_called(pair, before)
    elif found.spec.many and not (found.spec.model or found.spec.role in _TEXTS):
        what = _lists(states, found, was, now)
    elif max(len(before), len(after)) > _SHORT or found.spec.many or isinstance(found.raw, dict):
        what = (
            f"has {another(name)}"
            if was and now
            else f"gets {with_article(name)}"
            if now
            else f"has no {name} any more"
        )
    elif found.spec.role in _TEXTS:
        old, new = f"“{before}”", f"“{after}”"
        what = _said_in_full(name, old if was else "", new if now else "")
    else:
        what = _said_in_full(name, before, after)
    yield states.change("words-changed", pair, what, *path.split("."), before=before, after=after)


def _said_in_full(name: str, before: str, after: str) -> str:
    if before and after:
        return f"has its {name} changed from {before} to {after}"
    return f"gets {with_article(name)}: {after}" if after else f"has no {name} any more; it was {before}"


def _was_called(pair: Pair, before: str) -> str:
    is_sentence = pair.entity.loc and not pair.entity.id
    return f"read “{before}” before" if is_sentence else f"was called {before}"


def _lists(states: Comparison, found: FieldValue, was: FieldValue | None, now: FieldValue | None) -> str:
    """What came into a list and what went; what goes by the same words is another inside."""
    old, new = was.each if was else (), now.each if now else ()
    known, kept = {key for key, _ in old}, {key for key, _ in new}
    gained = [(states.word(now, raw, now=True), raw) for key, raw in new if now and key not in known]
    lost = [(states.word(was, raw, now=False), raw) for key, raw in old if was and key not in kept]
    before, after = dict(reversed(lost)), [word for word, _ in gained]
    parts = (
        (
            "changes",
            [f"{word}{_inside(states, was, now, before[word], raw)}" for word, raw in gained if word in before],
        ),
        ("gains", [word for word in after if word not in before]),
        ("loses", [word for word, _ in lost if word not in after]),
    )
    waits = found.means is Meaning.DEPENDENCY
    told = [f"{_WAITS[verb] if waits else verb} {phrasing.listing(some)}" for verb, some in parts if some]
    what = " and ".join(told) or "says something twice, or no longer"
    return what if waits and told else f"{what} ({found.label})"


def _inside(states: Comparison, was: FieldValue | None, now: FieldValue | None, old: object, new: object) -> str:
    """What is another in an entry of a list, in full where it is little and short."""
    if not (was and now and isinstance(old, Part) and isinstance(new, Part)):
        return ""
    before, after = states.parts(was, old), states.parts(now, new)
    told = []
    for path in dict.fromkeys([*after, *before]):
        one, other = before.get(path), after.get(path)
        if (some := other or one) and not (one and other and one.what == other.what):
            told.append(_from_to(some.label, states.words(one, now=False), states.words(other, now=True)))
    return f": {phrasing.listing(told)}" if len(told) <= _FEW and all(len(one) <= 2 * _SHORT for one in told) else ""


def _from_to(name: str, before: str, after: str) -> str:
    if before and after:
        return f"{name} from {before} to {after}"
    return f"{name} {after}" if after else f"no {name} any more"
