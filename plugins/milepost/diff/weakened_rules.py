"""Check rules that a change of mkdocs.yml weakens: lowering a gate should be seen in review."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from milepost.diff.change import Change
from milepost.diff.rules import level_of
from milepost.kit import phrasing
from milepost.problem import Level, MilepostError, Place
from milepost.rules import OFF, Levels
from milepost.ruleset import RULES, rule_levels

RULE = "rule-lowered"
_RANKS: tuple[Level | None, ...] = (None, Level.INFO, Level.WARNING, Level.ERROR)


def changes(
    before: Mapping[str, Any], after: Mapping[str, Any], place: Callable[[str], Place], innermost: str
) -> Iterator[Change]:
    """Yield the rules that two revisions set differently, in alphabetical order.

    `place` gives a rule's position in mkdocs.yml. An invalid setting counts as none.
    """
    was, now = levels_of(before), levels_of(after)
    for rule in sorted({str(name) for name in (*before, *after)} & RULES.keys()):
        old, new = was.level(rule), now.level(rule)
        options = {name: (was.option(rule, name), now.option(rule, name)) for name in RULES[rule].options}
        if old != new:
            lowered = _RANKS.index(new) < _RANKS.index(old)
            yield _rule_change(lowered, rule, _level_text(old), _level_text(new), place(rule), innermost)
        elif others := {name: pair for name, pair in options.items() if pair[0] != pair[1]}:
            before_words, after_words = (
                phrasing.listing(f"{name} {pair[which]}" for name, pair in others.items()) for which in range(2)
            )
            yield _rule_change(False, rule, before_words, after_words, place(rule), innermost)


def levels_of(rules: Mapping[str, Any]) -> Levels:
    """The rule levels that a revision sets; invalid settings are ignored."""
    sound = {}
    for name, setting in rules.items():
        try:
            rule_levels({name: setting})
        except MilepostError:
            continue
        sound[str(name)] = setting
    return rule_levels(sound)


def _rule_change(lowered: bool, rule: str, before: str, after: str, place: Place, innermost: str) -> Change:
    by = RULE if lowered else "words-changed"
    what = f"(rule) is now {after}; it was {before}"
    return Change(by, level_of(by), "option", rule, rule, what, "rules", before, after, place=place, shown_to=innermost)


def _level_text(level: Level | None) -> str:
    return level.value if level else OFF
