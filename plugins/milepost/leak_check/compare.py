"""Two folders compared byte by byte."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Difference:
    """One path that is not the same in both folders; `line` counts from 1 where both hold a file."""

    path: str
    reason: str
    line: int | None = None

    def __str__(self) -> str:
        return f"{self.path}{f':{self.line}' if self.line else ''}: {self.reason}"


def compare(one: Path, other: Path, *, names: tuple[str, str] = ("the one", "the other")) -> list[Difference]:
    """Every path below the two folders whose kind or bytes differ, sorted by path. No content is quoted.

    Empty folders and symbolic links count: a name alone can tell something.
    """
    left, right = _entries(one), _entries(other)
    found = []
    for path in sorted(left.keys() | right.keys()):
        if left.get(path) == right.get(path):
            if left[path] == "file" and (line := _first_difference(one / path, other / path)):
                found.append(Difference(path, "differs", line))
        elif path not in right:
            found.append(Difference(path, f"only in {names[0]}"))
        elif path not in left:
            found.append(Difference(path, f"only in {names[1]}"))
        else:
            found.append(Difference(path, f"a {left[path]} in {names[0]}, a {right[path]} in {names[1]}"))
    return found


def _entries(folder: Path) -> dict[str, str]:
    """Path → kind of everything below a folder; a link's kind holds where it leads."""
    entries = {}
    for base, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(base, name)
            relative = path.relative_to(folder).as_posix()
            if path.is_symlink():
                entries[relative] = f"link to {os.readlink(path)}"
            else:
                entries[relative] = "folder" if name in folders else "file"
    return entries


def _first_difference(one: Path, other: Path) -> int | None:
    """The number of the first line that differs, or None when the files are the same."""
    left, right = one.read_bytes(), other.read_bytes()
    if left == right:
        return None
    shorter = min(len(left), len(right))
    same = next((at for at in range(shorter) if left[at] != right[at]), shorter)
    return left.count(b"\n", 0, same) + 1
