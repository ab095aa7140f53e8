"""A site's settings: the validated options of the plugin."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from milepost.problem import Level, MilepostError, Problem
from milepost.schema import period

DEFAULT_AUDIENCES = ("public", "internal")


@dataclass(frozen=True, slots=True)
class Allowed:
    """A text that the audit ignores, and why; `files` are patterns of site paths, in which `*` matches anything."""

    text: str
    reason: str
    files: tuple[str, ...] = ("*",)


@dataclass(frozen=True, slots=True)
class AuditSettings:
    """Whether plain `mkdocs build` audits a broader site for internal text, and what the audit ignores."""

    enabled: bool = True
    allow: tuple[Allowed, ...] = ()


@dataclass(frozen=True)
class Settings:
    """The options of one site; `audiences` run from the broadest to the most restricted."""

    data_dir: Path
    as_of: date
    audiences: tuple[str, ...] = DEFAULT_AUDIENCES
    audience: str = DEFAULT_AUDIENCES[0]
    pages_audience: str | None = None
    sections: tuple[str | dict[str, str], ...] | None = None
    templates: Path | None = None
    rules: Mapping[str, Any] = field(default_factory=dict)
    source_public: bool = False
    unstable_files: tuple[str, ...] = ()
    keep_metadata: tuple[str, ...] = ()
    pages: Mapping[str, Path] = field(default_factory=dict)
    audit: AuditSettings = AuditSettings()
    history_audience: str | None = None
    content_security_policy: Mapping[str, tuple[str, ...]] | None = None

    @property
    def innermost(self) -> bool:
        """Whether this site is for the most restricted audience."""
        return self.audience == self.audiences[-1]

    def sees_history(self, audience: str) -> bool:
        """Whether an audience sees what git knows of the past; the most restricted one where no option says more."""
        rank = self.audiences.index
        return rank(audience) >= rank(self.history_audience or self.audiences[-1])

    def pages_visible_to(self, audience: str) -> dict[str, Path]:
        """Folders of the option `pages` that an audience sees, by the audience they are for."""
        rank = self.audiences.index
        return {name: folder for name, folder in self.pages.items() if rank(name) <= rank(audience)}


def resolve_as_of(option: str | None) -> date:
    """The site's day: the option, else SOURCE_DATE_EPOCH, else today; in UTC.

    Raises MilepostError if the option is not a day or the variable not a number.
    """
    if option:
        try:
            found = period.parse(str(option))
        except ValueError as error:
            raise _bad_option(f"as_of '{option}': {error}") from None
        if found.precision != "day" or found.approximate or not found.first:
            raise _bad_option(f"as_of '{option}' is not a day", "write it as 2026-09-14")
        return found.first
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        try:
            return datetime.fromtimestamp(int(epoch), UTC).date()
        except (ValueError, OverflowError, OSError):
            raise _bad_option(f"SOURCE_DATE_EPOCH '{epoch}' is not a number of seconds") from None
    return datetime.now(UTC).date()


def _bad_option(message: str, hint: str | None = None) -> MilepostError:
    return MilepostError(Problem("bad-option", Level.ERROR, message, None, hint))
