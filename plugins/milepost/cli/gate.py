"""The exit code policy of `milepost diff`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import click

from milepost.could_not_run import CouldNotRun
from milepost.diff.change import Change
from milepost.diff.rules import SECTION_OF
from milepost.problem import Level
from milepost.ruleset import rule_levels
from milepost.suggestions import nearest

_LEVELS = tuple(level.value for level in Level)
# The name that is printed for this level.
_ALSO = {"note": Level.INFO.value}


class Stop(click.ParamType):  # type: ignore[type-arg]
    """A level, or the id of a rule of a review."""

    name = "RULE|LEVEL"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        value = _ALSO.get(value, value)
        known = (*_LEVELS, *SECTION_OF)
        if value not in known:
            hint = nearest(value, known) or f"a level is one of {', '.join(_LEVELS)}"
            self.fail(f"there is no level and no rule of a diff '{value}'; {hint}", param, ctx)
        return value


class Gate:
    """Decides whether changes fail the command: by level, by rule, or any change.

    Raises CouldNotRun for a rule that is switched off, since it could never fail anything.
    """

    def __init__(self, stops: Sequence[str], *, any_change: bool, rules: Mapping[str, Any]) -> None:
        levels = rule_levels(rules)
        self._rules = {stop for stop in stops if stop not in _LEVELS}
        self._rank = max((Level(stop).rank for stop in stops if stop in _LEVELS), default=Level.ERROR.rank)
        self._any_change = any_change
        if off := next((rule for rule in sorted(self._rules) if not levels.on(rule)), None):
            raise CouldNotRun(f"--fail-on {off}: the rule is off; give it a level under 'rules' in mkdocs.yml")

    def closed(self, changes: Sequence[Change]) -> bool:
        """Whether any of the changes fails the command."""
        return any(
            self._any_change or change.rule in self._rules or change.level.rank <= self._rank for change in changes
        )
