"""The ledger: what every entry said at each commit that changed it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from milepost.front_matter.folder_file import FOLDER_FILE
from milepost.graph.entity import scoped_key
from milepost.graph.loader import default_id
from milepost.history.records import EntryRecord, FileRecord

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class CommitNote:
    """Who made a commit, and the first line of its message."""

    author: str
    subject: str


@dataclass(frozen=True, slots=True)
class FileChanges:
    """A commit: its time in seconds since 1970, and the files that it wrote, by their path in the data folder.

    A record is None for a file that was deleted. `unreadable` are files that could not be read as they were then.
    """

    commit: str
    time: int
    files: Mapping[str, FileRecord | None]
    unreadable: frozenset[str] = frozenset()
    note: CommitNote | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """An entry from a commit on: the values of the fields that are followed, or None if it was not there.

    `time` is in seconds since 1970, UTC. `is_first`: nothing is known of it before, which does not mean that it is new.
    """

    commit: str
    time: int
    values: Mapping[str, str] | None
    is_first: bool = False

    @property
    def day(self) -> date:
        """The day of the commit, in UTC."""
        return day_of_time(self.time)


@dataclass(frozen=True, slots=True)
class Ledger:
    """The snapshots of entries by type and key, in the order of commits, each different from the one before it.

    `first_day` is the day of the first commit that is known of; None if there is none. `unreadable` is how often a
    version of a file could not be read. Entries that are no longer there keep their snapshots. `notes` are those of
    commits, by their names; there are none for all but the most restricted audience.
    """

    trails: Mapping[Key, tuple[Snapshot, ...]]
    first_day: date | None = None
    unreadable: int = 0
    notes: Mapping[str, CommitNote] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LedgerAudience:
    """Whose ledger it is. `open` are the audiences whose entries they see, None for all of them.

    `guarded` are (type, field) that are left out for all but the most restricted audience; `default` is that audience,
    for which is whatever names none.
    """

    default: str
    open: frozenset[str] | None = None
    guarded: frozenset[Key] = frozenset()


def build_ledger(commits: Iterable[FileChanges], as_of: date, reader: LedgerAudience) -> Ledger:
    """The ledger of what a reader could see at each commit, up to the end of a day.

    `commits` are those of one line, the oldest first. A commit whose clock was ahead counts with the next one that is
    not after `as_of`, and one whose clock was behind is as late as the commit before it.
    """
    state, last, first_day = _State(reader), 0, None
    notes: dict[str, CommitNote] = {}
    for commit in commits:
        state.apply(commit)
        if day_of_time(commit.time) > as_of:
            state.defer()
            continue
        first_day = first_day or day_of_time(commit.time)
        # A commit that changed nothing they see must not show in the time of another one.
        if state.has_news and state.record(commit.commit, max(last, commit.time)):
            last = max(last, commit.time)
            if commit.note:
                notes[commit.commit] = commit.note
    trails = {key: tuple(trail) for key, trail in state.trails.items()}
    if reader.open is None:
        return Ledger(trails, first_day, state.unreadable, notes)
    # When the data began, and how often it was broken, is what the others have written, too.
    return Ledger(trails, min((trail[0].day for trail in trails.values()), default=None))


@dataclass(slots=True)
class _State:
    """The data folder as of a commit, and the trails up to it. An entry in several files counts as in the first."""

    reader: LedgerAudience
    trails: dict[Key, list[Snapshot]] = field(default_factory=dict)
    unreadable: int = 0
    _files: dict[str, FileRecord] = field(default_factory=dict)
    _folders: dict[str, str] = field(default_factory=dict)
    _shown: dict[str, dict[Key, EntryRecord]] = field(default_factory=dict)
    _holders: dict[Key, dict[str, EntryRecord]] = field(default_factory=dict)
    _current: dict[Key, EntryRecord] = field(default_factory=dict)
    _touched: dict[Key, None] = field(default_factory=dict)  # since the last record; a dict, for its order
    _deferred: dict[Key, EntryRecord | None] = field(default_factory=dict)
    _begun: bool = False

    def apply(self, commit: FileChanges) -> None:
        """Replace the files that a commit wrote."""
        self.unreadable += len(commit.unreadable)
        changed = dict.fromkeys(sorted(commit.files))
        for path in sorted(commit.files):
            folder, _, name = path.rpartition("/")
            record = commit.files[path]
            if name == FOLDER_FILE:
                changed |= dict.fromkeys(self._set_audience(folder, record))
            elif record is None:
                self._files.pop(path, None)
            else:
                self._files[path] = record
        for path in commit.unreadable:
            folder, _, name = path.rpartition("/")
            if name == FOLDER_FILE:  # nobody knows what it closes
                changed |= dict.fromkeys(self._set_audience(folder, FileRecord("", audience=self.reader.default)))
        for path in changed:
            self._show(path)

    def _set_audience(self, folder: str, record: FileRecord | None) -> list[str]:
        """The audience of a folder changes: for a reader who does not see all, so may the entries of files in it."""
        before = self._folders.pop(folder, "")
        if record and record.audience:
            self._folders[folder] = record.audience
        if self.reader.open is None or before == self._folders.get(folder, ""):
            return []
        return sorted(path for path in self._files if not folder or path.startswith(f"{folder}/"))

    def _show(self, path: str) -> None:
        """Put what a reader sees of a file in the place of what they saw of it."""
        for key in self._shown.pop(path, ()):
            self._touched[key] = None
            del self._holders[key][path]
        record = self._files.get(path)
        if record is None:
            return
        found: dict[Key, EntryRecord] = {}
        document = _document(record, path)
        for entry in record.entries:
            if self._is_visible(entry, record, path):
                found.setdefault((entry.type, _full(document, entry)), entry)
        for key, entry in found.items():
            self._touched[key] = None
            self._holders.setdefault(key, {})[path] = entry
        if found:
            self._shown[path] = found

    def _is_visible(self, entry: EntryRecord, record: FileRecord, path: str) -> bool:
        opened = self.reader.open
        if opened is None:
            return True
        if entry.closed or record.embargo:
            return False
        return all((one or self._folder_audience(path)) in opened for one in entry.audiences)

    def _folder_audience(self, path: str) -> str:
        folder: str = path.rpartition("/")[0]
        while folder and folder not in self._folders:
            folder = folder.rpartition("/")[0]
        return self._folders.get(folder, self.reader.default)

    def defer(self) -> None:
        """Leave what has changed to the next commit that changes something, too: the clock of this one was ahead."""
        self._deferred = {key: self._entry(key) for key in self._touched}

    @property
    def has_news(self) -> bool:
        """Whether the last commit itself may have changed something; surely not if all there is was deferred."""
        if not self._deferred:
            return True
        return any(
            _written(self._entry(key)) != _written(self._deferred.get(key, self._current.get(key)))
            for key in self._touched
        )

    def _entry(self, key: Key) -> EntryRecord | None:
        """An entry as it is in the first file that has it."""
        holders = self._holders.get(key)
        return holders[min(holders)] if holders else None

    def record(self, commit: str, time: int) -> bool:
        """Write down what has changed since the last time; whether anything has."""
        has_changed = False
        follows = self._renamed() if self.reader.open is None else {}
        for key in self._touched:
            entry = self._entry(key)
            before = self._current.get(key)
            if key in follows:
                self.trails[key] = list(follows[key])
            elif entry is before or (entry and before and entry.values == before.values):
                if entry:
                    self._current[key] = entry
                continue
            trail = self.trails.setdefault(key, [])
            is_first = not trail and (not self._begun or self.reader.open is not None)
            values = self._values(entry) if entry else None
            if not trail or trail[-1].values != values:
                trail.append(Snapshot(commit, time, values, is_first))
                has_changed = True
            if entry:
                self._current[key] = entry
            else:
                self._current.pop(key, None)
        self._touched.clear()
        self._deferred.clear()
        self._begun = True
        return has_changed

    def _values(self, entry: EntryRecord) -> dict[str, str]:
        if self.reader.open is None:
            return dict(entry.values)
        return {name: value for name, value in entry.values if (entry.type, name) not in self.reader.guarded}

    def _renamed(self) -> dict[Key, tuple[Snapshot, ...]]:
        """The trails that entries with a new name go on from, as they were before this commit.

        `formerly` counts only in the commit that adds it: of two entries that swap ids, each keeps its own past.
        """
        found: dict[Key, tuple[Snapshot, ...]] = {}
        gone: list[Key] = []
        for key in self._touched:
            holders = self._holders.get(key)
            path = min(holders) if holders else ""
            if not holders or not (holders[path].formers or self._files[path].formers):
                continue
            before = self._current.get(key)
            known = before.formers if before else ()
            for former in self._formers(holders[path], self._files[path], path):
                old = (key[0], former)
                if old != key and former not in known and (trail := self.trails.get(old)):
                    found[key] = tuple(trail)
                    if not self._holders.get(old):  # it was not removed, it has another name
                        gone.append(old)
                    break
        for old in gone:
            self.trails.pop(old, None)
            self._current.pop(old, None)
        return found

    def _formers(self, entry: EntryRecord, record: FileRecord, path: str) -> Iterator[str]:
        """The former keys of an entry, by its own `formerly`, that of what it is nested in, and that of its file."""
        document = _document(record, path)
        for former in entry.formers:
            yield scoped_key(document, former) if entry.scoped else former
        for former in record.formers if entry.scoped else ():
            yield scoped_key(former, entry.key) if entry.key else former


def _document(record: FileRecord, path: str) -> str:
    """The key of a document."""
    return record.id or default_id(path, record.kind).lower()


def _written(entry: EntryRecord | None) -> tuple[tuple[str, str], ...] | None:
    return entry.values if entry else None


def _full(document: str, entry: EntryRecord) -> str:
    if not entry.scoped:
        return entry.key
    return scoped_key(document, entry.key) if entry.key else document


def day_of_time(time: int) -> date:
    """The day, in UTC, of seconds since 1970; the last one there is for a time that no calendar has."""
    try:
        return datetime.fromtimestamp(time, UTC).date()
    except (OverflowError, OSError, ValueError):
        return date.max
