"""The result of a comparison: two revisions and the changes between them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from milepost.diff.change import Change


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two revisions: `name` as the user wrote it; `commit` is its full hash, None for the work tree.

    For broader audiences the commit is None too: a hash depends on private content.
    """

    name: str
    commit: str | None = None

    @property
    def short(self) -> str:
        """The first seven digits of the hash; empty for none."""
        return (self.commit or "")[:7]

    @property
    def is_hash(self) -> bool:
        """Whether the user named the revision by its hash or a prefix of it."""
        return bool(self.commit and self.commit.startswith(self.name.lower()))

    @property
    def label(self) -> str:
        """`main (1a2b3c4)`, or the name alone; a hash is shortened."""
        if not self.commit:
            return self.name
        return self.short if self.is_hash else f"{self.name} ({self.short})"


@dataclass(frozen=True, slots=True)
class Review:
    """The changes for one audience as of a day, most important first; `notes` are further remarks for the reader."""

    base: Side
    head: Side
    as_of: date
    audience: str
    changes: tuple[Change, ...]
    notes: tuple[str, ...] = ()
