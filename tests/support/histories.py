"""Histories of stories, without git."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from milepost.history.history import History, KnownHistory
from milepost.history.ledger import Ledger, Snapshot

BEFORE = "before history begins"


def trail(*states: tuple[int | str, str | None]) -> tuple[Snapshot, ...]:
    """Snapshots of days in November 2026; the one BEFORE is in the first commit there is."""
    return tuple(
        Snapshot(
            "c",
            int(datetime(2026, 11, day if isinstance(day, int) else 1, 12, tzinfo=UTC).timestamp()),
            {"status": word} if word else None,
            day == BEFORE,
        )
        for day, word in states
    )


def history(missing: str = "", **trails: Sequence[Snapshot]) -> History:
    """The history of stories by id, from 1 November 2026 on."""
    known = Ledger({("story", id): tuple(one) for id, one in trails.items()}, date(2026, 11, 1))
    return History(lambda: KnownHistory(known, missing))
