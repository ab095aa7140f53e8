"""A revision of a site's source: a commit, or the work tree."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn, Protocol

from milepost.diff.review import Side
from milepost.diff.tree import CommitTree, data_tree, files_of, is_text, read_files
from milepost.git.repository import Repository, Revision
from milepost.graph import loader
from milepost.graph.files import load_bytes, shown
from milepost.graph.loader import Workspace
from milepost.problem import Level, MilepostError, Place, Problem
from milepost.yaml.reader import MAX_BYTES

# Content hashes of a file: two versions are equal if they have one in common.
Ids = frozenset[str]


@dataclass(frozen=True, slots=True)
class Files:
    """The files of a folder by path: content hashes of each, and a function that reads some of them."""

    ids: Mapping[str, Ids]
    read: Callable[[Iterable[str]], dict[str, bytes]]

    def with_suffixes(self, suffixes: tuple[str, ...]) -> dict[str, bytes]:
        """Contents of the files with one of these suffixes."""
        return self.read([path for path in self.ids if path.endswith(suffixes)])


class SourceRevision(Protocol):
    """What a revision can be asked; paths are relative to the top of the repository, with `/` as separator."""

    @property
    def repository(self) -> Repository:
        """The clone that it is in."""

    @property
    def side(self) -> Side:
        """Its name and commit."""

    def read(self, path: str) -> bytes | None:
        """The content of a file; None if it does not exist."""

    def files(self, folder: str) -> Files:
        """Every file of a folder by path in it, symbolic links followed."""

    def names(self, folder: str) -> list[str]:
        """File names in a folder; empty if it does not exist."""

    def listed(self, paths: Iterable[str]) -> dict[str, Ids]:
        """Content hashes of the files at or below some paths; symbolic links are not followed."""

    def data(self, folder: str, audiences: Sequence[str]) -> Workspace | None:
        """The loaded data folder; None if it does not exist."""


@dataclass(frozen=True, slots=True)
class CommitSource:
    """A commit."""

    repository: Repository
    revision: Revision

    @property
    def side(self) -> Side:
        return Side(self.revision.name, self.revision.commit)

    def read(self, path: str) -> bytes | None:
        return self.repository.read(self.revision, path)

    def files(self, folder: str) -> Files:
        blobs = files_of(self.repository, self.revision, _in_git(folder))
        ids = {path: frozenset((blob,) if blob else ()) for path, blob in blobs.items()}
        return Files(ids, lambda paths: read_files(self.repository, blobs, paths))

    def names(self, folder: str) -> list[str]:
        return self.repository.names(self.revision, _in_git(folder))

    def listed(self, paths: Iterable[str]) -> dict[str, Ids]:
        return {path: frozenset((one.blob,)) for path, one in self.repository.listed(self.revision, paths).items()}

    def data(self, folder: str, audiences: Sequence[str]) -> Workspace | None:
        tree = data_tree(self.repository, self.revision, _in_git(folder))
        if tree is None:
            return None
        where = self.repository.root / folder
        found = loader.load_contents(tree.files, audiences, folder=where)
        return replace(
            found, problems=tuple(sorted([*found.problems, *_unreadable_files(where, tree)], key=Problem.sort_key))
        )


@dataclass(frozen=True, slots=True)
class WorkTreeSource:
    """The files on disk."""

    repository: Repository

    @property
    def side(self) -> Side:
        return Side("the work tree")

    def read(self, path: str) -> bytes | None:
        file = self.repository.root / path
        return file.read_bytes() if file.is_file() else None

    def files(self, folder: str) -> Files:
        root = self.repository.root / folder
        found: dict[str, Path] = {}

        def stop(error: OSError) -> NoReturn:
            where, words = Path(error.filename or root), error.strerror or "cannot be read"
            raise MilepostError(Problem("file-unreadable", Level.ERROR, words, Place(shown(root, where))))

        around: dict[str, tuple[Path, ...]] = {str(root): (root.resolve(),)}
        for base, folders, names in os.walk(root, onerror=stop if root.is_dir() else None, followlinks=True):
            real = {name: Path(base, name).resolve() for name in folders}
            folders[:] = (name for name in folders if real[name] not in around[base])
            around |= {os.path.join(base, name): (*around[base], real[name]) for name in folders}
            for path in (Path(base, name) for name in names):
                if path.is_file() and is_text(str(path)):
                    found[path.relative_to(root).as_posix()] = path
        algorithm = self.repository.algorithm
        ids = {path: _ids(file, algorithm) for path, file in found.items()}
        return Files(ids, lambda paths: {path: _content(root, found[path]) for path in paths})

    def names(self, folder: str) -> list[str]:
        path = self.repository.root / folder
        return sorted(filter(is_text, os.listdir(path))) if path.is_dir() else []

    def listed(self, paths: Iterable[str]) -> dict[str, Ids]:
        root, algorithm = self.repository.root, self.repository.algorithm
        found: dict[str, Ids] = {}
        for path in sorted(set(filter(None, paths))):
            for file in _files_below(root / path):
                found[file.relative_to(root).as_posix()] = _ids(file, algorithm)
        return found

    def data(self, folder: str, audiences: Sequence[str]) -> Workspace | None:
        where = self.repository.root / folder
        return loader.load(where, audiences) if where.is_dir() else None


def _files_below(path: Path) -> Iterator[Path]:
    """A file, or all files below a folder."""
    if path.is_file():
        yield path
        return
    for base, folders, names in os.walk(path):
        folders[:] = (name for name in folders if name != ".git")
        yield from (file for name in names if (file := Path(base, name)).is_file() and is_text(str(file)))


def _content(folder: Path, file: Path) -> bytes:
    """Content of a file. Raises MilepostError if it is unreadable: an unread file must not count as unchanged."""
    content = load_bytes(folder, file)
    if isinstance(content, Problem):
        raise MilepostError(content)
    return content


def _ids(file: Path, algorithm: str) -> Ids:
    """The blob hashes git gives a file's content: as it is, and with the line ends that git may have stored."""
    try:
        size = file.stat().st_size
        if size > MAX_BYTES:  # no text
            name = hashlib.new(algorithm, b"blob %d\0" % size, usedforsecurity=False)
            with file.open("rb") as stream:
                while block := stream.read(1 << 20):
                    name.update(block)
            return frozenset((name.hexdigest(),))
        content = file.read_bytes()
    except OSError:
        return frozenset()
    ends = content.replace(b"\r\n", b"\n")
    return frozenset(
        hashlib.new(algorithm, b"blob %d\0" % len(one) + one, usedforsecurity=False).hexdigest()
        for one in {content, ends}
    )


def _in_git(folder: str) -> str:
    return "" if folder == "." else folder


def _unreadable_files(folder: Path, tree: CommitTree) -> list[Problem]:
    """Problems for files in a commit that cannot be read."""
    reasons = {
        "file-outside": (tree.outside, "a symbolic link that leads out of the data folder"),
        "file-encoding": (tree.nameless, "the file's name is not UTF-8"),
        "file-unreadable": (tree.modules, "another repository (a submodule): git keeps only its name here"),
    }
    return [
        Problem(rule, Level.ERROR, message, Place(shown(folder, folder / path)))
        for rule, (paths, message) in reasons.items()
        for path in paths
    ]
