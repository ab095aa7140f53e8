"""The rules of `milepost diff`; each belongs to one section of the report."""

from __future__ import annotations

from milepost.problem import Level
from milepost.rules import Rule, collected

# Order of the report. Disclosures come first: they cannot be undone.
SECTIONS = {
    "audience": "Who sees what",
    "promises": "Promises",
    "goals": "Goals and numbers",
    "money": "Money and risk",
    "people": "People and teams",
    "words": "Words",
}

_INFO, _WARNING, _ERROR = Level.INFO, Level.WARNING, Level.ERROR
_DECLARED: tuple[tuple[str, Rule], ...] = (
    ("audience", Rule("audience-widened", _WARNING, "Something that was there becomes visible further out.")),
    ("audience", Rule("field-disclosed", _WARNING, "Outsiders are shown a field that they were not shown before.")),
    ("audience", Rule("published", _INFO, "Something new is visible outside from the start.")),
    ("audience", Rule("audience-narrowed", _WARNING, "Something is no longer visible that was.")),
    ("audience", Rule("field-withdrawn", _INFO, "Outsiders are no longer shown a field.")),
    ("audience", Rule("rule-lowered", _WARNING, "The configuration asks less of a rule than it did.")),
    ("audience", Rule("code-in-configuration", _WARNING, "The configuration has a build run other code.")),
    ("audience", Rule("input-changed", _WARNING, "The configuration has a build read other files.")),
    ("audience", Rule("leak-check-changed", _WARNING, "The configuration has the leak check look at something else.")),
    ("audience", Rule("pipeline-changed", _WARNING, "A workflow that builds or publishes the site is another.")),
    ("audience", Rule("requirements-changed", _INFO, "What is installed for a build is another.")),
    ("audience", Rule("configuration-changed", _INFO, "Another setting of the configuration has another value.")),
    ("promises", Rule("date-slipped", _WARNING, "A date moves later.")),
    ("promises", Rule("dependent-late", _WARNING, "What waits for a date that moved now starts too early for it.")),
    ("promises", Rule("release-missed", _WARNING, "An item now ends after the release it is in.")),
    ("promises", Rule("promise-rewritten", _WARNING, "The first promise is written anew.")),
    ("promises", Rule("scope-removed", _WARNING, "Something is no longer planned.")),
    ("promises", Rule("health-worse", _WARNING, "Something goes worse than it did.")),
    ("promises", Rule("date-moved", _INFO, "A date moves earlier, comes or goes, or gets more or less exact.")),
    ("promises", Rule("scope-added", _INFO, "Something new is planned.")),
    ("promises", Rule("status-changed", _INFO, "Something is further, or not as far, as it was.")),
    ("promises", Rule("health-better", _INFO, "Something goes better than it did.")),
    ("promises", Rule("links-changed", _INFO, "What something waits for, or is a part of, is another.")),
    ("goals", Rule("goal-changed", _INFO, "A goal, a number or what serves it is another.")),
    ("money", Rule("money-changed", _INFO, "Money or a risk is another.")),
    ("people", Rule("people-changed", _INFO, "Who does it, or answers for it, is another.")),
    ("words", Rule("renamed", _INFO, "Something has another id, and so another address.")),
    ("words", Rule("words-changed", _INFO, "Texts, tags or links are others.")),
    # Policies, off by default.
    (
        "audience",
        Rule("published-without-summary", _ERROR, "Something becomes public without a summary.", on=False),
    ),
    (
        "promises",
        Rule("unexplained-slip", _ERROR, "A public date slips, and no new slip_reason says why.", on=False),
    ),
    (
        "promises",
        Rule(
            "late-change",
            _ERROR,
            "A public promise moves shortly before it is due, and nobody approved.",
            {"days": 14},
            on=False,
        ),
    ),
)

DIFF_RULES = collected(rule for _, rule in _DECLARED)
SECTION_OF = {rule.id: section for section, rule in _DECLARED}
POLICIES = tuple(rule.id for _, rule in _DECLARED if not rule.on)


def level_of(id: str) -> Level:
    """The default level of a rule."""
    return DIFF_RULES[id].level
