"""The files of a folder in a commit, found by the same rules as on disk."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from milepost.git.repository import GitError, Repository, Revision, TreeEntry
from milepost.graph.files import is_included, is_yaml
from milepost.tables.csv_rows import SUFFIX as TABLE

LINK = "120000"
SUBMODULE = "160000"
_MAX_LINKS = 40  # as many as Linux follows
_MAX_REACHED = 1_000_000


@dataclass(frozen=True, slots=True)
class CommitTree:
    """Contents by path.

    `outside` are links that leave the folder, `nameless` files whose names are not UTF-8, and `modules` submodules, of
    which git stores only the name.
    """

    files: dict[str, bytes]
    outside: tuple[str, ...] = ()
    nameless: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()


def data_tree(repository: Repository, revision: Revision, folder: str) -> CommitTree | None:
    """The YAML and CSV files in and below a folder; None if it does not exist. Raises GitError."""
    entries = repository.entries(revision, folder)
    if entries is None:
        return None
    data = {path: entry for path, entry in entries.items() if is_included(path) and _is_data(path)}
    leads = _link_targets(repository, entries)
    found = {path: _follow(path, leads) for path in data}
    wanted = {path: target for path, target in found.items() if target in entries and is_text(path)}
    blobs = repository.blobs(_file(entries, target) for target in wanted.values())
    return CommitTree(
        {path: blobs[_file(entries, target)] for path, target in wanted.items()},
        outside=tuple(path for path, target in found.items() if target is None),
        nameless=tuple(path for path in data if not is_text(path)),
        modules=tuple(path for path, entry in entries.items() if entry.mode == SUBMODULE and is_included(path)),
    )


def files_of(repository: Repository, revision: Revision, folder: str) -> dict[str, str | None]:
    """Blob of every file in and below a folder, links followed; None for a file outside. Raises GitError."""
    entries = repository.entries(revision, folder) or {}
    reached = _reachable(entries, _link_targets(repository, entries))
    return {path: entries[target].blob if target else None for path, target in reached if is_text(path)}


def read_files(repository: Repository, blobs: Mapping[str, str | None], paths: Iterable[str]) -> dict[str, bytes]:
    """Contents of some of the files that `files_of` gives; empty for files outside."""
    asked = {path: blobs[path] for path in paths}
    found = repository.blobs(blob for blob in asked.values() if blob)
    return {path: found[blob] if blob else b"" for path, blob in asked.items()}


def _link_targets(repository: Repository, entries: dict[str, TreeEntry]) -> dict[str, str]:
    """The target of each symbolic link, as written."""
    links = {path: entry.blob for path, entry in entries.items() if entry.mode == LINK}
    targets = repository.blobs(links.values())
    return {path: targets[blob].decode(errors="surrogateescape") for path, blob in links.items()}


def _reachable(entries: dict[str, TreeEntry], leads: dict[str, str]) -> Iterator[tuple[str, str | None]]:
    """(path, file) for every path that leads to a file, also through linked folders; None for a file outside.

    A folder linked from within itself is not entered again. Raises GitError for over 1,000,000 paths.
    """
    below: defaultdict[str, list[str]] = defaultdict(list)
    for path in entries if leads else ():
        for folder in PurePosixPath(path).parents:
            below["" if str(folder) == "." else str(folder)].append(path)
    waiting: list[tuple[str, str, tuple[str, ...]]] = [(path, path, ()) for path in entries]
    for number, (path, place, around) in enumerate(waiting):
        if number > _MAX_REACHED:
            raise GitError("its pages are behind more links than can be followed")
        target = _follow(place, leads)
        if target is None or (target in entries and target not in leads):
            if not target or entries[target].mode.startswith("100"):
                yield path, target
        elif target in below and target not in around and not f"{place}/".startswith(f"{target}/"):
            rest = len(target) + 1
            waiting += [(f"{path}/{one[rest:]}", one, (*around, target)) for one in below[target]]


def _file(entries: dict[str, TreeEntry], path: str | None) -> str:
    return entries[path or ""].blob


def _follow(path: str, leads: dict[str, str]) -> str | None:
    """The file behind a path once its links are followed; None if it leaves the folder."""
    for _ in range(_MAX_LINKS):
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


def _is_data(path: str) -> bool:
    return is_yaml(path) or posixpath.splitext(path)[1].lower() == TABLE


def is_text(path: str) -> bool:
    """Whether a path can be encoded as UTF-8."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True
