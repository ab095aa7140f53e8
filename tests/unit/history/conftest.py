"""Histories of data folders in memory, and ledgers made of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime

import pytest

from milepost.history.ledger import FileChanges, Ledger, LedgerAudience, Snapshot, build_ledger
from milepost.history.records import read_record
from milepost.history.tracked_fields import tracked_fields
from milepost.schema.meaning import Meaning

FIELDS = tracked_fields(lambda spec: spec.means == Meaning.STATE)
INTERNAL = LedgerAudience("internal")
PUBLIC = LedgerAudience("internal", frozenset(("public",)), FIELDS.guarded)
AS_OF = date(2026, 11, 23)

Files = Mapping[str, str | None]
MakeLedger = Callable[..., Ledger]


def commits(written: Sequence[tuple[str, Files]]) -> list[FileChanges]:
    """Commits, each with its time in UTC (a day is one at noon) and the files that it wrote; None deletes one."""
    found = []
    for number, (when, files) in enumerate(written):
        moment = datetime.fromisoformat(when if "T" in when else f"{when}T12:00").replace(tzinfo=UTC)
        records = {
            path: read_record(text.encode(), FIELDS) if text is not None else None for path, text in files.items()
        }
        broken = frozenset(path for path, text in files.items() if text is not None and records[path] is None)
        kept = {path: record for path, record in records.items() if path not in broken}
        found.append(FileChanges(f"{number:040x}", int(moment.timestamp()), kept, broken))
    return found


@pytest.fixture
def ledger() -> MakeLedger:
    """Makes the ledger of (day, files) for the most restricted audience, unless another reader is given."""

    def make(*written: tuple[str, Files], reader: LedgerAudience = INTERNAL, as_of: date = AS_OF) -> Ledger:
        return build_ledger(commits(written), as_of, reader)

    return make


def stories(**status: str) -> str:
    """A public backlog with a story of each status."""
    lines = "".join(f"- {{id: {id}, title: {id}, status: {word}}}\n" for id, word in status.items())
    return f"kind: backlog\ntitle: Work\naudience: public\nstories:\n{lines}"


def states(trail: Sequence[Snapshot]) -> list[tuple[str, str | None]]:
    """(day as 11-03, status) of each snapshot; None for what was not there."""
    return [(f"{one.day:%m-%d}", one.values.get("status") if one.values is not None else None) for one in trail]


def trail(ledger: Ledger, key: str, type_name: str = "story") -> list[tuple[str, str | None]]:
    return states(ledger.trails.get((type_name, key), ()))
