"""All remaining field changes, classified by what the field declares that it means."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from milepost.diff.cascades import moves_with_parent
from milepost.diff.change import Change
from milepost.diff.comparison import Comparison
from milepost.diff.dates import date_change
from milepost.diff.matching import Pair
from milepost.diff.values import ComparedValue, other_noun, same_period, with_article
from milepost.kit import phrasing
from milepost.schema.base import CANCELLED, Part
from milepost.schema.fields import fields_of
from milepost.schema.instant import Instant
from milepost.schema.meaning import Meaning
from milepost.schema.period import Period

# Rule of a changed field by its meaning. For a promise, `date_change` decides between slipped and moved.
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


def changes(comparison: Comparison, pair: Pair) -> Iterator[Change]:
    """Yield the changed fields of a matched entity, except the dates of items and releases (see `promises`).

    Texts and lists that only change wording are combined into one change if there are several.
    """
    assert pair.before
    assert pair.after
    if comparison.unchanged(pair.before, pair.after):
        return
    before, after = comparison.values(pair.before), comparison.values(pair.after)
    wordy: list[str] = []
    for path in dict.fromkeys([*after, *before]):
        was, now = before.get(path), after.get(path)
        if was and now and was.comparable == now.comparable:
            continue
        found = now or was
        assert found
        if found.spec.scheduled:
            continue  # `promises` and `plan_dates` report the computed dates
        rule = RULES[found.means]
        if rule == "words-changed" and (found.spec.role in _TEXTS or found.spec.many):
            wordy.append(path)
        elif rule == "words-changed":
            yield from _text_change(comparison, pair, path, was, now)
        else:
            yield from _field_change(comparison, pair, path, was, now)
    if len(wordy) == 1:
        yield from _text_change(comparison, pair, wordy[0], before.get(wordy[0]), after.get(wordy[0]))
    elif wordy:
        names = ((after.get(path) or before[path]).label for path in wordy)
        what = f"has others: {phrasing.listing(names)}"
        yield comparison.change("words-changed", pair, what, *wordy[0].split("."))


def _field_change(
    comparison: Comparison, pair: Pair, path: str, was: ComparedValue | None, now: ComparedValue | None
) -> Iterator[Change]:
    """The change of one field, unless it is reported with a date or by the parent entity."""
    steps = path.split(".")
    found = now or was
    assert found
    before, after = comparison.value_text(was, now=False), comparison.value_text(now, now=True)
    old, new = was.raw if was else None, now.raw if now else None
    if found.means is Meaning.PROMISE and not found.spec.many:
        if path == type(pair.entity.entry).declares.dated_by and moves_with_parent(comparison, pair):
            return
        if change := date_change(comparison, pair, _day(old), _day(new), path):
            yield change
            return
    if found.means is Meaning.ACTUAL and _reported_as_move(comparison, pair, steps[-1]):
        return
    rule, what = rule_of(pair, was, now), _describe(comparison, pair, path, was, now)
    yield comparison.change(rule, pair, what, *steps, before=before, after=after)


def _day(raw: Any) -> Period | None:
    """A date as a period; a timestamp counts as its day."""
    return raw.day if isinstance(raw, Instant) else raw


def _reported_as_move(comparison: Comparison, pair: Pair, field: str) -> bool:
    """Whether an actual date moves the scheduled one, which `promises` and `plan_dates` already report."""
    spec = fields_of(type(pair.entity.entry)).get(field)
    if not (spec and spec.scheduled):
        return False
    assert pair.before
    assert pair.after
    if pair.entity.type == "task" and field != pair.entity.entry.declares.dated_by:
        return False  # of a task, only its end is reported as moved
    dates = comparison.date_of(pair.before, field, now=False), comparison.date_of(pair.after, field, now=True)
    return [one and same_period(one) for one in dates[:1]] != [one and same_period(one) for one in dates[1:]]


def rule_of(pair: Pair, was: ComparedValue | None, now: ComparedValue | None) -> str:
    """The rule for a changed value: that of its meaning, except where the new value itself decides.

    Cancelling a promise removes scope and reviving it adds scope; health is better or worse by the order of its
    choices; a baseline that is set for the first time rewrites nothing.
    """
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


def _describe(
    comparison: Comparison, pair: Pair, path: str, was: ComparedValue | None, now: ComparedValue | None
) -> str:
    """The change in words, continuing the entity's title."""
    found = now or was
    assert found
    before, after, name = comparison.value_text(was, now=False), comparison.value_text(now, now=True), found.label
    if path == "title" and was:
        return _describe_title(pair, before)
    if (path == "status" or found.means is Meaning.HEALTH) and now:
        return f"is now {after}" + (f"; it was {before}" if was else "")
    if found.means is Meaning.TRUTH:
        return f"is {'now' if now and now.raw else 'no longer' if was and was.raw else 'not'} {name}"
    if found.means is Meaning.LEVEL and was and now:
        unit = found.spec.unit or getattr(pair.entity.entry, "unit", None) or ""
        unit = f" {unit}" if unit else ""
        return f"is now at {after}{unit}; it was at {before}{unit}"
    if found.spec.many:
        return _describe_list(comparison, found, was, now)
    if found.means is Meaning.BASELINE and was and now:
        return f"has its first promise rewritten: {name} is {after}, and was {before}"
    if was is None:
        return f"gets {with_article(name)}: {after}"
    if now is None:
        return f"has no {name} any more; it was {before}"
    return f"has its {name} changed from {before} to {after}"


def _text_change(
    comparison: Comparison, pair: Pair, path: str, was: ComparedValue | None, now: ComparedValue | None
) -> Iterator[Change]:
    """Change of a single text, tag, or list; values are quoted only if they are short."""
    found = now or was
    assert found
    before, after, name = comparison.value_text(was, now=False), comparison.value_text(now, now=True), found.label
    if path == "title" and was:
        what = _describe_title(pair, before)
    elif found.spec.many and not (found.spec.model or found.spec.role in _TEXTS):
        what = _describe_list(comparison, found, was, now)
    elif max(len(before), len(after)) > _SHORT or found.spec.many or isinstance(found.raw, dict):
        what = (
            f"has {other_noun(name)}"
            if was and now
            else f"gets {with_article(name)}"
            if now
            else f"has no {name} any more"
        )
    elif found.spec.role in _TEXTS:
        old, new = f"“{before}”", f"“{after}”"
        what = _describe_text(name, old if was else "", new if now else "")
    else:
        what = _describe_text(name, before, after)
    yield comparison.change("words-changed", pair, what, *path.split("."), before=before, after=after)


def _describe_text(name: str, before: str, after: str) -> str:
    if before and after:
        return f"has its {name} changed from {before} to {after}"
    return f"gets {with_article(name)}: {after}" if after else f"has no {name} any more; it was {before}"


def _describe_title(pair: Pair, before: str) -> str:
    is_sentence = pair.entity.loc and not pair.entity.id
    return f"read “{before}” before" if is_sentence else f"was called {before}"


def _describe_list(
    comparison: Comparison, found: ComparedValue, was: ComparedValue | None, now: ComparedValue | None
) -> str:
    """What a list gained and lost, in words.

    Entries are compared by content. One that is gone and one that came under the same name are the same entry edited,
    and reported as changed with the parts that differ.
    """
    old, new = was.entries if was else (), now.entries if now else ()
    known, kept = {key for key, _ in old}, {key for key, _ in new}
    gained = [(comparison.item_text(now, raw, now=True), raw) for key, raw in new if now and key not in known]
    lost = [(comparison.item_text(was, raw, now=False), raw) for key, raw in old if was and key not in kept]
    # The first of several lost entries with one name wins, hence the reversed order.
    before, after = dict(reversed(lost)), [word for word, _ in gained]
    parts = (
        (
            "changes",
            [
                f"{word}{_changed_parts(comparison, was, now, before[word], raw)}"
                for word, raw in gained
                if word in before
            ],
        ),
        ("gains", [word for word in after if word not in before]),
        ("loses", [word for word, _ in lost if word not in after]),
    )
    waits = found.means is Meaning.DEPENDENCY
    texts = [f"{_WAITS[verb] if waits else verb} {phrasing.listing(some)}" for verb, some in parts if some]
    what = " and ".join(texts) or "says something twice, or no longer"
    return what if waits and texts else f"{what} ({found.label})"


def _changed_parts(
    comparison: Comparison, was: ComparedValue | None, now: ComparedValue | None, old: object, new: object
) -> str:
    """The differing parts of an edited list entry, ": owner from A to B"; empty if they are many or long."""
    if not (was and now and isinstance(old, Part) and isinstance(new, Part)):
        return ""
    before, after = comparison.parts(was, old), comparison.parts(now, new)
    texts = []
    for path in dict.fromkeys([*after, *before]):
        one, other = before.get(path), after.get(path)
        if (some := other or one) and not (one and other and one.comparable == other.comparable):
            texts.append(
                _from_to(some.label, comparison.value_text(one, now=False), comparison.value_text(other, now=True))
            )
    return f": {phrasing.listing(texts)}" if len(texts) <= _FEW and all(len(one) <= 2 * _SHORT for one in texts) else ""


def _from_to(name: str, before: str, after: str) -> str:
    if before and after:
        return f"{name} from {before} to {after}"
    return f"{name} {after}" if after else f"no {name} any more"
