"""Pasts of data folders, without git."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from milepost.access.audience_filter import redacted_for
from milepost.analysis import Insight
from milepost.graph.loader import load_contents
from milepost.history.history import History, KnownHistory
from milepost.history.ledger import CommitNote, FileChanges, LedgerAudience, build_ledger
from milepost.history.records import read_record
from milepost.history.site_history import TRACKED

AUTHOR = "Head of Operations"
AS_OF = date(2027, 1, 1)
Commit = tuple[str, Mapping[str, str]]


def past(commits: Sequence[Commit], as_of: date = AS_OF, reader: LedgerAudience | None = None) -> History:
    """The history after commits of (moment in UTC, files), the oldest first, each by the same author."""
    changes = [
        FileChanges(
            f"{number:040x}",
            int(datetime.fromisoformat(when).replace(tzinfo=UTC).timestamp()),
            {path: read_record(text.encode(), TRACKED) for path, text in files.items()},
            note=CommitNote(AUTHOR, f"Commit {number}"),
        )
        for number, (when, files) in enumerate(commits)
    ]
    ledger = build_ledger(changes, as_of, reader or LedgerAudience("internal"))
    return History(lambda: KnownHistory(ledger))


def insight(commits: Sequence[Commit], as_of: date = AS_OF) -> Insight:
    """Computed values of the data as the last commit left it, with its history; nothing may be wrong with the data."""
    files: dict[str, str] = {}
    for _, written in commits:
        files |= written
    loaded = load_contents({path: text.encode() for path, text in files.items()})
    assert not loaded.problems, "\n".join(problem.text() for problem in loaded.problems)
    return Insight(redacted_for(loaded.portfolio, "internal", as_of), as_of, past(commits, as_of))
