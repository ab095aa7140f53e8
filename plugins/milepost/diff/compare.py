"""Everything that one state of the data means against another, most important first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from milepost.diff import additions, classification, policies, promises, published_names, visibility
from milepost.diff.audience_snapshot import AudienceSnapshot
from milepost.diff.change import Change
from milepost.diff.comparison import Comparison
from milepost.diff.rules import DIFF_RULES, SECTIONS
from milepost.gc_pause import gc_paused
from milepost.graph.portfolio import Portfolio
from milepost.rules import Levels

_SECTIONS = tuple(SECTIONS)
_RULES = {rule: place for place, rule in enumerate(DIFF_RULES)}


def compare(base: Portfolio, head: Portfolio, as_of: date, *, levels: Levels) -> list[Change]:
    """What changed for the readers of two portfolios, which are for the same audience, at the levels of a site."""
    return changes_of(*(AudienceSnapshot(one, one.audience, as_of) for one in (base, head)), levels=levels)


def changes_of(base: AudienceSnapshot, head: AudienceSnapshot, *, levels: Levels) -> list[Change]:
    """The same for two states that are seen by an audience.

    Sorted by section, by how much it matters, by how far a date moved, and as the later state is read.
    """
    with gc_paused():
        states = Comparison(base, head)
        found = list(_changes(states))
        found += policies.changes(states, found, levels)
        found += published_names.changes(states)  # they ask nothing of the item that shows them
        found = [replace(one, level=level) for one in found if (level := levels.level(one.rule))]
    order = {(pair.entity.type, pair.entity.key): place for place, pair in enumerate(states.matched)}
    return in_order(sorted(found, key=lambda change: order[change.type, change.key]))


def in_order(changes: Iterable[Change]) -> list[Change]:
    """Changes by section, by how much they matter and by how far a date moved; else as they are."""
    return sorted(
        changes,
        key=lambda one: (_SECTIONS.index(one.section), one.level.rank, _RULES[one.rule], -(one.days or 0)),
    )


def _changes(states: Comparison) -> Iterator[Change]:
    yield from visibility.changes(states)
    yield from promises.changes(states)
    for pair in states.matched:
        yield from additions.changes(states, pair)
        if pair.both:
            yield from classification.changes(states, pair)
