"""What came, what went, and what has another id."""

from __future__ import annotations

from collections.abc import Iterator

from milepost.diff.change import Change
from milepost.diff.classification import RULES
from milepost.diff.comparison import Comparison
from milepost.diff.matching import AnyEntity, Pair
from milepost.kit import phrasing
from milepost.schema.meaning import Meaning


def changes(states: Comparison, pair: Pair) -> Iterator[Change]:
    """News of an entity that was not there before, is no longer there, or is called otherwise."""
    if pair.both:
        before, after = pair.both
        addressed = after.loc or type(after.entry).holds
        if addressed and before.id and before.id.lower() != after.id.lower():
            what = f"has the id {after.id}; it was {before.id}"
            yield states.change("renamed", pair, what, "id", before=before.id, after=after.id)
        return
    around = pair.entity.parent
    gone_with = around and (states.pairs.earlier(around) if pair.after else states.pairs.later(around)) is None
    declared = type(pair.entity.entry).declares
    if gone_with or declared.container:
        return  # told of what it stands in, or nothing to tell
    facts = _facts(states, pair)
    kind = declared.label
    after_that = f": {facts}" if facts else ""
    if pair.after is None:
        what = f"is no longer there; it was {declared.with_article}{after_that}{_missed(states, pair.entity)}"
        yield states.change(_rule_of_gone(pair.entity), pair, what, before=facts)
    elif audience := states.first_seen.get(pair.after):
        what = f"is a new {kind}{_with(states, pair.after)}, visible to the {audience} audience{after_that}"
        yield states.change("published", pair, what, after=facts)
    else:
        what = f"is a new {kind}{_with(states, pair.after)}{after_that}"
        yield states.change(_rule(pair.entity, "scope-added"), pair, what, after=facts)


def _missed(states: Comparison, gone: AnyEntity) -> str:
    """How many items go on naming what is gone as something they wait for."""
    if gone.type != "item":
        return ""
    waiting = [states.pairs.later(one) for one in states.before.item(gone).needed_by]
    number = sum(gone.id.lower() in map(str.lower, one.entry.depends_on) for one in waiting if one)
    return (
        f"; {phrasing.count(number, 'item')} still {phrasing.plural(number, 'waits', 'wait')} for it" if number else ""
    )


def _rule(entity: AnyEntity, of_promises: str) -> str:
    """The rule under which it is told that something came or went."""
    means = type(entity.entry).declares.means or Meaning.PROMISE
    return of_promises if means is Meaning.PROMISE else RULES[means]


def _rule_of_gone(entity: AnyEntity) -> str:
    """What is over breaks no promise by being taken away."""
    return "words-changed" if entity.entry.is_closed else _rule(entity, "scope-removed")


def _facts(states: Comparison, pair: Pair) -> str:
    """How something planned stands, and when it is."""
    entity, portfolio = pair.entity, states.head if pair.after else states.base
    if type(entity.entry).declares.means is not Meaning.PROMISE:
        return ""
    when = states.main_date(entity, now=pair.after is not None)
    status = getattr(entity.entry, "status", None)
    state = portfolio.label("status", status).lower() if status else ""
    return ", ".join(filter(None, (state, phrasing.period(when) if when else "")))


def _with(states: Comparison, entity: AnyEntity) -> str:
    """What stands in something new: ", with 2 milestones"."""
    inside = [type(one.entry).declares for one in states.inside(entity)]
    if not inside:
        return ""
    if len(inside) == 1:
        return f", with {inside[0].with_article}"
    plural = inside[0].plural if len(set(inside)) == 1 else "things"
    return f", with {phrasing.number(len(inside))} {plural}"
