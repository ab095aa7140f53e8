"""Every other field that is another, under the rule that says what sort of news it is."""

from __future__ import annotations

from collections.abc import Iterator

from milepost.model.base import Part
from milepost.model.fields import FieldSpec
from milepost.model.period import Period
from milepost.review.change import Change
from milepost.review.dates import moved
from milepost.review.pairs import Pair
from milepost.review.states import States
from milepost.review.together import moves_along
from milepost.review.values import Value, another, said, same_period, with_article
from milepost.views import words

_PROMISED = ("date", "start", "end", "due", "timeframe", "effective", "warranty_until", "recheck_on", "expires")
_STATES = ("status", "stage", "horizon", "outcome", "done", "met", "state", "decision", "accepted", "demonstrated")
_LINKS = ("depends_on", "continues", "replaces", "superseded_by", "parent", "release")
_PEOPLE = ("team", "teams", "owner", "lead", "role", "from", "to", "asks", "approvals")
_GOALS = ("objectives", "needs", "needs_met", "theme", "progress", "confidence", "vision", "mission", "positioning")
_GOAL_TYPES = ("objective", "kr", "need", "bet", "strategy")
_TEXTS = ("text", "markdown")
_WORSE = ("on_track", "at_risk", "off_track")
_TRUTHS = ("done", "met", "accepted", "demonstrated")
_LEVELS = (("kr", "current"), ("item", "progress"))
_WAITS = {"changes": "waits otherwise for", "gains": "now waits for", "loses": "no longer waits for"}
_SHORT = 60
_FEW = 2


def changes(states: States, pair: Pair) -> Iterator[Change]:
    """What is written in a thing that was there before, but for the dates of items and releases."""
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
        rule = _rule(pair.thing.type, path, found.spec)
        if rule == "words-changed" and (found.spec.role in _TEXTS or found.spec.many):
            wordy.append(path)
        elif rule == "words-changed":
            yield from _words(states, pair, path, was, now)
        elif rule:
            yield from _change(states, pair, rule, path, was, now)
    if len(wordy) == 1:
        yield from _words(states, pair, wordy[0], before.get(wordy[0]), after.get(wordy[0]))
    elif wordy:
        what = f"has others: {words.listing(map(said, wordy))}"
        yield states.change("words-changed", pair, what, *wordy[0].split("."))


def _rule(type: str, path: str, spec: FieldSpec) -> str | None:
    """The rule of a field; None for one that promises tell of."""
    name = path.rpartition(".")[2]
    if type == "item" and path.startswith("actual."):
        return "status-changed"
    if path.startswith("baseline") and (spec.is_date or "." in path) and type in ("item", "milestone"):
        return "promise-rewritten"
    if spec.is_period and name in _PROMISED:
        return None if type in ("item", "release") and "." not in path else "date-moved"
    if type == "item" and path == "release":
        return None
    by_name = next((rule for rule, names in _BY_NAME.items() if name in names), None)
    return by_name or _by_sort(type, path, name, spec)


_BY_NAME = {"health-better": ("health",), "status-changed": _STATES, "links-changed": _LINKS}


def _by_sort(type: str, path: str, name: str, spec: FieldSpec) -> str:
    if spec.group in ("money", "risks"):
        return "money-changed"
    if spec.group in ("people", "resources") or name in _PEOPLE or type in ("team", "person"):
        return "people-changed"
    wordy = (spec.role in _TEXTS and name not in _GOALS) or path in ("tags", "links", "related")
    if path.startswith("score") or name in _GOALS or (type in _GOAL_TYPES and not wordy and spec.group != "notes"):
        return "goal-changed"
    return "words-changed"


def _change(states: States, pair: Pair, rule: str, path: str, was: Value | None, now: Value | None) -> Iterator[Change]:
    steps = path.split(".")
    before, after = states.words(was, now=False), states.words(now, now=True)
    if rule == "date-moved":
        if path == "date" and moves_along(states, pair):
            return
        old, new = was.raw if was else None, now.raw if now else None
        if found := moved(states, pair, old, new, path):
            yield found
        return
    if path.startswith("actual.") and _told_by_dates(states, pair, steps[-1]):
        return
    if rule == "health-better" and now and now.raw in _WORSE:
        worse = _WORSE.index(now.raw) > (_WORSE.index(was.raw) if was and was.raw in _WORSE else 0)
        rule = "health-worse" if worse else rule
    if rule == "promise-rewritten" and was is None:
        rule = "date-moved"  # there was none to be another
    if rule == "status-changed" and path == "status" and pair.thing.type in ("item", "release"):
        rule = scope(was, now)
    yield states.change(rule, pair, _said(states, pair, rule, path, was, now), *steps, before=before, after=after)


def _told_by_dates(states: States, pair: Pair, field: str) -> bool:
    """Whether a date as it came is another than the one that was planned, so that the item is said to move."""
    assert pair.before
    assert pair.after
    dates: tuple[Period | None, Period | None] = (
        getattr(states.before.item(pair.before), field),
        getattr(states.after.item(pair.after), field),
    )
    return [one and same_period(one) for one in dates[:1]] != [one and same_period(one) for one in dates[1:]]


def scope(was: Value | None, now: Value | None) -> str:
    """The rule of another status: one that takes something out of the plan, or puts it back."""
    if now and now.raw == "cancelled":
        return "scope-removed"
    if was and was.raw == "cancelled":
        return "scope-added"
    return "status-changed"


def _said(states: States, pair: Pair, rule: str, path: str, was: Value | None, now: Value | None) -> str:
    before, after, name = states.words(was, now=False), states.words(now, now=True), said(path)
    if path == "title" and was:
        return _was_called(pair, before)
    if path in ("status", "health") and now:
        return f"is now {after}" + (f"; it was {before}" if was else "")
    name_of_truth = path.rpartition(".")[2]
    if name_of_truth in _TRUTHS:
        return f"is {'now' if now and now.raw else 'no longer' if was and was.raw else 'not'} {name_of_truth}"
    if (pair.thing.type, path) in _LEVELS and was and now:
        unit = "%" if path == "progress" else pair.thing.entry.unit or ""
        unit = f" {unit}" if unit else ""
        return f"is now at {after}{unit}; it was at {before}{unit}"
    if isinstance(found := (now or was), Value) and found.spec.many:
        return _lists(states, name, was, now)
    if rule == "promise-rewritten" and was and now:
        return f"has its first promise rewritten: {name} is {after}, and was {before}"
    if was is None:
        return f"gets {with_article(name)}: {after}"
    if now is None:
        return f"has no {name} any more; it was {before}"
    return f"has its {name} changed from {before} to {after}"


def _words(states: States, pair: Pair, path: str, was: Value | None, now: Value | None) -> Iterator[Change]:
    """A single text, tag or the like: in full where it is short."""
    before, after, name = states.words(was, now=False), states.words(now, now=True), said(path)
    found = now or was
    assert found
    if path == "title" and was:
        what = _was_called(pair, before)
    elif found.spec.many and not (found.spec.model or found.spec.role in _TEXTS):
        what = _lists(states, name, was, now)
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
    is_sentence = pair.thing.loc and not pair.thing.id
    return f"read “{before}” before" if is_sentence else f"was called {before}"


def _lists(states: States, name: str, was: Value | None, now: Value | None) -> str:
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
    waits = name == "depends on"
    told = [f"{_WAITS[verb] if waits else verb} {words.listing(some)}" for verb, some in parts if some]
    return (" and ".join(told) or "says something twice, or no longer") + ("" if waits and told else f" ({name})")


def _inside(states: States, was: Value | None, now: Value | None, old: object, new: object) -> str:
    """What is another in an entry of a list, in full where it is little and short."""
    if not (was and now and isinstance(old, Part) and isinstance(new, Part)):
        return ""
    before, after = states.parts(was, old), states.parts(now, new)
    told = []
    for path in dict.fromkeys([*after, *before]):
        one, other = before.get(path), after.get(path)
        if not (one and other and one.what == other.what):
            told.append(_from_to(said(path), states.words(one, now=False), states.words(other, now=True)))
    return f": {words.listing(told)}" if len(told) <= _FEW and all(len(one) <= 2 * _SHORT for one in told) else ""


def _from_to(name: str, before: str, after: str) -> str:
    if before and after:
        return f"{name} from {before} to {after}"
    return f"{name} {after}" if after else f"no {name} any more"
