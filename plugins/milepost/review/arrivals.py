"""What came, what went, and what has another id."""

from __future__ import annotations

from collections.abc import Iterator

from milepost.model.meaning import Meaning
from milepost.review.change import Change
from milepost.review.fields import RULES
from milepost.review.pairs import AnyThing, Pair
from milepost.review.states import States
from milepost.views import words


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
    declared = type(pair.thing.entry).declares
    if gone_with or declared.container:
        return  # told of what it stands in, or nothing to tell
    facts = _facts(states, pair)
    kind = declared.label
    after_that = f": {facts}" if facts else ""
    if pair.after is None:
        what = f"is no longer there; it was {declared.with_article}{after_that}{_missed(states, pair.thing)}"
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
    """The rule under which it is told that something came or went."""
    means = type(thing.entry).declares.means or Meaning.PROMISE
    return of_promises if means is Meaning.PROMISE else RULES[means]


def _rule_of_gone(thing: AnyThing) -> str:
    """What is over breaks no promise by being taken away."""
    return "words-changed" if thing.entry.is_closed else _rule(thing, "scope-removed")


def _facts(states: States, pair: Pair) -> str:
    """How something planned stands, and when it is."""
    thing, portfolio = pair.thing, states.head if pair.after else states.base
    if type(thing.entry).declares.means is not Meaning.PROMISE:
        return ""
    when = states.main_date(thing, now=pair.after is not None)
    status = getattr(thing.entry, "status", None)
    state = portfolio.label("status", status).lower() if status else ""
    return ", ".join(filter(None, (state, words.period(when) if when else "")))


def _with(states: States, thing: AnyThing) -> str:
    """What stands in something new: ", with 2 milestones"."""
    inside = [type(one.entry).declares for one in states.inside(thing)]
    if not inside:
        return ""
    if len(inside) == 1:
        return f", with {inside[0].with_article}"
    plural = inside[0].plural if len(set(inside)) == 1 else "things"
    return f", with {words.number(len(inside))} {plural}"
