"""A state of a site's source, as a commit or as the work tree has it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn, Protocol

from milepost import workspace
from milepost.problem import Level, MilepostError, Place, Problem
from milepost.review.git import Repository, Revision
from milepost.review.pages import SUFFIXES
from milepost.review.review import Side
from milepost.review.tree import Tree, data_of, pages_of
from milepost.source.files import load_bytes, shown
from milepost.workspace import Workspace


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

    def pages(self, folder: str) -> dict[str, bytes]:
        """The pages of a folder, and what speaks for folders of them, by their paths in it."""

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

    def pages(self, folder: str) -> dict[str, bytes]:
        return pages_of(self.repository, self.revision, _in_git(folder), SUFFIXES)

    def data(self, folder: str, audiences: Sequence[str]) -> Workspace | None:
        tree = data_of(self.repository, self.revision, _in_git(folder))
        if tree is None:
            return None
        where = self.repository.root / folder
        found = workspace.load_contents(tree.files, audiences, folder=where)
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

    def pages(self, folder: str) -> dict[str, bytes]:
        root = self.repository.root / folder
        found: dict[str, bytes] = {}

        def stop(error: OSError) -> NoReturn:
            where, words = Path(error.filename or root), error.strerror or "cannot be read"
            raise MilepostError(Problem("file-unreadable", Level.ERROR, words, Place(shown(root, where))))

        around: dict[str, tuple[Path, ...]] = {str(root): (root.resolve(),)}
        for base, folders, names in os.walk(root, onerror=stop if root.is_dir() else None, followlinks=True):
            real = {name: Path(base, name).resolve() for name in folders}
            folders[:] = (name for name in folders if real[name] not in around[base])
            around |= {os.path.join(base, name): (*around[base], real[name]) for name in folders}
            for path in (Path(base, name) for name in names if name.endswith(SUFFIXES)):
                if path.is_file():
                    content = load_bytes(root, path)
                    if isinstance(content, Problem):
                        raise MilepostError(content)
                    found[path.relative_to(root).as_posix()] = content
        return found

    def data(self, folder: str, audiences: Sequence[str]) -> Workspace | None:
        where = self.repository.root / folder
        return workspace.load(where, audiences) if where.is_dir() else None


def _in_git(folder: str) -> str:
    return "" if folder == "." else folder


def _left_out(folder: Path, tree: Tree) -> list[Problem]:
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
