"""One entity that a change means, as data."""

from __future__ import annotations

from dataclasses import dataclass

from milepost.diff.rules import SECTION_OF
from milepost.problem import Level, Place, Problem


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one entity, under a rule that says which section it belongs to and how much it matters.

    `what` goes on after the entity's `title`: "moves from Q2 2026 to Q3 2026 (+1 quarter), with its release"; `gist` is
    so much of it as would do alone, where it says more. `before` and `after` are the values in words, empty where
    there was none. `days` are the calendar days by which a date moved, later above 0; `far` says it no more exactly
    than the dates do: "1 quarter".
    `place` is in the earlier state where the entity is `gone`. `shown_to` is the outermost audience that sees the entity,
    or saw what is gone; `target` its page on the site for them, as `src_uri#anchor`.
    """

    rule: str
    level: Level
    type: str
    key: str
    title: str
    what: str
    field: str = ""
    before: str = ""
    after: str = ""
    days: int | None = None
    place: Place | None = None
    gone: bool = False
    target: str | None = None
    shown_to: str = ""
    gist: str = ""
    far: str = ""

    @property
    def section(self) -> str:
        """The key of SECTIONS that it belongs to."""
        return SECTION_OF[self.rule]

    @property
    def ref(self) -> str:
        """`item:checkout`, as commands name it."""
        return f"{self.type}:{self.key}"

    @property
    def message(self) -> str:
        """The whole of it on one line: "Checkout moves from Q2 2026 to Q3 2026 (+61 days)"."""
        return f"{self.title} {self.what}"

    @property
    def problem(self) -> Problem:
        """It as a finding like those of `check`. What is gone has no place in the files that are there now."""
        return Problem(self.rule, self.level, self.message, None if self.gone else self.place)
