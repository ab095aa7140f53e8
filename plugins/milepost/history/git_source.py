"""The commits of a data folder, oldest first, with the files that each of them wrote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from milepost.git.log import Commit
from milepost.git.program import GitError, blobs
from milepost.git.repository import Repository
from milepost.graph.files import is_included, is_yaml
from milepost.history.ledger import CommitNote, FileChanges
from milepost.history.record_cache import RecordCache, Records
from milepost.history.records import EntryRecord, FileRecord, read_record
from milepost.history.tracked_fields import TrackedFields

_MAX_MOVES = 20  # as often as a data folder may have been renamed

Written = dict[str, str | None]


@dataclass(frozen=True, slots=True)
class CommitLine:
    """The first-parent line of a clone's current commit, as far as it changed a data folder.

    `is_shallow`: the clone does not have the commits before. `is_cut`: there are more commits than are read.
    """

    commits: tuple[FileChanges, ...]
    is_shallow: bool
    is_cut: bool


def read_line(data_dir: Path, fields: TrackedFields) -> CommitLine:
    """Read the history of a data folder. Raises NoRepository if it lies in none, else GitError if git cannot read it.

    A data folder in a submodule has the history of the submodule. One that was renamed is followed.
    """
    data_dir = data_dir.resolve()
    repository = Repository.around(data_dir)
    folder = data_dir.relative_to(repository.root).as_posix()
    written, is_cut = _written(repository, "" if folder == "." else folder)
    used = {blob: None for _, files in written for blob in files.values() if blob}
    cache = RecordCache(repository.common_dir, folder, fields)
    records = _records(repository, used, cache, fields)
    commits = tuple(_changes(commit, files, records) for commit, files in written)
    return CommitLine(commits, repository.is_shallow, is_cut)


def _changes(commit: Commit, files: Written, records: Records) -> FileChanges:
    found = {path: records[blob] if blob else None for path, blob in files.items()}
    unreadable = frozenset(path for path, blob in files.items() if blob and found[path] is None)
    readable = {path: record for path, record in found.items() if path not in unreadable}
    note = CommitNote(commit.author, commit.subject)
    return FileChanges(commit.commit, commit.time, readable, unreadable, note)


def _records(repository: Repository, used: dict[str, None], cache: RecordCache, fields: TrackedFields) -> Records:
    known = cache.load()
    missing = [blob for blob in used if blob not in known]
    if missing:
        same: dict[FileRecord | EntryRecord, FileRecord | EntryRecord] = {}  # most of a version is as it was before
        for hash, content in blobs(repository.root, missing):
            record = read_record(content, fields)
            known[hash] = _shared(record, same) if record else None
        cache.save(known, used)
    return known


def _shared(record: FileRecord, same: dict[FileRecord | EntryRecord, FileRecord | EntryRecord]) -> FileRecord:
    entries: list[EntryRecord] = []
    for one in record.entries:
        kept = same.setdefault(one, one)
        assert isinstance(kept, EntryRecord)
        entries.append(kept)
    return FileRecord(record.kind, record.id, record.formers, record.embargo, record.audience, tuple(entries))


def _written(repository: Repository, folder: str) -> tuple[list[tuple[Commit, Written]], bool]:
    """(the commits of a folder with the YAML files that each wrote in it, oldest first; whether there are more).

    Where the folder has been renamed, what was in the one before counts, too.
    """
    parts: list[list[tuple[Commit, Written]]] = []
    try:
        revision = repository.resolve("HEAD").commit
    except GitError:  # nothing has been committed
        return [], False
    is_cut, seen = False, {folder}
    for _ in range(_MAX_MOVES):
        commits, is_cut = repository.first_parents(folder, revision)
        parts.append([(commit, _inside(commit.written, folder)) for commit in reversed(commits)])
        if not commits or is_cut or not folder:
            break
        revision = f"{commits[-1].commit}^1"
        earlier = _earlier_folder(repository, commits[-1], folder)
        if earlier is None or earlier in seen:
            break
        folder = earlier
        seen.add(folder)
    return list(_joined(parts)), is_cut


def _joined(parts: Sequence[list[tuple[Commit, Written]]]) -> Iterator[tuple[Commit, Written]]:
    """The parts of a history, the newest first, as one. Whatever was not renamed with the folder is gone from it."""
    there: set[str] = set()
    for part in reversed(parts):
        for number, (commit, written) in enumerate(part):
            left_behind: Written = dict.fromkeys(sorted(there - written.keys()) if number == 0 else ())
            files = left_behind | written
            there |= {path for path, blob in files.items() if blob}
            there -= {path for path, blob in files.items() if not blob}
            yield commit, files


def _inside(written: Sequence[tuple[str, str | None]], folder: str) -> Written:
    """The YAML files of a folder by their path in it."""
    start = f"{folder}/" if folder else ""
    found = {path.removeprefix(start): blob for path, blob in written if path.startswith(start)}
    return {path: blob for path, blob in found.items() if is_yaml(path) and is_included(path) and path.isprintable()}


def _earlier_folder(repository: Repository, commit: Commit, folder: str) -> str | None:
    """The folder that a commit renamed to this one; None if it made a new one.

    Most of its files must have come from there, byte for byte and under the same name.
    """
    written, deleted = repository.written_by(commit.commit)
    files = [(path, blob) for path, blob in written if path.startswith(f"{folder}/") and is_yaml(path)]
    origins: dict[str, list[str]] = {}
    for path, blob in deleted:
        origins.setdefault(blob, []).append(path)
    votes: Counter[str] = Counter()
    for path, blob in files:
        inside = path.removeprefix(folder)  # begins with a slash
        votes.update(old.removesuffix(inside) for old in origins.get(blob, ()) if f"/{old}".endswith(inside))
    best = min(votes, key=lambda one: (-votes[one], one), default=None)
    return best if best is not None and 2 * votes[best] > len(files) else None
