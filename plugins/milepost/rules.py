"""Rules, and their levels on one site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any

from milepost.problem import Level, MilepostError, Problem, quoted
from milepost.suggestions import nearest

OFF = "off"
# Upper limit for options, which count days or items.
MAX_OPTION = 1_000_000


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule. `options` are its settings with defaults. A `fixed` rule cannot be configured.

    If not `on`, it is a policy that a site has to enable, for example by setting its level.
    """

    id: str
    level: Level
    summary: str
    options: Mapping[str, int] = field(default_factory=dict)
    fixed: bool = False
    on: bool = True


UNSAFE_LINK = Rule(
    "unsafe-link", Level.ERROR, "A link leads to something other than http, https or mailto.", fixed=True
)
_READING_SUMMARIES = {
    "file-outside": "A symbolic link leads out of the data folder.",
    "file-unreadable": "A file cannot be read.",
    "file-encoding": "A file is not UTF-8.",
    "file-control-character": "A file holds a control character.",
    "file-empty": "A file is empty.",
    "file-missing": "A file that a document names does not exist.",
    "csv-syntax": "A row of a CSV file is not like the first line, or a quote is not closed.",
    "csv-columns": "The first line of a CSV file does not name the columns that are read.",
    "csv-too-large": "A CSV file is too large.",
    "yaml-syntax": "A file is not YAML.",
    "yaml-tab": "A line is indented with a tab.",
    "yaml-key": "A key is a list or a mapping.",
    "yaml-duplicate-key": "A key stands twice in one mapping.",
    "yaml-alias": "An anchor or an alias is used.",
    "yaml-merge-key": "A merge key is used.",
    "yaml-tag": "A tag is used.",
    "yaml-documents": "A file holds more than one document.",
    "yaml-too-deep": "A file is nested too deeply.",
    "yaml-too-large": "A file is too large.",
    "document-shape": "A document is not a mapping.",
    "second-portfolio": "There is more than one document of kind portfolio.",
    "unknown-kind": "A document's kind is missing or not known.",
    "unknown-field": "A field is not known.",
    "unknown-word": "A word is none of those the field knows.",
    "unknown-audience": "An audience is not known.",
    "missing-field": "A field that must be there is missing.",
    "wrong-shape": "A list, a mapping or a text stands where another of them is expected.",
    "bad-value": "A value cannot be what the field is.",
    "bad-id": "An id has characters that addresses cannot have, or is too long.",
    "bad-period": "A date or period cannot be read.",
    "bad-instant": "A moment cannot be read.",
    "duplicate-id": "An id is used twice.",
    "import-value": "A cell of an export is not understood.",
    "not-editable": "A value is written in a way that cannot be changed from the command line.",
    "bad-option": "An option has a value that cannot be.",
    "page-audience": "A hand-written page names no audience, and no folder or option gives it one.",
    "page-front-matter": "A page seems to say who may read it, or to begin with front matter, where nothing reads it.",
    "page-folder": "A page in a folder of pages for one audience names a broader one, or is reached from elsewhere.",
    "folder-file-name": "A file seems to be meant as _audience.yml, and has another name.",
    "page-snippet": "A page takes in a file that its readers may not see.",
    "page-address": "A hand-written page stands where a generated page goes.",
    "bad-block": "A view in a hand-written page cannot be drawn as it is written.",
}
# Unreadable files and unpublishable pages; these rules cannot be configured.
READING_RULES = (
    *(Rule(id, Level.ERROR, summary, fixed=True) for id, summary in _READING_SUMMARIES.items()),
    UNSAFE_LINK,
)

# About what lies in the source of a site: what nobody uses, and what would be published without Milepost.
SITE_RULES = (
    Rule("unused-file", Level.WARNING, "No document names a CSV file of the data folder."),
    Rule(
        "published-without-milepost",
        Level.WARNING,
        "A build without Milepost would publish files of docs_dir that are for a narrower audience.",
    ),
)


def collected(*groups: Iterable[Rule]) -> dict[str, Rule]:
    """Rules by id, in order. Raises ValueError for a duplicate id."""
    found: dict[str, Rule] = {}
    for rule in chain(*groups):
        if rule.id in found:
            raise ValueError(f"two rules have the id '{rule.id}'")
        found[rule.id] = rule
    return found


class Levels:
    """Rules as configured by a site: `rules: {overdue: off, stale: {level: warning, days: 60}}`."""

    def __init__(self, rules: Mapping[str, Rule], settings: Mapping[str, Any] | None = None) -> None:
        """Raises MilepostError for an unknown rule, and for an invalid setting."""
        self._declared = rules
        self._rules: dict[str, Rule | None] = {id: rule if rule.on else None for id, rule in rules.items()}
        for name, value in (settings or {}).items():
            self._rules[name] = _configured(rules, str(name), value)

    def option(self, rule_id: str, name: str) -> int:
        """An option of a rule."""
        found = self._rules[rule_id] or self._declared[rule_id]
        return found.options[name]

    def on(self, rule_id: str) -> bool:
        """Whether a rule is enabled."""
        return self._rules[rule_id] is not None

    def level(self, rule_id: str) -> Level | None:
        """The level of a rule; None if it is off."""
        found = self._rules[rule_id]
        return found.level if found else None

    def apply(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """The problems at the configured levels, without those of disabled rules."""
        for problem in problems:
            if found := self._rules[problem.rule]:
                yield replace(problem, level=found.level)


def _configured(rules: Mapping[str, Rule], name: str, value: Any) -> Rule | None:
    if name not in rules:
        raise MilepostError(_bad_option(f"rules: there is no rule '{name}'", nearest(name, rules)))
    found = rules[name]
    if found.fixed:
        raise MilepostError(
            _bad_option(f"rules: '{name}' cannot be changed", "without it the data cannot be read safely")
        )
    given = value if isinstance(value, Mapping) else {"level": value}
    for key, setting in given.items():
        if key == "level":
            if setting is False or setting == OFF:  # YAML reads a bare off as false
                return None
            if setting not in tuple(Level):
                raise MilepostError(
                    _bad_option(
                        f"rules: {_quoted_setting('level', setting)} is no level for '{name}'",
                        "write off, info, warning or error",
                    )
                )
            found = replace(found, level=Level(setting))
        elif key in found.options and _is_number(setting):
            found = replace(found, options={**found.options, key: setting})
        else:
            known = ", ".join(("level", *(f"{option} (a number)" for option in found.options)))
            raise MilepostError(
                _bad_option(f"rules: {_quoted_setting(key, setting)} does not fit '{name}'", f"it takes: {known}")
            )
    return found


def _is_number(setting: Any) -> bool:
    return isinstance(setting, int) and not isinstance(setting, bool) and 0 <= setting <= MAX_OPTION


def _quoted_setting(key: object, setting: Any) -> str:
    """A setting in quotes; a number of thousands of digits is not printed."""
    if isinstance(setting, int) and abs(setting) > MAX_OPTION:
        setting = f"more than {MAX_OPTION:,}"
    return quoted(str(setting) if key == "level" else f"{key}: {setting}")


def _bad_option(message: str, hint: str | None) -> Problem:
    return Problem("bad-option", Level.ERROR, message, None, hint)
