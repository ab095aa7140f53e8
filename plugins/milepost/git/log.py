"""Commits and the files that each of them wrote, as `git log --raw` prints them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit, its day (ISO), and the files it wrote as (path, blob); the blob is None for a deleted file.

    `day` is that of the committer, wherever they were; `time` is the same moment in seconds since 1970, UTC. `author`
    is a name without an address, `subject` the first line of the message.
    """

    commit: str
    day: str
    written: tuple[tuple[str, str | None], ...]
    time: int = 0
    author: str = ""
    subject: str = ""


FORMAT = "--format=%x01%H %ct %cs%x02%an%x02%s"


def commits_in(log: bytes) -> list[Commit]:
    """Parse `log --raw -z` with FORMAT; the output may be cut in its last commit."""
    found: list[tuple[str, str, list[tuple[str, str | None]]]] = []  # hash, the rest of its line, files
    blob: str | None = None
    is_path = False
    for part in log.split(b"\0"):
        text = part.decode(errors="surrogateescape")
        head = text.lstrip("\n")
        if is_path:
            found[-1][2].append((text, blob))
            is_path = False
        elif head.startswith("\x01"):
            hash, _, when = head[1:].strip().partition(" ")
            if found and found[-1][0] == hash:  # a merge, against another of its parents
                continue
            found.append((hash, when, []))
        elif head.startswith(":") and found:
            written = head.split(" ")
            blob = written[3] if len(written) > 3 and written[1].startswith("100") else None
            is_path = True
    return [_commit(hash, when, written) for hash, when, written in found]


def _commit(hash: str, rest: str, written: list[tuple[str, str | None]]) -> Commit:
    when, author, subject = [*rest.split("\x02", 2), "", ""][:3]
    time, _, day = when.strip().partition(" ")
    return Commit(hash, day, tuple(written), int(time) if time.isdigit() else 0, author.strip(), subject.strip())


Written = tuple[tuple[str, str], ...]


def written_and_deleted(raw: bytes) -> tuple[Written, Written]:
    """Parse `diff-tree --raw -z`: (files written, files deleted) as (path, blob), without links and modules."""
    written: list[tuple[str, str]] = []
    deleted: list[tuple[str, str]] = []
    parts = raw.decode(errors="surrogateescape").split("\0")
    for head, path in zip(parts[::2], parts[1::2], strict=False):
        before, after, old, new = (head.removeprefix(":").split(" ") + [""] * 4)[:4]
        if after.startswith("100"):
            written.append((path, new))
        elif before.startswith("100"):
            deleted.append((path, old))
    return tuple(written), tuple(deleted)
