"""A state of a site's source, as a commit or as the work tree has it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn, Protocol

from milepost.diff.git import Repository, Revision
from milepost.diff.review import Side
from milepost.diff.tree import CommitTree, data_of, files_of, is_text, read_files
from milepost.graph import loader
from milepost.graph.files import load_bytes, shown
from milepost.graph.loader import Workspace
from milepost.problem import Level, MilepostError, Place, Problem
from milepost.yaml.reader import MAX_BYTES

# What names the contents of a file: equal contents share a name.
Ids = frozenset[str]


@dataclass(frozen=True, slots=True)
class Files:
    """The files of a folder by their paths in it: what names the contents of each, and how to read some of them."""

    ids: Mapping[str, Ids]
    read: Callable[[Iterable[str]], dict[str, bytes]]

    def ending(self, suffixes: tuple[str, ...]) -> dict[str, bytes]:
        """The contents of the files that end so."""
        return self.read([path for path in self.ids if path.endswith(suffixes)])


class State(Protocol):
    """What can be asked of either; paths are relative to the top of the repository, with `/` between names."""

    @property
    def repository(self) -> Repository:
        """The clone it is in."""

    @property
    def side(self) -> Side:
        """How it is called."""

    def read(self, path: str) -> bytes | None:
        """A file, None where it is not there."""

    def files(self, folder: str) -> Files:
        """Every file of a folder, links followed, by its path in it."""

    def names(self, folder: str) -> list[str]:
        """The names of what lies in a folder; none where there is no such folder."""

    def listed(self, paths: Iterable[str]) -> dict[str, Ids]:
        """The files at, or below, some paths; links are not followed."""

    def data(self, folder: str, audiences: Sequence[str]) -> Workspace | None:
        """What a data folder holds; None where there is no such folder."""


@dataclass(frozen=True, slots=True)
class Committed:
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
        tree = data_of(self.repository, self.revision, _in_git(folder))
        if tree is None:
            return None
        where = self.repository.root / folder
        found = loader.load_contents(tree.files, audiences, folder=where)
        return replace(found, problems=tuple(sorted([*found.problems, *_left_out(where, tree)], key=Problem.sort_key)))


@dataclass(frozen=True, slots=True)
class WorkTree:
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
            for file in _below(root / path):
                found[file.relative_to(root).as_posix()] = _ids(file, algorithm)
        return found

    def data(self, folder: str, audiences: Sequence[str]) -> Workspace | None:
        where = self.repository.root / folder
        return loader.load(where, audiences) if where.is_dir() else None


def _below(path: Path) -> Iterator[Path]:
    """A file, or the files below a folder."""
    if path.is_file():
        yield path
        return
    for base, folders, names in os.walk(path):
        folders[:] = (name for name in folders if name != ".git")
        yield from (file for name in names if (file := Path(base, name)).is_file() and is_text(str(file)))


def _content(folder: Path, file: Path) -> bytes:
    """What a file holds. Raises MilepostError where it cannot be read: what nobody read is not the same."""
    content = load_bytes(folder, file)
    if isinstance(content, Problem):
        raise MilepostError(content)
    return content


def _ids(file: Path, algorithm: str) -> Ids:
    """The names that git has for a file's contents: as they are, and with the line ends that it may have stored."""
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


def _left_out(folder: Path, tree: CommitTree) -> list[Problem]:
    """What is wrong with files that a commit has and nobody can read."""
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
