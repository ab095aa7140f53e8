"""The files of a folder as a commit has them, by the same rules by which they are found on disk."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from pathlib import PurePosixPath

from milepost.review.git import Entry, GitError, Repository, Revision
from milepost.source.files import IGNORED_FOLDERS, SUFFIXES

LINK = "120000"
SUBMODULE = "160000"
_MOST_LINKS = 40  # as many as Linux follows


@dataclass(frozen=True, slots=True)
class Tree:
    """Contents by path. `outside` are links that lead out of the folder, `nameless` files whose names are not UTF-8."""

    files: dict[str, bytes]
    outside: tuple[str, ...] = ()
    nameless: tuple[str, ...] = ()


def data_of(repository: Repository, revision: Revision, folder: str) -> Tree | None:
    """The YAML files in and below a folder; None where there is no such folder. Raises GitError."""
    entries = repository.entries(revision, folder)
    if entries is None:
        return None
    for path, entry in entries.items():
        if entry.mode == SUBMODULE and _is_open(path):
            where = posixpath.join(folder, path)
            raise GitError(f"{where} is another repository (a submodule): git keeps only its name here, not its files")
    data = {path: entry for path, entry in entries.items() if _is_open(path) and _is_yaml(path)}
    links = {path: entry.blob for path, entry in entries.items() if entry.mode == LINK}
    targets = repository.blobs(links.values())
    leads = {path: targets[blob].decode(errors="surrogateescape") for path, blob in links.items()}
    found = {path: _followed(path, leads) for path in data}
    wanted = {path: target for path, target in found.items() if target in entries and _is_text(path)}
    blobs = repository.blobs(_file(entries, target) for target in wanted.values())
    return Tree(
        {path: blobs[_file(entries, target)] for path, target in wanted.items()},
        outside=tuple(path for path, target in found.items() if target is None),
        nameless=tuple(path for path in data if not _is_text(path)),
    )


def pages_of(repository: Repository, revision: Revision, folder: str, suffixes: tuple[str, ...]) -> dict[str, bytes]:
    """The files of some suffixes in and below a folder, hidden ones aside. Raises GitError."""
    entries = repository.entries(revision, folder) or {}
    asked = {
        path: entry.blob
        for path, entry in entries.items()
        if entry.mode.startswith("100") and path.endswith(suffixes) and _is_text(path)
    }
    blobs = repository.blobs(asked.values())
    return {path: blobs[blob] for path, blob in asked.items()}


def _file(entries: dict[str, Entry], path: str | None) -> str:
    return entries[path or ""].blob


def _followed(path: str, leads: dict[str, str]) -> str | None:
    """The file that a path means once its links are followed; None for one that leads out of the folder."""
    for _ in range(_MOST_LINKS):
        parts = PurePosixPath(path).parts
        around = ("/".join(parts[: end + 1]) for end in range(len(parts)))
        link = next((one for one in around if one in leads), None)
        if link is None:
            return path
        rest = path[len(link) :].lstrip("/")
        path = posixpath.normpath(posixpath.join(posixpath.dirname(link), leads[link], rest))
        if path.startswith(("../", "/")) or path == "..":
            return None
    return path


def _is_open(path: str) -> bool:
    parts = path.split("/")
    return not any(part.startswith(".") for part in parts) and IGNORED_FOLDERS.isdisjoint(parts[:-1])


def _is_yaml(path: str) -> bool:
    return posixpath.splitext(path)[1].lower() in SUFFIXES


def _is_text(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True
