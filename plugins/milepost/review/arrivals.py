"""What came, what went, and what has another id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from milepost.review.change import Change
from milepost.review.pairs import CONTAINERS, AnyThing, Pair
from milepost.review.states import States
from milepost.review.values import with_article
from milepost.views import words

_PROMISES = ("item", "milestone", "release", "action")
_SECTIONS = {
    "goal-changed": ("objective", "kr", "need", "bet", "strategy", "strategy-horizon", "customer", "goal"),
    "people-changed": ("team", "person", "service", "project", "ownership", "acceptance"),
    "money-changed": ("contract", "estimate", "debt"),
}
_DATE = {"action": "due"}
_OVER = ("done", "cancelled")
_CALLED = {
    "known-issue": "known issue",
    "kr": "key result",
    "postmortem": "post-mortem",
    "strategy-horizon": "stretch of the way",
}


def changes(states: States, pair: Pair) -> Iterator[Change]:
    """News of a thing that was not there before, is no longer there, or is called otherwise."""
    if pair.both:
        before, after = pair.both
        addressed = after.loc or type(after.entry).holds
        if addressed and before.id and before.id.lower() != after.id.lower():
            what = f"has the id {after.id}; it was {before.id}"
            yield states.change("renamed", pair, what, "id", before=before.id, after=after.id)
        return
    around = pair.thing.parent
    gone_with = around and (states.pairs.earlier(around) if pair.after else states.pairs.later(around)) is None
    if gone_with or pair.thing.type in CONTAINERS:
        return  # told of what it stands in, or nothing to tell
    facts = _facts(states, pair)
    kind = _called(pair.thing.type)
    after_that = f": {facts}" if facts else ""
    if pair.after is None:
        what = f"is no longer there; it was {with_article(kind)}{after_that}{_missed(states, pair.thing)}"
        yield states.change(_rule_of_gone(pair.thing), pair, what, before=facts)
    elif audience := states.first_seen.get(pair.after):
        what = f"is a new {kind}{_with(states, pair.after)}, visible to the {audience} audience{after_that}"
        yield states.change("published", pair, what, after=facts)
    else:
        what = f"is a new {kind}{_with(states, pair.after)}{after_that}"
        yield states.change(_rule(pair.thing, "scope-added"), pair, what, after=facts)


def _missed(states: States, gone: AnyThing) -> str:
    """How many items go on naming what is gone as something they wait for."""
    if gone.type != "item":
        return ""
    waiting = [states.pairs.later(one) for one in states.before.item(gone).needed_by]
    number = sum(gone.id.lower() in map(str.lower, one.entry.depends_on) for one in waiting if one)
    return f"; {words.count(number, 'item')} still {words.plural(number, 'waits', 'wait')} for it" if number else ""


def _rule(thing: AnyThing, of_promises: str) -> str:
    if thing.type in _PROMISES:
        return of_promises
    return next((rule for rule, types in _SECTIONS.items() if thing.type in types), "words-changed")


def _rule_of_gone(thing: AnyThing) -> str:
    """What is over breaks no promise by being taken away."""
    over = getattr(thing.entry, "status", None) in _OVER or getattr(thing.entry, "done", None)
    return "words-changed" if over else _rule(thing, "scope-removed")


def _facts(states: States, pair: Pair) -> str:
    """How something planned stands, and when it is."""
    thing, insight, portfolio = (
        (pair.thing, states.after, states.head) if pair.after else (pair.thing, states.before, states.base)
    )
    if thing.type not in _PROMISES:
        return ""
    when = insight.item(thing).end if thing.type == "item" else getattr(thing.entry, _DATE.get(thing.type, "date"))
    status = getattr(thing.entry, "status", None)
    state = portfolio.label("status", status).lower() if status else ""
    return ", ".join(filter(None, (state, words.period(when) if when else "")))


def _with(states: States, thing: AnyThing) -> str:
    """What stands in something new: ", with 2 milestones"."""
    counts = Counter(_called(one.type) for one in states.inside(thing))
    if not counts:
        return ""
    noun = next(iter(counts)) if len(counts) == 1 else "thing"
    return f", with {words.count(counts.total(), noun) if counts.total() > 1 else with_article(noun)}"


def _called(type: str) -> str:
    return _CALLED.get(type, type)
