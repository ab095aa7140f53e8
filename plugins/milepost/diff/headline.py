"""A review summarized in one sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from milepost.diff.change import Change
from milepost.diff.rules import SECTIONS
from milepost.kit import phrasing

# In characters: longer sentences, or parts of one, are replaced by counts.
_MAX_SENTENCE = 160
_MAX_PART = 100


def headline(changes: Sequence[Change]) -> str:
    """The changes in one sentence: "Checkout moves from Q2 to Q3 2026 (+1 quarter) and 2 dependents are now late."

    A single disclosure or slip is named; everything else is counted.
    """
    if not changes:
        return "Nothing changes that a plan speaks of."
    if len(changes) == 1 and len(changes[0].message) <= _MAX_SENTENCE:
        return f"{changes[0].message}."
    parts = [_part(rule, found) for rule in _HEADLINES if (found := [one for one in changes if one.rule == rule])]
    rest = [one for one in changes if one.rule not in _HEADLINES]
    if not parts:
        return f"{phrasing.count(len(rest), 'change')} {_by_section(rest)}."
    return phrasing.listing([*parts, *([phrasing.count(len(rest), "other change")] if rest else [])]) + "."


_HEADLINES = {
    "audience-widened": ("thing becomes visible further out", "things become visible further out"),
    "field-disclosed": ("field is disclosed", "fields are disclosed"),
    "published": ("thing is new and visible outside", "things are new and visible outside"),
    "audience-narrowed": ("thing is no longer visible outside", "things are no longer visible outside"),
    "rule-lowered": ("rule is lowered", "rules are lowered"),
    "code-in-configuration": ("change of code that builds run", "changes of code that builds run"),
    "date-slipped": ("date slips", "dates slip"),
    "dependent-late": ("dependent is now late", "dependents are now late"),
    "release-missed": ("item misses its release", "items miss their release"),
    "scope-removed": ("thing is no longer planned", "things are no longer planned"),
    "scope-added": ("thing is newly planned", "things are newly planned"),
    "health-worse": ("thing goes worse", "things go worse"),
}
_NAMED_RULES = ("audience-widened", "date-slipped")


def _part(rule: str, found: Sequence[Change]) -> str:
    one, many = _HEADLINES[rule]
    first, *others = found
    text = f"{first.title} {first.gist or first.what}"
    if rule in _NAMED_RULES and not others and len(text) <= _MAX_PART:
        return text
    far = max(found, key=lambda change: change.days or 0).far if rule == "date-slipped" else ""
    by = f" (by {'up to ' if others else ''}{far})" if far else ""
    return phrasing.count(len(found), one, many) + by


def _by_section(changes: Sequence[Change]) -> str:
    counts = Counter(change.section for change in changes)
    if len(counts) == 1:
        return f"in {SECTIONS[changes[0].section]}"
    return f"({phrasing.listing(f'{counts[key]} in {title}' for key, title in SECTIONS.items() if counts[key])})"
