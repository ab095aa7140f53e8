"""Records of file versions, kept between builds.

They are kept in the git directory, beside the objects that they are made of. It is as private as these are, no build
publishes or watches it, and no commit can put a forged record there. Without it, everything is read again.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from milepost import __version__
from milepost.history.records import EntryRecord, FileRecord
from milepost.history.tracked_fields import TrackedFields

FORMAT = 1  # to be raised with every change of what a record holds
_SPARE = 1000  # records of other branches that are kept in any case

Records = dict[str, FileRecord | None]


class RecordCache:
    """The records of one data folder and one set of fields, by the hash of the file's version."""

    def __init__(self, folder: Path, data_dir: str, fields: TrackedFields) -> None:
        self.key = f"{__version__} {FORMAT} {fields.fingerprint}"
        name = hashlib.sha256(f"{data_dir}\0{fields.fingerprint}".encode(errors="surrogateescape")).hexdigest()
        self.file = folder / "milepost" / f"history-{name[:16]}.json"

    def load(self) -> Records:
        """The kept records; none if there are none, or those of another version, or a damaged file."""
        try:
            head, _, body = self.file.read_bytes().partition(b"\n")
            if head.decode() != self._head(body):
                return {}
            kept = json.loads(body)
            entries = [_entry(one) for one in kept["entries"]]
            return {hash: _record(one, entries) for hash, one in kept["files"].items()}
        except (OSError, ValueError, KeyError, TypeError, IndexError, RecursionError):
            return {}

    def save(self, records: Records, used: Mapping[str, Any]) -> None:
        """Keep records; only those `used` now if there are many others. A folder that is read-only stays as it is."""
        if len(records) > 2 * len(used) + _SPARE:
            records = {hash: record for hash, record in records.items() if hash in used}
        numbers: dict[EntryRecord, int] = {}
        files = {
            hash: record and [
                record.kind, record.id, record.formers, record.embargo, record.audience,
                [numbers.setdefault(entry, len(numbers)) for entry in record.entries],
            ] for hash, record in sorted(records.items())
        }  # fmt: skip
        entries = [
            [one.type, one.key, one.scoped, one.formers, one.audiences, one.closed, one.values] for one in numbers
        ]
        body = json.dumps({"entries": entries, "files": files}, ensure_ascii=True, separators=(",", ":")).encode()
        with suppress(OSError):
            self.file.parent.mkdir(exist_ok=True)
            # Another build may be writing, too: whoever is last wins, and nobody reads half a file.
            handle, name = tempfile.mkstemp(dir=self.file.parent, prefix=f"{self.file.stem}-")
            try:
                with os.fdopen(handle, "wb") as stream:
                    stream.write(self._head(body).encode() + b"\n" + body)
                os.replace(name, self.file)
            except OSError:
                os.unlink(name)

    def _head(self, body: bytes) -> str:
        return f"{self.key} {hashlib.sha256(body).hexdigest()}"


def _entry(kept: list[Any]) -> EntryRecord:
    type_name, key, scoped, formers, audiences, closed, values = kept
    pairs = tuple((name, value) for name, value in values)
    return EntryRecord(type_name, key, scoped, tuple(formers), tuple(audiences), closed, pairs)


def _record(kept: list[Any] | None, entries: list[EntryRecord]) -> FileRecord | None:
    if kept is None:
        return None
    kind, id, formers, embargo, audience, numbers = kept
    return FileRecord(kind, id, tuple(formers), embargo, audience, tuple(entries[number] for number in numbers))
