"""Names that broader audiences read for the first time: teams, people, services, tags, and other free names.

An undeclared name is shown as written, but hidden while it refers to something hidden. So it can become public without
any text being edited: its declaration is deleted or gets another id.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from milepost.diff.audience_mapping import earlier_audience
from milepost.diff.change import Change
from milepost.diff.comparison import Comparison
from milepost.diff.matching import AnyEntity, Pair
from milepost.graph.entity import Reference, references_of
from milepost.graph.portfolio import Portfolio
from milepost.kit import phrasing

_Name = tuple[str, str]


@dataclass(slots=True)
class _NameUse:
    """A name that an audience reads: where first, and how often."""

    entity: AnyEntity
    reference: Reference
    number: int = 1


def changes(comparison: Comparison) -> Iterator[Change]:
    """Yield each newly visible name once, for the broadest audience that reads it.

    A name that the earlier data held, hidden, was disclosed; any other is new.
    """
    written = set(_all_names(comparison.base))
    reported: set[_Name] = set()
    for audience in comparison.broader_audiences:
        counterpart = earlier_audience(audience, comparison.base.audiences, comparison.head.audiences)
        before, after = (
            comparison.snapshots[0].for_audience(counterpart).portfolio,
            comparison.snapshots[1].for_audience(audience).portfolio,
        )
        known = set(_all_names(before)) | reported
        whole = {seen: entity for entity, seen in comparison.visible_to(audience)[1].items()}
        for name, reading in _undeclared_names(after).items():
            if name in known or reading.entity not in whole:
                continue
            reported.add(name)
            yield _change(comparison, audience, name, reading, whole[reading.entity], was_hidden=name in written)


def _change(
    comparison: Comparison, audience: str, name: _Name, reading: _NameUse, entity: AnyEntity, *, was_hidden: bool
) -> Change:
    type, value = name[0], reading.reference.value
    more = f", here and in {phrasing.count(reading.number - 1, 'more place')}" if reading.number > 1 else ""
    how = "a name that it did not see before" if was_hidden else "a new name"
    what = f"shows the {audience} audience the {type} '{value}', {how}{more}"
    rule = "audience-widened" if was_hidden else "published"
    steps = reading.reference.loc[len(reading.entity.loc) :]
    return comparison.change(rule, Pair(comparison.pairs.earlier(entity), entity), what, *steps, after=value)


def _undeclared_names(portfolio: Portfolio) -> dict[_Name, _NameUse]:
    """Names that nothing in a portfolio declares, in reading order."""
    found: dict[_Name, _NameUse] = {}
    for reference in _name_references(portfolio):
        if portfolio.resolve(reference) is not None:
            continue
        name = (reference.type, _folded(reference.value))
        if reading := found.get(name):
            reading.number += 1
        else:
            found[name] = _NameUse(reference.entity, reference)
    return found


def _all_names(portfolio: Portfolio) -> Iterator[_Name]:
    """Every name in a portfolio, used or declared."""
    for reference in _name_references(portfolio):
        yield reference.type, _folded(reference.value)
    for type in portfolio.types:
        for entity in portfolio.entities(type):
            yield type, _folded(entity.id)
            yield type, _folded(entity.title)


def _name_references(portfolio: Portfolio) -> Iterator[Reference]:
    """References in fields that accept undeclared names."""
    for type in portfolio.types:
        yield from (one for entity in portfolio.entities(type) for one in references_of(entity) if not one.strict)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
