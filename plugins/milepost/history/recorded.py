"""What an audience may know of the past, written into a file for the build in a working copy."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from milepost.history.history import History, KnownHistory
from milepost.history.ledger import Ledger, Snapshot


def record(known: KnownHistory) -> bytes:
    """The history as a file. It holds nothing but the trails of entries that its audience sees."""
    ledger = known.ledger
    trails = [
        [*key, [[one.commit, one.time, one.values and dict(one.values), one.is_first] for one in trail]]
        for key, trail in sorted(ledger.trails.items())
    ]
    day = ledger.first_day.isoformat() if ledger.first_day else None
    return json.dumps({"trails": trails, "first_day": day, "missing": known.missing}).encode()


def recorded(file: Path) -> History:
    """The history that a file holds. It is read when something asks for it. Raises OSError and ValueError then."""
    return History(lambda: _read(json.loads(file.read_bytes())))


def _read(kept: Any) -> KnownHistory:
    trails = {(type_name, key): tuple(Snapshot(*one) for one in trail) for type_name, key, trail in kept["trails"]}
    day = date.fromisoformat(kept["first_day"]) if kept["first_day"] else None
    return KnownHistory(Ledger(trails, day), kept["missing"])
