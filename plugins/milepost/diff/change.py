"""A single reported change, as data."""

from __future__ import annotations

from dataclasses import dataclass

from milepost.diff.rules import SECTION_OF
from milepost.problem import Level, Place, Problem


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one entity, under a rule that decides its section and level.

    `what` continues the entity's `title`: "moves from Q2 2026 to Q3 2026 (+1 quarter), with its release". `gist` is
    the part of it that can stand alone, where `what` says more. `before` and `after` are the values as text, empty for
    none. `days` is the shift of a date in calendar days, above 0 for later. `far` is the shift no more exact than the
    dates are: "1 quarter".

    `place` is in the earlier revision if the entity is `gone`. `shown_to` is the broadest audience that sees the
    entity, or saw it; `target` is its page on that audience's site, as `src_uri#anchor`.
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
        """Key of the section in SECTIONS."""
        return SECTION_OF[self.rule]

    @property
    def ref(self) -> str:
        """Type and key, as in `item:checkout`."""
        return f"{self.type}:{self.key}"

    @property
    def message(self) -> str:
        """The change as one sentence: "Checkout moves from Q2 2026 to Q3 2026 (+61 days)"."""
        return f"{self.title} {self.what}"

    @property
    def problem(self) -> Problem:
        """The change as a finding like those of `check`; a removed entity has no place in the current files."""
        return Problem(self.rule, self.level, self.message, None if self.gone else self.place)
