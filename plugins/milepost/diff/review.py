"""What a reviewer is told: two states of the data, and what the one means against the other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from milepost.diff.change import Change


@dataclass(frozen=True, slots=True)
class Side:
    """A state of the data: `name` as somebody asked for it; `commit` is its full hash, None for the work tree.

    For readers further out than the innermost the commit stays None too: a hash is another for every private word.
    """

    name: str
    commit: str | None = None

    @property
    def short(self) -> str:
        """The beginning of the hash, empty for none."""
        return (self.commit or "")[:7]

    @property
    def is_hash(self) -> bool:
        """Whether it was asked for by its hash, or the beginning of it."""
        return bool(self.commit and self.commit.startswith(self.name.lower()))

    @property
    def label(self) -> str:
        """`main (1a2b3c4)`, or only its name; of a hash its beginning."""
        if not self.commit:
            return self.name
        return self.short if self.is_hash else f"{self.name} ({self.short})"


@dataclass(frozen=True, slots=True)
class Review:
    """The changes for one audience as of a day, most important first; `notes` say what else a reader must know."""

    base: Side
    head: Side
    as_of: date
    audience: str
    changes: tuple[Change, ...]
    notes: tuple[str, ...] = ()
