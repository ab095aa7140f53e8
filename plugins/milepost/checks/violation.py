"""A violation of a rule, as data."""

from __future__ import annotations

from dataclasses import dataclass

from milepost.problem import Place, Problem
from milepost.rules import Rule


@dataclass(frozen=True, slots=True)
class Violation:
    """A violation; the check that finds it supplies the rule.

    `rule` is set only if it violates another rule than the check's own, such as one that reading also applies.
    """

    message: str
    place: Place | None = None
    hint: str | None = None
    rule: Rule | None = None

    def problem(self, rule: Rule) -> Problem:
        """The violation as a problem, at the rule's default level."""
        broken = self.rule or rule
        return Problem(broken.id, broken.level, self.message, self.place, self.hint)
