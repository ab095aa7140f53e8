"""The audit report, as data."""

from __future__ import annotations

from dataclasses import dataclass

from milepost.leak_check.audit.private_string import PrivateString
from milepost.settings import Allowed


@dataclass(frozen=True, slots=True)
class Hit:
    """A private string in a file of the site.

    `path` is relative to the site. `line` and `column` count from 1 and are 0 for a match in the path itself; `inside`
    leads to a packed text within the file, in which they then count. `text` is the text in the site, `forms` is how it
    is encoded or spelled differently; `count` is its number of occurrences. `masked` is the path with private text
    masked.
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
    """How many private strings were found in a site that should contain them."""

    folder: str
    found: int
    searched: int


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What was searched and found. `searched` counts private strings by kind; `unopened` are (masked path, reason)."""

    audience: str
    hits: tuple[Hit, ...]
    files: int
    bytes: int
    from_theme: int
    searched: tuple[tuple[str, int], ...]
    not_searched: tuple[tuple[str, int], ...]
    unopened: tuple[tuple[str, str], ...]
    allowed: int = 0
    unused: tuple[Allowed, ...] = ()
    control: Control | None = None

    @property
    def strings(self) -> int:
        """How many private strings were searched for."""
        return sum(count for _, count in self.searched)
