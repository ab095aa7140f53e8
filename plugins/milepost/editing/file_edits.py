"""Edits of files in a data folder: reviewed as `milepost check` would, then written whole or not at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from milepost.atomic_file import replace_files
from milepost.could_not_run import CouldNotRun
from milepost.editing.tree_edits import edited
from milepost.graph import files
from milepost.graph.loader import RawFile
from milepost.open_portfolio import OpenPortfolio, open_portfolio
from milepost.problem import Level, MilepostError, Problem
from milepost.settings import Settings
from milepost.yaml.nodes import Node

_BOM = b"\xef\xbb\xbf"
_NUMBERS = re.compile(r"(?<=[:\s])\d+(?=\D|$)")
FindProblems = Callable[[OpenPortfolio], Sequence[Problem]]


@dataclass(frozen=True, slots=True)
class FileEdit:
    """The new content of a file, and what it had when it was read; `old` is None for a new file.

    `relative` is its path from the data folder, with forward slashes, `shown` as shown to people.
    """

    relative: str
    shown: str
    old: bytes | None
    new: bytes


def edit_of(settings: Settings, file: RawFile, tree: Node) -> FileEdit:
    """The edit that turns a file into another tree. Raises MilepostError if the file cannot be edited."""
    old = files.load_bytes(settings.data_dir, settings.data_dir / file.relative)
    if isinstance(old, Problem):
        raise MilepostError(old)
    mark = _BOM if old.startswith(_BOM) else b""
    if old.removeprefix(mark) != file.source.text.encode():
        raise _changed_meanwhile(file.source.path)
    text = edited(file.source, file.root, tree)
    return FileEdit(file.relative, file.source.path, old, mark + text.encode())


def review(settings: Settings, edits: Iterable[FileEdit], problems_of: FindProblems) -> list[Problem]:
    """The problems that the edits would add, in order of place; `problems_of` finds those of all data.

    Where something cannot be read, only that is reported: rules miss what is in it. The same holds for a file that
    could not be read before, as they find what they could not look into.
    """
    edits = tuple(edits)
    changed = {edit.relative: edit.new for edit in edits}
    names = {edit.shown for edit in edits if edit.old is not None}
    before, after = open_portfolio(settings), open_portfolio(settings, instead=changed)
    unreadable = _added(before.errors, after.errors)
    if unreadable or any(problem.place and problem.place.path in names for problem in before.errors):
        return unreadable
    return _added(problems_of(before), problems_of(after))


def _added(before: Iterable[Problem], after: Iterable[Problem]) -> list[Problem]:
    """Problems that were not there before, at whatever line."""
    known = Counter(map(_identity, before))
    added = []
    for problem in after:
        if known[_identity(problem)]:
            known[_identity(problem)] -= 1
        else:
            added.append(problem)
    return added


def _identity(problem: Problem) -> tuple[str, str, str]:
    """What stays of a problem when lines move: messages may name lines, too."""
    return problem.rule, problem.place.path if problem.place else "", _NUMBERS.sub("", problem.message)


def errors_of(problems: Iterable[Problem]) -> list[Problem]:
    """Those because of which nothing is written."""
    return [problem for problem in problems if problem.level is Level.ERROR]


def write(settings: Settings, edits: Sequence[FileEdit]) -> None:
    """Write all edits. Raises CouldNotRun, and writes nothing, if a file is not what was read, or lies outside."""
    root = settings.data_dir.resolve()
    contents: dict[Path, bytes] = {}
    for edit in edits:
        path = settings.data_dir / edit.relative
        target = path.resolve()
        if not target.is_relative_to(root):
            raise CouldNotRun(f"{edit.shown} leads out of the data folder; nothing was written")
        if edit.old is None:
            if path.exists() or path.is_symlink():
                raise CouldNotRun(f"{edit.shown} is there already; nothing was written")
        elif not target.is_file() or target.read_bytes() != edit.old:
            raise _changed_meanwhile(edit.shown)
        contents[target] = edit.new
    for target in contents:
        target.parent.mkdir(parents=True, exist_ok=True)
    replace_files(contents)


def _changed_meanwhile(shown: str) -> CouldNotRun:
    return CouldNotRun(f"{shown} was changed by somebody else in the meantime; nothing was written, so run it again")
