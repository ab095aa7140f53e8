"""One thing that a change means, as data."""

from __future__ import annotations

from dataclasses import dataclass

from milepost.problem import Level, Place, Problem
from milepost.rules import RULES, rule

# In the order in which a reviewer has to know them.
SECTIONS = {
    "audience": "Who sees what",
    "promises": "Promises",
    "goals": "Goals and numbers",
    "money": "Money and risk",
    "people": "People and teams",
    "words": "Words",
}


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one thing, under a rule that says which section it belongs to and how much it matters.

    `what` goes on after the thing's `title`: "moves from Q2 2026 to Q3 2026 (+1 quarter), with its release"; `gist` is
    so much of it as would do alone, where it says more. `before` and `after` are the values in words, empty where
    there was none. `days` are the calendar days by which a date moved, later above 0; `far` says it no more exactly
    than the dates do: "1 quarter".
    `place` is in the earlier state where the thing is `gone`. `shown_to` is the outermost audience that sees the thing,
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


SECTION_OF: dict[str, str] = {}


def _declare(section: str, id: str, level: str, summary: str, *, on: bool = True, **options: int) -> None:
    rule(id, level, summary, fixed=False, on=on, **options)
    SECTION_OF[id] = section


for _section, _id, _level, _summary in (
    ("audience", "audience-widened", "warning", "Something that was there becomes visible further out."),
    ("audience", "field-disclosed", "warning", "Outsiders are shown a field that they were not shown before."),
    ("audience", "published", "info", "Something new is visible outside from the start."),
    ("audience", "audience-narrowed", "warning", "Something is no longer visible that was."),
    ("audience", "field-withdrawn", "info", "Outsiders are no longer shown a field."),
    ("audience", "rule-lowered", "warning", "The configuration asks less of a rule than it did."),
    ("audience", "code-in-configuration", "warning", "The configuration has a build run other code."),
    ("audience", "input-changed", "warning", "The configuration has a build read other files."),
    ("audience", "leak-check-changed", "warning", "The configuration has the leak check look at something else."),
    ("audience", "pipeline-changed", "warning", "A workflow that builds or publishes the site is another."),
    ("audience", "requirements-changed", "info", "What is installed for a build is another."),
    ("audience", "configuration-changed", "info", "Another setting of the configuration has another value."),
    ("promises", "date-slipped", "warning", "A date moves later."),
    ("promises", "dependent-late", "warning", "What waits for a date that moved now starts too early for it."),
    ("promises", "release-missed", "warning", "An item now ends after the release it is in."),
    ("promises", "promise-rewritten", "warning", "The first promise is written anew."),
    ("promises", "scope-removed", "warning", "Something is no longer planned."),
    ("promises", "health-worse", "warning", "Something goes worse than it did."),
    ("promises", "date-moved", "info", "A date moves earlier, comes or goes, or gets more or less exact."),
    ("promises", "scope-added", "info", "Something new is planned."),
    ("promises", "status-changed", "info", "Something is further, or not as far, as it was."),
    ("promises", "health-better", "info", "Something goes better than it did."),
    ("promises", "links-changed", "info", "What something waits for, or is a part of, is another."),
    ("goals", "goal-changed", "info", "A goal, a number or what serves it is another."),
    ("money", "money-changed", "info", "Money or a risk is another."),
    ("people", "people-changed", "info", "Who does it, or answers for it, is another."),
    ("words", "renamed", "info", "Something has another id, and so another address."),
    ("words", "words-changed", "info", "Texts, tags or links are others."),
):
    _declare(_section, _id, _level, _summary)

# What a site may ask of every change; off until it does.
_declare("audience", "published-without-summary", "error", "Something becomes public without a summary.", on=False)
_declare("promises", "unexplained-slip", "error", "A public date slips, and no new slip_reason says why.", on=False)
_declare(
    "promises", "late-change", "error", "A public promise moves shortly before it is due, and nobody approved.",
    on=False, days=14,
)  # fmt: skip
POLICIES = ("published-without-summary", "unexplained-slip", "late-change")


def level_of(id: str) -> Level:
    """How much a rule matters before a site says otherwise."""
    return RULES[id].level
