"""What breaks a rule, as data that does not name the rule."""

from __future__ import annotations

from dataclasses import dataclass

from milepost.problem import Place, Problem
from milepost.rules import Rule


@dataclass(frozen=True, slots=True)
class Violation:
    """What breaks a rule, without saying which: the check that finds it knows.

    `rule` is the one it breaks where that is another, which reading the data asks for in other places too.
    """

    message: str
    place: Place | None = None
    hint: str | None = None
    rule: Rule | None = None

    def problem(self, rule: Rule) -> Problem:
        """It as a problem, at the level of the rule."""
        broken = self.rule or rule
        return Problem(broken.id, broken.level, self.message, self.place, self.hint)
