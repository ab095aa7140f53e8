"""What was found, why it matters and how to fix it, as data; and which rules there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from milepost.problem import Level, Place
from milepost.rules import RULES, Levels, rule

# Why a finding matters, whatever file it is in.
WHY: dict[str, str] = {}


def _declare(id: str, level: str, summary: str, why: str) -> None:
    rule(id, level, summary)
    WHY[id] = why


_declare(
    "publishes-internal", "error", "A pipeline or a script would publish the internal site.",
    "An internal site holds everything. On a public host everybody reads it, and search engines keep copies.",
)  # fmt: skip
_declare(
    "published-internal", "error", "A branch with a published site holds internal titles or pages.",
    "Whoever can fetch the branch reads every state that was ever pushed to it, also what later sites left out.",
)  # fmt: skip
_declare(
    "site-in-git", "error", "A built site is in git.",
    "It is published to everybody who can read the repository, and stays in its history when it is deleted.",
)  # fmt: skip
_declare(
    "source-public-internal", "error", "source_public is set, and internal entries or pages are in the repository.",
    "The option says that the public may read the source. It links to files that hold internal entries.",
)  # fmt: skip
_declare(
    "internal-in-git", "warning", "Internal entries or pages are in git.",
    "The audience filter works on sites, not on repositories: whoever can read the repository reads the YAML.",
)  # fmt: skip
_declare(
    "internal-in-history", "warning", "Internal entries or pages that are gone are still in the git history.",
    "Deleting a file does not delete its earlier versions: 'git log -p' shows them to whoever can read the repository.",
)  # fmt: skip
_declare(
    "internal-page-in-docs", "warning", "An internal page is inside docs_dir.",
    "Any other generator that runs on the folder publishes it: only Milepost reads the audience of a page.",
)  # fmt: skip
_declare(
    "site-not-ignored", "warning", "The folder of a built site is not ignored by git.",
    "The next 'git add --all' commits it.",
)  # fmt: skip
_declare(
    "internal-artifact", "warning", "A pipeline keeps the internal site as an artifact or a preview.",
    "Artifacts and previews of a public repository can be downloaded by everybody who is signed in.",
)  # fmt: skip
_declare(
    "unfiltered-build", "warning", "A pipeline runs a generator that does not run Milepost's audience filter.",
    "It publishes every page of docs_dir, whoever the page is for, and nothing is verified.",
)  # fmt: skip
_declare(
    "unpinned-install", "warning", "A pipeline installs whatever version of Milepost is the newest.",
    "Another version, of Milepost or of what it needs, can publish something else without a change of yours.",
)  # fmt: skip
_declare(
    "unpinned-action", "warning", "A workflow uses an action by a name that its owner can move.",
    "Whoever controls the action decides what runs with the token and the files of the workflow.",
)  # fmt: skip
_declare(
    "internal-in-log", "info", "A command in a pipeline prints internal values into its log.",
    "The logs of a public repository are public. Messages quote the lines and titles that they are about.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """`details` are places and names, one a line; `fix` are steps and commands, one a line."""

    rule: str
    message: str
    place: Place | None = None
    details: tuple[str, ...] = ()
    fix: tuple[str, ...] = ()
    level: Level | None = None

    @property
    def why(self) -> str:
        """Why it matters."""
        return WHY[self.rule]


@dataclass(frozen=True, slots=True)
class Looked:
    """One part of an examination: what was looked at, what was found, and what could not be looked at."""

    at: str
    findings: tuple[Finding, ...] = ()
    skipped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """All parts of an examination; every finding has its level."""

    looked_at: tuple[str, ...]
    findings: tuple[Finding, ...]
    skipped: tuple[str, ...] = ()
    visibility: str = ""


def report(parts: list[Looked], rules: Mapping[str, Any], visibility: str) -> Report:
    """The findings at the levels of a site, the most serious first; those of rules that are off are left out."""
    levels = Levels({name: setting for name, setting in rules.items() if name in WHY and name in RULES})
    found = [
        replace(one, level=one.level if one.level and level == RULES[one.rule].level else level)
        for part in parts
        for one in part.findings
        if (level := levels.level(one.rule))
    ]
    found.sort(key=lambda one: (one.level or Level.INFO).rank)
    return Report(
        tuple(part.at for part in parts if part.at),
        tuple(found),
        tuple(words for part in parts for words in part.skipped),
        visibility,
    )
