"""A whole review in one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from milepost.review.change import Change
from milepost.views import words


def headline(changes: Sequence[Change]) -> str:
    """The change in one sentence: "2 dates slip (by up to 61 days), 1 item becomes visible outside."."""
    if not changes:
        return "Nothing changes that a plan speaks of."
    counts = {rule: sum(change.rule == rule for change in changes) for rule in _HEADLINES}
    parts = [_part(rule, number, changes) for rule, number in counts.items() if number]
    rest = sum(change.rule not in _HEADLINES for change in changes)
    if rest:
        parts.append(words.count(rest, "other change") if parts else words.count(rest, "change"))
    return words.sentence(words.listing(parts)) + "."


_HEADLINES = {
    "audience-widened": ("thing becomes visible further out", "things become visible further out"),
    "field-disclosed": ("field is disclosed", "fields are disclosed"),
    "published": ("thing is new and visible outside", "things are new and visible outside"),
    "date-slipped": ("date slips", "dates slip"),
    "dependent-late": ("dependent is now late", "dependents are now late"),
    "scope-removed": ("thing is no longer planned", "things are no longer planned"),
    "scope-added": ("thing is newly planned", "things are newly planned"),
}


def _part(rule: str, number: int, changes: Sequence[Change]) -> str:
    one, many = _HEADLINES[rule]
    most = max((change.days or 0 for change in changes if change.rule == rule), default=0)
    far = f" (by {'up to ' if number > 1 else ''}{words.count(most, 'day')})" if rule == "date-slipped" and most else ""
    return words.count(number, one, many) + far
