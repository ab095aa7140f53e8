"""What one site may know of the past: read only when something asks for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from milepost.graph.entity import Entity
from milepost.history.ledger import Ledger, Snapshot


@dataclass(frozen=True, slots=True)
class KnownHistory:
    """A ledger, and what is missing from it.

    `missing` says so in a sentence, with what to do about it; empty if nothing is missing.
    """

    ledger: Ledger
    missing: str = ""


@dataclass(frozen=True)
class History:
    """The past of entries, for one audience. `read` is called once at most, and gives None if there is no history."""

    read: Callable[[], KnownHistory | None] = field(repr=False)

    @cached_property
    def known(self) -> KnownHistory | None:
        """What is known; None if there is no history."""
        return self.read()

    def trail(self, entity: Entity[Any]) -> tuple[Snapshot, ...]:
        """The snapshots of an entity, the oldest first; empty if nothing is known of its past."""
        return self.known.ledger.trails.get((entity.type, entity.key), ()) if self.known else ()

    @property
    def first_day(self) -> date | None:
        """The day on which history begins."""
        return self.known.ledger.first_day if self.known else None


NO_HISTORY = History(lambda: None)
