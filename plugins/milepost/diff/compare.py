"""Compare two revisions of the data; the result is ordered by importance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from milepost.diff import additions, classification, plan_dates, policies, promises, published_names, visibility
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
    """All changes between two portfolios of the same audience, at the levels that the site sets."""
    return changes_of(*(AudienceSnapshot(one, one.audience, as_of) for one in (base, head)), levels=levels)


def changes_of(base: AudienceSnapshot, head: AudienceSnapshot, *, levels: Levels) -> list[Change]:
    """All changes between two snapshots for the same readers.

    Sorted by section, level, rule, and distance of a moved date, then in reading order of the later revision.
    """
    with gc_paused():
        comparison = Comparison(base, head)
        found = list(_changes(comparison))
        found += policies.changes(comparison, found, levels)
        found += published_names.changes(comparison)  # policies are about entries, not about names they show
        found = [replace(one, level=level) for one in found if (level := levels.level(one.rule))]
    order = {(pair.entity.type, pair.entity.key): place for place, pair in enumerate(comparison.matched)}
    return in_order(sorted(found, key=lambda change: order[change.type, change.key]))


def in_order(changes: Iterable[Change]) -> list[Change]:
    """Sort changes by section, level, rule, and distance of a moved date; the sort is stable."""
    return sorted(
        changes,
        key=lambda one: (_SECTIONS.index(one.section), one.level.rank, _RULES[one.rule], -(one.days or 0)),
    )


def _changes(comparison: Comparison) -> Iterator[Change]:
    yield from visibility.changes(comparison)
    yield from promises.changes(comparison)
    yield from plan_dates.changes(comparison)
    for pair in comparison.matched:
        yield from additions.changes(comparison, pair)
        if pair.both:
            yield from classification.changes(comparison, pair)
