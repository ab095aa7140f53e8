"""What an audit found and what it looked at, as data."""

from __future__ import annotations

from dataclasses import dataclass

from milepost.leak_check.audit.private_string import PrivateString
from milepost.settings import Allowed


@dataclass(frozen=True, slots=True)
class Hit:
    """A private string in a file of the site.

    `path` is relative to the site. `line` and `column` count from 1 and are 0 for a match in the path itself; `inside`
    leads to a text that is packed in the file, and then they count in that text. `text` is what the site says, `forms`
    how it is coded or spelt otherwise; `count` how often it is in the text. `masked` is the path without private words.
    """

    path: str
    line: int
    column: int
    inside: tuple[str, ...]
    text: str
    forms: tuple[str, ...]
    private: PrivateString
    count: int = 1
    masked: str = ""


@dataclass(frozen=True, slots=True)
class Control:
    """How many of the private strings were found in a site that is meant to hold them."""

    folder: str
    found: int
    searched: int


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What was searched. `searched` counts private strings by kind; `unopened` are (masked path, reason)."""

    audience: str
    hits: tuple[Hit, ...]
    files: int
    bytes: int
    from_theme: int
    searched: tuple[tuple[str, int], ...]
    left_aside: tuple[tuple[str, int], ...]
    unopened: tuple[tuple[str, str], ...]
    allowed: int = 0
    unused: tuple[Allowed, ...] = ()
    control: Control | None = None

    @property
    def strings(self) -> int:
        """How many private strings were searched for."""
        return sum(count for _, count in self.searched)
