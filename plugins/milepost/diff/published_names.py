"""Which names external readers read for the first time: of teams, people, services, tags, and all else that is free.

A name that nothing declares is shown as it is written, and hidden as long as it names something hidden. So it can
become public without a word of its own being changed: its declaration goes, or gets another id.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from milepost.diff.audience_mapping import stood_for
from milepost.diff.change import Change
from milepost.diff.comparison import Comparison
from milepost.diff.matching import AnyEntity, Pair
from milepost.graph.entity import Reference, references_of
from milepost.graph.portfolio import Portfolio
from milepost.kit import phrasing

_Name = tuple[str, str]


@dataclass(slots=True)
class _Reading:
    """A name that an audience reads now: where first, and how often."""

    entity: AnyEntity
    reference: Reference
    number: int = 1


def changes(states: Comparison) -> Iterator[Change]:
    """Each name once, for the broadest audience that reads it now and did not before.

    One that was in the earlier data, hidden, became visible; another is new.
    """
    written = set(_all_names(states.base))
    told: set[_Name] = set()
    for audience in states.outer:
        stood = stood_for(audience, states.base.audiences, states.head.audiences)
        before, after = states.eyes[0].of(stood).portfolio, states.eyes[1].of(audience).portfolio
        known = set(_all_names(before)) | told
        whole = {seen: entity for entity, seen in states.seen(audience)[1].items()}
        for name, reading in _loose_names(after).items():
            if name in known or reading.entity not in whole:
                continue
            told.add(name)
            yield _change(states, audience, name, reading, whole[reading.entity], was_hidden=name in written)


def _change(
    states: Comparison, audience: str, name: _Name, reading: _Reading, entity: AnyEntity, *, was_hidden: bool
) -> Change:
    type, value = name[0], reading.reference.value
    more = f", here and in {phrasing.count(reading.number - 1, 'more place')}" if reading.number > 1 else ""
    how = "a name that it did not see before" if was_hidden else "a new name"
    what = f"shows the {audience} audience the {type} '{value}', {how}{more}"
    rule = "audience-widened" if was_hidden else "published"
    steps = reading.reference.loc[len(reading.entity.loc) :]
    return states.change(rule, Pair(states.pairs.earlier(entity), entity), what, *steps, after=value)


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
            found[name] = _Reading(reference.entity, reference)
    return found


def _all_names(portfolio: Portfolio) -> Iterator[_Name]:
    """Every name in a portfolio, used or declared."""
    for reference in _free(portfolio):
        yield reference.type, _folded(reference.value)
    for type in portfolio.types:
        for entity in portfolio.entities(type):
            yield type, _folded(entity.id)
            yield type, _folded(entity.title)


def _free(portfolio: Portfolio) -> Iterator[Reference]:
    """What every field that takes a name of any kind names."""
    for type in portfolio.types:
        yield from (one for entity in portfolio.entities(type) for one in references_of(entity) if not one.strict)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
