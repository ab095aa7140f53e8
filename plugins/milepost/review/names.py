"""Which names external readers read for the first time: of teams, people, services, tags, and all else that is free.

A name that nothing declares is shown as it is written, and hidden as long as it names something hidden. So it can
become public without a word of its own being changed: its declaration goes, or gets another id.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from milepost.portfolio import Portfolio
from milepost.review.change import Change
from milepost.review.pairs import AnyThing, Pair
from milepost.review.standing import stood_for
from milepost.review.states import States
from milepost.thing import Reference, references_of
from milepost.views import words

_Name = tuple[str, str]


@dataclass(slots=True)
class _Reading:
    """A name that an audience reads now: where first, and how often."""

    thing: AnyThing
    reference: Reference
    number: int = 1


def changes(states: States) -> Iterator[Change]:
    """Each name once, for the broadest audience that reads it now and did not before.

    One that was in the earlier data, hidden, became visible; another is new.
    """
    written = set(_all_names(states.base))
    told: set[_Name] = set()
    for audience in states.outer:
        stood = stood_for(audience, states.base.audiences, states.head.audiences)
        before, after = states.eyes[0].of(stood).portfolio, states.eyes[1].of(audience).portfolio
        known = set(_all_names(before)) | told
        whole = {seen: thing for thing, seen in states.seen(audience)[1].items()}
        for name, reading in _loose_names(after).items():
            if name in known or reading.thing not in whole:
                continue
            told.add(name)
            yield _change(states, audience, name, reading, whole[reading.thing], was_hidden=name in written)


def _change(
    states: States, audience: str, name: _Name, reading: _Reading, thing: AnyThing, *, was_hidden: bool
) -> Change:
    type, value = name[0], reading.reference.value
    more = f", here and in {words.count(reading.number - 1, 'more place')}" if reading.number > 1 else ""
    how = "a name that it did not see before" if was_hidden else "a new name"
    what = f"shows the {audience} audience the {type} '{value}', {how}{more}"
    rule = "audience-widened" if was_hidden else "published"
    steps = reading.reference.loc[len(reading.thing.loc) :]
    return states.change(rule, Pair(states.pairs.earlier(thing), thing), what, *steps, after=value)


def _loose_names(portfolio: Portfolio) -> dict[_Name, _Reading]:
    """The names in a portfolio that nothing in it declares, in the order in which it is read."""
    found: dict[_Name, _Reading] = {}
    for reference in _free(portfolio):
        if portfolio.resolve(reference) is not None:
            continue
        name = (reference.type, _folded(reference.value))
        if reading := found.get(name):
            reading.number += 1
        else:
            found[name] = _Reading(reference.thing, reference)
    return found


def _all_names(portfolio: Portfolio) -> Iterator[_Name]:
    """Every name in a portfolio, used or declared."""
    for reference in _free(portfolio):
        yield reference.type, _folded(reference.value)
    for type in portfolio.types:
        for thing in portfolio.things(type):
            yield type, _folded(thing.id)
            yield type, _folded(thing.title)


def _free(portfolio: Portfolio) -> Iterator[Reference]:
    """What every field that takes a name of any kind names."""
    for type in portfolio.types:
        yield from (one for thing in portfolio.things(type) for one in references_of(thing) if not one.strict)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
